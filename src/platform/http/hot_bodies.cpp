#include "platform/http/hot_bodies.hpp"

#include <sys/mman.h>
#include <unistd.h>

namespace yw::http {
namespace {

constexpr std::size_t kLeastBytes = 8 * 1024;    // below, a copy costs less than a second system call
constexpr std::size_t kMostBytes = 1024 * 1024;  // above, the client's line is what takes time
constexpr int kTimes = 16;                       // before it is worth a file
constexpr std::size_t kMostKnown = 256;          // each is an open file

bool is_same(const std::weak_ptr<const std::string>& known, const std::shared_ptr<const std::string>& body) {
    return !known.owner_before(body) && !body.owner_before(known);
}

}  // namespace

std::shared_ptr<const MemoryFile> MemoryFile::of(std::string_view bytes) {
    const int descriptor = ::memfd_create("page", MFD_CLOEXEC);
    if (descriptor < 0) return nullptr;
    auto file = std::make_shared<const MemoryFile>(descriptor);
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written <= 0) return nullptr;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return file;
}

MemoryFile::~MemoryFile() {
    ::close(descriptor_);
}

std::shared_ptr<const MemoryFile> HotBodies::file_of(const std::shared_ptr<const std::string>& body) {
    if (!body || body->size() < kLeastBytes || body->size() > kMostBytes) return nullptr;
    if (sent_.size() >= kMostKnown && !sent_.contains(body.get())) {
        std::erase_if(sent_,
                      [](const auto& entry) { return entry.second.body.expired() || entry.second.times < kTimes; });
        if (sent_.size() >= kMostKnown) sent_.clear();
    }
    Sent& sent = sent_[body.get()];
    if (!is_same(sent.body, body)) sent = Sent{body, 0, nullptr};  // another text at the place of one that is gone
    if (sent.times < kTimes && ++sent.times == kTimes) sent.file = MemoryFile::of(*body);
    return sent.file;
}

}  // namespace yw::http
