// What makes a rating acceptable. Pure.
#pragma once

#include "rating/rating.hpp"

namespace yw::rating {

/// The applicant may rate once the matter has come to its end for them: delivered, closed, refused or not accepted.
/// Whoever withdrew has not been served.
bool may_be_rated(cases::State state);

/// @errors rating.invalid with fields score, reasons, comment
Result<void> check_rating(const Rate& command);

bool is_bad(int score);
std::string_view reason_name(std::string_view code);  ///< empty for an unknown code

}  // namespace yw::rating
