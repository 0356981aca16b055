// Heads that are accepted must give the same answer however they are cut, and hold only what routes may trust.
#include <cstdint>
#include <cstdlib>

#include "platform/http/head.hpp"
#include "platform/http/target.hpp"
#include "platform/http/text_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::http;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Head head;
    const HeadResult result = parse_head(bytes, 16 * 1024, head);
    if (result.used == 0) return 0;
    if (result.status != 0 || result.used > size) std::abort();
    Head again;
    if (parse_head(bytes.substr(0, result.used), 16 * 1024, again).used != result.used) std::abort();
    if (parse_head(bytes.substr(0, result.used - 1), 16 * 1024, again).used != 0) std::abort();
    for (std::size_t i = 0; i < head.count; ++i)
        if (!is_token(head.fields[i].name) || !is_header_value(head.fields[i].value)) std::abort();
    const std::size_t question = std::min(head.target.find('?'), head.target.size());
    std::string path;
    if (head.target != "*" && decode_path(head.target.substr(0, question), path)) {
        if (path.empty() || path.front() != '/' || !is_utf8(path)) std::abort();
        if (path.find("/../") != std::string::npos || path.ends_with("/..")) std::abort();
    }
    return 0;
}
