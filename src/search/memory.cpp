#include "search/memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace yw::search {
namespace {

constexpr std::size_t kHuge = std::size_t{2} << 20;

std::size_t whole_pages(std::size_t size) {
    static const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (size + page - 1) / page * page;
}

}  // namespace

Memory::~Memory() {
    if (data_) munmap(data_, reserved_);
}

Memory::Memory(Memory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      reserved_(std::exchange(other.reserved_, 0)) {}

Memory& Memory::operator=(Memory&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(reserved_, other.reserved_);
    return *this;
}

void Memory::reserve(std::size_t size) {
    void* const address = data_ ? mremap(data_, reserved_, size, MREMAP_MAYMOVE)
                                : mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) throw std::bad_alloc();
    data_ = static_cast<char*>(address);
    reserved_ = size;
    // A query reads here and there in hundreds of megabytes: with pages of 4 kB most reads would first look up the
    // page.
    if (size >= 2 * kHuge) madvise(data_, reserved_, MADV_HUGEPAGE);
}

void Memory::resize(std::size_t size) {
    if (size > reserved_) reserve(whole_pages(std::max(size, data_ ? 2 * reserved_ : size)));
    size_ = size;
}

void Memory::append(const void* bytes, std::size_t size) {
    const auto at = size_;
    resize(at + size);
    if (size > 0) std::memcpy(data_ + at, bytes, size);
}

void Memory::fit() {
    const auto fitting = whole_pages(std::max<std::size_t>(size_, 1));
    if (data_ && fitting < reserved_) reserve(fitting);
}

}  // namespace yw::search
