// The table portal_feedback: its only writer and reader.
#pragma once

#include <string>
#include <string_view>

#include "portal/portal.hpp"

namespace yw::portal {

/// Reports of one client's address in an hour; more are refused.
inline constexpr int kFeedbackPerHour = 5;

/// @errors kFeedbackTooOften
Result<void> save_feedback(db::Database& database,
                           const crypto::Keys& keys,
                           const Clock& clock,
                           std::string_view peer,
                           std::string_view page,
                           std::string_view text);

}  // namespace yw::portal
