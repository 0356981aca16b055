#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/blob/blob.hpp"

namespace yw::blob {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void raise(const std::string& what) {
    throw std::runtime_error(fmt::format("blob: {}: {}", what, std::strerror(errno)));
}

constexpr std::size_t kNameLength = 43;
constexpr std::size_t kFolderLength = 2;  ///< first characters of the names in it
/// Behind the name of bytes that are about to be removed.
constexpr std::string_view kAside = ".aside";

timespec as_timespec(UtcTime moment) {
    return {moment.ms / 1000, moment.ms % 1000 * 1'000'000};
}

class Descriptor {
public:
    Descriptor(const std::string& path, int flags, mode_t mode = 0)
        : value_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (value_ < 0) raise("open " + path);
    }
    ~Descriptor() { ::close(value_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void put_at(UtcTime moment) const {
        const auto time = as_timespec(moment);
        const timespec times[] = {time, time};
        if (::futimens(value_, times) != 0) raise("futimens");
    }
    void sync() const {
        if (::fsync(value_) != 0) raise("fsync");
    }
    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto done = ::write(value_, bytes.data(), bytes.size());
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) raise("write");
            bytes.remove_prefix(static_cast<std::size_t>(done));
        }
    }

private:
    int value_;
};

class FileBlobs final : public Blobs {
public:
    FileBlobs(const std::string& folder, const crypto::Keys& keys, const Clock& clock)
        : folder_(folder), keys_(keys), clock_(clock) {
        fs::create_directories(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }

    std::string put(std::string_view bytes) override {
        const auto name = keys_.lookup("blob", crypto::sha256(bytes));
        const auto path = path_of(name);
        if (put_again(path)) return name;
        const auto parent = fs::path(path).parent_path().string();
        if (fs::create_directories(parent)) Descriptor(folder_, O_RDONLY | O_DIRECTORY).sync();
        const auto draft = fmt::format("{}.{}", path, crypto::hex(crypto::random_bytes(6)));
        try {
            const Descriptor file(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
            file.write(keys_.seal_bytes("blob", bytes));
            file.put_at(clock_.now());
            file.sync();
            fs::rename(draft, path);
        } catch (...) {
            ::unlink(draft.c_str());
            throw;
        }
        Descriptor(parent, O_RDONLY | O_DIRECTORY).sync();
        return name;
    }

    std::optional<std::string> get(const std::string& name) const override {
        if (name.size() != kNameLength || !crypto::from_base64url(name)) return std::nullopt;
        const auto path = path_of(name);
        auto sealed = bytes_of(path);
        // It may stand aside for the moment in which a collector looks whether it was put again.
        if (!sealed) sealed = bytes_of(path + std::string(kAside));
        if (!sealed) sealed = bytes_of(path);
        if (!sealed) return std::nullopt;
        auto bytes = keys_.open_bytes("blob", *sealed);
        if (!bytes) throw std::runtime_error("blob: " + name + " was changed on the disk");
        return bytes;
    }

    std::vector<std::string> put_before(UtcTime before, const std::string& after, std::size_t most) override {
        std::vector<std::string> names;
        for (const auto& folder : folders_from(after)) {
            std::vector<std::string> here;
            for (const auto& entry : fs::directory_iterator(folder_ + "/" + folder)) {
                const auto file = entry.path().filename().string();
                if (file.size() == kNameLength) {
                    if (file > after && is_older(entry.path(), before)) here.push_back(file);
                } else {
                    settle(entry.path(), before);
                }
            }
            std::ranges::sort(here);
            names.insert(names.end(), here.begin(), here.end());
            if (names.size() >= most) break;
        }
        if (names.size() > most) names.resize(most);
        return names;
    }

    bool remove(const std::string& name, UtcTime before) override {
        const auto path = path_of(name), aside = path + std::string(kAside);
        // Who puts the same bytes touches them by their path: before the renaming, and the time shows it; or behind it,
        // and they are written anew. Either way they are there when put() returns.
        if (::rename(path.c_str(), aside.c_str()) != 0) {
            if (errno == ENOENT) return false;
            raise("rename " + path);
        }
        if (!is_older(aside, before)) {
            put_back(aside, path);
            return false;
        }
        if (::unlink(aside.c_str()) != 0 && errno != ENOENT) raise("unlink " + aside);
        return true;
    }

private:
    /// Whether the bytes are here already; then they count as put now.
    bool put_again(const std::string& path) const {
        const auto now = as_timespec(clock_.now());
        const timespec times[] = {now, now};
        // A collector may have moved them aside, and looked at their time, between the finding of the path and the
        // touch: only bytes that are still here after the touch are sure to be seen as young.
        if (::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0) return ::access(path.c_str(), F_OK) == 0;
        if (errno != ENOENT) raise("touch " + path);
        return false;
    }

    /// Where the last name was, and behind it, in order.
    std::vector<std::string> folders_from(const std::string& after) const {
        std::vector<std::string> folders;
        for (const auto& entry : fs::directory_iterator(folder_)) {
            auto folder = entry.path().filename().string();
            if (folder.size() == kFolderLength && folder >= after.substr(0, kFolderLength))
                folders.push_back(std::move(folder));
        }
        std::ranges::sort(folders);
        return folders;
    }

    /// What a crash left: bytes that stood aside come back and are looked at again, half a file goes.
    static void settle(const fs::path& file, UtcTime before) {
        const std::string path = file.string();
        if (path.ends_with(kAside))
            put_back(path, path.substr(0, path.size() - kAside.size()));
        else if (is_older(file, before))
            ::unlink(path.c_str());
    }

    static void put_back(const std::string& aside, const std::string& path) {
        // Where they have been put anew meanwhile, these are the same bytes.
        if (::link(aside.c_str(), path.c_str()) != 0 && errno != EEXIST && errno != ENOENT) raise("link " + path);
        if (::unlink(aside.c_str()) != 0 && errno != ENOENT) raise("unlink " + aside);
    }

    static bool is_older(const fs::path& file, UtcTime before) {
        struct stat found {};
        if (::stat(file.c_str(), &found) != 0) return false;
        return found.st_mtim.tv_sec * 1000 + found.st_mtim.tv_nsec / 1'000'000 < before.ms;
    }

    static std::optional<std::string> bytes_of(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        if (!in) return std::nullopt;
        return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    }

    std::string path_of(const std::string& name) const {
        return folder_ + "/" + name.substr(0, kFolderLength) + "/" + name;
    }
    std::string folder_;
    crypto::Keys keys_;
    const Clock& clock_;
};

}  // namespace

std::unique_ptr<Blobs> open_files(const std::string& folder, const crypto::Keys& keys, const Clock& clock) {
    return std::make_unique<FileBlobs>(folder, keys, clock);
}

}  // namespace yw::blob
