#include "publication/signing.hpp"

#include <charconv>
#include <cstdlib>

#include "platform/crypto/crypto.hpp"

namespace yw::publication {

std::string signature_of(std::string_view key,
                         std::string_view method,
                         std::string_view target,
                         std::string_view time,
                         std::string_view body) {
    std::string text;
    for (const std::string_view part : {method, target, time}) {
        text += part;
        text += '\n';
    }
    return crypto::hex(crypto::hmac_sm3(key, text + crypto::hex(crypto::sm3(body))));
}

bool is_signed(std::string_view key,
               std::string_view method,
               std::string_view target,
               std::string_view time,
               std::string_view body,
               std::string_view signature,
               UtcTime now) {
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), ms);
    if (error != std::errc() || end != time.data() + time.size() || ms < 0) return false;
    const auto room = std::chrono::milliseconds(kClockRoom).count();
    if (ms < now.ms - room || ms > now.ms + room) return false;
    return crypto::same(signature_of(key, method, target, time, body), signature);
}

}  // namespace yw::publication
