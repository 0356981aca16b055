#include "cases/notices.hpp"

#include <charconv>

namespace yw::cases {

std::vector<ToldEvent> told_events(const Cases::Inside& inside, const CaseRow& row) {
    std::vector<ToldEvent> told;
    for (EventRow& event : inside.d.database.read([&](db::Reader& reader) { return events_of(reader, row); })) {
        EventBody body;
        if (event.body) body = event_body_of(inside.opened(kEventBody, *event.body));
        told.push_back({std::move(event), std::move(body)});
    }
    return told;
}

std::vector<CorrectionNotice> notices_in(const std::vector<ToldEvent>& events,
                                         State state,
                                         const catalogue::Guide& guide) {
    std::vector<CorrectionNotice> notices;
    for (const ToldEvent& event : events) {
        if (event.row.action == Action::kRequestCorrection) {
            CorrectionNotice& notice = notices.emplace_back();
            notice.gaps = event.body.gaps;
            notice.new_facts = event.body.new_facts;
            notice.files_before = event.body.files;
            notice.at = UtcTime{event.row.at_ms};
            std::from_chars(event.body.days.data(), event.body.days.data() + event.body.days.size(),
                            notice.limit.working_days);
            notice.limit.law = event.body.law;
            for (const Gap& gap : notice.gaps) notice.gap_names.push_back(target_name(gap.target, guide));
        }
        if (event.row.action == Action::kAnswerCorrection && !notices.empty()) {
            notices.back().replies = event.body.replies;
            notices.back().replies.resize(notices.back().gaps.size());
        }
    }
    if (!notices.empty()) notices.back().open = state == State::kCorrectionRequested;
    return notices;
}

std::vector<CorrectionNotice> notices_of(const Cases::Inside& inside,
                                         const CaseRow& row,
                                         const catalogue::Guide& guide) {
    return notices_in(told_events(inside, row), row.state, guide);
}

}  // namespace yw::cases
