// The data directory: what lies in it, and who may write. One process holds the lock; `serve` holds it while it runs,
// and then the other commands go through its admin socket.
#pragma once

#include <optional>
#include <string>

namespace yw::app {

class DataDirectory {
public:
    /// Makes the directory (mode 0700) if it is missing. @throws std::runtime_error if it cannot be used.
    explicit DataDirectory(std::string path);

    std::string database() const { return path_ + "/yiwang.db"; }
    std::string blobs() const { return path_ + "/blobs"; }
    std::string channels() const { return path_ + "/channels.toml"; }
    std::string keys() const { return path_ + "/keys.toml"; }
    /// What search keeps between starts; made anew when it is missing or broken.
    std::string search_index() const { return path_ + "/search.index"; }
    std::string admin_socket() const { return path_ + "/admin.sock"; }
    /// There when the directory was made as a demonstration.
    std::string demonstration_mark() const { return path_ + "/demonstration"; }

    /// Held until it goes.
    class Lock {
    public:
        explicit Lock(int descriptor) : descriptor_(descriptor) {}
        ~Lock();
        Lock(Lock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
        Lock& operator=(Lock&&) = delete;

    private:
        int descriptor_;
    };
    /// Nothing when another process holds it.
    std::optional<Lock> lock() const;

private:
    std::string path_;
};

}  // namespace yw::app
