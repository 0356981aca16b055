#include "publication/reports.hpp"

#include "catalogue/change_feed.hpp"
#include "catalogue/follow_items.hpp"
#include "publication/publication.hpp"
#include "publication/sql.hpp"

namespace yw::publication {
namespace {

constexpr int kMostRefusedShown = 200;

catalogue::FollowedItem followed_of(const Record& record) {
    const Entry& entry = record.entry;
    catalogue::FollowedItem item;
    item.facts.source_id = entry.source_id;
    item.facts.region = entry.region;
    item.facts.name = entry.name;
    item.facts.main_item = entry.main_item;
    item.facts.implement_code = entry.code;
    item.facts.base_code = entry.base_code;
    item.facts.task_type = entry.task_type;
    item.department = entry.department;
    item.department_code = entry.department_code;
    item.state = catalogue::item_state_of(entry.state).value_or(catalogue::ItemState::kCancelled);
    item.version = entry.version;
    item.guide = record.guide;
    return item;
}

std::string words_of(const Error& error) {
    std::string words = error.detail;
    for (const auto& field : error.fields) words += (words.empty() ? "" : "；") + field.field + "：" + field.message;
    return words;
}

Result<std::vector<Record>> read_lines(std::string_view lines) {
    std::vector<Record> records;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.empty()) continue;
        YW_TRY(Record record, read_record(line));
        records.push_back(std::move(record));
    }
    return records;
}

/// One record; what keeps it out is kept beside it.
void take(
    db::Transaction& tx, catalogue::CatalogueChange& change, const Below& below, const Record& record, UtcTime now) {
    const auto region = record.entry.region.str();
    std::string code;
    std::string detail;
    if (!record.entry.region.is_within(below.region)) {
        code = kNotYourPlace.name;
        detail = region;
    } else if (const auto done = catalogue::follow_item(change, followed_of(record), now); !done) {
        code = done.error().code.name;
        detail = words_of(done.error());
    }
    if (code.empty()) {
        tx.execute(sql::delete_refused,
                   {{"instance", below.id}, {"region_code", region}, {"source_id", record.entry.source_id}});
        return;
    }
    tx.execute(sql::put_refused, {{"instance", below.id},
                                  {"region_code", region},
                                  {"source_id", record.entry.source_id},
                                  {"name", record.entry.name},
                                  {"code", code},
                                  {"detail", detail},
                                  {"at_ms", now.ms}});
}

}  // namespace

BelowState below_state(db::Database& database, const std::string& instance) {
    return database.read([&](db::Reader& reader) {
        BelowState state;
        reader.each(sql::find_below, {{"instance", instance}}, [&](const db::Row& row) {
            state.cursor = row.text(0);
            state.reported_at_ms = row.integer(1);
            state.records = row.integer(2);
        });
        state.refused = reader.list(
            sql::refused_of_instance, {{"instance", instance}, {"most", kMostRefusedShown}}, [](const db::Row& row) {
                return Refused{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5)};
            });
        return state;
    });
}

Result<BelowState> take_report(
    db::Database& database, const Clock& clock, const audit::Audit& audit, const Below& below, const Report& report) {
    YW_TRY(const auto records, read_lines(report.lines));
    const auto now = clock.now();
    const auto done = catalogue::change_catalogue(
        database, clock, "publication.report", [&](catalogue::CatalogueChange& change) -> Result<void> {
            auto& tx = change.transaction();
            const auto before =
                tx.one(sql::find_below, {{"instance", below.id}}, [](const db::Row& row) { return row.text(0); });
            if (before.value_or("") != report.from) return fail(kReportOutOfStep, before.value_or(""));
            for (const auto& record : records) take(tx, change, below, record, now);
            tx.execute(sql::put_below, {{"instance", below.id},
                                        {"cursor", report.to},
                                        {"reported_at_ms", now.ms},
                                        {"records", records.size()}});
            if (!records.empty())
                audit.record(tx, {"system", "publication.reported", below.id, std::to_string(records.size())});
            return {};
        });
    if (!done) return done.error();
    return below_state(database, below.id);
}

ListState list_state(db::Database& database, RegionCode region) {
    return database.read([&](db::Reader& reader) {
        ListState state;
        std::vector<std::string> hashes;
        catalogue::each_item(reader, [&](const catalogue::ItemChange& change) {
            if (!change.item.region.is_within(region)) return;
            ++state.items;
            hashes.push_back(entry_hash(entry_of(change)));
        });
        state.hash = list_hash(std::move(hashes));
        return state;
    });
}

}  // namespace yw::publication
