// Answers on their way out of one connection: heads in one string, bodies where they are. One gather write sends all.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/http/hot_bodies.hpp"
#include "platform/http/response_head.hpp"

namespace yw::http {

class Output {
public:
    enum class Sent { kAll, kPart, kBroken };

    /// Takes the body out of `response`; without it for HEAD.
    void add(Response& response, std::string_view date, Closing closing, bool head_only, HotBodies& hot);
    /// Interim lines ("HTTP/1.1 100 Continue").
    void add_raw(std::string_view lines);
    void append(Output&& later);
    /// Writes what the socket takes without waiting.
    Sent send(int socket);

    bool empty() const { return items_.empty(); }
    std::size_t bytes() const { return bytes_; }
    void clear();

private:
    void settle(std::size_t written);

    using Body = std::variant<std::string, std::shared_ptr<const std::string>, std::string_view>;
    struct Item {
        std::size_t head_bytes = 0;
        Body body;
        std::shared_ptr<const MemoryFile> file;  ///< holds the same bytes
    };
    ssize_t send_some(int socket) const;

    std::string heads_;
    std::vector<Item> items_;
    std::size_t bytes_ = 0;       ///< still to send
    std::size_t sent_items_ = 0;  ///< items wholly sent
    std::size_t sent_heads_ = 0;  ///< bytes of heads_ that belong to them
    std::size_t skip_ = 0;        ///< bytes of the current item already sent
};

}  // namespace yw::http
