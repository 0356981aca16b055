// Asking other servers over HTTP: other instances, and channels whose lists are compared with ours. One request, one
// answer, bounded in time and size. libcurl below; nothing of it shows here.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/result.hpp"

namespace yw::fetch {

inline constexpr ErrorCode kBadAddress{"fetch.bad_address", Kind::kInvalid};       ///< not http or https
inline constexpr ErrorCode kUnreachable{"fetch.unreachable", Kind::kUnavailable};  ///< no answer, broken off, too slow
inline constexpr ErrorCode kTooLarge{"fetch.too_large", Kind::kInvalid};

struct Order {
    std::string url;
    std::string method = "GET";
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds timeout{60'000};  ///< of the whole exchange
    std::size_t max_bytes = 64UL << 20;         ///< of the answer, unpacked
};

struct Answer {
    int status = 0;
    std::string body;          ///< unpacked
    std::string content_type;  ///< as sent; may be empty
};

/// Any status is an answer. Follows up to three redirects of a GET; certificates are checked.
/// @errors the three above
Result<Answer> fetch(const Order& order);

}  // namespace yw::fetch
