// robots.txt of anybody, and addresses of links.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inspect/site/robots.hpp"
#include "inspect/site/web_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto half = text.substr(0, size / 2);
    (void)yw::site::Robots::parse(text, "YiwangInspection").allows(half);
    static const auto base = yw::site::parse_address("http://zwfw.example.gov.cn/a/b?c=d").value();
    if (const auto to = yw::site::resolve(base, half)) (void)yw::site::shape_of(*to);
    return 0;
}
