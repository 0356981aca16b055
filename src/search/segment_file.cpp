#include "search/segment_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace yw::search {
namespace {

// A change of what stands in the file raises the version.
constexpr std::array<char, 8> kMagic{'Y', 'W', 'I', 'D', 'X', '0', '0', '2'};
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  ///< bytes that one call reads or writes

struct FileHead {
    std::array<char, 8> magic;
    std::uint64_t generation;
    std::uint64_t origin;   ///< bytes of it behind this head, filled up to a multiple of 8
    std::uint64_t segment;  ///< bytes of it behind the origin
    std::uint64_t check;    ///< over the generation and both
};

std::size_t filled_up(std::size_t size) {
    return (size + 7) / 8 * 8;
}

/// Finds cut and damaged files, not forged ones: who can write here can write the database.
std::uint64_t check_of(std::string_view bytes) {
    std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
        std::array<std::uint64_t, 4> words;
        std::memcpy(words.data(), bytes.data() + at, 32);
        for (std::size_t i = 0; i < 4; ++i) {
            lanes[i] = (lanes[i] ^ words[i]) * 0x9E3779B97F4A7C15u;
            lanes[i] ^= lanes[i] >> 29;
        }
    }
    std::uint64_t all = bytes.size();
    for (; at < bytes.size(); ++at) all = (all ^ static_cast<unsigned char>(bytes[at])) * 1099511628211u;
    for (const auto lane : lanes) all = (all ^ lane) * 0x9E3779B97F4A7C15u;
    return all;
}

std::uint64_t check_of(std::uint64_t generation, std::string_view origin, std::string_view segment) {
    const std::array<std::uint64_t, 3> checks{generation, check_of(origin), check_of(segment)};
    return check_of({reinterpret_cast<const char*>(checks.data()), sizeof checks});
}

class File {
public:
    File(const std::filesystem::path& path, int flags) : descriptor_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

[[noreturn]] void fail_with(int error, const std::filesystem::path& path) {
    throw std::system_error(error, std::generic_category(), "search: " + path.string());
}

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto written = write(descriptor, bytes.data(), std::min(bytes.size(), kMostAtOnce));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_with(errno, path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Whether the file that we hold open is still the one of this name: another may have renamed it away.
bool is_same(int descriptor, const std::filesystem::path& path) {
    struct stat held {
    }, named{};
    return fstat(descriptor, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
           held.st_ino == named.st_ino;
}

LoadedSegment refused(std::string why) {
    return {std::nullopt, std::move(why)};
}

/// A segment out of its own bytes, which begin at a multiple of 8.
LoadedSegment taken(const FileHead& head, std::string origin, Memory bytes) {
    try {
        auto segment = std::make_shared<const Segment>(std::move(bytes));
        segment->check();
        return {SavedSegment{std::move(segment), head.generation, std::move(origin)}, {}};
    } catch (const std::runtime_error& broken) {
        return refused(broken.what());
    }
}

/// Why the head does not fit a file of this size; empty: it does.
std::string fault_of(const FileHead& head, std::size_t size) {
    if (head.magic != kMagic) return "of another version";
    const auto behind = size - sizeof head;
    if (head.origin > behind || filled_up(head.origin) > behind || head.segment != behind - filled_up(head.origin))
        return "cut";
    return {};
}

}  // namespace

bool save_segment(const std::filesystem::path& file, const SavedSegment& saved) {
    const auto fresh = std::filesystem::path(file.string() + ".new");
    const File out(fresh, O_RDWR | O_CREAT);
    if (!out.is_open()) fail_with(errno, fresh);
    if (flock(out.descriptor(), LOCK_EX | LOCK_NB) != 0 || !is_same(out.descriptor(), fresh)) return false;
    auto origin = saved.origin;
    origin.resize(filled_up(origin.size()), '\0');
    const auto segment = saved.segment->bytes();
    const FileHead head{kMagic, saved.generation, saved.origin.size(), segment.size(),
                        check_of(saved.generation, origin, segment)};
    try {
        // What a save that was interrupted left is cut away first.
        if (ftruncate(out.descriptor(), 0) != 0) fail_with(errno, fresh);
        write_all(out.descriptor(), {reinterpret_cast<const char*>(&head), sizeof head}, fresh);
        write_all(out.descriptor(), origin, fresh);
        write_all(out.descriptor(), segment, fresh);
        // Not synced: a file that a crash cut is found by its check and built anew.
        std::filesystem::rename(fresh, file);
    } catch (...) {
        unlink(fresh.c_str());  // a full disk gets its room back
        throw;
    }
    return true;
}

LoadedSegment load_segment(const std::filesystem::path& file) {
    const File in(file, O_RDONLY);
    if (!in.is_open()) return refused(errno == ENOENT ? "" : std::strerror(errno));
    struct stat about {};
    if (fstat(in.descriptor(), &about) != 0) return refused(std::strerror(errno));
    const auto size = static_cast<std::size_t>(about.st_size);
    FileHead head;
    std::size_t at = 0;
    const auto read_to = [&](void* to, std::size_t end) {
        for (auto* bytes = static_cast<char*>(to); at < end;) {
            const auto count = pread(in.descriptor(), bytes, std::min(end - at, kMostAtOnce), static_cast<off_t>(at));
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return false;
            at += static_cast<std::size_t>(count);
            bytes += count;
        }
        return true;
    };
    if (size < sizeof head) return refused("cut");
    if (!read_to(&head, sizeof head)) return refused("cannot be read");
    if (auto fault = fault_of(head, size); !fault.empty()) return refused(std::move(fault));
    std::string origin(filled_up(head.origin), '\0');
    Memory segment;
    segment.resize(head.segment);
    if (!read_to(origin.data(), sizeof head + origin.size()) || !read_to(segment.data(), size))
        return refused("cannot be read");
    if (head.check != check_of(head.generation, origin, segment.view())) return refused("damaged");
    origin.resize(head.origin);
    return taken(head, std::move(origin), std::move(segment));
}

}  // namespace yw::search
