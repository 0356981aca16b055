// What a decision about items does to their drafts and open cases, each within the decision's own transaction.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case_rules.hpp"
#include "catalogue/catalogue.hpp"
#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::cases {

namespace topic {
inline constexpr std::string_view kHandedOver = "cases.handed_over";
}  // namespace topic

/// An open case as a decision about its item sees it: nothing of the person.
struct ItemCase {
    std::string number;
    std::string item_name;
    std::string department_name;
    State state = State::kSubmitted;
};

/// How many open cases, or drafts, each item has; items without any are left out.
/// @cost one index over what is open
std::map<std::string, std::int64_t> open_cases_by_item(db::Reader& reader);
std::map<std::string, std::int64_t> drafts_by_item(db::Reader& reader);
std::vector<ItemCase> open_cases_of(db::Reader& reader, const std::string& item_id);

/// Who goes on with the open cases of an item, and why.
struct HandOver {
    std::string item_id;
    catalogue::Department department;
    std::string document;  ///< number and title of the decision
};
/// Hands the open cases of an item to another department: states, limits and papers stay as they are; the history of
/// each says from whom to whom and by which document, the applicants are told. Returns how many.
std::int64_t hand_over(db::Transaction& tx,
                       const Clock& clock,
                       const crypto::Keys& keys,
                       const audit::Audit& audit,
                       const HandOver& command);

}  // namespace yw::cases
