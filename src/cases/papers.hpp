// The administrative papers of a case: which there are, and what they say. Pure; inside the module.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cases/cases.hpp"
#include "platform/pdf/pdf.hpp"

namespace yw::cases {

/// Papers that exist by the state and history of the case, in the order in which they arose.
std::vector<DocumentKind> papers_there_are(const CaseView& view);

/// The event that a paper tells of: a second correction notice is another paper.
int seq_of(DocumentKind kind, const CaseView& view);

struct PaperContext {
    bool demonstration = false;
    std::string public_url;  ///< of the site, for the code; empty: no code
    std::function<std::string(RegionCode)> region_name;
};
/// `view` is the applicant's own: whole, not masked.
pdf::Document paper(DocumentKind kind, const CaseView& view, const PaperContext& context);

}  // namespace yw::cases
