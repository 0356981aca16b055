#include "catalogue/directory_rows.hpp"

#include "catalogue/directory_json.hpp"
#include "catalogue/item_codes.hpp"
#include "catalogue/sql.hpp"
#include "platform/crypto/crypto.hpp"

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
    entry.followed = row.integer(17) == 1;
    return entry;
}

void put_directory_entry(db::Transaction& tx, const DirectoryEntry& entry, std::int64_t generation, UtcTime now) {
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
                                          {"now_ms", now.ms},
                                          {"generation", generation},
                                          {"followed", entry.followed ? 1 : 0}});
    tx.execute(sql::delete_directory_levels, {{"code", entry.code}});
    for (const auto& level : entry.levels)
        tx.execute(sql::insert_directory_level, {{"level", level}, {"code", entry.code}});
}

void put_directory(db::Transaction& tx, const DirectoryEntry& entry, UtcTime now) {
    const auto generation = advance_directory(tx);
    put_directory_entry(tx, entry, generation, now);
}

std::int64_t advance_directory(db::Transaction& tx) {
    tx.execute(sql::advance_directory, {});
    return directory_generation(tx);
}

std::int64_t directory_generation(db::Reader& reader) {
    return reader.number(sql::directory_generation, {}).value_or(0);
}

DirectoryChanges directory_changes(db::Reader& reader, const DirectoryPosition& after, int limit) {
    DirectoryChanges found;
    found.next = after;
    reader.each(sql::directory_changes_after,
                {{"generation", after.generation},
                 {"after_generation", after.generation},
                 {"after", after.code},
                 {"take", limit}},
                [&](const db::Row& row) {
                    found.entries.push_back(directory_entry_of(row));
                    found.next = {row.integer(18), found.entries.back().code};
                });
    found.behind = reader
                       .number(sql::count_directory_changes, {{"generation", found.next.generation},
                                                              {"after_generation", found.next.generation},
                                                              {"after", found.next.code}})
                       .value_or(0);
    return found;
}

int follow_directory(db::Transaction& tx, const std::vector<DirectoryEntry>& entries, LocalDay today, UtcTime now) {
    int changed = 0;
    std::int64_t generation = 0;
    for (DirectoryEntry entry : entries) {
        const auto present = find_directory_entry(tx, entry.code);
        entry.added_on = present ? present->added_on : today.iso();
        entry.followed = true;
        if (present && *present == entry) continue;
        if (++changed == 1) generation = advance_directory(tx);
        put_directory_entry(tx, entry, generation, now);
    }
    return changed;
}

std::string directory_hash(db::Reader& reader, DirectoryPart part) {
    constexpr int kAtOnce = 500;
    std::string lines;
    for (std::string after;;) {
        const auto some = directory_entries(reader, after, "", kAtOnce);
        for (const DirectoryEntry& entry : some)
            if (part == DirectoryPart::kAll || entry.followed) lines += directory_json(entry) + "\n";
        if (some.size() < static_cast<std::size_t>(kAtOnce)) return crypto::hex(crypto::sm3(lines));
        after = some.back().code;
    }
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

std::vector<DirectoryEntry> directory_entries_named(db::Reader& reader,
                                                    RegionCode place,
                                                    std::string_view text,
                                                    int limit) {
    const auto level = std::to_string(static_cast<int>(place.level()) + 1);
    const auto province = place.str().substr(0, 2);
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    pattern += '%';
    return reader.list(sql::directory_by_name,
                       {{"level", level}, {"province", province}, {"pattern", pattern}, {"take", limit}},
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
