// The marks that a field of a form has on a page, the same for each:
//   {{X_GROUP}} {{X_INPUT}} {{X_VALUE}} {{X_INVALID}} {{X_DESCRIBED}} {{#X_ERROR}}{{MESSAGE}}{{/X_ERROR}}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "platform/html/html.hpp"

namespace yw::identity {

/// "id_number" -> "f-id-number": the id of the input, as docs/guides/pages.md names them.
std::string input_id(std::string_view field);
/// Section ERRORS with the summary of all faults; none when there is none.
void show_errors(html::View& page, const std::vector<FieldError>& errors);
/// @param mark   "ID_NUMBER"
/// @param field  "id_number"
/// @param typed  what was typed; empty for passwords, which are never sent back
void show_field(html::View& page,
                std::string_view mark,
                std::string_view field,
                std::string_view typed,
                const std::vector<FieldError>& errors);

}  // namespace yw::identity
