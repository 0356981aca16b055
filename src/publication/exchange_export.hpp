// The catalogue into the national exchange tables: as CSV files or into a PostgreSQL database made from the tables' own
// rules, whole or as what changed since the last export to the same target.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/time.hpp"
#include "platform/db/db.hpp"
#include "publication/exchange_rows.hpp"

namespace yw::publication {

/// One row on its way out.
struct SentRow {
    const ExchangeTable* table = nullptr;
    std::string row_guid;
    char operation = 'I';  ///< I new, U changed, D gone
    /// One for each column of the table, the tail's too.
    std::vector<std::optional<std::string>> cells;
};

class ExchangeTarget {
public:
    virtual ~ExchangeTarget() = default;
    /// All of the rows or none; what the target said when it refuses them.
    virtual std::optional<std::string> put(std::span<const SentRow> rows) = 0;
    /// After all rows. @param whole  everything was sent: what else is there of these sources is out of date
    virtual void finish(const std::string& batch, bool whole, std::span<const std::string> sources) = 0;
};

/// <table>.csv in a folder: UTF-8, RFC 4180, a row of column names. Files appear when they are whole.
std::unique_ptr<ExchangeTarget> csv_target(const ExchangeTables& tables, const std::string& folder);
/// Makes the tables where they are missing. @throws db::DbError when the server cannot be reached
std::unique_ptr<ExchangeTarget> postgres_target(const ExchangeTables& tables, const std::string& uri);

struct ExchangeOptions {
    std::string target_name;    ///< under which it is remembered what the target has
    std::string site_url;       ///< of the addresses in rows; may be empty
    bool only_changes = false;  ///< since the last export to this target
};

struct ExchangeReport {
    std::string batch;
    std::int64_t items = 0;
    std::int64_t rejected_items = 0;
    std::int64_t rejections = 0;
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t deleted = 0;
    std::int64_t unchanged = 0;
    std::map<std::string, std::int64_t> rows_of_table;  ///< sent, without deletions
};

/// @cost  about a millisecond an item with a guide
ExchangeReport export_exchange(db::Database& database,
                               UtcTime now,
                               const ExchangeTables& tables,
                               const ExchangeOptions& options,
                               ExchangeTarget& target,
                               const std::function<void(const Rejection&)>& rejected);

/// One line of a CSV file, with its line end.
std::string csv_line(std::span<const std::string> cells);

}  // namespace yw::publication
