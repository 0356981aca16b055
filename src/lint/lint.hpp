// Lint: what is vague, missing or contradictory in a guide, whoever wrote it.
//
// One engine for the author at the desk, the importer, the publication gate and the inspector of somebody else's
// guides. Pure: no store, no clock, no network. The rules' words, severities and sentences are versioned data
// (data/lint/*.toml); the algorithms are here. A Subject says which elements its source has at all: what the source has
// no column for was not checked, and is never called missing.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/subject.hpp"

namespace yw::lint {

/// Blocking findings keep a guide from being published.
enum class Severity { kBlocking, kWarning, kAdvice };
std::string_view to_string(Severity severity);  ///< "blocking", "warning", "advice"

/// Bytes of a text, end excluded.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

/// One thing to mend. The views point into the rules and live as long as the program.
struct Finding {
    std::string_view rule;  ///< stable name, one of rules()
    Severity severity = Severity::kBlocking;
    std::string element;      ///< "materials[2].name", counted from 0; "stages" for a whole list
    std::string text;         ///< what stands there; empty when nothing does
    std::vector<Span> marks;  ///< the words of `text` that the rule is about; may be empty
    std::string_view why;     ///< why it is wrong, one sentence
    std::string_view better;  ///< how to write it
    std::string_view defect;  ///< "D1" … "D6" of the circular of 2017, or empty
};

/// "第3项材料的名称" for "materials[2].name".
std::string label_of(std::string_view element);
/// The marked words themselves.
std::vector<std::string_view> marked_words(const Finding& finding);

/// A rule as an operator sees it. The examples change these elements of a guide without fault.
struct Rule {
    struct Change {
        std::string element;
        std::string value;
    };
    std::string id;
    std::string title;
    Severity severity = Severity::kBlocking;
    std::string defect;
    std::string why;
    std::string better;
    std::vector<Change> passes;
    std::vector<Change> fails;
    int version = 0;
    std::string in_force_on;  ///< ISO day from which this edition holds
};
/// All rules, in the order of the data.
std::span<const Rule> rules();
/// The rule of this name, or nullptr.
const Rule* find_rule(std::string_view id);

/// Whether a guide of this type of item must say this element ("result.name"): versioned data, since the national
/// tables ask different elements of different types (penalties and checks are not applied for, services need no power
/// source).
bool must_say(std::string_view element, std::string_view task_type);

/// What a file behind a link turned out to be. kUnknown is never a finding.
enum class Opening { kOpens, kBroken, kUnknown };

struct Options {
    /// Asked for each blank form and each sample that is given; without it whether they open is not checked.
    /// @param material  its place in the subject  @param address  what stands in blank or sample
    std::function<Opening(std::size_t material, std::string_view address)> probe = nullptr;
};

/// Everything that is wrong with a guide, in the order of its elements. @cost some tens of microseconds
std::vector<Finding> lint(const Subject& subject, const Options& options = {});

/// Which of D1 to D6 the findings amount to, ascending.
std::vector<std::string_view> defects_of(std::span<const Finding> findings);

enum class Verdict { kSpecific, kAmbiguous, kVague, kCatchAll };
std::string_view to_string(Verdict verdict);  ///< "specific", "ambiguous", "vague", "catch_all"

/// What the words of one clause of a list of materials, or of conditions, amount to.
struct Judgement {
    Verdict verdict = Verdict::kSpecific;
    std::string_view rule;    ///< why: "other_documents", "named" …; clause_reasons() lists them
    std::vector<Span> marks;  ///< the words of the clause behind it
};
enum class Matter { kMaterial, kCondition };
Judgement judge_clause(std::string_view text, Matter matter = Matter::kMaterial);

/// Whether what stands under a stage tells more than that the stage exists: who does what, on what, by when, with what
/// outcome. @param name  may be empty: the text then begins with it, or is it
bool stage_says_more(std::string_view name, std::string_view text);

/// Whether a value says that there is nothing: empty, marks only, "无", "暂无样表", "N/A". @param text  of an element
/// that holds a file, a format, a number, a standard or a basis; where a sentence belongs, "无……" may be the answer
bool says_nothing(std::string_view text);

/// A number that somebody can call, in a text.
struct Phone {
    Span at;
    std::string number;     ///< ASCII, area code and extension by hyphen
    bool complete = false;  ///< has its area code, or needs none
};
std::vector<Phone> find_phones(std::string_view text);

/// Whether a material is filled in on a form that the authority gives (an application form), or written by the person
/// on plain paper after what its name says (a letter of attorney, a promise of stated content).
enum class Filled { kNo, kForm, kLetter };
Filled filled_in(std::string_view material_name);

}  // namespace yw::lint
