// Bodies that are sent again and again lie in a file in memory, from which the kernel sends without copying: the server
// is spared the copy, and all its clients on this machine (the proxy before it) read the same pages, which stay in the
// processor's cache.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace yw::http {

class MemoryFile {
public:
    /// Nothing where the system gives no file.
    static std::shared_ptr<const MemoryFile> of(std::string_view bytes);
    explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

/// Of one loop: it takes no lock.
class HotBodies {
public:
    /// The file of a body that was sent often, else nothing.
    std::shared_ptr<const MemoryFile> file_of(const std::shared_ptr<const std::string>& body);

private:
    struct Sent {
        std::weak_ptr<const std::string> body;
        int times = 0;
        std::shared_ptr<const MemoryFile> file;
    };
    std::unordered_map<const std::string*, Sent> sent_;
};

}  // namespace yw::http
