#include "inspect/self/guide_findings.hpp"

#include <algorithm>

#include "catalogue/guide_subject.hpp"
#include "lint/lint.hpp"
#include "platform/crypto/crypto.hpp"

namespace yw::inspect {
namespace {

constexpr std::string_view kComplete = "B1";
constexpr std::size_t kEditionDigits = 12;

std::string words_of(const lint::Finding& found) {
    std::string words;
    for (const auto marked : lint::marked_words(found)) words += (words.empty() ? "" : "、") + std::string(marked);
    return words;
}

/// Where a finding counts beside its class of defects.
std::string_view indicator_of(std::string_view rule) {
    for (const auto& indicator : indicators().indicators)
        if (std::find(indicator.rules.begin(), indicator.rules.end(), rule) != indicator.rules.end())
            return indicator.id;
    return kComplete;
}

}  // namespace

std::vector<SelfFinding> guide_findings(const catalogue::Guide& guide) {
    std::vector<SelfFinding> findings;
    for (const auto& found : lint::lint(catalogue::subject_of(guide))) {
        if (found.severity == lint::Severity::kAdvice) continue;
        SelfFinding finding{std::string(indicator_of(found.rule)),
                            std::string(found.rule),
                            lint::label_of(found.element),
                            words_of(found),
                            std::string(found.why),
                            std::string(found.better)};
        if (!found.defect.empty()) {
            auto of_class = finding;
            of_class.indicator = found.defect;
            findings.push_back(std::move(of_class));
        }
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::string lint_edition() {
    static const std::string kEdition = [] {
        std::string all;
        for (const auto& rule : lint::rules()) all += rule.id + " " + std::to_string(rule.version) + "\n";
        return crypto::hex(crypto::sm3(all)).substr(0, kEditionDigits);
    }();
    return kEdition;
}

}  // namespace yw::inspect
