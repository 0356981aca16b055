// What a question says of persons is taken out before anything else looks at it.
#include <algorithm>
#include <array>

#include "asking/asking.hpp"
#include "kernel/utf8.hpp"

namespace yw::asking {
namespace {

/// Digits of a number that may belong to a person: telephone, citizen id, card, case number. Years, ages and sums stay.
constexpr std::size_t kLongNumber = 6;
constexpr std::size_t kLongestName = 3;
/// Words behind which a name follows.
constexpr std::array<std::string_view, 8> kBeforeNames{"我名叫", "名字叫", "名字是", "我叫",
                                                       "姓名：", "姓名:",  "名叫",   "叫做"};
/// Characters with which a sentence goes on behind a name of two characters.
constexpr std::string_view kGoesOn = "想要在是的去来办怎住今有问户户身能可把被和从到刚已年岁，。,.！!？? 、；;";

/// Width of the digit, the letter X or the sign that may stand within a number; 0: none of them.
std::size_t number_sign(std::string_view rest, bool& is_digit) {
    is_digit = false;
    if (rest.empty()) return 0;
    const auto c = static_cast<unsigned char>(rest[0]);
    if (c >= '0' && c <= '9') {
        is_digit = true;
        return 1;
    }
    if (c == 'X' || c == 'x' || c == '-') return 1;
    // Full-width digits: U+FF10 to U+FF19.
    if (rest.size() >= 3 && c == 0xEF && static_cast<unsigned char>(rest[1]) == 0xBC) {
        const auto last = static_cast<unsigned char>(rest[2]);
        is_digit = last >= 0x90 && last <= 0x99;
        return is_digit ? 3 : 0;
    }
    return 0;
}

std::string without_numbers(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        std::size_t length = 0, digits = 0;
        for (bool is_digit = false;;) {
            const auto width = number_sign(text.substr(length), is_digit);
            if (width == 0 || (digits == 0 && !is_digit)) break;
            length += width;
            digits += is_digit;
        }
        if (digits >= kLongNumber) {
            text.remove_prefix(length);
            continue;
        }
        if (length > 0) {
            kept += text.substr(0, length);
            text.remove_prefix(length);
        } else {
            kept += utf8::take(text);
        }
    }
    return kept;
}

bool is_mail_sign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-' || c == '+';
}

std::string without_mail(std::string text) {
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@')) {
        auto first = at, last = at + 1;
        while (first > 0 && is_mail_sign(text[first - 1])) --first;
        while (last < text.size() && is_mail_sign(text[last])) ++last;
        text.erase(first, last - first);
    }
    return text;
}

/// How much of what follows is a name.
std::size_t name_length(std::string_view rest) {
    std::size_t length = 0;
    for (std::size_t n = 0; n < kLongestName && !rest.empty(); ++n) {
        const auto character = utf8::take(rest);
        if (character.size() < 3) break;
        if (n >= 2 && kGoesOn.find(character) != std::string_view::npos) break;
        if (n < 2 && (character == "，" || character == "。" || character == "什" || character == "车")) break;
        length += character.size();
    }
    return length;
}

std::string without_names(std::string text) {
    for (const auto before : kBeforeNames)
        for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
            const auto name = at + before.size();
            text.erase(name, name_length(std::string_view(text).substr(name)));
        }
    return text;
}

}  // namespace

std::string without_personal_data(std::string_view question) {
    return without_names(without_mail(without_numbers(question)));
}

}  // namespace yw::asking
