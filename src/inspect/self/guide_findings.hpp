// What the linter finds in a published guide, by indicator.
#pragma once

#include <string>
#include <vector>

#include "catalogue/guide.hpp"
#include "inspect/self/self_inspection.hpp"

namespace yw::inspect {

/// A finding counts for its class of defects, and for the completeness of the guide or its consistency.
std::vector<SelfFinding> guide_findings(const catalogue::Guide& guide);
/// Changes whenever the linter's rules change.
std::string lint_edition();

}  // namespace yw::inspect
