#include "kernel/citizen_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace yw {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kBirthAt = 6;

/// The first two digits: provinces of GB/T 2260, with 83 of the residence permit for people from Taiwan.
constexpr std::array<int, 35> kProvinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                                         44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// ISO 7064 MOD 11-2 over seventeen digits.
char check_character(std::string_view first17) {
    int sum = 0;
    for (const char c : first17) sum = (sum + (c - '0')) * 2 % 11;
    static constexpr std::string_view kChecks = "0123456789X";
    return kChecks[static_cast<std::size_t>((12 - sum) % 11)];
}

bool area_exists(std::string_view text) {
    // Foreigners: 9, then the two digits of the province that issued the card, then the country.
    const std::size_t at = text[0] == '9' ? 1 : 0;
    const int province = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return std::ranges::binary_search(kProvinces, province);
}

std::optional<LocalDay> birth_date(std::string_view text) {
    const std::string_view date = text.substr(kBirthAt, 8);
    return LocalDay::parse(fmt::format("{}-{}-{}", date.substr(0, 4), date.substr(4, 2), date.substr(6, 2)));
}

}  // namespace

std::optional<CitizenId> CitizenId::parse(std::string_view text, LocalDay today) {
    if (text.size() != kLength || !all_digits(text.substr(0, kLength - 1)) || !area_exists(text)) return std::nullopt;
    const auto born = birth_date(text);
    if (!born || *born > today) return std::nullopt;
    if (text.back() != check_character(text.substr(0, kLength - 1))) return std::nullopt;
    return CitizenId(text);
}

LocalDay CitizenId::born_on() const {
    return birth_date(text_).value();
}

Sex CitizenId::sex() const {
    return (text_[16] - '0') % 2 == 1 ? Sex::kMale : Sex::kFemale;
}

int CitizenId::age_on(LocalDay day) const {
    const auto born = born_on().ymd();
    const auto on = day.ymd();
    const int years = static_cast<int>(on.year()) - static_cast<int>(born.year());
    const bool reached = on.month() > born.month() || (on.month() == born.month() && on.day() >= born.day());
    return reached ? years : years - 1;
}

std::optional<std::string> from_15_digits(std::string_view text) {
    if (text.size() != 15 || !all_digits(text)) return std::nullopt;
    std::string full = fmt::format("{}19{}", text.substr(0, kBirthAt), text.substr(kBirthAt));
    if (!area_exists(full) || !birth_date(full)) return std::nullopt;
    full += check_character(full);
    return full;
}

}  // namespace yw
