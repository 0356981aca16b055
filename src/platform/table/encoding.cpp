#include "platform/table/encoding.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>

#include "kernel/utf8.hpp"
#include "platform/table/table.hpp"

namespace yw::table {
namespace {

class Converter {
public:
    explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }

    Result<std::string> convert(std::string_view bytes) {
        if (!is_open()) return fail(kEncodingUnknown, "this system's iconv does not know it");
        std::string result;
        result.reserve(bytes.size() + bytes.size() / 2);
        std::array<char, 65536> buffer;
        char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
        std::size_t in_left = bytes.size();
        while (in_left > 0) {
            char* out = buffer.data();
            std::size_t out_left = buffer.size();
            const std::size_t done = iconv(handle_, &in, &in_left, &out, &out_left);
            result.append(buffer.data(), buffer.size() - out_left);
            if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
                return fail(kEncodingUnknown, "at byte " + std::to_string(bytes.size() - in_left));
            }
        }
        return result;
    }

private:
    bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
    iconv_t handle_;
};

Result<Text> converted(std::string_view bytes, const char* encoding) {
    Converter converter(encoding);
    Text text;
    YW_TRY(text.converted, converter.convert(bytes));
    text.utf8 = text.converted;
    text.encoding = encoding;
    if (text.utf8.find('\0') != std::string_view::npos) return fail(kEncodingUnknown, "NUL");
    return text;
}

}  // namespace

Text::Text(Text&& other) noexcept : utf8(other.utf8), encoding(std::move(other.encoding)) {
    const bool is_converted = !other.converted.empty();
    converted = std::move(other.converted);
    if (is_converted) utf8 = converted;  // short strings move their characters
}

Result<Text> decode(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
    if (bytes.find('\0') != std::string_view::npos) return fail(kEncodingUnknown, "NUL");
    const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
    if (utf8::is_valid(bytes)) {
        Text text;
        text.utf8 = bytes.substr(has_mark ? 3 : 0);
        text.encoding = "UTF-8";
        return text;
    }
    if (has_mark) return fail(kEncodingUnknown, "says UTF-8 but is not");
    return converted(bytes, "GB18030");
}

}  // namespace yw::table
