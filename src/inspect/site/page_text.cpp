#include "inspect/site/page_text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

constexpr std::size_t kMetaWithin = 2048;
constexpr std::string_view kUnreadable = "\xEF\xBF\xBD";  // U+FFFD

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The name behind "charset=", with or without quotes.
std::string charset_in(std::string_view text) {
    const std::string small = lower(text);
    auto at = small.find("charset");
    while (at != std::string::npos) {
        auto next = at + 7;
        while (next < small.size() &&
               (small[next] == ' ' || small[next] == '=' || small[next] == '"' || small[next] == '\''))
            ++next;
        std::string name;
        while (next < small.size() &&
               (std::isalnum(static_cast<unsigned char>(small[next])) || small[next] == '-' || small[next] == '_'))
            name += small[next++];
        if (!name.empty()) return name;
        at = small.find("charset", at + 7);
    }
    return {};
}

std::string known_name(std::string name) {
    if (name == "gb2312" || name == "gbk" || name == "gb_2312-80" || name == "x-gbk" || name == "cp936")
        return "gb18030";
    if (name == "utf8") return "utf-8";
    return name;
}

class Converter {
public:
    Converter(const std::string& to, const std::string& from) : handle_(iconv_open(to.c_str(), from.c_str())) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    std::string convert(std::string_view bytes, std::string_view instead, bool whole_characters) const {
        std::string result;
        std::array<char, 16384> buffer;
        char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
        std::size_t left = bytes.size();
        while (left > 0) {
            char* out = buffer.data();
            std::size_t room = buffer.size();
            const auto done = iconv(handle_, &in, &left, &out, &room);
            result.append(buffer.data(), buffer.size() - room);
            if (done != static_cast<std::size_t>(-1)) break;
            if (errno == E2BIG) continue;
            result += instead;
            std::size_t wide = 1;
            if (whole_characters) {
                std::string_view rest(in, left);
                wide = utf8::take(rest).size();
            }
            in += wide;
            left -= std::min(wide, left);
        }
        return result;
    }

private:
    iconv_t handle_;
};

std::string repaired(std::string_view text) {
    if (utf8::is_valid(text)) return std::string(text);
    std::string result;
    while (!text.empty()) {
        const auto character = utf8::take(text);
        if (utf8::is_valid(character))
            result += character;
        else
            result += kUnreadable;
    }
    return result;
}

}  // namespace

PageText page_text(std::string_view bytes, std::string_view content_type) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return {repaired(bytes.substr(3)), "utf-8"};
    std::string name = known_name(charset_in(content_type));
    if (name.empty()) name = known_name(charset_in(bytes.substr(0, kMetaWithin)));
    const bool valid = utf8::is_valid(bytes);
    if (name.empty() || (name == "utf-8" && !valid)) {
        // A page that was cut off in a character is still UTF-8.
        const auto broken = name.empty() ? 0 : std::size_t{4};
        const bool cut = bytes.size() > broken && utf8::is_valid(bytes.substr(0, bytes.size() - broken));
        name = valid || cut ? "utf-8" : "gb18030";
    }
    if (name != "utf-8") {
        const Converter converter("UTF-8", name);
        if (converter.is_open()) return {repaired(converter.convert(bytes, kUnreadable, false)), name};
    }
    return {repaired(bytes), "utf-8"};
}

std::string in_charset(std::string_view text, std::string_view charset) {
    if (charset.empty() || charset == "utf-8") return std::string(text);
    const Converter converter(std::string(charset), "UTF-8");
    return converter.is_open() ? converter.convert(text, "?", true) : std::string(text);
}

}  // namespace yw::site
