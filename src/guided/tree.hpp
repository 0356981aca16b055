// A decision tree of guided service (情形引导): questions whose answers say which items a person needs, which materials
// of each, and with which answers its form begins. Plain values; data, never code.
//
// A choice adds parts on the way; what the whole way has added is what the person needs. A choice leads to another
// question, to the end, or to a stop that says why nothing can be done now.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/region_code.hpp"
#include "kernel/result.hpp"

namespace yw::guided {

inline constexpr ErrorCode kTreeUnreadable{"guided.tree_unreadable", Kind::kInvalid};

inline constexpr std::string_view kEnd = "end";      ///< as the next of a choice: the list follows
inline constexpr std::string_view kAsked = "asked";  ///< in the address: the question that was on the page

struct Choice {
    std::string key;
    std::string label;
    std::string hint;
    std::string next;                ///< key of a question or of a stop, or kEnd
    std::vector<std::string> parts;  ///< added to what the person needs
    friend bool operator==(const Choice&, const Choice&) = default;
};

struct Question {
    std::string key;
    std::string ask;
    std::string help;
    std::vector<Choice> choices;
    friend bool operator==(const Question&, const Question&) = default;
};

/// An item as this person needs it. Several parts may be of the same item: what they say of materials is added up.
struct Part {
    std::string key;
    std::string item;                            ///< source_id in the tree's place or above it
    std::string why;                             ///< one sentence, to the person
    std::vector<std::string> needs;              ///< keys of conditional materials that this person must bring
    std::vector<std::string> spares;             ///< keys of those that this person need not bring
    std::map<std::string, std::string> answers;  ///< field of the form and its option, known from the choices
    bool refines = false;  ///< says more of the item where another part asks for it; does not ask for it itself
    friend bool operator==(const Part&, const Part&) = default;
};

/// Why nothing can be done now, and what to do instead.
struct Stop {
    std::string key;
    std::string title;
    std::string says;
    std::string item;  ///< source_id of an item whose guide and window help on; may be empty
    friend bool operator==(const Stop&, const Stop&) = default;
};

struct Tree {
    std::string id;  ///< part of its address: chu-sheng
    RegionCode region;
    std::string title;
    std::string lead;                      ///< what the person gets, in one sentence
    std::string life_event;                ///< of the catalogue; may be empty
    std::vector<std::string> other_names;  ///< what people say, for the search
    bool for_persons = true;
    bool for_firms = false;
    std::vector<std::string> always;  ///< parts that everybody needs
    std::string first;                ///< key of the first question
    std::vector<Question> questions;
    std::vector<Part> parts;  ///< in the order in which they are done
    std::vector<Stop> stops;

    const Question* question(std::string_view key) const;
    const Part* part(std::string_view key) const;
    const Stop* stop(std::string_view key) const;
    friend bool operator==(const Tree&, const Tree&) = default;
};

/// ASCII letters, digits, - and _: keys and ids stand in addresses. At most 40.
bool is_key(std::string_view text);

/// The text that files and versions hold. Reading refuses what has no meaning, with its line; whether the tree makes
/// sense is for check_tree() to say. @errors kTreeUnreadable
Result<Tree> read_tree(std::string_view toml);
std::string write_tree(const Tree& tree);

}  // namespace yw::guided
