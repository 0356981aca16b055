// What a person needs at the end of a way: the items in order, and of each what to bring and what not. Pure.
#pragma once

#include "guided/check_tree.hpp"

namespace yw::guided {

struct NeededItem {
    std::shared_ptr<const catalogue::PublishedGuide> guide;
    std::vector<std::string> why;
    std::vector<const catalogue::Material*> bring;    ///< of the guide
    std::vector<const catalogue::Material*> fetched;  ///< 免提交
    std::vector<const catalogue::Material*> spared;   ///< others need it, this person does not
    std::vector<const catalogue::Material*> open;     ///< conditional, and nothing was said of it
    std::map<std::string, std::string> answers;       ///< with which the form begins
    /// Empty where the item is not applied for online.
    std::string apply_url() const;
};

/// @errors guided.broken where a guide is no longer published
Result<std::vector<NeededItem>> personal_list(const Walked& walked, const GuideOf& guide_of);

}  // namespace yw::guided
