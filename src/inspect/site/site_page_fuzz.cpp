// Pages of anybody: read_page() must take any bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inspect/site/page_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto address = yw::site::parse_address("http://zwfw.example.gov.cn/a/b?c=d").value();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)yw::site::read_page(bytes, "text/html", address, yw::site::words());
    return 0;
}
