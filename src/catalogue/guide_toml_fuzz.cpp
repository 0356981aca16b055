// Any bytes as a guide file and as a list of agencies; what is read is checked, hashed and brought back from its JSON.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "catalogue/guide_json.hpp"
#include "catalogue/guide_toml.hpp"
#include "catalogue/publish_guide.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)static_cast<bool>(yw::catalogue::read_agencies_toml(bytes));
    const auto read = yw::catalogue::read_guide_toml(bytes, "fuzz");
    if (!read) return 0;
    (void)yw::catalogue::check_guide(read->guide);
    (void)yw::catalogue::content_hash(read->guide);
    const auto& form = read->guide.form;
    if (form && yw::catalogue::form_of_json(yw::catalogue::form_json(*form)) != *form) std::abort();
    return 0;
}
