// The lists of words as operators see and change them: entries over those that the program carries. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findability/findability.hpp"
#include "search/judge.hpp"

namespace yw::findability {

/// What stands behind what is said in a list.
enum class Shape {
    kPlain,      ///< nothing: the words themselves
    kMeanings,   ///< one or more
    kPercent,    ///< -50 to 50
    kSentence,   ///< a sentence, then maybe the place
    kJudgement,  ///< class of query, then "2 item" and "1 item"
};
struct WordList {
    std::string_view id;
    std::string_view name;
    Shape shape;
    std::string_view said_label;
    std::string_view meant_label;
    std::string_view hint;
};
std::span<const WordList> word_lists();
const WordList* find_list(std::string_view id);

struct WordEntry {
    std::string list;
    std::string said;
    std::vector<std::string> meant;
    std::size_t file = 0;  ///< of those that the program carries, from 1; 0: an operator's own
    friend bool operator==(const WordEntry& a, const WordEntry& b) {
        return a.list == b.list && a.said == b.said && a.meant == b.meant;
    }
};

/// Entries of a file as data/search writes them: lists of texts, or of lists of texts, comments. Nothing else of TOML.
/// @errors findability.file_unreadable with the line
Result<std::vector<WordEntry>> read_word_file(std::string_view text);
/// The same back, list by list.
std::string as_word_file(std::span<const WordEntry> entries);

/// What the program carries: data/search and its judgement list.
std::vector<WordEntry> shipped_entries();

/// With every change made. New entries come before those that the program carries: the nearest meaning first.
std::vector<WordEntry> changed_entries(std::vector<WordEntry> entries, std::span<const WordChange> changes);
/// The changes that undo these, in entries that hold them. @errors findability.changed_since for one that is no longer
/// as the change left it
Result<std::vector<WordChange>> undoing(std::span<const WordChange> changes, std::span<const WordEntry> now);
/// What must change so that `from` becomes `to`. @param removes  what `to` does not hold goes
std::vector<WordChange> changes_between(std::span<const WordEntry> from, std::span<const WordEntry> to, bool removes);

/// What is wrong with a change, field by field: said, meant.
std::vector<FieldError> check_change(const WordChange& change);

/// Texts for search::Thesaurus::read, in its order.
std::vector<std::string> thesaurus_texts(std::span<const WordEntry> entries);
/// The judgement list among the entries. Items are named by their name or their id of the list they came from.
std::vector<search::JudgedQuery> judged_queries(std::span<const WordEntry> entries);

std::string to_json(std::span<const WordChange> changes);
/// Nothing when it is no such list.
std::optional<std::vector<WordChange>> changes_of_json(std::string_view text);
std::string texts_to_json(std::span<const std::string> texts);
std::vector<std::string> texts_of_json(std::string_view text);

}  // namespace yw::findability
