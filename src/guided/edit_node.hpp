// One node of a tree as a form fills it in: a question with its choices, an item with its materials, a reason why
// nothing can be done, or the tree's own head. Pure; whether it makes sense is for check_tree() to say.
#pragma once

#include <optional>

#include "guided/check_tree.hpp"
#include "platform/http/http.hpp"

namespace yw::guided {

enum class NodeKind { kHead, kQuestion, kPart, kStop };
/// head | question | part | stop: as addresses and findings say it.
std::optional<NodeKind> node_kind_of(std::string_view word);
std::string_view word_of(NodeKind kind);

struct Node {
    NodeKind kind = NodeKind::kHead;
    std::string key;  ///< empty: of the head, and of one that is not there yet
    /// As Finding::where says it.
    std::string where() const;
    bool is_in(const Tree& tree) const;
};

struct Edited {
    Tree tree;
    Node node;  ///< a new one has got its key
};
/// The tree with what was typed of this node in place of what it was. A new node gets a free key; a choice without
/// words that was not there before is none. What the fields are called stands at the head of edit_node.cpp.
Edited edited(const Tree& tree, const Node& node, const http::Fields& typed);
/// What led to the node leads nowhere afterwards, or adds it no more.
Tree without(Tree tree, const Node& node);

/// The field of the node's form that a finding is about: "ask", "c2-label"; empty when it is not about this node.
std::string field_of(const Finding& finding, const Edited& edited);
/// Whether what was typed is wrong by itself. Other findings come from how nodes hang together: a draft may be saved
/// with them, because the node that is missing is written next.
bool is_wrong_by_itself(const Finding& finding);

}  // namespace yw::guided
