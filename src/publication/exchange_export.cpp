#include "publication/exchange_export.hpp"

#include <boost/json.hpp>
#include <set>

#include "catalogue/change_feed.hpp"
#include "kernel/ids.hpp"
#include "publication/sql.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

constexpr std::size_t kItemsAtOnce = 200;
constexpr std::chrono::hours kBeijing{8};

/// What the tables hold as datetime: 2026-03-02 09:00:00, Beijing time.
std::string exchange_time(UtcTime now) {
    std::string text = iso_utc(now.plus(kBeijing)).substr(0, 19);
    text[10] = ' ';
    return text;
}

/// The cells that belong to the row itself, without operation, time and batch.
std::string contents_of(const ExchangeRow& row) {
    json::array cells;
    for (const auto& cell : row.cells) cells.push_back(cell ? json::value(*cell) : json::value(nullptr));
    return json::serialize(cells);
}
std::vector<std::optional<std::string>> cells_of(std::string_view contents) {
    std::vector<std::optional<std::string>> cells;
    const auto value = json::parse(contents);
    for (const auto& cell : value.as_array())
        cells.push_back(cell.is_null() ? std::nullopt : std::optional(std::string(cell.as_string())));
    return cells;
}

struct Remembered {
    std::string table;
    std::string row_guid;
    std::string contents;
};

class Export {
public:
    Export(db::Database& database,
           UtcTime now,
           const ExchangeTables& tables,
           const ExchangeOptions& options,
           ExchangeTarget& target,
           const std::function<void(const Rejection&)>& rejected)
        : database_(database),
          time_(exchange_time(now)),
          tables_(tables),
          options_(options),
          target_(target),
          rejected_(rejected) {
        // The column holds 32 characters: an id without its dashes.
        for (const char c : new_id())
            if (c != '-') report_.batch += c;
    }

    ExchangeReport run() {
        database_.read([&](db::Reader& reader) {
            std::set<std::string> departments;
            catalogue::each_item(reader, [&](const catalogue::ItemChange& change) {
                std::optional<catalogue::Guide> guide;
                if (change.item.version > 0)
                    guide = catalogue::guide_of_version(reader, change.item.id, change.item.version);
                ++report_.items;
                const bool good =
                    add(reader, exchange_rows(tables_, change.item, guide ? &*guide : nullptr, options_.site_url));
                if (!good) ++report_.rejected_items;
                sources_.insert(change.item.region.str().substr(0, 2));
                if (guide && departments.insert(change.item.department.id).second)
                    (void)add(reader, exchange_rows(tables_, change.item.department));
            });
            add_directory(reader);
        });
        flush();
        remove_what_is_gone();
        target_.finish(report_.batch, !options_.only_changes,
                       std::vector<std::string>(sources_.begin(), sources_.end()));
        return std::move(report_);
    }

private:
    struct Outgoing {
        std::vector<SentRow> rows;
        std::vector<Remembered> remembered;
    };

    /// The base catalogue as far as it is ours: what we follow the instance above exports itself.
    void add_directory(db::Reader& reader) {
        constexpr int kAtOnce = 500;
        for (std::string after;;) {
            const auto entries = catalogue::directory_entries(reader, after, "", kAtOnce);
            for (const auto& entry : entries) {
                if (entry.followed) continue;
                (void)add(reader, exchange_rows(tables_, entry));
                sources_.insert(entry.code.substr(0, 2));
            }
            if (entries.size() < static_cast<std::size_t>(kAtOnce)) return;
            after = entries.back().code;
        }
    }

    SentRow sent(const ExchangeTable& table,
                 std::string row_guid,
                 char operation,
                 std::vector<std::optional<std::string>> cells) {
        cells.emplace_back(std::string(1, operation));
        cells.emplace_back(time_);
        cells.emplace_back(report_.batch);
        return {&table, std::move(row_guid), operation, std::move(cells)};
    }

    std::optional<std::string> known(db::Reader& reader, const ExchangeRow& row) {
        return reader.one(
            sql::exchanged_row,
            {{"target", options_.target_name}, {"table_name", row.table->name}, {"row_guid", row.row_guid}},
            [](const db::Row& found) { return found.text(0); });
    }

