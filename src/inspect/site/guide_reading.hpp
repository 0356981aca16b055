// A guide out of a page that somebody else made: its elements are known by their labels, wherever these stand (tables,
// definition lists, headings, tabs, "label: value" lines), its materials and stages by tables or lists below them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inspect/site/html_tree.hpp"
#include "inspect/site/web_address.hpp"
#include "inspect/site/words.hpp"
#include "lint/subject.hpp"

namespace yw::site {

struct ReadGuide {
    lint::Subject subject;
    std::string department;
    std::map<std::string, std::string> elements;  ///< as read: promised -> "5个工作日"
    std::vector<WebAddress> papers;               ///< blank forms and samples: must open
    bool from_data = false;                       ///< told to machines only (json_ld.hpp): no person has seen it
    /// Elements that are there as pictures or files only: could not be checked.
    std::vector<std::string> unreadable;
};

/// Nothing where the page is no guide: fewer than four of the elements of one, or neither materials, procedure nor
/// limit among them.
std::optional<ReadGuide> read_guide(const HtmlTree& tree, const WebAddress& address, const Words& words);

/// "5个工作日", "即办", "当场办结", "20日（自受理之日起）".
lint::Limit read_limit(const std::string& words);

}  // namespace yw::site
