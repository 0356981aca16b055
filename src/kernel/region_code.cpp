#include "kernel/region_code.hpp"

#include <fmt/format.h>

#include <array>

namespace yw {
namespace {

constexpr std::size_t kLength = 12;
constexpr std::uint64_t kVillages = 1'000;               // numbers within a town
constexpr std::uint64_t kTowns = 1'000 * kVillages;      // numbers within a county
constexpr std::uint64_t kCounties = 100 * kTowns;        // numbers within a prefecture
constexpr std::uint64_t kPrefectures = 100 * kCounties;  // numbers within a province
constexpr std::uint64_t kProvinces = 100 * kPrefectures;
constexpr std::uint64_t kDirectCounties = 90;  // the second pair of digits of a directly administered county

constexpr std::array<std::uint64_t, 6> kSpan{kProvinces, kPrefectures, kCounties, kTowns, kVillages, 1};

std::uint64_t span_of(RegionLevel level) {
    return kSpan.at(static_cast<std::size_t>(level));
}

bool is_municipality(std::uint64_t province) {
    return province == 11 || province == 12 || province == 31 || province == 50;
}

}  // namespace

int digits_of(RegionLevel level) {
    static constexpr std::array<int, 6> kDigits{0, 2, 4, 6, 9, 12};
    return kDigits.at(static_cast<std::size_t>(level));
}

std::optional<RegionCode> RegionCode::parse(std::string_view text) {
    return text.size() == kLength ? parse_short(text) : std::nullopt;
}

std::optional<RegionCode> RegionCode::parse_short(std::string_view text) {
    if (text.size() != 2 && text.size() != 4 && text.size() != 6 && text.size() != 9 && text.size() != kLength) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kLength; ++i) {
        const char c = i < text.size() ? text[i] : '0';
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (number != 0 && number < kPrefectures) return std::nullopt;
    return RegionCode(number);
}

std::string RegionCode::str() const {
    return fmt::format("{:012}", number_);
}

RegionLevel RegionCode::level() const {
    if (number_ == 0) return RegionLevel::kNation;
    for (const RegionLevel level :
         {RegionLevel::kProvince, RegionLevel::kPrefecture, RegionLevel::kCounty, RegionLevel::kTown}) {
        if (number_ % span_of(level) == 0) return level;
    }
    return RegionLevel::kVillage;
}

std::optional<RegionCode> RegionCode::parent() const {
    if (number_ == 0) return std::nullopt;
    for (int above = static_cast<int>(level()) - 1; above > 0; --above) {
        const std::uint64_t number = number_ - number_ % span_of(static_cast<RegionLevel>(above));
        // A town may hang directly under a prefecture without counties (东莞): the county digits are then zero.
        if (number == number_) continue;
        const bool direct =
            above == static_cast<int>(RegionLevel::kPrefecture) && number / kCounties % 100 == kDirectCounties;
        if (!direct) return RegionCode(number);
    }
    return RegionCode();
}

std::optional<RegionCode> RegionCode::shown_parent() const {
    auto above = parent();
    while (above && above->is_statistic_only()) above = above->parent();
    return above;
}

bool RegionCode::is_statistic_only() const {
    if (level() != RegionLevel::kPrefecture) return false;
    const std::uint64_t prefecture = number_ / kCounties % 100;
    return prefecture == kDirectCounties || (is_municipality(number_ / kPrefectures) && prefecture <= 2);
}

bool RegionCode::is_within(RegionCode above) const {
    return number_ >= above.number_ && number_ <= above.last_number();
}

std::uint64_t RegionCode::last_number() const {
    return number_ + span_of(level()) - 1;
}

std::string RegionCode::prefix() const {
    return str().substr(0, static_cast<std::size_t>(digits_of(level())));
}

}  // namespace yw
