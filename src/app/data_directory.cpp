#include "app/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace yw::app {

namespace fs = std::filesystem;

DataDirectory::DataDirectory(std::string path) : path_(fs::absolute(path).lexically_normal().string()) {
    std::error_code error;
    if (fs::create_directories(path_, error)) fs::permissions(path_, fs::perms::owner_all, error);
    if (!fs::is_directory(path_)) throw std::runtime_error("not a directory that can be used: " + path_);
}

DataDirectory::Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<DataDirectory::Lock> DataDirectory::lock() const {
    const auto file = path_ + "/lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("cannot open " + file + ": " + std::strerror(errno));
    Lock held(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    return held;
}

}  // namespace yw::app
