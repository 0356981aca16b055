// Telephone numbers in running text: area code and number, mobile, free-call and service numbers.
// Dates, identity numbers and post codes are digits too, and are none.
#include <algorithm>
#include <array>
#include <charconv>

#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

/// The text in ASCII: wide digits, dashes and brackets made narrow, everything else a dot; and where each stood.
struct Narrow {
    std::string text;
    std::vector<std::size_t> at;
    explicit Narrow(std::string_view wide) {
        for (std::size_t pos = 0; pos < wide.size(); pos += step(wide, pos)) {
            text += narrow(wide.substr(pos, step(wide, pos)));
            at.push_back(pos);
        }
        at.push_back(wide.size());
    }

private:
    static char narrow(std::string_view c) {
        if (c.size() == 1) return c[0];
        static constexpr std::array<std::string_view, 10> kDigits{"０", "１", "２", "３", "４",
                                                                  "５", "６", "７", "８", "９"};
        for (std::size_t i = 0; i < kDigits.size(); ++i)
            if (c == kDigits[i]) return static_cast<char>('0' + i);
        if (c == "－" || c == "—" || c == "–" || c == "‐" || c == "‑" || c == "−" || c == "―") return '-';
        if (c == "（") return '(';
        if (c == "）") return ')';
        if (c == "转") return 'x';
        if (c == "　") return ' ';
        return '.';
    }
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Group {
    std::string_view digits;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_extension = false;  ///< "转" stands before it
};

/// Digits from `pos` on, with at most two separators between the groups.
std::vector<Group> groups_at(std::string_view text, std::size_t pos) {
    std::vector<Group> groups;
    bool is_extension = false;
    while (pos < text.size() && is_digit(text[pos])) {
        const auto begin = pos;
        while (pos < text.size() && is_digit(text[pos])) ++pos;
        groups.push_back({text.substr(begin, pos - begin), begin, pos, is_extension});
        is_extension = false;
        auto next = pos;
        while (next < text.size() && next - pos < 2 &&
               std::string_view("-() x").find(text[next]) != std::string_view::npos) {
            is_extension = is_extension || text[next] == 'x';
            ++next;
        }
        if (next == pos || next >= text.size() || !is_digit(text[next])) break;
        pos = next;
    }
    return groups;
}

bool is_area_code(std::string_view digits) {
    return (digits.size() == 3 || digits.size() == 4) && digits[0] == '0' && digits[1] != '0';
}
std::size_t area_length(std::string_view digits) {
    return digits[1] == '1' || digits[1] == '2' ? 3 : 4;
}
bool is_local(std::size_t length) {
    return length == 7 || length == 8;
}
bool is_mobile_start(std::string_view digits) {
    return digits.size() >= 2 && digits[0] == '1' && digits[1] >= '3';
}
bool is_free_call(std::string_view digits) {
    return digits.starts_with("400") || digits.starts_with("800");
}
bool is_service(std::string_view digits) {
    if (digits.size() == 5)
        return digits.starts_with("12") || digits.starts_with("95") || digits.starts_with("96") ||
               digits.starts_with("10");
    if (digits.size() == 6) return digits.starts_with("96") || digits.starts_with("12");
    return digits == "110" || digits == "119" || digits == "120" || digits == "122";
}
int number_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}
/// 20260302, 19960508.
bool is_date(std::string_view digits) {
    if (digits.size() != 8 || !(digits.starts_with("19") || digits.starts_with("20"))) return false;
    const int month = number_of(digits.substr(4, 2));
    const int day = number_of(digits.substr(6, 2));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

class Reader {
public:
    explicit Reader(std::string_view text) : narrow_(text) {}

    std::vector<Phone> read() {
        const std::string_view text = narrow_.text;
        for (std::size_t pos = 0; pos < text.size();) {
            if (!is_digit(text[pos])) {
                ++pos;
                continue;
            }
            const auto groups = groups_at(text, pos);
            const bool is_joined = pos > 0 && (std::isalnum(static_cast<unsigned char>(text[pos - 1])) != 0);
            if (!is_joined) take(groups);
            pos = groups.back().end;
        }
        return std::move(found_);
    }

private:
    void add(const std::vector<Group>& groups, std::size_t first, std::size_t last, std::string number, bool complete) {
        std::size_t past = last + 1;
        if (past < groups.size() && groups[past].digits.size() <= 6 &&
            (groups[past].is_extension || is_landline(number))) {
            number += "-" + std::string(groups[past].digits);
            last = past;
        }
        found_.push_back(
            {{narrow_.at[groups[first].begin], narrow_.at[groups[last].end]}, std::move(number), complete});
    }
    static bool is_landline(std::string_view number) { return number[0] == '0'; }

    void take(const std::vector<Group>& groups) {
        std::size_t i = 0;
        if (groups.size() > 1 && (groups[0].digits == "86" || groups[0].digits == "0086")) i = 1;
        if (landline(groups, i) || joined(groups, i)) return;
        const auto digits = groups[i].digits;
        if (is_service(digits)) return add(groups, i, i, std::string(digits), true);
        const bool is_bare = is_local(digits.size()) && digits[0] >= '2' && !is_date(digits);
        if (is_bare) add(groups, i, i, std::string(digits), !found_.empty() && found_.back().complete);
    }

    /// Area code and number, in groups of their own or in one; the number may be cut in two.
    bool landline(const std::vector<Group>& groups, std::size_t i) {
        auto digits = std::string(groups[i].digits);
        if (i == 1 && digits[0] != '0' && is_local(digits.size() > 2 ? digits.size() - 2 : 0)) digits.insert(0, "0");
        if (digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' && digits[1] != '0') {
            const auto area = area_length(digits);
            if (!is_local(digits.size() - area)) return false;
            add(groups, i, i, digits.substr(0, area) + "-" + digits.substr(area), true);
            return true;
        }
        const bool is_abroad = i == 1 && digits.size() <= 3 && digits[0] != '0' && digits[0] != '1';
        if (is_abroad || (i == 1 && digits == "10")) digits.insert(0, "0");
        if (!is_area_code(digits) || i + 1 >= groups.size()) return false;
        std::string local(groups[i + 1].digits);
        auto last = i + 1;
        if (!is_local(local.size()) && last + 1 < groups.size()) local += groups[++last].digits;
        if (!is_local(local.size())) return false;
        add(groups, i, last, digits + "-" + local, true);
        return true;
    }

    /// Mobile and 400 numbers, whole or in groups.
    bool joined(const std::vector<Group>& groups, std::size_t i) {
        std::string digits;
        for (auto last = i; last < groups.size() && digits.size() < 11; ++last) {
            digits += groups[last].digits;
            if (last > i && groups[i].digits.size() > 4) return false;
            const bool is_whole =
                (digits.size() == 11 && is_mobile_start(digits)) || (digits.size() == 10 && is_free_call(digits));
            if (!is_whole) continue;
            add(groups, i, last, digits, true);
            return true;
        }
        return false;
    }

    Narrow narrow_;
    std::vector<Phone> found_;
};

}  // namespace

std::vector<Phone> find_phones(std::string_view text) {
    return Reader(text).read();
}

}  // namespace yw::lint
