#include "catalogue/catalogue_change.hpp"

#include <fmt/core.h>

#include <set>
#include <stdexcept>

#include "catalogue/guide_json.hpp"
#include "catalogue/guide_rows.hpp"
#include "catalogue/guide_words.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/ids.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue {
namespace {

Axis axis_of(std::string_view word) {
    for (const Axis axis : {Axis::kPersonal, Axis::kLegal, Axis::kEvent})
        if (word_of(axis) == word) return axis;
    throw std::runtime_error("catalogue: unknown axis in the store");
}

/// Each code once: a code that a guide names twice is one row and counts once.
std::vector<Theme> themes_of_guide(const Guide& guide) {
    std::vector<Theme> themes;
    const auto add = [&](Axis axis, const std::vector<std::string>& listed) {
        for (const auto& code : std::set<std::string>(listed.begin(), listed.end())) themes.push_back({axis, code});
    };
    add(Axis::kPersonal, guide.personal_themes);
    add(Axis::kLegal, guide.legal_themes);
    add(Axis::kEvent, guide.life_events);
    return themes;
}

std::string search_text_of(const Guide& guide) {
    std::string text = fold_case(guide.name);
    for (const auto& name : guide.short_names) text += "\n" + fold_case(name);
    return text;
}

/// A row without a code gets this one, the same at every import.
std::string implement_code_of(const ItemFacts& facts) {
    if (!facts.implement_code.empty()) return facts.implement_code;
    return fmt::format("L-{}-{}", facts.region.str(), facts.source_id);
}

}  // namespace

std::atomic<std::uint64_t>& changes_of_this_process() {
    static std::atomic<std::uint64_t> changes{0};
    return changes;
}

std::mutex& one_change_at_a_time() {
    static std::mutex mutex;
    return mutex;
}

std::int64_t CatalogueChange::generation() {
    if (!generation_) {
        tx_.execute(sql::advance_generation, {});
        generation_ = tx_.number(sql::current_generation, {});
        if (!generation_) throw std::runtime_error("catalogue: catalogue_generation has lost its row");
    }
    return *generation_;
}

std::vector<Theme> CatalogueChange::themes_of(const std::string& item_id) {
    return tx_.list(sql::themes_of_item, {{"item_id", item_id}}, [](const db::Row& row) {
        return Theme{axis_of(row.view(0)), row.text(1)};
    });
}

CatalogueChange::PutDepartment CatalogueChange::put_department(RegionCode region,
                                                               std::string_view name,
                                                               std::string_view credit_code) {
    const auto place = region.str();
    const auto key = department_key(name);
    const auto known = departments_.find({region, key});
    Outcome outcome = Outcome::kUnchanged;
    Department department;
    if (known != departments_.end()) {
        department = known->second;
    } else {
        auto found = tx_.one(sql::find_department_by_name, {{"region_code", place}, {"name_key", key}},
                             [](const db::Row& row) { return department_of(row, 0); });
        if (!found) {
            found = Department{new_id(), std::string(name), region, ""};
            tx_.execute(sql::insert_department,
                        {{"id", found->id}, {"region_code", place}, {"name", name}, {"name_key", key}});
            generation();
            outcome = Outcome::kAdded;
        }
        department = std::move(*found);
    }
    add_credit_code(department, credit_code, outcome);
    departments_[{region, key}] = department;
    return {std::move(department), outcome};
}

void CatalogueChange::add_credit_code(Department& department, std::string_view credit_code, Outcome& outcome) {
    if (credit_code.empty() || department.credit_code == credit_code) return;
    if (!credit_codes_.emplace(department.id, credit_code).second) return;
    const bool is_valid = CreditCode::parse(credit_code).has_value();
    const auto added = tx_.execute(sql::insert_department_code, {{"department_id", department.id},
                                                                 {"code", credit_code},
                                                                 {"validity", is_valid ? "valid" : "invalid"},
                                                                 {"now_ms", now_.ms}});
    if (added == 0) return;
    generation();
    if (outcome == Outcome::kUnchanged) outcome = Outcome::kChanged;
    if (!is_valid || !department.credit_code.empty()) return;
    tx_.execute(sql::set_credit_code, {{"id", department.id}, {"credit_code", credit_code}});
    // Whoever follows the changes shows the code with each item.
    tx_.execute(sql::stamp_items_of_department,
                {{"department_id", department.id}, {"generation", generation()}, {"now_ms", now_.ms}});
    department.credit_code = credit_code;
}

void CatalogueChange::expect_items(RegionCode region) {
    if (expected_.count(region) != 0) return;
    const auto place = region.str();
    auto& items = expected_[region];
    tx_.each(sql::items_of_place, {{"region_code", place}}, [&](const db::Row& row) {
        Item item = item_of(row);
        items.emplace(item.source_id, std::move(item));
    });
}

std::int64_t CatalogueChange::items_of(RegionCode region) const {
    const auto place = region.str();
    const auto found = tx_.one(sql::count_of_place, {{"region_code", place}, {"axis", "all"}, {"code", ""}},
                               [](const db::Row& row) { return row.integer(0); });
    return found.value_or(0);
}

std::optional<Item> CatalogueChange::find(RegionCode region, const std::string& source_id) {
    const auto place = expected_.find(region);
    if (place == expected_.end() || moved_.count({region, source_id}) != 0)
        return find_item_by_source(tx_, region, source_id);
    const auto found = place->second.find(source_id);
    return found == place->second.end() ? std::nullopt : std::optional(found->second);
}

