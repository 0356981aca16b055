// The versioned words and rules of data/lint, read once. A file of ours that cannot be read is a bug.
#pragma once

#include "lint/lint.hpp"
#include "lint/word_list.hpp"

namespace yw::lint {

/// The parts of a noun phrase (data/lint/clauses.toml).
struct ClauseWords {
    WordList weak, hollow, generic, kinds, document_endings, copies, entities, verbs, deferral, deferred, modals,
        not_modals, law;
    WordList contents, references, others, vague, alternatives, connectors, unsaid, yardsticks, closings, conditions;
    WordList needed, bare_kinds;
};
const ClauseWords& clause_words();

/// The vocabulary of procedures (data/lint/stages.toml): what says no more than that a stage exists.
struct StageWords {
    WordList names, padding, times;
};
const StageWords& stage_words();

/// Which materials are filled in (data/lint/forms.toml).
struct FormWords {
    WordList forms, letters, stated, not_forms, copies, signers;
};
const FormWords& form_words();

/// Values that stand where something should and say that there is nothing (data/lint/nothing.toml).
struct NothingWords {
    WordList whole;      ///< nothing else stands there
    WordList beginning;  ///< begins a short value: "无空白表", "待上传"
    WordList meant;      ///< begin like these and say something: "无犯罪记录证明"
};
const NothingWords& nothing_words();

/// Kinds of element that a wording rule may be about.
enum class Field { kCondition, kStage, kLimit, kFee, kContact, kPlace, kHours, kReason, kNote, kResult, kAnswer };

/// Wording that says nothing, in the fields where it does (data/lint/wording.toml).
struct Wording {
    const Rule* rule = nullptr;
    WordList words;
    WordList except;     ///< longer words that contain one of them and mean something else
    bool whole = false;  ///< only when nothing else stands there
    std::vector<Field> fields;
};
std::span<const Wording> wordings();

/// What is counted and matched by type (data/lint/completeness.toml).
struct Completeness {
    struct ResultEnding {
        std::string ending;
        std::vector<std::string> types;
    };
    std::size_t licence_stages = 0;
    std::size_t licence_questions = 0;
    std::size_t commitment_characters = 0;
    std::vector<ResultEnding> results;
};
const Completeness& completeness();

/// Which elements a guide of a type must have (data/lint/completeness.toml).
bool is_required(std::string_view element, std::string_view task_type);

}  // namespace yw::lint
