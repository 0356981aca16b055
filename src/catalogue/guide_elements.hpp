// The elements of a guide as data: key, name, what it holds. What goes through a guide element by element (the author's
// form, the comparison of versions, messages about an element) reads this list instead of naming each by hand. Keys and
// order are those of the canonical JSON (guide_json.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "catalogue/catalogue.hpp"

namespace yw::catalogue {

enum class ElementKind {
    kText,    ///< one line
    kLong,    ///< may have several lines
    kNumber,  ///< a whole number
    kMoney,   ///< a whole number of fen
    kFlag,    ///< 1, or left out
    kCode,    ///< one of choices_of(codes)
    kCodes,   ///< several of choices_of(codes)
    kLines,   ///< a list of texts, each of one line
    kPairs,   ///< a list of two texts each
    kRows,    ///< a list of parts
    kGroup,   ///< parts of its own
};

struct Element {
    std::string_view key;
    std::string_view name;  ///< 承诺时限
    ElementKind kind = ElementKind::kText;
    std::string_view codes = {};
    std::string_view hint = {};  ///< one sentence for who fills it in
    std::span<const Element> parts = {};
    std::string_view row = {};      ///< what one row is called: 材料
    std::string_view row_key = {};  ///< the part by which a row is the same in another version
    /// Number: what is left out of the JSON; nothing: a number of its own, or none.
    std::optional<std::int64_t> otherwise = 0;
    bool may_lack = false;  ///< group: its absence says something (a form, a sheet, a condition)
};

/// The count of a limit that nobody has written yet: a draft may have it, and no guide is published with it.
inline constexpr int kNotSaid = -1;

std::span<const Element> guide_elements();
/// The element of this key, or null.
const Element* find_element(std::span<const Element> elements, std::string_view key);

/// Lists of data/codes, and those that are the program's own: limit_unit, field_type, prefill, file_kind.
std::span<const Code> choices_of(std::string_view list);
/// Name of a choice; the code itself where there is none.
std::string_view choice_name(std::string_view list, std::string_view code);

/// "materials[2].name" -> "申请材料第3项：材料名称". The path itself for one that no guide has.
std::string element_words(std::string_view path);

}  // namespace yw::catalogue
