// Bytes outside the heap: they grow without being copied, large ones lie in huge pages, and all goes back to the system
// at once. A segment lies in one piece of them.
#pragma once

#include <cstddef>
#include <string_view>

namespace yw::search {

class Memory {
public:
    Memory() = default;
    ~Memory();
    Memory(Memory&& other) noexcept;
    Memory& operator=(Memory&& other) noexcept;
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    char* data() { return data_; }
    std::size_t size() const { return size_; }
    std::string_view view() const { return {data_, size_}; }
    /// New bytes are zero. @throws std::bad_alloc
    void resize(std::size_t size);
    void append(const void* bytes, std::size_t size);
    /// Gives back what is reserved and not used.
    void fit();

private:
    void reserve(std::size_t size);

    char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t reserved_ = 0;
};

}  // namespace yw::search
