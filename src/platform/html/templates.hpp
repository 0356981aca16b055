// What a template mentions, read once when it is added: the check that nothing on a page stays unresolved needs it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yw::html {

/// One level of a template: its own names, and its sections below.
struct Mentions {
    std::vector<std::string> values;
    std::vector<std::string> parts;
    struct Section;
    std::vector<Section> sections;
};

struct Mentions::Section {
    std::string name;
    Mentions level;
};

/// @throws std::logic_error on an unclosed section, a missing AUTOESCAPE pragma or an unquoted attribute value.
Mentions read_mentions(std::string_view name, std::string_view text);

/// @throws std::logic_error for a template that was never added.
const Mentions& mentions_of(const std::string& template_name);

bool is_strict();

}  // namespace yw::html
