#include "catalogue/conformity.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "catalogue/directory_rows.hpp"
#include "catalogue/guide_dependencies.hpp"
#include "catalogue/item_codes.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

constexpr int kChunk = 500;

struct Word {
    Difference difference;
    std::string_view word;
    std::string_view zh;
};
constexpr Word kWords[] = {{Difference::kCode, "code", "编码"},
                           {Difference::kName, "name", "名称"},
                           {Difference::kType, "type", "类型"},
                           {Difference::kBasis, "basis", "依据"}};

/// The entry's bases name a law and perhaps an article; a guide's basis has the law alone.
bool names_law(std::string_view basis, const std::string& law) {
    return law_key(basis).starts_with(law) || material_key(basis).find("《" + law + "》") != std::string::npos ||
           material_key(basis).find("《中华人民共和国" + law + "》") != std::string::npos;
}

struct Mark {
    std::int64_t directory = 0;
    std::int64_t checked_directory = 0;
    std::int64_t generation = 0;
    std::string item;
};

Mark read_mark(db::Reader& reader) {
    return reader
        .one(sql::conformity_mark, {},
             [](const db::Row& row) {
                 return Mark{row.integer(0), row.integer(1), row.integer(2), row.text(3)};
             })
        .value_or(Mark());
}

struct Checked {
    Item item;
    std::int64_t generation = 0;
    bool in_scope = false;
    std::string differences;
};

std::vector<Checked> check_some(db::Reader& reader, const Mark& mark, int take) {
    auto found =
        reader.list(sql::items_changed_since, {{"generation", mark.generation}, {"after", mark.item}, {"take", take}},
                    [](const db::Row& row) {
                        return Checked{item_of(row), row.integer(17), false, ""};
                    });
    for (Checked& checked : found) {
        const Item& item = checked.item;
        if (item.state != ItemState::kActive) continue;
        const auto entry = item.base_code.empty() ? std::nullopt : find_directory_entry(reader, item.base_code);
        std::vector<LegalBasis> bases;
        if (item.version > 0)
            bases = reader.list(sql::bases_of_guide, {{"item_id", item.id}, {"version", item.version}},
                                [](const db::Row& row) {
                                    return LegalBasis{row.text(0), row.text(1), row.text(2)};
                                });
        for (const Difference difference : compare(item, entry ? &*entry : nullptr, bases)) {
            if (!checked.differences.empty()) checked.differences += '^';
            checked.differences += word_of(difference);
        }
        checked.in_scope = is_on_application(entry ? entry->task_type : item.task_type);
    }
    return found;
}

void write_some(db::Transaction& tx, const std::vector<Checked>& some, const Mark& mark) {
    for (const Checked& checked : some) {
        const Item& item = checked.item;
        if (item.state != ItemState::kActive) {
            tx.execute(sql::delete_conformity, {{"item_id", item.id}});
            continue;
        }
        const auto region = item.region.str();
        tx.execute(sql::put_conformity, {{"item_id", item.id},
                                         {"region_code", region},
                                         {"department_id", item.department.id},
                                         {"base_code", item.base_code},
                                         {"in_scope", checked.in_scope ? 1 : 0},
                                         {"differences", checked.differences}});
    }
    tx.execute(
        sql::move_conformity_mark,
        {{"checked_directory", mark.directory}, {"checked_generation", mark.generation}, {"checked_item", mark.item}});
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find('^'), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

int onboarding_days() {
    int days = 0;
    const auto text = code_name("onboarding", "working_days");
    std::from_chars(text.data(), text.data() + text.size(), days);
    return days;
}

/// By guiding department: who of this place handles most of what it guides.
std::map<std::string, std::string> departments_by_duty(db::Reader& reader, const std::string& region) {
    std::map<std::string, std::pair<std::string, std::int64_t>> most;
    reader.each(sql::departments_by_duty, {{"region_code", region}}, [&](const db::Row& row) {
        auto& best = most[row.text(0)];
        if (row.integer(2) > best.second) best = {row.text(1), row.integer(2)};
    });
    std::map<std::string, std::string> departments;
    for (const auto& one : most) departments[one.first] = one.second.first;
    return departments;
}

/// The codes of a place and everything below it.
struct Area {
    std::string first, last;
};
Area area_of(RegionCode region) {
    const std::string prefix = region.prefix();
    const std::size_t rest = region.str().size() - prefix.size();
    return {prefix + std::string(rest, '0'), prefix + std::string(rest, '9')};
}

std::string level_of(RegionCode region) {
    return std::to_string(static_cast<int>(region.level()) + 1);
}

}  // namespace

