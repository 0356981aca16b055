#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "publication/exchange_export.hpp"
#include "publication/exchange_files.hpp"
#include "publication/sql.hpp"

namespace yw::publication {
namespace {

class CsvTarget final : public ExchangeTarget {
public:
    CsvTarget(const ExchangeTables& tables, const std::string& folder) {
        std::filesystem::create_directories(folder);
        for (const auto& table : tables.tables) {
            File& file = files_[&table];
            file.path = folder + "/" + table.name + ".csv";
            file.out.open(file.path + ".part", std::ios::binary | std::ios::trunc);
            std::vector<std::string> names;
            for (const auto& column : table.columns) names.push_back(column.name);
            file.out << csv_line(names);
        }
    }

    std::optional<std::string> put(std::span<const SentRow> rows) override {
        std::vector<std::string> cells;
        for (const auto& row : rows) {
            cells.clear();
            for (const auto& cell : row.cells) cells.push_back(cell.value_or(""));
            files_.at(row.table).out << csv_line(cells);
        }
        return std::nullopt;
    }

    void finish(const std::string&, bool, std::span<const std::string>) override {
        for (auto& [table, file] : files_) {
            file.out.close();
            if (!file.out) throw std::runtime_error("cannot write " + file.path);
            std::filesystem::rename(file.path + ".part", file.path);
        }
    }

private:
    struct File {
        std::string path;
        std::ofstream out;
    };
    std::map<const ExchangeTable*, File> files_;
};

std::string_view file_named(std::string_view name) {
    for (const auto& file : exchange_files::files())
        if (file.name == name) return file.bytes;
    throw std::logic_error("exchange: no file " + std::string(name));
}

class PostgresTarget final : public ExchangeTarget {
public:
    PostgresTarget(const ExchangeTables& tables, const std::string& uri)
        : tables_(tables), database_(db::open_postgres({.uri = uri, .connections = 1})) {
        // One connection: the functions live as long as its session.
        database_->script(exchange_schema(tables));
        database_->script(file_named("load.pgsql"));
    }

    std::optional<std::string> put(std::span<const SentRow> rows) override {
        try {
            const auto done = database_->write("exchange.put", [&](db::Transaction& tx) -> Result<void> {
                for (const auto& row : rows) put_row(tx, row);
                return {};
            });
            done.value();
            return std::nullopt;
        } catch (const db::DbError& refused) {  // a rule of the tables
            return refused.what();
        }
    }

    void finish(const std::string& batch, bool whole, std::span<const std::string> sources) override {
        if (!whole) return;
        const auto done = database_->write("exchange.forget", [&](db::Transaction& tx) -> Result<void> {
            for (const auto& table : tables_.tables)
                for (const auto& source : sources)
                    (void)tx.number(sql::exchange_forget,
                                    {{"table_name", table.name}, {"source", source}, {"batch", batch}});
            return {};
        });
        done.value();
    }

private:
    static void put_row(db::Transaction& tx, const SentRow& row) {
        boost::json::object contents;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            contents[row.table->columns[i].name] =
                row.cells[i] ? boost::json::value(*row.cells[i]) : boost::json::value(nullptr);
        const auto text = boost::json::serialize(contents);
        const std::string operation(1, row.operation);
        (void)tx.number(sql::exchange_put, {{"table_name", row.table->name},
                                            {"row_guid", row.row_guid},
                                            {"operation", operation},
                                            {"contents", text}});
    }

    const ExchangeTables& tables_;
    std::unique_ptr<db::Database> database_;
};

}  // namespace

std::string csv_line(std::span<const std::string> cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[i];
            continue;
        }
        line += '"';
        for (const char c : cells[i]) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

std::unique_ptr<ExchangeTarget> csv_target(const ExchangeTables& tables, const std::string& folder) {
    return std::make_unique<CsvTarget>(tables, folder);
}
std::unique_ptr<ExchangeTarget> postgres_target(const ExchangeTables& tables, const std::string& uri) {
    return std::make_unique<PostgresTarget>(tables, uri);
}

}  // namespace yw::publication
