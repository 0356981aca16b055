#include "kernel/masking.hpp"

#include <fmt/format.h>

#include <vector>

#include "kernel/utf8.hpp"

namespace yw {
namespace {

constexpr std::string_view kHidden = "****";

/// `first` and `last` characters stay, one star for each between. A value with nothing left to hide is hidden whole.
std::string keep_ends(std::string_view text, std::size_t first, std::size_t last) {
    const auto characters = utf8::characters(text);
    std::string masked;
    const bool too_short = characters.size() <= first + last;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool shown = !too_short && (i < first || i + last >= characters.size());
        masked += shown ? characters[i] : "*";
    }
    return masked;
}

using Characters = std::vector<std::string_view>;

bool is_district_ending(const Characters& address, std::size_t i) {
    if (address[i] == "县" || address[i] == "旗") return i > 0;
    if (address[i] != "区" || i == 0) return false;
    // 自治区 is a province; 社区 and 小区 lie below the district.
    return address[i - 1] != "治" && address[i - 1] != "社" && address[i - 1] != "小";
}

/// How many characters tell no more than the district: up to 区, 县 or 旗, or to the second 市 (a county-level city); a
/// city alone where no district follows.
std::size_t district_length(const Characters& address) {
    constexpr std::size_t kLongest = 30;  // no chain of province, city and district is longer; a later 区 is a place
    std::size_t city = 0;
    for (std::size_t i = 0; i < address.size() && i < kLongest; ++i) {
        if (is_district_ending(address, i)) return i + 1;
        if (address[i] != "市") continue;
        const bool in_a_name = i + 1 < address.size() && address[i + 1] == "区";  // 沙市区
        const bool begins_a_name = city == i;                                     // 乐山市市中区
        if (in_a_name || begins_a_name) continue;
        if (city > 0) return i + 1;
        city = i + 1;
    }
    return city;
}

}  // namespace

std::string mask_name(std::string_view name) {
    return utf8::length(name) <= 2 ? keep_ends(name, 0, 1) : keep_ends(name, 1, 1);
}

std::string mask_id_number(std::string_view number) {
    return keep_ends(number, 1, 1);
}

std::string mask_id_number_for_officer(std::string_view number) {
    return number.size() == 18 ? keep_ends(number, 6, 4) : keep_ends(number, 1, 1);
}

std::string mask_mobile(std::string_view number) {
    return number.size() == 11 ? keep_ends(number, 3, 4) : keep_ends(number, 0, 0);
}

std::string mask_landline(std::string_view number) {
    const std::size_t hyphen = number.find('-');
    if (hyphen == std::string_view::npos) return keep_ends(number, 0, 3);
    return fmt::format("{}-{}", number.substr(0, hyphen), keep_ends(number.substr(hyphen + 1), 0, 3));
}

std::string mask_bank_card(std::string_view number) {
    return number.size() < 8 ? std::string(kHidden) : fmt::format("{} {}", kHidden, number.substr(number.size() - 4));
}

std::string mask_address(std::string_view address) {
    const auto characters = utf8::characters(address);
    std::string masked;
    for (std::size_t i = 0; i < district_length(characters); ++i) masked += characters[i];
    return masked + std::string(kHidden);
}

std::string mask_email(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || at == 0) return std::string(kHidden);
    std::string_view local = address.substr(0, at);
    return fmt::format("{}***{}", utf8::take(local), address.substr(at));
}

std::string mask_licence_number(std::string_view number) {
    return keep_ends(number, 4, 2);
}

}  // namespace yw
