// What the use cases of drafts share. Inside the module.
#pragma once

#include <set>

#include "cases/inside.hpp"

namespace yw::cases {

/// A draft with the guide that is in force now.
struct OpenDraft {
    DraftRow row;
    Answers answers;
    GuidePtr guide;
    bool guide_changed = false;  ///< the draft was begun with an older version
    std::set<std::string, std::less<>>
        given;  ///< keys of the materials that have a file, or a commitment as the guide words it
};

/// @errors cases.draft_not_found, cases.not_online when the item can no longer be applied for,
/// catalogue.item_ended when it was taken off
Result<OpenDraft> open_draft(const Cases::Inside& inside, const identity::Viewer& viewer, const std::string& draft_id);
/// Writes what `open` holds, moved to the version in force, with the applicant as known now.
Result<void> store_draft(const Cases::Inside& inside, const identity::Profile& profile, OpenDraft& open);
/// As pages want it.
Draft shown_draft(const Cases::Inside& inside, const identity::Profile& profile, OpenDraft open);
std::vector<MaterialFile> files_of(const Cases::Inside& inside, const std::string& case_id, const std::string& area);
/// Whether a role is among the guide's audience. Whoever acts for a firm may also apply in their own matters.
bool may_apply(identity::Role role, const catalogue::Guide& guide);

}  // namespace yw::cases
