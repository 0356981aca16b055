// Looking at one thing: what a person would try, and what the linter says.
#pragma once

#include "inspect/self/clicks.hpp"

namespace yw::inspect {

/// Everything that changes what a look would find without a change of the item itself.
std::string edition();

/// What the other channels of a place show.
struct Elsewhere {
    bool compared = false;                                                   ///< at least one of them could be had
    std::map<std::string, std::vector<SelfFinding>, std::less<>> differing;  ///< by item
    std::vector<Look> extra;                                                 ///< what they show and we do not have
    /// Nothing is differing where nothing could be compared.
    Outcome outcome_of(const std::string& item_id) const;
};
/// @param runs  of one place
Elsewhere look_elsewhere(const SelfParts& parts, const std::vector<ChannelRun>& runs);

Subject subject_of(const catalogue::Item& item);
/// @param elsewhere  of its place; null where no channel is compared
Look look_at_item(const SelfParts& parts, const catalogue::Item& item, Clicks& clicks, const Elsewhere* elsewhere);
/// 四级四同: the same name, code, basis and type as the base catalogue says (C1).
struct BesideBase {
    std::optional<Outcome> outcome;  ///< nothing: there is no base catalogue, or nobody applies for the item
    std::vector<SelfFinding> findings;
};
BesideBase beside_base(const SelfParts& parts, const catalogue::Item& item);
/// Whether its cases are tied to an item: a guide in force and a code that the nation's tables take (办件事项关联).
Look look_at_cases(const catalogue::Item& item, std::int64_t cases);
Look look_at_query(const VainQuery& query);
/// The entries of the base catalogue that the place's own list uses: each agrees when all its items do, as they were
/// last looked at.
std::vector<Look> look_at_entries(const SelfParts& parts, RegionCode place);
/// The columns that a place shows: its themes, life events and departments with items of its own.
std::vector<Look> look_at_columns(const SelfParts& parts, RegionCode place);
/// Pages of the whole site: entrances and lists. Nothing when pages cannot be opened.
std::vector<Look> look_at_pages(const SelfParts& parts);

}  // namespace yw::inspect
