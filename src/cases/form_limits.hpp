// Bounds of fields where the guide names none. Inside the module.
#pragma once

#include <algorithm>
#include <cstddef>

#include "cases/form_answers.hpp"

namespace yw::cases {

inline constexpr std::size_t kLongestText = 200;  // characters
inline constexpr std::size_t kLongestMultiline = 2000;
inline constexpr std::size_t kLongestAddress = 200;

inline std::size_t longest(const catalogue::FormField& field) {
    if (field.max_length > 0) return static_cast<std::size_t>(field.max_length);
    return field.type == catalogue::FieldType::kMultiline ? kLongestMultiline : kLongestText;
}
inline int fewest_entries(const catalogue::FormField& group) {
    return static_cast<int>(group.min.value_or(group.required ? 1 : 0));
}
inline int most_entries(const catalogue::FormField& group) {
    return static_cast<int>(std::min<std::int64_t>(group.max.value_or(kMostEntries), kMostEntries));
}

}  // namespace yw::cases
