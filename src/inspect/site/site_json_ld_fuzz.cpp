// What pages tell machines: service_in() must take any bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inspect/site/json_ld.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)yw::site::service_in({reinterpret_cast<const char*>(data), size});
    return 0;
}
