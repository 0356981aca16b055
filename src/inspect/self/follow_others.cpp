// What others say of us: channels that show our items, the search's own check, failed queries; and the cases that were
// filed.
#include <algorithm>

#include "inspect/self/open_self_inspection.hpp"
#include "inspect/self/sql.hpp"

namespace yw::inspect {
namespace {

namespace sql = self::sql;

/// Nothing here moves faster than people read.
constexpr std::chrono::seconds kPause{30};
constexpr int kCasesAtOnce = 200;
/// What was cleared stays among the passed for so long.
constexpr std::chrono::hours kClearedKept{24 * 180};
constexpr std::string_view kChannels = "A9";
constexpr std::string_view kQueries = "A10";
constexpr std::string_view kByName = "A3";

}  // namespace

Look OpenSelfInspection::look_at(const catalogue::Item& item) {
    const auto found = elsewhere_.find(item.region);
    return look_at_item(parts_, item, clicks_, found == elsewhere_.end() ? nullptr : &found->second);
}

// ---- channels ----

void OpenSelfInspection::look_at_channels() {
    const auto now = parts_.clock.now();
    if (!parts_.channel_runs || now < others_looked_at_.plus(kPause)) return;
    others_looked_at_ = now;
    std::map<RegionCode, std::vector<ChannelRun>> by_place;
    std::set<std::string> known;
    for (auto& run : parts_.channel_runs()) {
        known.insert(run.id);
        by_place[run.place].push_back(std::move(run));
    }
    if (known == runs_known_) return;
    for (const auto& [place, runs] : by_place) {
        const bool is_new =
            std::any_of(runs.begin(), runs.end(), [&](const ChannelRun& run) { return !runs_known_.contains(run.id); });
        if (!is_new) continue;
        elsewhere_[place] = look_elsewhere(parts_, runs);
        record_all_of("extra", place, elsewhere_[place].extra);
        mark_differing(place);
    }
    runs_known_ = std::move(known);
}

/// Items were looked at before the channel was: only what the channel says is new of them.
void OpenSelfInspection::mark_differing(RegionCode place) {
    const Elsewhere& elsewhere = elsewhere_.at(place);
    const auto code = place.str();
    std::vector<Look> looks;
    parts_.database.read([&](db::Reader& reader) {
        const auto ids = reader.list(sql::subjects_of_place, {{"region_code", code}, {"kind", "item"}},
                                     [](const db::Row& row) { return row.text(0); });
        for (const auto& id : ids) {
            const auto known = find_subject(reader, id);
            if (!known || !known->outcomes.contains(kGoodItem)) continue;  // ended: only whether it is gone counts
            Look look{known->subject, known->outcomes, read_findings(reader, id), {}, known->checked_at_ms};
            std::erase_if(look.findings, [](const SelfFinding& finding) { return finding.indicator == kChannels; });
            look.outcomes[std::string(kChannels)] = elsewhere.outcome_of(id);
            if (const auto differing = elsewhere.differing.find(id); differing != elsewhere.differing.end())
                look.findings.insert(look.findings.end(), differing->second.begin(), differing->second.end());
            looks.push_back(std::move(look));
        }
    });
    record(looks);
}

// ---- search ----

void OpenSelfInspection::look_at_searches() {
    const auto now = parts_.clock.now();
    if (now < searches_looked_at_.plus(kPause)) return;
    searches_looked_at_ = now;
    if (parts_.vain_queries) look_at_vain_queries();
    if (parts_.missed_items) look_at_missed_items();
}

void OpenSelfInspection::look_at_vain_queries() {
    std::vector<Look> looks;
    std::set<std::string> waiting;
    for (const auto& query : parts_.vain_queries()) {
        looks.push_back(look_at_query(query));
        waiting.insert(looks.back().subject.id);
    }
    std::vector<std::string> gone;
    const auto long_ago = parts_.clock.now().plus(-kClearedKept).ms;
    parts_.database.read([&](db::Reader& reader) {
        std::vector<std::string> cleared;
        reader.each(sql::failed_queries_known, {}, [&](const db::Row& row) {
            const auto id = row.text(0);
            const auto outcomes = outcomes_of(row.view(1));
            const auto found = outcomes.find(kQueries);
            const bool failed = found != outcomes.end() && found->second == Outcome::kFailed;
            if (waiting.contains(id)) {
                // It waits as before, and for whom it did: nothing to write.
                const auto department = row.view(3);
                const auto is_same = [&](const Look& look) {
                    return look.subject.id == id && look.subject.department_id == department;
                };
                if (failed) std::erase_if(looks, is_same);
            } else if (failed) {
                cleared.push_back(id);
            } else if (row.integer(2) < long_ago) {
                gone.push_back(id);
            }
        });
        for (const auto& id : cleared)
            if (const auto known = find_subject(reader, id))
                looks.push_back({known->subject, {{std::string(kQueries), Outcome::kPassed}}, {}, {}, {}});
    });
    record(looks, gone);
}

/// The search's own check goes over all items whenever words change; what it misses, or finds again, is looked at at
/// once.
void OpenSelfInspection::look_at_missed_items() {
    const auto now = parts_.missed_items();
    std::set<std::string> missed(now.begin(), now.end());
    std::vector<std::string> changed;
    std::set_symmetric_difference(missed.begin(), missed.end(), missed_.begin(), missed_.end(),
                                  std::back_inserter(changed));
    std::vector<Look> looks;
    for (const auto& id : changed) {
        const auto known = parts_.database.read([&](db::Reader& reader) { return find_subject(reader, id); });
        if (!known) continue;
        const auto found = known->outcomes.find(kByName);
        const bool failed = found != known->outcomes.end() && found->second == Outcome::kFailed;
        if (failed == missed.contains(id)) continue;
        if (const auto item = parts_.catalogue.item(id)) looks.push_back(look_at(item.value()));
    }
    record(looks);
    missed_ = std::move(missed);
}

// ---- cases ----

void OpenSelfInspection::cases_filed(db::Transaction& tx, const std::map<std::string, std::int64_t>& by_item) {
    for (const auto& one : by_item) tx.execute(sql::add_cases, {{"item_id", one.first}, {"cases", one.second}});
}

std::optional<Look> OpenSelfInspection::look_at_cases_of(const catalogue::Item& item) const {
    const auto cases = parts_.database.read([&](db::Reader& reader) {
        return reader.one(sql::cases_of_item, {{"item_id", item.id}},
                          [](const db::Row& row) { return row.integer(0); });
    });
    if (!cases) return std::nullopt;
    return look_at_cases(item, *cases);
}

void OpenSelfInspection::count_cases() {
    const auto filed = parts_.database.read([](db::Reader& reader) {
        return reader.list(sql::new_cases, {{"take", kCasesAtOnce}},
                           [](const db::Row& row) { return std::pair(row.text(0), row.integer(1)); });
    });
    if (filed.empty()) return;
    std::vector<Look> looks;
    for (const auto& one : filed)
        if (const auto item = parts_.catalogue.item(one.first))
            looks.push_back(look_at_cases(item.value(), one.second));
    record(looks);
    const auto done = parts_.database.write("inspect.cases", [&](db::Transaction& tx) -> Result<void> {
        for (const auto& one : filed) tx.execute(sql::cases_counted, {{"item_id", one.first}, {"cases", one.second}});
        return {};
    });
    done.value();
}

}  // namespace yw::inspect
