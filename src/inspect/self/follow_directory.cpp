// A changed base catalogue: what agrees with it (C1) and which entries agree (C2) follow the change, not the day.
#include <algorithm>

#include "catalogue/item_states.hpp"
#include "inspect/self/open_self_inspection.hpp"
#include "inspect/self/sql.hpp"

namespace yw::inspect {
namespace {

namespace sql = self::sql;
using std::chrono::steady_clock;

constexpr int kEntriesAtOnce = 20;
constexpr int kItemsAtOnce = 200;
constexpr std::string_view kAgrees = "C1";

}  // namespace

/// False when time is up: the next call goes on. A change meanwhile is a pass of its own.
bool OpenSelfInspection::look_at_directory(Deadline deadline) {
    if (!directory_round_) {
        const auto before = read_progress(parts_.database).directory;
        const auto now = parts_.database.read(catalogue::directory_generation);
        if (before == now) return true;
        directory_round_ = DirectoryRound{now, before == 0, {before + 1, ""}, "", false, {}};
    }
    auto& round = *directory_round_;
    while (!round.items_done) {
        hold_against_base(round);
        if (steady_clock::now() >= deadline && !round.items_done) return false;
    }
    while (!round.places.empty()) {
        record_entries(*round.places.begin());
        round.places.erase(round.places.begin());
        if (steady_clock::now() >= deadline && !round.places.empty()) return false;
    }
    const auto until = round.until;
    directory_round_.reset();
    const auto saved = parts_.database.write("inspect.directory", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::save_directory, {{"directory_generation", until}});
        return {};
    });
    saved.value();
    return true;
}

/// One page of entries, or of items where all are to be held against a base catalogue that is new.
void OpenSelfInspection::hold_against_base(DirectoryRound& round) {
    if (round.is_whole) {
        const auto page = parts_.catalogue.all_items(kItemsAtOnce, round.cursor);
        hold_against_base(round, page.items);
        round.cursor = page.next;
        round.items_done = page.next.empty();
        return;
    }
    const auto changes = parts_.database.read(
        [&](db::Reader& reader) { return catalogue::directory_changes(reader, round.entries, kEntriesAtOnce); });
    for (const auto& entry : changes.entries) {
        const catalogue::ItemScope everywhere{entry.code, RegionCode(), std::nullopt};
        std::vector<catalogue::Item> items;
        do {
            items = parts_.database.read([&](db::Reader& reader) {
                return catalogue::items_of(reader, everywhere, items.empty() ? nullptr : &items.back(), kItemsAtOnce);
            });
            hold_against_base(round, items);
        } while (items.size() == static_cast<std::size_t>(kItemsAtOnce));
    }
    round.entries = changes.next;
    round.items_done = changes.behind == 0;
}

void OpenSelfInspection::hold_against_base(DirectoryRound& round, const std::vector<catalogue::Item>& items) {
    std::vector<Look> looks;
    for (const auto& item : items) {
        round.places.insert(item.region);
        if (auto look = look_beside_base(item)) looks.push_back(std::move(*look));
    }
    record(looks);
}

/// Nothing where it agrees or differs as before, and of items that are no longer offered.
std::optional<Look> OpenSelfInspection::look_beside_base(const catalogue::Item& item) const {
    std::optional<StoredSubject> known;
    std::vector<SelfFinding> findings;
    parts_.database.read([&](db::Reader& reader) {
        known = find_subject(reader, item.id);
        if (known) findings = read_findings(reader, item.id);
    });
    if (!known || !known->outcomes.contains(kGoodItem)) return std::nullopt;
    auto beside = beside_base(parts_, item);
    Look look{known->subject, known->outcomes, {}, {}, known->checked_at_ms};
    if (beside.outcome)
        look.outcomes[std::string(kAgrees)] = *beside.outcome;
    else
        look.outcomes.erase(std::string(kAgrees));
    std::vector<SelfFinding> before;
    for (auto& finding : findings)
        (finding.indicator == kAgrees ? before : look.findings).push_back(std::move(finding));
    if (look.outcomes == known->outcomes && before == beside.findings) return std::nullopt;
    std::move(beside.findings.begin(), beside.findings.end(), std::back_inserter(look.findings));
    return look;
}

}  // namespace yw::inspect
