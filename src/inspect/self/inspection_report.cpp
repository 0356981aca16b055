// The report of a place: its kept counts, with what they mean.
#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "inspect/self/open_self_inspection.hpp"
#include "inspect/self/sql.hpp"
#include "kernel/ids.hpp"

namespace yw::inspect {
namespace {

namespace sql = self::sql;

constexpr std::size_t kRowsAtOnce = 50;
constexpr int kTrendDays = 180;
/// After every day.
constexpr std::string_view kNoDay = "9999-12-31";
/// What is not offered at all yet: consultation (A5) comes with its own module.
constexpr std::string_view kNotBuilt = "A5";

struct OpenCount {
    std::int64_t open = 0;
    std::int64_t overdue = 0;
};
using Figures = std::map<std::string, Figure, std::less<>>;     // by indicator
using Trends = std::map<std::string, std::vector<TrendPoint>>;  // by indicator
using Opens = std::map<std::string, OpenCount, std::less<>>;

Figures read_figures(db::Reader& reader, std::string_view region, std::string_view department) {
    Figures figures;
    reader.each(sql::counts_of_place, {{"region_code", region}, {"department_id", department}},
                [&](const db::Row& row) {
                    figures[row.text(0)] = {row.integer(1), row.integer(2), row.integer(3)};
                });
    return figures;
}

Trends read_trends(db::Reader& reader, std::string_view region, std::string_view department, LocalDay from) {
    Trends trends;
    const auto from_day = from.iso();
    reader.each(sql::history_of_place, {{"region_code", region}, {"department_id", department}, {"from_day", from_day}},
                [&](const db::Row& row) {
                    const auto day = LocalDay::parse(row.view(1));
                    if (day) trends[row.text(0)].push_back({*day, {row.integer(2), row.integer(3), 0}});
                });
    return trends;
}

Opens read_opens(db::Reader& reader, std::string_view region, std::string_view department, const std::string& today) {
    Opens opens;
    reader.each(sql::dues_of_place, {{"region_code", region}, {"department_id", department}, {"today", today}},
                [&](const db::Row& row) {
                    opens[row.text(0)] = {row.integer(1), row.integer(2)};
                });
    return opens;
}

template <class Map>
typename Map::mapped_type value_of(const Map& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

/// Everything that is kept of a place, and of the pages that belong to every place.
struct Kept {
    Figures figures;
    Trends trends;
    Opens opens;
    Figures site_figures;
    Trends site_trends;
    Opens site_opens;

    Figure figure(const std::string& id) const { return value_of(figures, id) + value_of(site_figures, id); }
    std::vector<TrendPoint> trend(const std::string& id, LocalDay today) const {
        auto points = added_trends(value_of(trends, id), value_of(site_trends, id));
        if (points.empty() || points.back().day != today) points.push_back({today, figure(id)});
        return points;
    }
};

Kept read_kept(db::Reader& reader, const std::string& region, const std::string& department, LocalDay today) {
    const auto day = today.iso();
    const auto from = today.plus(-kTrendDays);
    Kept kept{read_figures(reader, region, department),
              read_trends(reader, region, department, from),
              read_opens(reader, region, department, day),
              {},
              {},
              {}};
    // A department has no share in pages of the whole site.
    if (!department.empty()) return kept;
    kept.site_figures = read_figures(reader, kPlatform, "");
    kept.site_trends = read_trends(reader, kPlatform, "", from);
    kept.site_opens = read_opens(reader, kPlatform, "", day);
    return kept;
}

void fill_indicators(SelfReport& report, const Kept& kept) {
    for (const auto& indicator : indicators().indicators) {
        IndicatorReport row;
        row.indicator = &indicator;
        row.figure = kept.figure(indicator.id);
        row.standing = indicator.id == kNotBuilt ? Standing::kNotOffered : standing_of(indicator, row.figure);
        const auto own = value_of(kept.opens, indicator.id);
        const auto site = value_of(kept.site_opens, indicator.id);
        row.open = own.open + site.open;
        row.overdue = own.overdue + site.overdue;
        row.trend = kept.trend(indicator.id, report.today);
        report.open += row.open;
        report.overdue += row.overdue;
        report.indicators.push_back(std::move(row));
    }
}

void fill_composites(SelfReport& report, const Kept& kept) {
    for (const auto& rate : indicators().composites) {
        CompositeReport row;
        row.rate = &rate;
        if (rate.id == kGoodItem) {
            row.permille = passed_permille(kept.figure(rate.id));
            row.trend = kept.trend(rate.id, report.today);
        } else {
            row.permille = functions_rate(report.indicators);
        }
        row.reached = row.permille.value_or(0) >= rate.line_permille;
        report.composites.push_back(std::move(row));
    }
}

using Parts = std::map<std::string, PartReport, std::less<>>;

void add_figure(PartReport& part, std::string_view indicator, const Figure& figure) {
    if (indicator == "B0") {
        part.items = figure.checked;
        part.guides = figure.checked - figure.failed;
    } else if (indicator == kGoodItem) {
        part.good = figure.checked - figure.failed;
        part.permille = passed_permille(figure);
    }
}

Parts read_parts(db::Reader& reader,
                 const db::Sql& counts,
                 const db::Sql& dues,
                 std::string_view key,
                 const std::string& value,
                 const std::string& today) {
    Parts parts;
    reader.each(counts, {{key, value}}, [&](const db::Row& row) {
        auto& part = parts[row.text(0)];
        part.id = row.text(0);
        add_figure(part, row.view(1), {row.integer(2), row.integer(3), row.integer(4)});
    });
    reader.each(dues, {{key, value}, {"today", today}}, [&](const db::Row& row) {
        auto& part = parts[row.text(0)];
        part.id = row.text(0);
        part.open = row.integer(1);
        part.overdue = row.integer(2);
    });
    return parts;
}

std::vector<IndicatorPart> indicator_parts(db::Reader& reader,
                                           const db::Sql& counts,
                                           std::string_view key,
                                           const std::string& value,
                                           std::string_view indicator) {
    std::vector<IndicatorPart> parts;
    reader.each(counts, {{key, value}}, [&](const db::Row& row) {
        const Figure figure{row.integer(2), row.integer(3), row.integer(4)};
        if (row.view(1) == indicator && figure.checked > 0) parts.push_back({row.text(0), "", figure});
    });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const IndicatorPart& a, const IndicatorPart& b) { return a.figure.failed > b.figure.failed; });
    return parts;
}

/// Those with something published, most to mend first.
std::vector<PartReport> in_order(Parts&& parts) {
    std::vector<PartReport> rows;
    for (auto& entry : parts)
        if (entry.second.items > 0 || entry.second.open > 0) rows.push_back(std::move(entry.second));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const PartReport& a, const PartReport& b) { return a.open > b.open; });
    return rows;
}

