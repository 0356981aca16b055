// A page template that is embedded in the program.
#pragma once

#include <string_view>

namespace yw::html {

struct TemplateText {
    std::string_view name;  ///< "portal/guide.html"
    std::string_view text;
};

}  // namespace yw::html
