// The only writer of inspect_self_*: puts what was seen in one transaction, and with it the counts of every place
// above, follow-ups and history.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "inspect/self/inspection_rules.hpp"
#include "platform/db/db.hpp"

namespace yw::inspect {

struct StoredSubject {
    Subject subject;
    Outcomes outcomes;
    std::int64_t checked_at_ms = 0;
};
std::optional<StoredSubject> find_subject(db::Reader& reader, const std::string& id);
std::vector<SelfFinding> read_findings(db::Reader& reader, const std::string& subject_id);

/// The last day to mend what is found today, by indicator.
using DueDays = std::map<std::string, LocalDay, std::less<>>;
/// Working days of the official calendar; Monday to Friday where the year is not published.
DueDays due_days(const WorkingCalendar& calendar, LocalDay today);

/// One transaction's worth of looks.
class Recording {
public:
    Recording(db::Transaction& tx, UtcTime now, const DueDays& due)
        : tx_(tx), now_(now), today_(LocalDay::of(now)), due_(due) {}
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    /// A failure that could not be checked again stays a failure.
    void put(const Look& look);
    /// The subject is gone: its failures are closed, and it is counted nowhere.
    void remove(const std::string& subject_id);
    /// Writes counts and history; the last thing before the commit.
    void finish();

private:
    struct Place {
        std::string region_code;
        std::string department_id;
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    using CountKey = std::pair<Place, std::string>;              ///< and indicator
    using DueKey = std::tuple<Place, std::string, std::string>;  ///< and day, and indicator

    static std::vector<Place> counted_places(const Subject& subject);
    void count(const Subject& subject, const std::string& indicator, const Figure& change, bool add);
    void count_outcomes(const Subject& subject, const Outcomes& outcomes, bool add);
    void count_due(const Subject& subject, const std::string& indicator, const std::string& due_on, int change);
    void follow_up(const std::optional<StoredSubject>& before, const Look& look);
    void put_findings(const Look& look, bool had_some);

    db::Transaction& tx_;
    UtcTime now_;
    LocalDay today_;
    const DueDays& due_;
    std::map<CountKey, Figure> counts_;
    std::map<DueKey, std::int64_t> dues_;
};

}  // namespace yw::inspect