FollowUp follow_up_of(const db::Row& row) {
    return {row.text(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.text(6),
            LocalDay::parse(row.view(7)).value_or(LocalDay()),
            LocalDay::parse(row.view(8)).value_or(LocalDay())};
}

/// "2026-03-09.0190…"; the beginning for anything else.
struct Cursor {
    std::string day;
    std::string id;
};
Cursor cursor_of(const std::string& text) {
    const auto dot = text.find('.');
    if (dot == std::string::npos || !LocalDay::parse(text.substr(0, dot)) || !is_id(text.substr(dot + 1))) return {};
    return {text.substr(0, dot), text.substr(dot + 1)};
}

FollowUpPage page_of(std::vector<FollowUp> rows) {
    FollowUpPage page{std::move(rows), ""};
    if (page.rows.size() > kRowsAtOnce) {
        page.rows.pop_back();
        page.next = page.rows.back().due_on.iso() + "." + page.rows.back().id;
    }
    return page;
}

}  // namespace

Result<SelfReport> OpenSelfInspection::report(RegionCode place, const std::string& department_id) const {
    const auto regions = parts_.regions();
    SelfReport report;
    report.place = place;
    report.place_name = place == RegionCode() ? "全国" : regions.full_name(place);
    if (report.place_name.empty()) return fail(kNoSuchPlace, place.str());
    report.department_id = department_id;
    if (!department_id.empty()) {
        YW_TRY(const auto department, parts_.catalogue.department(department_id));
        if (department.region != place) return fail(catalogue::kDepartmentNotFound, department_id);
        report.department_name = department.name;
    }
    report.today = LocalDay::of(parts_.clock.now());
    const auto code = place.str();
    const auto today = report.today.iso();
    Kept kept;
    Parts places;
    Parts departments;
    parts_.database.read([&](db::Reader& reader) {
        kept = read_kept(reader, code, department_id, report.today);
        if (!department_id.empty()) return;
        places = read_parts(reader, sql::counts_below, sql::dues_below, "parent_code", code, today);
        departments =
            read_parts(reader, sql::counts_of_departments, sql::dues_of_departments, "region_code", code, today);
    });
    fill_indicators(report, kept);
    fill_composites(report, kept);
    report.places = in_order(std::move(places));
    for (auto& part : report.places)
        if (const auto below = RegionCode::parse(part.id))
            if (const auto found = regions.find(*below)) part.name = found->name;
    report.departments = in_order(std::move(departments));
    for (auto& part : report.departments)
        if (const auto found = parts_.catalogue.department(part.id)) part.name = found->name;
    const auto progress = read_progress(parts_.database);
    report.caught_up_at = progress.finished_at;
    report.is_catching_up = progress.generation != parts_.catalogue.generation() ||
                            progress.directory != parts_.database.read(catalogue::directory_generation);
    return report;
}

