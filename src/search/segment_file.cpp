#include "search/segment_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace yw::search {
namespace {

constexpr std::array<char, 8> kMagic{'Y', 'W', 'I', 'D', 'X', '0', '0', '1'};

struct FileHead {
    std::array<char, 8> magic;
    std::uint64_t generation;
    std::uint64_t size;   ///< of the segment behind this head
    std::uint64_t check;  ///< over it
};
static_assert(sizeof(FileHead) % 8 == 0);

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

class MappedBytes : public Bytes {
public:
    MappedBytes(void* address, std::size_t size) : address_(address), size_(size) {}
    ~MappedBytes() override { munmap(address_, size_); }
    MappedBytes(const MappedBytes&) = delete;
    MappedBytes& operator=(const MappedBytes&) = delete;
    std::string_view view() const override {
        return std::string_view(static_cast<const char*>(address_), size_).substr(sizeof(FileHead));
    }

private:
    void* address_;
    std::size_t size_;
};

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

void save_segment(const std::filesystem::path& file, const Segment& segment, std::uint64_t generation) {
    const auto fresh = std::filesystem::path(file.string() + ".new");
    const FileHead head{kMagic, generation, segment.bytes().size(), check_of(segment.bytes())};
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(&head), sizeof head);
        out.write(segment.bytes().data(), static_cast<std::streamsize>(segment.bytes().size()));
        out.close();
        if (!out) throw std::system_error(errno, std::generic_category(), "search: cannot write " + fresh.string());
    }
    // Not synced: a file that a crash cut is found by its check and built anew.
    std::filesystem::rename(fresh, file);
}

std::optional<SavedSegment> load_segment(const std::filesystem::path& file) {
    const File opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.descriptor() < 0) return std::nullopt;
    struct stat about {};
    if (fstat(opened.descriptor(), &about) != 0 || about.st_size < static_cast<off_t>(sizeof(FileHead)))
        return std::nullopt;
    const auto size = static_cast<std::size_t>(about.st_size);
    void* address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, opened.descriptor(), 0);
    if (address == MAP_FAILED) return std::nullopt;
    auto bytes = std::make_shared<const MappedBytes>(address, size);
    FileHead head;
    std::memcpy(&head, address, sizeof head);
    if (head.magic != kMagic || head.size != bytes->view().size() || head.check != check_of(bytes->view()))
        return std::nullopt;
    try {
        return SavedSegment{std::make_shared<const Segment>(bytes), head.generation};
    } catch (const std::runtime_error&) {
        return std::nullopt;  // written by another version
    }
}

}  // namespace yw::search
