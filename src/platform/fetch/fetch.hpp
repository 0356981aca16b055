// Asking other servers over HTTP: other instances, channels whose lists are compared with ours, platforms that are
// inspected. One request, one answer, bounded in time and size. libcurl below; nothing of it shows here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/result.hpp"

namespace yw::fetch {

inline constexpr ErrorCode kBadAddress{"fetch.bad_address", Kind::kInvalid};       ///< not http or https
inline constexpr ErrorCode kUnreachable{"fetch.unreachable", Kind::kUnavailable};  ///< no name, no answer, broken off
inline constexpr ErrorCode kTimedOut{"fetch.timed_out", Kind::kUnavailable};
inline constexpr ErrorCode kCertificate{"fetch.certificate", Kind::kUnavailable};  ///< TLS that a browser would warn of
inline constexpr ErrorCode kTooLarge{"fetch.too_large", Kind::kInvalid};

struct Order {
    std::string url;
    std::string method = "GET";
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds timeout{60'000};  ///< of the whole exchange
    std::size_t max_bytes = 64UL << 20;         ///< of the answer, unpacked
    bool cut_off = false;                       ///< the rest of a longer answer is left, instead of kTooLarge
    int most_redirects = 3;                     ///< that a GET follows; 0: a redirect is an answer
    std::string user_agent = "Yiwang/1";
};

struct Answer {
    int status = 0;
    std::string body;          ///< unpacked
    std::string content_type;  ///< as sent; may be empty
    std::string location;      ///< of a redirect, as sent
    int retry_after_s = 0;     ///< where given; at most an hour
    bool cut_off = false;
    std::int64_t ms = 0;  ///< that it took
};

/// Keeps connections between requests. Not thread-safe.
class Fetcher {
public:
    Fetcher();
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    ~Fetcher();
    /// Any status is an answer; certificates are checked. @errors those above
    Result<Answer> fetch(const Order& order);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

/// One request on a connection of its own.
Result<Answer> fetch(const Order& order);

}  // namespace yw::fetch
