#include "platform/table/encoding.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstring>

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

/// How many bytes a sequence that begins with `lead` has, and the range its second byte must lie in (RFC 3629).
struct Sequence {
    std::size_t length;
    unsigned char low;
    unsigned char high;
};
Sequence sequence_of(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, 0xBF};
    if (lead == 0xE0) return {3, 0xA0, 0xBF};
    if (lead == 0xED) return {3, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF) return {3, 0x80, 0xBF};
    if (lead == 0xF0) return {4, 0x90, 0xBF};
    if (lead >= 0xF1 && lead <= 0xF3) return {4, 0x80, 0xBF};
    if (lead == 0xF4) return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

}  // namespace

Text::Text(Text&& other) noexcept : utf8(other.utf8), encoding(std::move(other.encoding)) {
    const bool is_converted = !other.converted.empty();
    converted = std::move(other.converted);
    if (is_converted) utf8 = converted;  // short strings move their characters
}

bool is_utf8(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    for (std::size_t at = 0; at < bytes.size();) {
        std::uint64_t eight = 0;
        if (at + sizeof eight <= bytes.size()) {
            std::memcpy(&eight, bytes.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (byte(at) < 0x80) {
            ++at;
            continue;
        }
        const Sequence sequence = sequence_of(byte(at));
        if (sequence.length == 0 || at + sequence.length > bytes.size()) return false;
        if (byte(at + 1) < sequence.low || byte(at + 1) > sequence.high) return false;
        for (std::size_t i = 2; i < sequence.length; ++i) {
            if ((byte(at + i) & 0xC0) != 0x80) return false;
        }
        at += sequence.length;
    }
    return true;
}

Result<Text> decode(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
    if (bytes.find('\0') != std::string_view::npos) return fail(kEncodingUnknown, "NUL");
    const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
    if (is_utf8(bytes)) {
        Text text;
        text.utf8 = bytes.substr(has_mark ? 3 : 0);
        text.encoding = "UTF-8";
        return text;
    }
    if (has_mark) return fail(kEncodingUnknown, "says UTF-8 but is not");
    return converted(bytes, "GB18030");
}

}  // namespace yw::table
