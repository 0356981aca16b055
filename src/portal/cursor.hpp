// Where a list goes on. A cursor of the catalogue begins anew when it is not one of its own; people and programs had
// rather be told. So cursors leave this house with a check over the list that they belong to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yw::portal {

/// "1.0.0190…" -> "1.0.0190….3f9a0c21b7"; empty stays empty. `list` names the list: its filter, in one text.
std::string outer_cursor(std::string_view inner, std::string_view list);
/// The cursor inside; nothing when it was changed, cut or made for another list. Empty gives empty.
std::optional<std::string> inner_cursor(std::string_view outer, std::string_view list);

}  // namespace yw::portal
