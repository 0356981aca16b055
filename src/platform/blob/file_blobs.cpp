#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

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

class Descriptor {
public:
    Descriptor(const std::string& path, int flags, mode_t mode = 0)
        : value_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (value_ < 0) raise("open " + path);
    }
    ~Descriptor() { ::close(value_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
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
    FileBlobs(const std::string& folder, const crypto::Keys& keys) : folder_(folder), keys_(keys) {
        fs::create_directories(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }

    std::string put(std::string_view bytes) override {
        const auto name = keys_.lookup("blob", crypto::sha256(bytes));
        const auto path = path_of(name);
        if (fs::exists(path)) return name;
        const auto parent = fs::path(path).parent_path().string();
        if (fs::create_directories(parent)) Descriptor(folder_, O_RDONLY | O_DIRECTORY).sync();
        const auto draft = fmt::format("{}.{}", path, crypto::hex(crypto::random_bytes(6)));
        try {
            const Descriptor file(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
            file.write(keys_.seal_bytes("blob", bytes));
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
        if (name.size() != 43 || !crypto::from_base64url(name)) return std::nullopt;
        std::ifstream in(path_of(name), std::ios::binary);
        if (!in) return std::nullopt;
        const std::string sealed((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        auto bytes = keys_.open_bytes("blob", sealed);
        if (!bytes) throw std::runtime_error("blob: " + name + " was changed on the disk");
        return bytes;
    }

private:
    std::string path_of(const std::string& name) const { return folder_ + "/" + name.substr(0, 2) + "/" + name; }
    std::string folder_;
    crypto::Keys keys_;
};

}  // namespace

std::unique_ptr<Blobs> open_files(const std::string& folder, const crypto::Keys& keys) {
    return std::make_unique<FileBlobs>(folder, keys);
}

}  // namespace yw::blob
