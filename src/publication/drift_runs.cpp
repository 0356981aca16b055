#include "publication/drift_runs.hpp"

#include <fstream>
#include <iterator>
#include <thread>

#include "catalogue/change_feed.hpp"
#include "kernel/ids.hpp"
#include "platform/fetch/fetch.hpp"
#include "publication/page_text.hpp"
#include "publication/sql.hpp"

namespace yw::publication {
namespace {

/// More differences than anybody mends one by one; the counts are whole.
constexpr std::size_t kMostKept = 5'000;
constexpr std::chrono::hours kADay{24};
/// Between two pages of another site, so that nobody there notices us.
constexpr std::chrono::milliseconds kPause{200};
constexpr std::size_t kMostPage = 4UL << 20;

/// What the media type or the address says of the form.
std::string format_name(const std::string& address, const std::string& content_type) {
    const auto path = address.substr(0, address.find_first_of("?#"));
    for (const char* ending : {".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson"})
        if (path.ends_with(ending)) return path.ends_with(".ndjson") ? "list.jsonl" : path;
    if (content_type.find("ndjson") != std::string::npos) return "list.jsonl";
    if (content_type.find("json") != std::string::npos) return "list.json";
    if (content_type.find("tab-separated") != std::string::npos) return "list.tsv";
    return "list.csv";
}

DriftRun run_of(const db::Row& row) {
    return {row.text(0),    row.text(1),    row.text(2),    row.integer(3), row.text(4),     row.integer(5),
            row.integer(6), row.integer(7), row.integer(8), row.integer(9), row.integer(10), row.integer(11)};
}

Difference::Kind kind_of(std::string_view word) {
    for (const auto kind : {Difference::Kind::kMissing, Difference::Kind::kExtra})
        if (word_of(kind) == word) return kind;
    return Difference::Kind::kField;
}

void keep(db::Database& database, const DriftRun& run, const std::vector<Difference>& differences) {
    const auto done = database.write("publication.drift", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::delete_differences_of_channel, {{"channel", run.channel}});
        tx.execute(sql::insert_drift_run, {{"id", run.id},
                                           {"channel", run.channel},
                                           {"region_code", run.region},
                                           {"at_ms", run.at_ms},
                                           {"failure", run.failure},
                                           {"ours", run.ours},
                                           {"theirs", run.theirs},
                                           {"matched", run.matched},
                                           {"same", run.same},
                                           {"missing", run.missing},
                                           {"extra", run.extra},
                                           {"fields", run.fields}});
        for (std::size_t i = 0; i < std::min(differences.size(), kMostKept); ++i) {
            const auto& each = differences[i];
            tx.execute(sql::insert_difference, {{"run_id", run.id},
                                                {"position", i},
                                                {"kind", word_of(each.kind)},
                                                {"item_id", each.item_id},
                                                {"name", each.name},
                                                {"field", each.field},
                                                {"ours", each.ours},
                                                {"theirs", each.theirs}});
        }
        return {};
    });
    done.value();
}

}  // namespace

std::vector<ShownItem> our_items(db::Database& database, RegionCode region) {
    return database.read([&](db::Reader& reader) {
        std::vector<ShownItem> items;
        catalogue::each_item(reader, [&](const catalogue::ItemChange& change) {
            const auto& item = change.item;
            if (item.region != region) return;
            ShownItem shown;
            shown.id = item.id;
            shown.code = item.implement_code;
            shown.name = item.name;
            shown.department = item.department.name;
            shown.updated = LocalDay::of({change.changed_at_ms}).iso();
            if (item.version > 0) {
                const auto guide = catalogue::guide_of_version(reader, item.id, item.version);
                shown.content_hash = change.content_hash;
                if (guide.promised.count >= 0) shown.limit = to_text(guide.promised);
                shown.materials.emplace();
                for (const auto& material : guide.materials) shown.materials->push_back(material.name);
                shown.material_count = static_cast<int>(guide.materials.size());
                shown.phones = {guide.consult_phone, guide.complaint_phone};
            }
            items.push_back(std::move(shown));
        });
        return items;
    });
}