    /// False when the tables do not take it; then what was sent of it before stays as it is.
    bool add(db::Reader& reader, ItemRows made) {
        Outgoing out;
        for (const auto& rejection : made.rejections) reject(rejection);
        for (auto& row : made.rows) {
            const auto before = known(reader, row);
            if (!made.rejections.empty()) {
                if (before) out.remembered.push_back({row.table->name, row.row_guid, *before});
                continue;
            }
            auto contents = contents_of(row);
            const bool same = before == contents;
            if (options_.only_changes && same)
                ++report_.unchanged;
            else
                out.rows.push_back(
                    sent(*row.table, row.row_guid, options_.only_changes && before ? 'U' : 'I', std::move(row.cells)));
            out.remembered.push_back({row.table->name, row.row_guid, std::move(contents)});
        }
        waiting_.push_back(std::move(out));
        if (waiting_.size() >= kItemsAtOnce) flush();
        return made.rejections.empty();
    }

    void reject(const Rejection& rejection) {
        ++report_.rejections;
        rejected_(rejection);
    }

    void flush() {
        std::vector<SentRow> all;
        for (const auto& out : waiting_) all.insert(all.end(), out.rows.begin(), out.rows.end());
        if (!all.empty() && target_.put(all)) {
            // Something in there is refused: one by one, so that the rest goes out.
            for (auto& out : waiting_) {
                if (out.rows.empty()) continue;
                if (const auto why = target_.put(out.rows)) {
                    ++report_.rejected_items;
                    reject({out.rows[0].table->name, out.rows[0].row_guid, "", "", "", "", "database", *why});
                    out = {};
                }
            }
        }
        for (const auto& out : waiting_) count(out.rows);
        remember();
        waiting_.clear();
    }

    void count(std::span<const SentRow> rows) {
        for (const auto& row : rows) {
            ++(row.operation == 'U' ? report_.updated : report_.inserted);
            ++report_.rows_of_table[row.table->name];
        }
    }

    void remember() {
        const auto done = database_.write("publication.exchanged", [&](db::Transaction& tx) -> Result<void> {
            for (const auto& out : waiting_)
                for (const auto& row : out.remembered)
                    tx.execute(sql::put_exchanged_row, {{"target", options_.target_name},
                                                        {"table_name", row.table},
                                                        {"row_guid", row.row_guid},
                                                        {"contents", row.contents},
                                                        {"batch", report_.batch}});
            return {};
        });
        done.value();
    }

    const ExchangeTable* table_named(std::string_view name) const {
        for (const auto& table : tables_.tables)
            if (table.name == name) return &table;
        return nullptr;
    }

    /// Rows that the target was sent before and that no item has any more.
    void remove_what_is_gone() {
        Remembered last;
        for (;;) {
            const auto gone = database_.read([&](db::Reader& reader) {
                return reader.list(sql::exchanged_before,
                                   {{"target", options_.target_name},
                                    {"batch", report_.batch},
                                    {"after_table", last.table},
                                    {"after_row", last.row_guid}},
                                   [](const db::Row& row) {
                                       return Remembered{row.text(0), row.text(1), row.text(2)};
                                   });
            });
            if (gone.empty()) break;
            last = gone.back();
            if (!options_.only_changes) continue;
            std::vector<SentRow> rows;
            for (const auto& row : gone)
                if (const auto* table = table_named(row.table))
                    rows.push_back(sent(*table, row.row_guid, 'D', cells_of(row.contents)));
            if (const auto why = target_.put(rows)) throw std::runtime_error("exchange: " + *why);
            report_.deleted += static_cast<std::int64_t>(rows.size());
        }
        const auto done = database_.write("publication.exchanged", [&](db::Transaction& tx) -> Result<void> {
            tx.execute(sql::delete_exchanged_before, {{"target", options_.target_name}, {"batch", report_.batch}});
            return {};
        });
        done.value();
    }

    db::Database& database_;
    std::string time_;
    const ExchangeTables& tables_;
    const ExchangeOptions& options_;
    ExchangeTarget& target_;
    const std::function<void(const Rejection&)>& rejected_;
    ExchangeReport report_;
    std::vector<Outgoing> waiting_;
    std::set<std::string> sources_;
};

}  // namespace

ExchangeReport export_exchange(db::Database& database,
                               UtcTime now,
                               const ExchangeTables& tables,
                               const ExchangeOptions& options,
                               ExchangeTarget& target,
                               const std::function<void(const Rejection&)>& rejected) {
    return Export(database, now, tables, options, target, rejected).run();
}

}  // namespace yw::publication
