#include "identity/password_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kernel/utf8.hpp"

namespace yw::identity {
namespace {

/// Ten characters and more that stand at the top of lists of leaked passwords, the Chinese ones too.
constexpr std::array<std::string_view, 34> kCommon{
    "1q2w3e4r5t",   "1qaz2wsx3edc", "1qazxsw23edc",  "a123456789",    "a1234567890",  "aa123456789", "aini1314520",
    "abc123456789", "abcd123456",   "abcde12345",    "admin123456",   "asdfghjkl;",   "asdfghjkl1",  "iloveyou123",
    "iloveyou1314", "password01",   "password12",    "password123",   "password1234", "q123456789",  "q1w2e3r4t5",
    "qazwsxedcrfv", "qq123456789",  "qwerasdfzxcv",  "qwerty123456",  "qwertyuiop",   "qwertyuiop1", "w123456789",
    "woaini1314",   "woaini123456", "woaini1314520", "woaini5201314", "z123456789",   "zxcvbnm123",
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; });
    return out;
}

/// 1234567890, 9876543210, aaaaaaaaaa, abababab…, 5201314520: made of a short piece over and over, or a run.
bool is_pattern(const std::string& text) {
    for (const std::size_t period : {1U, 2U, 3U, 4U, 5U}) {
        bool repeats = true;
        for (std::size_t i = period; i < text.size(); ++i) repeats = repeats && text[i] == text[i - period];
        if (repeats) return true;
    }
    std::size_t up = 1, down = 1;  // characters that go on from the one before; after 9 comes 0
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char a = text[i - 1], b = text[i];
        up += (b == a + 1 || (is_digit(a) && is_digit(b) && (a - '0' + 1) % 10 == b - '0')) ? 1 : 0;
        down += (a == b + 1 || (is_digit(a) && is_digit(b) && (b - '0' + 1) % 10 == a - '0')) ? 1 : 0;
    }
    return up == text.size() || down == text.size();
}

/// The password is the known text, a part of it, or that text with a few characters added.
bool is_known_text(const std::string& password, const std::string& known) {
    constexpr std::size_t kOwnCharacters = 6;
    if (known.find(password) != std::string::npos) return true;
    const std::size_t at = password.find(known);
    if (at == std::string::npos) return false;
    return utf8::length(password) - utf8::length(known) < kOwnCharacters;
}

}  // namespace

std::optional<std::string_view> password_fault(std::string_view password, const std::vector<std::string_view>& known) {
    if (!utf8::is_valid(password)) return "identity.password_too_long";
    const std::size_t length = utf8::length(password);
    if (length < kPasswordLeast) return "identity.password_too_short";
    if (length > kPasswordMost) return "identity.password_too_long";
    const std::string folded = lower(password);
    if (is_pattern(folded) || std::ranges::binary_search(kCommon, folded)) return "identity.password_common";
    for (const std::string_view text : known)
        if (!text.empty() && is_known_text(folded, lower(text))) return "identity.password_known";
    return std::nullopt;
}

}  // namespace yw::identity