namespace {

Result<std::vector<ShownItem>> whole_list_at(const std::string& address) {
    if (address.find("://") != std::string::npos) {
        YW_TRY(const auto answer, fetch::fetch({.url = address}));
        if (answer.status != 200) return fail(fetch::kUnreachable, address + " " + std::to_string(answer.status));
        return read_shown_items(answer.body, format_name(address, answer.content_type));
    }
    std::ifstream in(address, std::ios::binary);
    if (!in) return fail(fetch::kUnreachable, address);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return read_shown_items(bytes, format_name(address, ""));
}

}  // namespace

Result<std::vector<ShownItem>> list_at(const std::string& address, RegionCode region) {
    YW_TRY(auto items, whole_list_at(address));
    std::erase_if(items, [&](const ShownItem& item) { return item.region && *item.region != region; });
    return items;
}

PageText polite_pages() {
    return [](const std::string& address) -> Result<std::string> {
        std::this_thread::sleep_for(kPause);
        YW_TRY(const auto answer,
               fetch::fetch({.url = address, .timeout = std::chrono::seconds{20}, .max_bytes = kMostPage}));
        if (answer.status != 200) return fail(fetch::kUnreachable, address + " " + std::to_string(answer.status));
        return text_of_page(answer.body);
    };
}

DriftRun compare_channel(db::Database& database, const Clock& clock, const ForeignChannel& channel) {
    DriftRun run;
    run.id = new_id();
    run.channel = channel.name;
    run.region = channel.region.str();
    run.at_ms = clock.now().ms;
    const auto theirs = list_at(channel.address, channel.region);
    if (!theirs) {
        run.failure = theirs.error().code.name;
        keep(database, run, {});
        return run;
    }
    const auto ours = our_items(database, channel.region);
    auto drift = compare_lists(ours, theirs.value());
    if (channel.pages) compare_pages(ours, theirs.value(), polite_pages(), drift);
    run.ours = drift.ours;
    run.theirs = drift.theirs;
    run.matched = drift.matched;
    run.same = drift.same;
    run.missing = drift.count(Difference::Kind::kMissing);
    run.extra = drift.count(Difference::Kind::kExtra);
    run.fields = drift.count(Difference::Kind::kField);
    keep(database, run, drift.differences);
    return run;
}

int compare_due_channels(db::Database& database, const Clock& clock, const std::vector<ForeignChannel>& channels) {
    int compared = 0;
    const auto runs = last_runs(database);
    for (const auto& channel : channels) {
        std::int64_t last = 0;
        for (const auto& run : runs)
            if (run.channel == channel.name) last = run.at_ms;
        if (clock.now().ms - last < std::chrono::milliseconds(kADay).count()) continue;
        (void)compare_channel(database, clock, channel);
        ++compared;
    }
    return compared;
}

std::vector<DriftRun> last_runs(db::Database& database) {
    return database.read([](db::Reader& reader) { return reader.list(sql::last_drift_runs, {}, run_of); });
}

std::optional<DriftRun> find_run(db::Database& database, const std::string& id) {
    return database.read([&](db::Reader& reader) { return reader.one(sql::find_drift_run, {{"id", id}}, run_of); });
}

std::vector<Difference> differences_of(db::Database& database,
                                       const std::string& run_id,
                                       std::int64_t after,
                                       int limit) {
    return database.read([&](db::Reader& reader) {
        return reader.list(sql::differences_of_run, {{"run_id", run_id}, {"after", after}, {"take", limit}},
                           [](const db::Row& row) {
                               return Difference{kind_of(row.view(0)), row.text(1), row.text(2),
                                                 row.text(3),          row.text(4), row.text(5)};
                           });
    });
}

}  // namespace yw::publication
