// Following the catalogue: what changed is looked at, in small transactions, and again after a day.
#include <algorithm>

#include "inspect/self/look.hpp"
#include "inspect/self/open_self_inspection.hpp"
#include "inspect/self/sql.hpp"

namespace yw::inspect {
namespace {

namespace sql = self::sql;
using std::chrono::steady_clock;

constexpr int kItemsAtOnce = 200;
constexpr int kAgainAtOnce = 50;
constexpr std::chrono::hours kAgainAfter{24};
constexpr std::chrono::hours kSiteAgainAfter{1};
constexpr std::string_view kEntries = "entry";

/// Stands in the store just as it was seen now.
bool is_known(db::Reader& reader, const Look& look) {
    const auto known = find_subject(reader, look.subject.id);
    if (!known || known->subject != look.subject || known->outcomes != look.outcomes) return false;
    if (look.findings.empty()) return true;
    const auto findings = read_findings(reader, look.subject.id);
    return findings.size() == 1 && look.findings.size() == 1 && findings[0].words == look.findings[0].words;
}

}  // namespace

Progress read_progress(db::Database& database) {
    const auto progress = database.read([](db::Reader& reader) {
        return reader.one(sql::read_progress, {}, [](const db::Row& row) {
            return Progress{static_cast<std::uint64_t>(row.integer(0)), row.text(1), {row.integer(2)}, row.integer(3)};
        });
    });
    if (!progress) throw std::runtime_error("inspect: inspect_self_progress has lost its row");
    return *progress;
}

bool OpenSelfInspection::follow(std::chrono::milliseconds budget) {
    const std::unique_lock lock(following_, std::try_to_lock);
    if (!lock) return false;
    const auto deadline = steady_clock::now() + budget;
    look_at_site();
    look_at_channels();
    if (!run_round(deadline) || !look_at_directory(deadline)) return false;
    look_at_searches();
    count_cases();
    look_again(deadline);
    return true;
}

bool OpenSelfInspection::run_round(Deadline deadline) {
    const auto now = edition();
    if (!round_) {
        const auto progress = read_progress(parts_.database);
        const auto until = parts_.catalogue.generation();
        const bool anew = progress.edition != now;
        if (!anew && progress.generation == until) return true;
        const auto directory = parts_.database.read(catalogue::directory_generation);
        round_ = Round{anew ? 0 : progress.generation, until, "", false, {}, directory, anew};
    }
    // What was published a moment ago must be found when it is looked for.
    if (parts_.search_knows && !parts_.search_knows(round_->until)) return false;
    while (!round_->items_done)
        if (!look_at_page_of(*round_, deadline)) return false;
    while (!round_->places.empty()) {
        record_columns(*round_->places.begin());
        round_->places.erase(round_->places.begin());
        if (steady_clock::now() >= deadline && !round_->places.empty()) return false;
    }
    const auto until = round_->until;
    const auto directory = round_->is_anew ? std::optional(round_->directory) : std::nullopt;
    round_.reset();
    const auto saved = parts_.database.write("inspect.progress", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::save_progress,
                   {{"generation", until}, {"edition", now}, {"finished_at_ms", parts_.clock.now().ms}});
        if (directory) tx.execute(sql::save_directory, {{"directory_generation", *directory}});
        return {};
    });
    saved.value();
    return true;
}

/// One page of changes. False when time is up: the same page comes again, and what was looked at is passed over.
bool OpenSelfInspection::look_at_page_of(Round& round, Deadline deadline) {
    const auto page = parts_.catalogue.changed_since(round.from, kItemsAtOnce, round.cursor);
    std::vector<Subject> known(page.items.size());
    parts_.database.read([&](db::Reader& reader) {
        for (std::size_t i = 0; i < page.items.size(); ++i)
            if (auto stored = find_subject(reader, page.items[i].id)) known[i] = std::move(stored->subject);
    });
    std::vector<Look> looks;
    bool in_time = true;
    for (std::size_t i = 0; i < page.items.size() && in_time; ++i) {
        const auto& item = page.items[i];
        round.places.insert(item.region);
        if (known[i] == subject_of(item)) continue;
        looks.push_back(look_at(item));
        if (auto cases = look_at_cases_of(item)) looks.push_back(std::move(*cases));
        in_time = steady_clock::now() < deadline || i + 1 == page.items.size();
    }
    record(looks);
    if (!in_time) return false;
    round.cursor = page.next;
    round.items_done = page.next.empty();
    return true;
}

void OpenSelfInspection::look_again(Deadline deadline) {
    const auto before = parts_.clock.now().plus(-kAgainAfter).ms;
    while (steady_clock::now() < deadline) {
        const auto ids = parts_.database.read([&](db::Reader& reader) {
            return reader.list(sql::looked_at_before, {{"before", before}, {"take", kAgainAtOnce}},
                               [](const db::Row& row) { return row.text(0); });
        });
        if (ids.empty()) return;
        std::vector<Look> looks;
        std::vector<std::string> gone;
        for (const auto& id : ids) {
            if (const auto item = parts_.catalogue.item(id))
                looks.push_back(look_at(item.value()));
            else
                gone.insert(gone.end(), {id, id + " cases"});
            if (steady_clock::now() >= deadline) break;
        }
        record(looks, gone);
        std::set<RegionCode> places;
        for (const auto& look : looks)
            if (const auto place = RegionCode::parse(look.subject.region_code)) places.insert(*place);
        for (const auto place : places) record_entries(place);
    }
}

void OpenSelfInspection::look_at_site() {
    const auto now = parts_.clock.now();
    if (site_edition_ == edition() && now < site_looked_at_.plus(kSiteAgainAfter)) return;
    record(look_at_pages(parts_));
    site_edition_ = edition();
    site_looked_at_ = now;
}

void OpenSelfInspection::record(const std::vector<Look>& looks, const std::vector<std::string>& gone) {
    if (looks.empty() && gone.empty()) return;
    const auto now = parts_.clock.now();
    const auto due = due_days(parts_.calendar(), LocalDay::of(now));
    const auto done = parts_.database.write("inspect.record", [&](db::Transaction& tx) -> Result<void> {
        Recording recording(tx, now, due);
        for (const auto& look : looks) recording.put(look);
        for (const auto& id : gone) recording.remove(id);
        recording.finish();
        return {};
    });
    done.value();
}

void OpenSelfInspection::record_columns(RegionCode place) {
    record_all_of("column", place, look_at_columns(parts_, place));
    record_entries(place);
}

void OpenSelfInspection::record_entries(RegionCode place) {
    record_all_of(kEntries, place, look_at_entries(parts_, place));
}

void OpenSelfInspection::record_all_of(std::string_view kind, RegionCode place, std::vector<Look> looks) {
    const auto code = place.str();
    auto gone = parts_.database.read([&](db::Reader& reader) {
        return reader.list(sql::subjects_of_place, {{"region_code", code}, {"kind", kind}},
                           [](const db::Row& row) { return row.text(0); });
    });
    std::set<std::string, std::less<>> ids;
    for (const auto& look : looks) ids.insert(look.subject.id);
    std::erase_if(gone, [&](const std::string& id) { return ids.contains(id); });
    // Entries are looked at whenever anything of their place changes: what is as it was is not written again.
    if (kind == kEntries)
        parts_.database.read([&](db::Reader& reader) {
            std::erase_if(looks, [&](const Look& look) { return is_known(reader, look); });
        });
    record(looks, gone);
}

std::unique_ptr<SelfInspection> open_self_inspection(SelfParts parts) {
    return std::make_unique<OpenSelfInspection>(std::move(parts));
}

}  // namespace yw::inspect
