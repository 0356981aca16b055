// The author's form: an input for each element, with what the linter and the reviewer say of it at its place. Inside
// the module.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "authoring/authoring.hpp"
#include "authoring/findings.hpp"
#include "catalogue/guide_elements.hpp"
#include "platform/html/html.hpp"

namespace yw::authoring {

/// What is said at the inputs of one form.
struct Margin {
    std::multimap<std::string, Said, std::less<>> findings;   ///< by slot
    std::multimap<std::string, Remark, std::less<>> remarks;  ///< by slot
    std::map<std::string, std::string, std::less<>> errors;   ///< by path: what was typed cannot be kept
    std::string open;                                         ///< path of a row that is to stand open
};

Margin margin_of(const std::vector<Said>& findings,
                 const std::vector<Remark>& remarks,
                 const std::vector<FieldError>& errors);

/// What stands in the margin of one input: findings, the reviewer's remarks.
html::SafeHtml margin_html(const Margin& margin, const std::string& slot);

/// @param value  canonical JSON of the element, or null; numbers may be texts that were typed wrong
html::SafeHtml element_html(const catalogue::Element& element,
                            const boost::json::value* value,
                            const std::string& path,
                            const Margin& margin);

/// Paths of all slots that element_html() makes for this element: what the check while writing fills.
void add_slots(const catalogue::Element& element,
               const boost::json::value* value,
               const std::string& path,
               std::vector<std::string>& slots);

}  // namespace yw::authoring
