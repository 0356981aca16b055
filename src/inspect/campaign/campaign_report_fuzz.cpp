// Reports that inspectors upload: read_machine_report() must take any bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inspect/campaign/frame_text.hpp"
#include "inspect/campaign/machine_report.hpp"
#include "inspect/campaign/strings.hpp"
#include "platform/strings/strings.hpp"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    yw::strings::add(yw::campaign::strings_table());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)yw::campaign::read_machine_report(bytes);
    (void)yw::campaign::read_frame(bytes);
    (void)yw::campaign::read_item_frame(bytes);
    std::vector<yw::FieldError> wrong;
    (void)yw::campaign::read_names(bytes, wrong, "names");
    return 0;
}
