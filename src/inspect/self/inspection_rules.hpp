// What a look at one subject amounts to, and what follows for the counts. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/self/self_inspection.hpp"

namespace yw::inspect {

/// Id under which the composite rate over items is kept beside the indicators.
inline constexpr std::string_view kGoodItem = "items";
/// Region of pages that belong to no place.
inline constexpr std::string_view kPlatform = "platform";

enum class Outcome : char { kPassed = 'p', kFailed = 'f', kUnchecked = 'u' };
using Outcomes = std::map<std::string, Outcome, std::less<>>;  ///< by indicator

std::string outcomes_text(const Outcomes& outcomes);  ///< "A3=p D1=f"
Outcomes outcomes_of(std::string_view text);          ///< what is not of that form is passed over

/// What is looked at: an item, a column of a place, a page of the whole site; an entry of the base catalogue in a
/// place, the cases of an item, what another channel shows and we do not have, a failed query.
struct Subject {
    std::string id;
    std::string kind;         ///< item | column | page | entry | cases | extra | query
    std::string region_code;  ///< or "platform"
    std::string department_id;
    std::string name;
    std::string url;
    std::string stamp;        ///< the same again: nothing has changed
    std::int64_t weight = 1;  ///< units that it stands for: the cases of an item
    friend bool operator==(const Subject&, const Subject&) = default;
};

struct Look {
    Subject subject;
    Outcomes outcomes;
    std::vector<SelfFinding> findings;
    std::optional<LocalDay> due_on = {};            ///< where somebody else has set the deadline
    std::optional<std::int64_t> looked_at_ms = {};  ///< where this is no new look at the subject itself
};

/// The look at an item, once every single check has been made: an indicator with a finding fails, and whether the item
/// is good on the whole (kGoodItem) follows from its indicators.
/// @param checked   indicators that were checked
/// @param unchecked indicators that could not be
Outcomes outcomes_of_item(bool has_guide,
                          const std::set<std::string, std::less<>>& checked,
                          const std::set<std::string, std::less<>>& unchecked,
                          std::span<const SelfFinding> findings);

Figure figure_of(Outcome outcome, std::int64_t weight = 1);
Figure operator+(const Figure& a, const Figure& b);
Figure operator-(const Figure& a, const Figure& b);

/// The codes whose counts hold this place's: itself and all above it that pages name, the nation last.
std::vector<std::string> counted_in(std::string_view region_code);
/// The code of the place above that pages name; empty for the nation and for "platform".
std::string place_above(std::string_view region_code);

/// The place, or the department: its name says where it is.
std::string where_of(const SelfReport& report);

Standing standing_of(const Indicator& indicator, const Figure& figure);
/// Share of passes in thousandths.
std::optional<int> passed_permille(const Figure& figure);
/// Mean of the shares of passes of those that could be checked.
std::optional<int> functions_rate(std::span<const IndicatorReport> indicators);

/// Two lines of history added up day by day, carried on over days on which one of them did not move.
std::vector<TrendPoint> added_trends(const std::vector<TrendPoint>& one, const std::vector<TrendPoint>& other);

/// Addresses in `html` that begin with one of these, each once, in order; entities of & resolved.
std::vector<std::string> links_in(std::string_view html, std::span<const std::string> beginnings);

}  // namespace yw::inspect
