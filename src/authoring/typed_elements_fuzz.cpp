// Any form as an author's browser could send it: read, its button done, read as a guide or refused; never a crash.
#include <boost/json.hpp>
#include <cstdint>

#include "authoring/strings.hpp"
#include "authoring/typed_elements.hpp"
#include "catalogue/guide_json.hpp"
#include "platform/strings/strings.hpp"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    yw::strings::add(yw::authoring::strings_table());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw;
    const auto fields = http::parse_urlencoded(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!fields) return 0;
    std::vector<const catalogue::Element*> elements;
    for (const auto& element : catalogue::guide_elements()) elements.push_back(&element);
    auto typed = authoring::read_typed(*fields, elements, "");
    if (const auto deed = authoring::row_deed_of(fields->get("action"))) authoring::do_row_deed(typed.elements, *deed);
    authoring::drop_empty_rows(typed.elements);
    (void)catalogue::read_guide_json(boost::json::serialize(typed.elements));
    return 0;
}
