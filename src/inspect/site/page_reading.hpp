// What an inspector notes of one page: its links, forms, what it says, and the guide on it. The page itself is not
// kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/site/guide_reading.hpp"
#include "inspect/site/web_address.hpp"
#include "inspect/site/words.hpp"

namespace yw::site {

struct Link {
    WebAddress to;
    std::string text;
    bool in_frame = false;  ///< in header, footer, navigation: on many pages
    bool in_nav = false;    ///< in a navigation: may be a column
    bool is_file = false;   ///< by its ending or its download attribute
    bool nofollow = false;
};

struct FormField {
    std::string name;
    std::string type;  ///< text | search | hidden | password | select | textarea …
    std::string value;
    std::string label;  ///< placeholder, aria-label or title
};

struct Form {
    std::optional<WebAddress> action;  ///< nothing: only a script knows where it goes
    bool post = false;
    std::vector<FormField> fields;
    std::string words;  ///< what is written on it, with hints and names
    bool is_search = false;
    bool has_password = false;
    bool has_textarea = false;

    /// The field to type a search into, or nothing.
    const FormField* search_field() const;
};

struct PageReading {
    std::string title;
    std::string heading;  ///< the h1
    std::string charset;
    std::vector<Link> links;
    std::vector<Form> forms;
    std::vector<std::string> lines;       ///< what a person reads, by block
    std::vector<std::string> main_lines;  ///< without header, footer, navigation
    bool has_scripts = false;
    bool needs_script = false;     ///< without a script there is nothing to read
    bool loose_search = false;     ///< a field that looks like a search, but in no form that works without a script
    bool script_entrance = false;  ///< an element named after signing in that holds no link: a script fills it
    std::optional<ReadGuide> guide;
};

/// @param bytes  as they came, of any charset; never fails
PageReading read_page(std::string_view bytes,
                      std::string_view content_type,
                      const WebAddress& address,
                      const Words& words);

}  // namespace yw::site
