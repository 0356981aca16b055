// What the linter says of a draft, as the author's form shows it. Inside the module.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "catalogue/guide.hpp"
#include "platform/html/html.hpp"

namespace yw::authoring {

struct Said {
    std::string element;  ///< path as the rule names it
    std::string slot;     ///< where the form shows it
    bool blocking = false;
    std::string rule;
    std::string text;                                        ///< the words that stand there; may be empty
    std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes of them that the rule is about
    std::string why;
    std::string better;
};

/// Blocking ones first, each in the order of the elements.
std::vector<Said> findings_of(const catalogue::Guide& guide);

/// One finding: its words, marked; why; better words. `edit_url` empty: it stands beside its input already.
html::SafeHtml finding_html(const Said& said, const std::string& edit_url);

}  // namespace yw::authoring
