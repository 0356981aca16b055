#include "catalogue/directory_rows.hpp"

#include "catalogue/item_codes.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, char separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

}  // namespace

DirectoryEntry directory_entry_of(const db::Row& row) {
    DirectoryEntry entry;
    entry.code = row.text(0);
    entry.local_code = row.text(1);
    entry.name = row.text(2);
    entry.task_type = row.text(3);
    entry.bases = parts_of(row.view(4), '\n');
    entry.levels = parts_of(row.view(5), '^');
    entry.state = row.text(6);
    entry.version = static_cast<int>(row.integer(7));
    entry.effective_on = row.text(8);
    entry.cancel_on = row.text(9);
    entry.department = row.text(10);
    entry.parent_code = row.text(11);
    entry.handled = row.integer(12) == 1;
    entry.punish_method = row.text(13);
    entry.collect_type = row.text(14);
    entry.reducible = row.text(15);
    entry.added_on = row.text(16);
    return entry;
}

void put_directory_entry(db::Transaction& tx, const DirectoryEntry& entry, UtcTime now) {
    const auto by_law = joined(entry.bases, '\n');
    const auto levels = joined(entry.levels, '^');
    tx.execute(sql::put_directory_entry, {{"code", entry.code},
                                          {"local_code", entry.local_code},
                                          {"name", entry.name},
                                          {"task_type", entry.task_type},
                                          {"by_law", by_law},
                                          {"levels", levels},
                                          {"state", entry.state},
                                          {"version", entry.version},
                                          {"effective_on", entry.effective_on},
                                          {"cancel_on", entry.cancel_on},
                                          {"department", entry.department},
                                          {"parent_code", entry.parent_code},
                                          {"handled", entry.handled ? 1 : 0},
                                          {"punish_method", entry.punish_method},
                                          {"collect_type", entry.collect_type},
                                          {"reducible", entry.reducible},
                                          {"added_on", entry.added_on},
                                          {"now_ms", now.ms}});
    tx.execute(sql::delete_directory_levels, {{"code", entry.code}});
    for (const auto& level : entry.levels)
        tx.execute(sql::insert_directory_level, {{"level", level}, {"code", entry.code}});
}

void put_directory(db::Transaction& tx, const DirectoryEntry& entry, UtcTime now) {
    put_directory_entry(tx, entry, now);
    advance_directory(tx);
}

void advance_directory(db::Transaction& tx) {
    tx.execute(sql::advance_directory, {});
}

std::optional<DirectoryEntry> find_directory_entry(db::Reader& reader, const std::string& code) {
    return reader.one(sql::find_directory_entry, {{"code", code}}, directory_entry_of);
}

std::vector<DirectoryEntry> directory_entries(db::Reader& reader,
                                              const std::string& after,
                                              const std::string& task_type,
                                              int limit) {
    return reader.list(sql::directory_after, {{"after", after}, {"task_type", task_type}, {"take", limit}},
                       directory_entry_of);
}

std::int64_t count_directory(db::Reader& reader) {
    return reader.number(sql::count_directory, {}).value_or(0);
}

std::vector<std::string> codes_under(db::Reader& reader, const std::string& code) {
    std::vector<std::string> codes{code};
    for (auto& child :
         reader.list(sql::directory_children, {{"parent_code", code}}, [](const db::Row& row) { return row.text(0); }))
        codes.push_back(std::move(child));
    return codes;
}

}  // namespace yw::catalogue