FollowUpPage OpenSelfInspection::rows_of(std::string_view region,
                                         std::string_view indicator,
                                         const std::string& cursor) const {
    const auto at = cursor_of(cursor);
    return page_of(parts_.database.read([&](db::Reader& reader) {
        if (indicator.empty())
            return reader.list(sql::follow_ups_of_place,
                               {{"region_code", region},
                                {"before_day", kNoDay},
                                {"after_day", at.day},
                                {"after_id", at.id},
                                {"take", kRowsAtOnce + 1}},
                               follow_up_of);
        return reader.list(sql::follow_ups_of_check,
                           {{"region_code", region},
                            {"check_id", indicator},
                            {"after_day", at.day},
                            {"after_id", at.id},
                            {"take", kRowsAtOnce + 1}},
                           follow_up_of);
    }));
}

FollowUpPage OpenSelfInspection::follow_ups(RegionCode place,
                                            std::string_view indicator,
                                            const std::string& cursor) const {
    return rows_of(place.str(), indicator, cursor);
}

std::vector<FollowUp> OpenSelfInspection::follow_ups_of_site(std::string_view indicator) const {
    return rows_of(kPlatform, indicator, "").rows;
}

FollowUpPage OpenSelfInspection::overdue(RegionCode place, const std::string& cursor) const {
    const auto code = place.str();
    const auto at = cursor_of(cursor);
    const auto today = LocalDay::of(parts_.clock.now()).iso();
    return page_of(parts_.database.read([&](db::Reader& reader) {
        return reader.list(sql::follow_ups_of_place,
                           {{"region_code", code},
                            {"before_day", today},
                            {"after_day", at.day},
                            {"after_id", at.id},
                            {"take", kRowsAtOnce + 1}},
                           follow_up_of);
    }));
}

FollowUpPage OpenSelfInspection::follow_ups_of(const std::vector<std::string>& department_ids,
                                               std::string_view indicator,
                                               const std::string& cursor) const {
    const auto at = cursor_of(cursor);
    std::vector<FollowUp> rows;
    parts_.database.read([&](db::Reader& reader) {
        for (const auto& department : department_ids) {
            auto some = reader.list(sql::follow_ups_of_department,
                                    {{"department_id", department},
                                     {"check_id", indicator},
                                     {"after_day", at.day},
                                     {"after_id", at.id},
                                     {"take", kRowsAtOnce + 1}},
                                    follow_up_of);
            rows.insert(rows.end(), some.begin(), some.end());
        }
    });
    std::sort(rows.begin(), rows.end(),
              [](const FollowUp& a, const FollowUp& b) { return std::tie(a.due_on, a.id) < std::tie(b.due_on, b.id); });
    if (rows.size() > kRowsAtOnce + 1) rows.resize(kRowsAtOnce + 1);
    return page_of(std::move(rows));
}

std::optional<StoredSubject> OpenSelfInspection::subject(const std::string& id) const {
    return parts_.database.read([&](db::Reader& reader) { return find_subject(reader, id); });
}

std::vector<IndicatorPart> OpenSelfInspection::places_below(RegionCode place, std::string_view indicator) const {
    const auto code = place.str();
    auto parts = parts_.database.read(
        [&](db::Reader& reader) { return indicator_parts(reader, sql::counts_below, "parent_code", code, indicator); });
    const auto regions = parts_.regions();
    for (auto& part : parts)
        if (const auto below = RegionCode::parse(part.id))
            if (const auto found = regions.find(*below)) part.name = found->name;
    return parts;
}

std::vector<IndicatorPart> OpenSelfInspection::departments_of(RegionCode place, std::string_view indicator) const {
    const auto code = place.str();
    auto parts = parts_.database.read([&](db::Reader& reader) {
        return indicator_parts(reader, sql::counts_of_departments, "region_code", code, indicator);
    });
    for (auto& part : parts)
        if (const auto found = parts_.catalogue.department(part.id)) part.name = found->name;
    return parts;
}

std::vector<SelfFinding> OpenSelfInspection::findings(const std::string& subject_id) const {
    return parts_.database.read([&](db::Reader& reader) { return read_findings(reader, subject_id); });
}

}  // namespace yw::inspect
