#include "catalogue/place_counts.hpp"

#include <algorithm>
#include <array>

#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

/// Levels from the nation to the village: the number of places in counts_of_regions.sql.
constexpr std::size_t kLevels = 6;

using Counted = std::map<std::string, Tally, std::less<>>;  // by "axis code"

/// Six texts for :r0 to :r5; those left over repeat the first, which adds nothing to a set.
std::array<std::string, kLevels> six_of(const std::vector<RegionCode>& regions) {
    std::array<std::string, kLevels> six;
    for (std::size_t i = 0; i < kLevels; ++i) six.at(i) = regions.at(i < regions.size() ? i : 0).str();
    return six;
}

Counted read_tallies(db::Reader& reader, const std::array<std::string, kLevels>& six) {
    Counted counted;
    reader.each(sql::counts_of_regions,
                {{"r0", six[0]}, {"r1", six[1]}, {"r2", six[2]}, {"r3", six[3]}, {"r4", six[4]}, {"r5", six[5]}},
                [&](const db::Row& row) {
                    counted[row.text(0) + " " + row.text(1)] = {row.integer(2), row.integer(3), row.integer(4)};
                });
    return counted;
}

std::vector<Department> read_departments(db::Reader& reader, const std::array<std::string, kLevels>& six) {
    return reader.list(sql::departments_of_regions,
                       {{"r0", six[0]}, {"r1", six[1]}, {"r2", six[2]}, {"r3", six[3]}, {"r4", six[4]}, {"r5", six[5]}},
                       [](const db::Row& row) { return department_of(row, 0); });
}

Tally tally_of(const Counted& counted, Axis axis, std::string_view code) {
    const auto found = counted.find(std::string(word_of(axis)) + " " + std::string(code));
    return found == counted.end() ? Tally() : found->second;
}

/// The codes of a list that have items, or those that have none.
std::vector<Count> pick(const Counted& counted, Axis axis, std::string_view list, bool empty_ones) {
    std::vector<Count> picked;
    for (const Code& code : codes(list)) {
        const Tally tally = tally_of(counted, axis, code.code);
        if ((tally.items == 0) == empty_ones) picked.push_back({code.code, code.name, tally.items});
    }
    return picked;
}

}  // namespace

std::string_view word_of(Axis axis) {
    switch (axis) {
        case Axis::kAll:
            return "all";
        case Axis::kDepartment:
            return "department";
        case Axis::kPersonal:
            return "personal";
        case Axis::kLegal:
            return "legal";
        case Axis::kEvent:
            return "event";
    }
    return {};
}

void CountChanges::move(const Item& item, const std::vector<Theme>& themes, int sign) {
    const auto add = [&](Axis axis, const std::string& code) {
        Tally& tally = changes_[{item.region, axis, code}];
        tally.items += sign;
        if (item.status == ItemStatus::kGuide) tally.guides += sign;
        if (item.online) tally.online += sign;
    };
    add(Axis::kAll, "");
    add(Axis::kDepartment, item.department.id);
    for (const Theme& theme : themes) add(theme.axis, theme.code);
}

void CountChanges::write(db::Transaction& tx) {
    for (const auto& change : changes_) {
        const Key& key = change.first;
        const Tally& tally = change.second;
        if (tally.items == 0 && tally.guides == 0 && tally.online == 0) continue;
        const auto region = key.region.str();
        const auto run = [&](const db::Sql& sql) {
            return tx.execute(sql, {{"region_code", region},
                                    {"axis", word_of(key.axis)},
                                    {"code", key.code},
                                    {"items", tally.items},
                                    {"guides", tally.guides},
                                    {"online", tally.online}});
        };
        if (run(sql::move_count) == 0) run(sql::insert_count);
    }
    changes_.clear();
}

std::vector<RegionCode> chain_of(RegionCode region, bool above) {
    std::vector<RegionCode> chain{region};
    for (auto next = region.parent(); above && next && chain.size() < kLevels; next = next->parent())
        chain.push_back(*next);
    return chain;
}

Tally count_at(db::Reader& reader, RegionCode region, Axis axis, std::string_view code) {
    const auto place = region.str();
    const auto found = reader.one(
        sql::count_of_place, {{"region_code", place}, {"axis", word_of(axis)}, {"code", code}}, [](const db::Row& row) {
            return Tally{row.integer(0), row.integer(1), row.integer(2)};
        });
    return found.value_or(Tally());
}

PlaceCounts read_counts(db::Reader& reader, RegionCode region) {
    const auto six = six_of(chain_of(region, true));
    const Counted counted = read_tallies(reader, six);
    PlaceCounts counts;
    const Tally all = tally_of(counted, Axis::kAll, "");
    counts.items = all.items;
    counts.guides = all.guides;
    counts.online = all.online;
    counts.personal_themes = pick(counted, Axis::kPersonal, "personal_theme", false);
    counts.legal_themes = pick(counted, Axis::kLegal, "legal_theme", false);
    counts.life_events = pick(counted, Axis::kEvent, "life_event", false);
    for (const Department& department : read_departments(reader, six)) {
        const Tally tally = tally_of(counted, Axis::kDepartment, department.id);
        if (tally.items > 0) counts.departments.push_back({department.id, department.name, tally.items});
    }
    std::sort(counts.departments.begin(), counts.departments.end(),
              [](const Count& a, const Count& b) { return a.items != b.items ? a.items > b.items : a.key < b.key; });
    return counts;
}

Coverage read_coverage(db::Reader& reader, RegionCode region) {
    const auto six = six_of({region});
    const Counted counted = read_tallies(reader, six);
    Coverage coverage;
    coverage.empty_personal_themes = pick(counted, Axis::kPersonal, "personal_theme", true);
    coverage.empty_legal_themes = pick(counted, Axis::kLegal, "legal_theme", true);
    coverage.empty_life_events = pick(counted, Axis::kEvent, "life_event", true);
    for (Department& department : read_departments(reader, six)) {
        const Tally tally = tally_of(counted, Axis::kDepartment, department.id);
        coverage.departments.push_back({std::move(department), tally.items - tally.guides, tally.guides, tally.online});
    }
    std::sort(coverage.departments.begin(), coverage.departments.end(), [](const auto& a, const auto& b) {
        return a.guides != b.guides ? a.guides < b.guides : a.department.id < b.department.id;
    });
    return coverage;
}

}  // namespace yw::catalogue
