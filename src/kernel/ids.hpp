// Identifiers made by the application: UUIDv7, so that new rows land at the end of an index and sort by time.
#pragma once

#include <string>
#include <string_view>

namespace yw {

/// 36 characters, lower case. Each is greater than all that this process made before, in any thread, even when the
/// machine's clock steps back; whoever has seen one still cannot guess the next: at least 62 bits of it are random.
/// @cost  about 100 ns
std::string new_id();

/// True for the shape of new_id(): what a path or form may carry before a store is asked.
bool is_id(std::string_view text);

}  // namespace yw
