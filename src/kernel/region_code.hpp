// The twelve digits that name a place: six of GB/T 2260 (province, prefecture, county), three for the town and three
// for the village, filled up with zeros. The nation is 000000000000. A code says where a place hangs without any table;
// whether the place exists, and what it is called, the directory of regions knows (src/regions).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace yw {

enum class RegionLevel : std::uint8_t { kNation, kProvince, kPrefecture, kCounty, kTown, kVillage };

class RegionCode {
public:
    /// The nation.
    constexpr RegionCode() = default;

    /// Exactly twelve ASCII digits whose province is not 00 below the nation; nothing otherwise.
    static std::optional<RegionCode> parse(std::string_view text);
    /// The same from 2, 4, 6, 9 or 12 digits, as lists and forms shorten them: "511602" is 511602000000.
    static std::optional<RegionCode> parse_short(std::string_view text);
    /// From the number that the digits spell. The caller has it from a valid code: it is not checked.
    static constexpr RegionCode from_number(std::uint64_t number) { return RegionCode(number); }

    std::string str() const;  ///< twelve digits
    constexpr std::uint64_t number() const { return number_; }
    RegionLevel level() const;

    /// The code above by GB/T 2260. Directly administered counties (xx90xx) stand under their province; a district of a
    /// municipality under 110100, which is_statistic_only(). The nation has none.
    std::optional<RegionCode> parent() const;
    /// The nearest code above that pages name: parent(), past levels that are names for statistics.
    std::optional<RegionCode> shown_parent() const;

    /// True for codes that only gather others in statistics: 市辖区 and 县 of the municipalities (1101, 5002), and
    /// (省/自治区)直辖县级行政区划 (xx90). Pages skip them.
    bool is_statistic_only() const;

    /// True for the code itself and everything below it.
    bool is_within(RegionCode above) const;
    /// Codes within this one are those from number() up to and including this number.
    std::uint64_t last_number() const;
    /// The digits that all codes within share: "" for the nation, "5116" for 511600000000.
    std::string prefix() const;

    friend constexpr auto operator<=>(const RegionCode&, const RegionCode&) = default;

private:
    explicit constexpr RegionCode(std::uint64_t number) : number_(number) {}
    std::uint64_t number_ = 0;
};

/// Digits of a code that a level uses: 0, 2, 4, 6, 9, 12.
int digits_of(RegionLevel level);

}  // namespace yw

template <>
struct std::hash<yw::RegionCode> {
    std::size_t operator()(yw::RegionCode code) const noexcept { return std::hash<std::uint64_t>{}(code.number()); }
};
