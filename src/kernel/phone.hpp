// Telephone numbers of the mainland, as forms take them.
#pragma once

#include <string_view>

namespace yw {

/// Eleven digits, 13 to 19 first. Without +86: forms pass the input through tidy_code() first.
bool is_mobile(std::string_view text);

/// A number that somebody can call: area code, optional hyphen, seven or eight digits (021-12345678), optional
/// extension of one to six digits after a hyphen; 400 or 800 and seven digits; or a short service number (12345).
bool is_landline(std::string_view text);

}  // namespace yw
