// Taking in what is handed in for a material: to which draft or case it may go now, and the row that keeps it. Inside
// the module.
#pragma once

#include "cases/drafts.hpp"

namespace yw::cases {

/// To which draft or case files may be given now.
struct HandInPlace {
    std::string id, area;
    bool draft = false;
    std::int64_t version = 0;            ///< of the case
    std::vector<std::string> looked_at;  ///< files that an officer has seen: they stay
    std::string account_id;
    GuidePtr guide;
    Answers answers;
    std::vector<std::string> keys;  ///< of a correction: only these; of a draft: whatever the guide asks
};

/// @errors cases.not_found, cases.not_yours, cases.not_now
Result<HandInPlace> hand_in_place(const Cases::Inside& inside,
                                  const identity::Viewer& viewer,
                                  const std::string& case_id);

/// Bytes that were looked at, on their way into the store.
struct HandedIn {
    std::string material_key;
    std::string name;
    std::string_view bytes;
    CheckedFile checked;
    std::string commitment = {};  ///< signed with it; an older one of the same material goes
};
/// @errors cases.too_many_files, cases.files_too_large, cases.draft_not_found, cases.changed
Result<MaterialFile> take_file(const Cases::Inside& inside, const HandInPlace& place, const HandedIn& handed_in);
Result<void> still_there(db::Transaction& tx, const HandInPlace& place);

}  // namespace yw::cases
