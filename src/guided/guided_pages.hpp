// The pages of a tree, published or not. Inside the module.
#pragma once

#include "guided/guided.hpp"

namespace yw::guided {

/// What the pages of one tree have in common.
struct Shown {
    const Tree& tree;
    int version = 0;
    std::string url;       ///< of the tree's page
    std::string back_url;  ///< of the draft; empty: it is published
};
/// The question, the list or the stop that the answers in the address lead to.
http::Response walk_page(const PageParts& parts, http::Request& request, const Shown& shown);
/// The answers that the address holds, for the questions of the tree.
Given given_in(const http::Request& request, const Tree& tree);
html::View page_view(std::string_view name);

void add_guided_api(http::Router& router, const std::shared_ptr<const PageParts>& parts);
void add_tree_author_routes(http::Router& router, const std::shared_ptr<const PageParts>& parts);

inline constexpr std::string_view kTreeList = "/author/guided";
inline std::string tree_draft_url(std::string_view id) {
    return std::string(kTreeList) + "/" + std::string(id);
}
/// The form of each node: …/nodes/{kind} for a new one and the head, …/nodes/{kind}/{key}.
void add_node_routes(http::Router& router, const std::shared_ptr<const PageParts>& parts);

}  // namespace yw::guided
