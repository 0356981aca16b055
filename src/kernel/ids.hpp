// Identifiers made by the application: UUIDv7, so that new rows land at the end of an index and sort by time.
#pragma once

#include <string>
#include <string_view>

namespace yw {

/// 36 characters, lower case, time-ordered within this process; unpredictable in its 74 random bits.
std::string new_id();

/// True for the shape of new_id(): what a path or form may carry before a store is asked.
bool is_id(std::string_view text);

}  // namespace yw
