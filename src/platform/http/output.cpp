#include "platform/http/output.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace yw::http {

namespace {

constexpr std::size_t kMaxPieces = 64;
constexpr std::size_t kKeptHeads = 64 * 1024;  // more capacity than this is given back

std::string_view view(const std::variant<std::string, std::shared_ptr<const std::string>, std::string_view>& body) {
    if (const auto* own = std::get_if<std::string>(&body)) return *own;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&body))
        return *shared ? std::string_view(**shared) : std::string_view{};
    return std::get<std::string_view>(body);
}

}  // namespace

void Output::add(Response& response, std::string_view date, Closing closing, bool head_only, HotBodies& hot) {
    const std::size_t before = heads_.size();
    append_head(heads_, response, date, closing);
    Item& item = items_.emplace_back();
    item.head_bytes = heads_.size() - before;
    bytes_ += item.head_bytes;
    if (head_only || !may_have_body(response.status)) return;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
        item.file = hot.file_of(*shared);
    item.body = std::move(response.body);
    bytes_ += view(item.body).size();
}

void Output::add_raw(std::string_view lines) {
    heads_.append(lines);
    items_.emplace_back().head_bytes = lines.size();
    bytes_ += lines.size();
}

void Output::append(Output&& later) {
    heads_.append(later.heads_);
    for (Item& item : later.items_) items_.push_back(std::move(item));
    bytes_ += later.bytes_;
    later.clear();
}

void Output::clear() {
    heads_.clear();
    if (heads_.capacity() > kKeptHeads) heads_.shrink_to_fit();
    items_.clear();
    bytes_ = sent_items_ = sent_heads_ = skip_ = 0;
}

/// Lets go of what was sent.
void Output::settle(std::size_t written) {
    bytes_ -= written;
    skip_ += written;
    while (sent_items_ < items_.size()) {
        Item& item = items_[sent_items_];
        const std::size_t size = item.head_bytes + view(item.body).size();
        if (skip_ < size) break;
        skip_ -= size;
        sent_heads_ += item.head_bytes;
        item.body = std::string_view{};
        item.file.reset();
        ++sent_items_;
    }
}

/// One system call: heads and bodies up to the first that lies in a file, or what is left of that file.
ssize_t Output::send_some(int socket) const {
    std::array<iovec, kMaxPieces> pieces;
    std::size_t count = 0;
    std::size_t skip = skip_;
    std::size_t head_at = sent_heads_;
    const auto offer = [&](std::string_view part) {
        const std::size_t passed = std::min(skip, part.size());
        skip -= passed;
        part.remove_prefix(passed);
        if (!part.empty()) pieces[count++] = {const_cast<char*>(part.data()), part.size()};
    };
    const Item* filed = nullptr;
    for (std::size_t i = sent_items_; i < items_.size() && count + 2 <= kMaxPieces && !filed; ++i) {
        offer(std::string_view(heads_).substr(head_at, items_[i].head_bytes));
        head_at += items_[i].head_bytes;
        if (items_[i].file)
            filed = &items_[i];
        else
            offer(view(items_[i].body));
    }
    if (count == 0 && filed) {
        auto from = static_cast<off_t>(skip);
        return ::sendfile(socket, filed->file->descriptor(), &from, view(filed->body).size() - skip);
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    return ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (filed ? MSG_MORE : 0));
}

Output::Sent Output::send(int socket) {
    while (bytes_ > 0) {
        const ssize_t written = send_some(socket);
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::kPart : Sent::kBroken;
        }
        if (written == 0) return Sent::kBroken;  // a file that is shorter than it was
        settle(static_cast<std::size_t>(written));
    }
    clear();
    return Sent::kAll;
}

}  // namespace yw::http