std::string_view word_of(Difference difference) {
    return std::ranges::find(kWords, difference, &Word::difference)->word;
}

std::string_view zh_of(std::string_view word) {
    const auto* found = std::ranges::find(kWords, word, &Word::word);
    return found == std::end(kWords) ? std::string_view() : found->zh;
}

bool is_on_application(std::string_view task_type) {
    static constexpr std::string_view kTypes[] = {"", "01", "05", "07", "08", "09", "10", "20"};
    return std::ranges::find(kTypes, task_type) != std::end(kTypes);
}

std::vector<Difference> compare(const Item& item, const DirectoryEntry* entry, const std::vector<LegalBasis>& bases) {
    if (entry == nullptr) return {Difference::kCode};
    std::vector<Difference> differences;
    const auto implement = ImplementCode::parse(item.implement_code);
    if (implement && implement->base_code != entry->code) differences.push_back(Difference::kCode);
    if (material_key(item.name) != material_key(entry->name)) differences.push_back(Difference::kName);
    if (!item.task_type.empty() && item.task_type != entry->task_type) differences.push_back(Difference::kType);
    std::set<std::string> laws;
    for (const LegalBasis& basis : bases) laws.insert(law_key(basis.law));
    const bool all_there =
        bases.empty() || std::ranges::all_of(entry->bases, [&](const std::string& wanted) {
            return std::ranges::any_of(laws, [&](const std::string& law) { return names_law(wanted, law); });
        });
    if (!all_there) differences.push_back(Difference::kBasis);
    return differences;
}

int refresh_conformity(db::Database& database, int most) {
    int done = 0;
    while (done < most) {
        Mark mark;
        const int take = std::min(kChunk, most - done);
        const auto some = database.read([&](db::Reader& reader) {
            mark = read_mark(reader);
            // The base catalogue has changed: every item is held against it anew.
            if (mark.checked_directory != mark.directory) mark.generation = 0, mark.item.clear();
            return check_some(reader, mark, take);
        });
        if (some.empty() && mark.checked_directory == mark.directory) return done;
        if (!some.empty()) {
            mark.generation = some.back().generation;
            mark.item = some.back().item.id;
        }
        database
            .write("catalogue.conformity",
                   [&](db::Transaction& tx) -> Result<void> {
                       write_some(tx, some, mark);
                       return {};
                   })
            .value();
        done += static_cast<int>(some.size());
        if (some.size() < static_cast<std::size_t>(take)) return done;
    }
    return done;
}

Conformity conformity(db::Reader& reader, RegionCode region) {
    const auto place = region.str();
    std::map<std::string, Conformity::Part> parts;
    reader.each(sql::directory_conformity_of_place, {{"region_code", place}}, [&](const db::Row& row) {
        auto& part = parts[row.text(0)];
        part.entries = row.integer(1);
        part.entries_agreeing = row.integer(2);
    });
    reader.each(sql::conformity_of_place, {{"region_code", place}}, [&](const db::Row& row) {
        auto& part = parts[row.text(0)];
        part.items = row.integer(1);
        part.items_agreeing = row.integer(2);
    });
    Conformity found;
    for (auto& one : parts) {
        one.second.department_id = one.first;
        found.all.entries += one.second.entries;
        found.all.entries_agreeing += one.second.entries_agreeing;
        found.all.items += one.second.items;
        found.all.items_agreeing += one.second.items_agreeing;
        found.departments.push_back(std::move(one.second));
    }
    return found;
}

