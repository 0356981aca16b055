// Whether a tree makes sense, over every way through it, and with the guides as they are now. Pure.
#pragma once

#include <functional>
#include <memory>

#include "catalogue/catalogue.hpp"
#include "guided/walk.hpp"

namespace yw::guided {

/// The published guide of the item that a tree names; nothing where there is none.
using GuideOf = std::function<std::shared_ptr<const catalogue::PublishedGuide>(const std::string& source_id)>;

struct Finding {
    std::string where;   ///< question:married, part:birth, stop:none, or empty: the tree itself
    std::string rule;    ///< by which it was found: its sentence is guided.finding.RULE
    std::string about;   ///< in the node: key of a choice, a material or a field, words of a choice; may be empty
    std::string says;    ///< the public sentence
    bool blocks = true;  ///< false: worth a look, may be published
};

/// Empty: may be published, and stays good while the guides do not change.
std::vector<Finding> check_tree(const Tree& tree, const GuideOf& guide_of);
bool may_be_published(const std::vector<Finding>& findings);

}  // namespace yw::guided