CatalogueChange::PutItem CatalogueChange::put_item(const ItemFacts& facts) {
    const auto found = find(facts.region, facts.source_id);
    const auto outcome = found ? update(*found, facts) : Outcome::kAdded;
    auto id = found ? found->id : new_id();
    if (!found) insert(facts, id);
    // What was read ahead is out of date for this one: put again, it is looked up in the store.
    if (outcome != Outcome::kUnchanged) moved_.emplace(facts.region, facts.source_id);
    return {std::move(id), outcome};
}

void CatalogueChange::insert(const ItemFacts& facts, const std::string& id) {
    const auto region = facts.region.str();
    const auto search_text = fold_case(facts.name);
    const auto implement_code = implement_code_of(facts);
    tx_.execute(sql::insert_item, {{"id", id},
                                   {"region_code", region},
                                   {"source_id", facts.source_id},
                                   {"department_id", facts.department.id},
                                   {"name", facts.name},
                                   {"main_item", facts.main_item},
                                   {"search_text", search_text},
                                   {"implement_code", implement_code},
                                   {"base_code", facts.base_code},
                                   {"task_type", facts.task_type},
                                   {"generation", generation()},
                                   {"now_ms", now_.ms}});
    Item item;
    item.region = facts.region;
    item.department = facts.department;
    counts_.move(item, {}, 1);
}

Outcome CatalogueChange::update(const Item& item, const ItemFacts& facts) {
    const bool is_listed = item.status == ItemStatus::kListed;
    const auto& name = is_listed ? facts.name : item.name;
    const auto& base_code = is_listed ? facts.base_code : item.base_code;
    const auto& task_type = is_listed ? facts.task_type : item.task_type;
    const auto implement_code = implement_code_of(facts);
    if (item.department.id == facts.department.id && item.name == name && item.main_item == facts.main_item &&
        item.implement_code == implement_code && item.base_code == base_code && item.task_type == task_type)
        return Outcome::kUnchanged;
    auto search_text =
        tx_.one(sql::search_text_of_item, {{"id", item.id}}, [](const db::Row& row) { return row.text(0); });
    if (is_listed || !search_text) search_text = fold_case(name);
    tx_.execute(sql::update_item, {{"id", item.id},
                                   {"department_id", facts.department.id},
                                   {"name", name},
                                   {"main_item", facts.main_item},
                                   {"search_text", *search_text},
                                   {"implement_code", implement_code},
                                   {"base_code", base_code},
                                   {"task_type", task_type},
                                   {"generation", generation()},
                                   {"now_ms", now_.ms}});
    if (item.state != ItemState::kActive) return Outcome::kChanged;
    const auto themes = themes_of(item.id);
    counts_.move(item, themes, -1);
    Item moved = item;
    moved.department = facts.department;
    counts_.move(moved, themes, 1);
    return Outcome::kChanged;
}

CatalogueChange::Published CatalogueChange::publish(const Item& item, const Guide& guide) {
    const auto hash = content_hash(guide);
    const auto current = tx_.one(sql::hash_of_guide, {{"item_id", item.id}, {"version", item.version}},
                                 [](const db::Row& row) { return row.text(0); });
    if (current == hash) return {item.version, Outcome::kUnchanged};
    const int version = item.version + 1;
    insert_guide(tx_, item.id, version, {guide, hash, now_.ms});
    show_guide(item, guide, version);
    return {version, current ? Outcome::kChanged : Outcome::kAdded};
}

void CatalogueChange::publish_version(const Item& item, const Guide& guide, int version) {
    const auto there = tx_.one(sql::hash_of_guide, {{"item_id", item.id}, {"version", version}},
                               [](const db::Row& row) { return row.text(0); });
    if (!there) insert_guide(tx_, item.id, version, {guide, content_hash(guide), now_.ms});
    show_guide(item, guide, version);
}

void CatalogueChange::show_guide(const Item& item, const Guide& guide, int version) {
    const bool is_active = item.state == ItemState::kActive;
    if (is_active) counts_.move(item, themes_of(item.id), -1);
    Item shown = item;
    shown.status = ItemStatus::kGuide;
    shown.online = guide.form.has_value();
    const int rank = static_cast<int>(rank_of(shown));
    const auto search_text = search_text_of(guide);
    const auto promised = guide.promised.count < 0 ? std::string() : to_text(guide.promised);
    // Of what nobody applies for no visit is counted: unknown, and not "nobody needs to come".
    const int visits = lint::must_say("visits", guide.task_type) ? guide.visits : -1;
    tx_.execute(sql::show_guide_of_item, {{"id", item.id},
                                          {"name", guide.name},
                                          {"search_text", search_text},
                                          {"base_code", guide.base_code},
                                          {"task_type", guide.task_type},
                                          {"listing_rank", rank},
                                          {"version", version},
                                          {"promised", promised},
                                          {"visits", visits},
                                          {"generation", generation()},
                                          {"now_ms", now_.ms}});
    if (!is_active) return;
    tx_.execute(sql::delete_themes_of_item, {{"item_id", item.id}});
    counts_.move(shown, put_themes(shown, guide), 1);
}

std::vector<Theme> CatalogueChange::put_themes(const Item& shown, const Guide& guide) {
    auto themes = themes_of_guide(guide);
    const auto region = shown.region.str();
    const int rank = static_cast<int>(rank_of(shown));
    for (const Theme& theme : themes)
        tx_.execute(sql::insert_theme, {{"item_id", shown.id},
                                        {"axis", word_of(theme.axis)},
                                        {"code", theme.code},
                                        {"region_code", region},
                                        {"listing_rank", rank}});
    return themes;
}

}  // namespace yw::catalogue
