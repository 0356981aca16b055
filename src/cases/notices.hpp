// The correction notices of a case, told from its events. Inside the module.
#pragma once

#include "cases/inside.hpp"

namespace yw::cases {

/// An event with its body opened.
struct ToldEvent {
    EventRow row;
    EventBody body;
};
std::vector<ToldEvent> told_events(const Cases::Inside& inside, const CaseRow& row);

/// Oldest first.
std::vector<CorrectionNotice> notices_in(const std::vector<ToldEvent>& events,
                                         State state,
                                         const catalogue::Guide& guide);
std::vector<CorrectionNotice> notices_of(const Cases::Inside& inside,
                                         const CaseRow& row,
                                         const catalogue::Guide& guide);

}  // namespace yw::cases
