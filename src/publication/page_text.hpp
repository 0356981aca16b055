// What a page of another site says, for looking whether it says what we say: its visible text.
#pragma once

#include <string>
#include <string_view>

namespace yw::publication {

/// Text between the tags, without scripts, styles and comments; the usual entities decoded. Any bytes give some text.
std::string text_of_page(std::string_view html);

}  // namespace yw::publication