Conformity::Part conformity_below(db::Reader& reader, RegionCode region) {
    const auto area = area_of(region);
    Conformity::Part part;
    reader.each(sql::conformity_below, {{"first", area.first}, {"last", area.last}}, [&](const db::Row& row) {
        part.entries = row.integer(0);
        part.entries_agreeing = row.integer(1);
        part.items = row.integer(2);
        part.items_agreeing = row.integer(3);
    });
    return part;
}

std::vector<DifferingItem> differing_items(
    db::Reader& reader, RegionCode region, const std::string& department_id, const std::string& after, int limit) {
    const auto place = region.str();
    return reader.list(sql::differing_items,
                       {{"region_code", place}, {"department_id", department_id}, {"after", after}, {"take", limit}},
                       [](const db::Row& row) {
                           return DifferingItem{row.text(0), words_in(row.view(1))};
                       });
}

std::vector<MissingItem> missing_items(db::Reader& reader,
                                       const WorkingCalendar& calendar,
                                       LocalDay today,
                                       RegionCode region,
                                       const std::string& after,
                                       int limit) {
    const auto place = region.str();
    const auto level = level_of(region);
    const auto province = place.substr(0, 2);
    const auto day = today.iso();
    const int days = onboarding_days();
    const auto owners = departments_by_duty(reader, place);
    std::vector<MissingItem> missing;
    for (auto& entry : reader.list(sql::entries_without_guide,
                                   {{"level", level},
                                    {"province", province},
                                    {"region_code", place},
                                    {"today", day},
                                    {"after", after},
                                    {"take", limit}},
                                   directory_entry_of)) {
        MissingItem item;
        const auto listed = reader.one(sql::listed_item_of_code, {{"base_code", entry.code}, {"region_code", place}},
                                       [](const db::Row& row) { return row.text(0); });
        item.listed = listed.has_value();
        const auto owner = owners.find(entry.department);
        item.department_id = listed ? *listed : owner == owners.end() ? std::string() : owner->second;
        const auto from = LocalDay::parse(std::max(entry.added_on, entry.effective_on)).value_or(today);
        const auto due = calendar.working_days_deadline(from, days);
        item.due_on = due ? due->due : from;
        item.due_not_before = !due || due->not_before;
        item.entry = std::move(entry);
        missing.push_back(std::move(item));
    }
    return missing;
}

std::vector<ItemToEnd> items_to_end(
    db::Reader& reader, const WorkingCalendar& calendar, RegionCode region, const std::string& after, int limit) {
    struct Found {
        std::string item_id, code;
        LocalDay since;
    };
    const auto area = area_of(region);
    const int days = onboarding_days();
    std::vector<ItemToEnd> items;
    for (const Found& found : reader.list(
             sql::items_of_ended_entries,
             {{"first", area.first}, {"last", area.last}, {"after", after}, {"take", limit}}, [](const db::Row& row) {
                 return Found{row.text(0), row.text(1), LocalDay::of({row.integer(2)})};
             })) {
        ItemToEnd to_end;
        auto item = find_item(reader, found.item_id);
        auto entry = find_directory_entry(reader, found.code);
        if (!item || !entry) continue;
        to_end.item = std::move(*item);
        to_end.entry = std::move(*entry);
        if (const auto planned = LocalDay::parse(to_end.entry.cancel_on)) {
            to_end.due_on = *planned;
        } else {
            const auto due = calendar.working_days_deadline(found.since, days);
            to_end.due_on = due ? due->due : found.since;
            to_end.due_not_before = !due || due->not_before;
        }
        items.push_back(std::move(to_end));
    }
    return items;
}

std::vector<DutyCount> duties(db::Reader& reader, LocalDay today, RegionCode region) {
    const auto place = region.str();
    const auto level = level_of(region);
    const auto province = place.substr(0, 2);
    const auto day = today.iso();
    return reader.list(sql::duties_of_level,
                       {{"level", level}, {"province", province}, {"region_code", place}, {"today", day}},
                       [](const db::Row& row) {
                           return DutyCount{row.text(0), row.integer(1), row.integer(2)};
                       });
}

}  // namespace yw::catalogue
