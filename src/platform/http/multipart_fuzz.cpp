// Whatever is taken from a multipart body lies inside it and is text where text is promised.
#include <cstdint>
#include <cstdlib>

#include "platform/http/http.hpp"
#include "platform/http/text_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::http;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    // The first line of the input is the content type, so that its parser is fuzzed too.
    const std::size_t newline = body.find('\n');
    if (newline != std::string_view::npos) (void)parse_multipart(body.substr(newline + 1), body.substr(0, newline));
    const auto form = parse_multipart(body, "multipart/form-data; boundary=XX");
    if (!form) return 0;
    for (const auto& [name, value] : form->fields.pairs())
        if (!is_utf8(name) || !is_utf8(value)) std::abort();
    for (const UploadedFile& file : form->files) {
        if (!is_utf8(file.name) || file.name.size() > 200) std::abort();
        if (file.name.find_first_of("/\\\r\n") != std::string::npos) std::abort();
        if (file.bytes.data() < body.data() || file.bytes.data() + file.bytes.size() > body.data() + size) std::abort();
    }
    return 0;
}
