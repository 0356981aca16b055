// Words of a search that addresses and the open interface share.
#pragma once

#include <optional>
#include <string_view>

#include "search/search.hpp"

namespace yw::portal {

std::string_view word_of(search::Width width);  ///< place | city | province | nation
std::optional<search::Width> width_of(std::string_view word);
std::string_view word_of(search::Audience audience);  ///< person | firm, empty for everyone
std::optional<search::Audience> audience_of(std::string_view word);
/// What a kind of results is called on pages: 办事. Empty for a kind that does not exist.
std::string_view kind_zh(std::string_view kind);
/// A result's address by the counter of choices: which query led to it is counted, not who asked.
std::string chosen_url(std::string_view query, std::string_view path);

}  // namespace yw::portal
