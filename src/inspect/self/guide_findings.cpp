#include "inspect/self/guide_findings.hpp"

namespace yw::inspect {

std::vector<SelfFinding> guide_findings(const catalogue::Guide&) {
    return {};
}

std::string lint_edition() {
    return "";
}

}  // namespace yw::inspect
