// Who speaks between two instances: a request carries the name of the one below, the moment and an HMAC-SM3 with the
// key that both have in their channels.toml, over method, target, moment and the SM3 of the body.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "kernel/time.hpp"

namespace yw::publication {

inline constexpr std::string_view kInstanceHeader = "Yiwang-Instance";
inline constexpr std::string_view kTimeHeader = "Yiwang-Time";
inline constexpr std::string_view kSignatureHeader = "Yiwang-Signature";
/// How far the clocks of two instances may stand apart.
inline constexpr std::chrono::minutes kClockRoom{15};

/// 64 hexadecimal digits. @param target  path and query as sent
std::string signature_of(std::string_view key,
                         std::string_view method,
                         std::string_view target,
                         std::string_view time,
                         std::string_view body);
/// @param time  as in the header: milliseconds since 1970
bool is_signed(std::string_view key,
               std::string_view method,
               std::string_view target,
               std::string_view time,
               std::string_view body,
               std::string_view signature,
               UtcTime now);

}  // namespace yw::publication
