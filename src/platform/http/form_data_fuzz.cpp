// Accepted fields are UTF-8 without NUL, and survive being written and read again.
#include <cstdint>
#include <cstdlib>

#include "platform/http/http.hpp"
#include "platform/http/text_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::http;
    const auto fields = parse_urlencoded(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!fields) return 0;
    std::string written;
    for (const auto& [name, value] : fields->pairs()) {
        if (!is_utf8(name) || !is_utf8(value) || value.find('\0') != std::string::npos) std::abort();
        written += url_encode(name) + "=" + url_encode(value) + "&";
    }
    const auto again = parse_urlencoded(written);
    if (!again || again->pairs() != fields->pairs()) std::abort();
    return 0;
}
