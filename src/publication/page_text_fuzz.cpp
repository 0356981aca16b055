// Any bytes as another site's page.
#include <cstdint>
#include <string_view>

#include "publication/drift.hpp"
#include "publication/page_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = yw::publication::text_of_page({reinterpret_cast<const char*>(data), size});
    (void)yw::publication::plain_text(text);
    return 0;
}
