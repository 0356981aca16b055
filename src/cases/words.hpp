// Texts that people give with a deed. Inside the module.
#pragma once

#include <cstddef>
#include <string_view>

#include "kernel/result.hpp"

namespace yw::cases {

inline constexpr std::size_t kLongestOpinion = 2000;  // characters

bool is_blank(std::string_view text);
/// @errors cases.invalid (the field) for text that is too long
Result<void> check_length(std::string_view field, std::string_view text);

}  // namespace yw::cases
