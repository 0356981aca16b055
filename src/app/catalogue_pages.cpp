#include "app/catalogue_pages.hpp"

#include <fmt/format.h>

#include "app/demo.hpp"
#include "catalogue/conformity.hpp"
#include "catalogue/item_codes.hpp"
#include "kernel/ids.hpp"

namespace yw::app {
namespace {

constexpr int kRows = 50;
/// Items that a look at the page may compare; an import leaves more to the timer, and the page says so.
constexpr int kComparedForAPage = 2'000;

struct Desk {
    Installation& installation;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Desk>;

RegionCode place_asked(const Desk& desk, const http::Request& request) {
    if (const auto code = RegionCode::parse(request.query.get("region"))) return *code;
    return desk.installation.is_demonstration() ? RegionCode::from_number(kDemoPlace) : RegionCode();
}

std::string department_name(const Desk& desk, const std::string& id) {
    const auto found = desk.installation.catalogue().department(id);
    return found ? found->name : "没有部门负责，请指定";
}

PageHead head_of(std::string title, RegionCode place) {
    return {.title = title,
            .crumbs = {{"运行管理", "/ops"},
                       {"基本目录符合和进驻", "/ops/catalogue?region=" + place.str()},
                       {std::move(title), ""}},
            .officer = true};
}

void fill(html::View& row, const catalogue::Conformity::Part& part) {
    row.set("ENTRIES", part.entries).set("ENTRIES_OK", part.entries_agreeing);
    row.set("ENTRY_RATE", rate_text(part.entries_agreeing, part.entries));
    row.set("ITEMS", part.items).set("ITEMS_OK", part.items_agreeing);
    row.set("ITEM_RATE", rate_text(part.items_agreeing, part.items));
}

void show_rates(const Desk& desk, html::View& page, const catalogue::Conformity& found, RegionCode place) {
    fill(page, found.all);
    page.none("DEPARTMENTS");
    for (const auto& part : found.departments) {
        auto row = page.add("DEPARTMENTS");
        fill(row, part);
        row.set("DEPARTMENT", department_name(desk, part.department_id));
        row.set("ROWS_URL", "/ops/catalogue/differences?region=" + place.str() +
                                "&department=" + http::url_encode(part.department_id));
    }
}

void show_duties(html::View& page, const std::vector<catalogue::DutyCount>& duties) {
    page.none("DUTIES");
    std::int64_t entries = 0;
    std::int64_t published = 0;
    for (const auto& duty : duties) {
        entries += duty.entries;
        published += duty.published;
        page.add("DUTIES")
            .set("TYPE", catalogue::task_type_name(duty.task_type))
            .set("SHOULD", duty.entries)
            .set("IS", duty.published)
            .set("MISSING", duty.entries - duty.published)
            .set("RATE", rate_text(duty.published, duty.entries));
    }
    page.set("DUTY_SHOULD", entries).set("DUTY_IS", published).set("DUTY_MISSING", entries - published);
    page.set("DUTY_RATE", rate_text(published, entries));
}

http::Response home(const Desk& desk, http::Request& request) {
    const auto place = place_asked(desk, request);
    auto& database = desk.installation.database();
    const bool behind = catalogue::refresh_conformity(database, kComparedForAPage) == kComparedForAPage;
    html::View page("app/ops_catalogue.html");
    page.set("REGION", place.str()).set("PLACE", desk.installation.regions().full_name(place));
    for (const auto& [name, path] : {std::pair("DIFFERENCES_URL", "differences"), std::pair("CODES_URL", "codes"),
                                     std::pair("MISSING_URL", "missing"), std::pair("TO_END_URL", "to-end")})
        page.set(name, std::string("/ops/catalogue/") + path + "?region=" + place.str());
    page.when("IF_BEHIND", behind);
    const auto today = desk.installation.clock().today();
    database.read([&](db::Reader& reader) {
        page.set("DIRECTORY", catalogue::count_directory(reader));
        show_rates(desk, page, catalogue::conformity(reader, place), place);
        show_duties(page, catalogue::duties(reader, today, place));
    });
    {
        auto whole = page.add("WHOLE");
        fill(whole, database.read([&](db::Reader& reader) { return catalogue::conformity_below(reader, place); }));
    }
    page.none("CHILDREN");
    for (const auto& child : desk.installation.regions().children(place, std::nullopt, kRows)) {
        const auto counts =
            database.read([&](db::Reader& reader) { return catalogue::duties(reader, today, child.code); });
        std::int64_t entries = 0;
        std::int64_t published = 0;
        for (const auto& duty : counts) entries += duty.entries, published += duty.published;
        const auto below =
            database.read([&](db::Reader& reader) { return catalogue::conformity_below(reader, child.code); });
        if (entries == 0 && below.items == 0) continue;
        auto row = page.add("CHILDREN");
        fill(row, below);
        row.set("CHILD_URL", "/ops/catalogue?region=" + child.code.str())
            .set("CHILD", child.name)
            .set("SHOULD", entries)
            .set("IS", published)
            .set("MISSING", entries - published);
    }
    return desk.frame.page(
        request,
        {.title = "基本目录符合和进驻", .crumbs = {{"运行管理", "/ops"}, {"基本目录符合和进驻", ""}}, .officer = true},
        page.render());
}

void show_next(html::View& page, bool more, const std::string& url) {
    page.none("IF_NEXT");
    if (more) page.add("IF_NEXT").set("NEXT_URL", url);
}

http::Response differences(const Desk& desk, http::Request& request) {
    const auto place = place_asked(desk, request);
    const std::string department(request.query.get("department"));
    const std::string after(request.query.get("after"));
    auto rows = desk.installation.database().read([&](db::Reader& reader) {
        return catalogue::differing_items(reader, place, department, is_id(after) ? after : "", kRows + 1);
    });
    const bool more = rows.size() > static_cast<std::size_t>(kRows);
    if (more) rows.pop_back();
    html::View page("app/ops_differences.html");
    page.set("PLACE", desk.installation.regions().full_name(place)).when("IF_NONE", rows.empty()).none("ROWS");
    for (const auto& row : rows) {
        const auto item = desk.installation.catalogue().item(row.item_id);
        if (!item) continue;
        const auto entry = desk.installation.database().read(
            [&](db::Reader& reader) { return catalogue::find_directory_entry(reader, item->base_code); });
        auto line = page.add("ROWS");
        line.set("ITEM_URL", "/i/" + item->id).set("ITEM", item->name).set("DEPARTMENT", item->department.name);
        line.set("CODE", item->base_code.empty() ? "没有" : item->base_code);
        line.set("ENTRY", entry ? entry->name : "目录里没有这个编码").none("DIFFERENCES");
        for (const auto& word : row.differences)
            line.add("DIFFERENCES").set("DIFFERENCE", std::string(catalogue::zh_of(word)) + "不同");
    }
    show_next(page, more,
              rows.empty() ? std::string()
                           : "/ops/catalogue/differences?region=" + place.str() +
                                 "&department=" + http::url_encode(department) + "&after=" + rows.back().item_id);
    return desk.frame.page(request, head_of("和基本目录不一样的事项", place), page.render());
}

http::Response missing(const Desk& desk, http::Request& request) {
    const auto place = place_asked(desk, request);
    const auto today = desk.installation.clock().today();
    auto rows = desk.installation.database().read([&](db::Reader& reader) {
        return catalogue::missing_items(reader, desk.installation.calendar(), today, place,
                                        std::string(request.query.get("after")), kRows + 1);
    });
    const bool more = rows.size() > static_cast<std::size_t>(kRows);
    if (more) rows.pop_back();
    html::View page("app/ops_missing.html");
    page.set("PLACE", desk.installation.regions().full_name(place)).when("IF_NONE", rows.empty()).none("ROWS");
    for (const auto& row : rows) {
        auto line = page.add("ROWS");
        line.set("CODE", row.entry.code).set("ENTRY", row.entry.name);
        line.set("TYPE", catalogue::task_type_name(row.entry.task_type)).set("GUIDING", row.entry.department);
        line.set("OWNER", department_name(desk, row.department_id)).set("STATE", row.listed ? "只有名称" : "没有");
        line.set("DUE", (row.due_not_before ? "不早于" : "") + row.due_on.zh());
        line.when("IF_LATE", !row.due_not_before && row.due_on < today);
    }
    show_next(page, more,
              rows.empty() ? std::string()
                           : "/ops/catalogue/missing?region=" + place.str() + "&after=" + rows.back().entry.code);
    return desk.frame.page(request, head_of("还没有进驻的事项", place), page.render());
}

http::Response to_end(const Desk& desk, http::Request& request) {
    const auto place = place_asked(desk, request);
    const auto today = desk.installation.clock().today();
    const std::string after(request.query.get("after"));
    auto rows = desk.installation.database().read([&](db::Reader& reader) {
        return catalogue::items_to_end(reader, desk.installation.calendar(), place, is_id(after) ? after : "",
                                       kRows + 1);
    });
    const bool more = rows.size() > static_cast<std::size_t>(kRows);
    if (more) rows.pop_back();
    html::View page("app/ops_to_end.html");
    page.set("PLACE", desk.installation.regions().full_name(place)).when("IF_NONE", rows.empty()).none("ROWS");
    for (const auto& row : rows) {
        auto line = page.add("ROWS");
        line.set("ITEM_URL", "/i/" + row.item.id).set("ITEM", row.item.name).set("CODE", row.entry.code);
        line.set("WHERE", desk.installation.regions().full_name(row.item.region));
        line.set("STATE", row.entry.state == "suspended" ? "已经暂停" : "已经取消");
        line.set("OWNER", row.item.department.name);
        line.set("DUE", (row.due_not_before ? "不早于" : "") + row.due_on.zh());
        line.when("IF_LATE", !row.due_not_before && row.due_on < today);
    }
    show_next(
        page, more,
        rows.empty() ? std::string() : "/ops/catalogue/to-end?region=" + place.str() + "&after=" + rows.back().item.id);
    return desk.frame.page(request, head_of("目录已经取消、这里还在办的事项", place), page.render());
}

http::Response codes(const Desk& desk, http::Request& request) {
    const auto place = place_asked(desk, request);
    const auto found =
        desk.installation.catalogue().items({.region = place}, kRows, std::string(request.query.get("after")));
    html::View page("app/ops_codes.html");
    page.set("PLACE", desk.installation.regions().full_name(place)).set("TOTAL", found.total).none("ROWS");
    std::int64_t wrong = 0;
    for (const auto& item : found.items) {
        const auto findings = catalogue::check_codes(item);
        if (findings.empty()) continue;
        ++wrong;
        auto line = page.add("ROWS");
        line.set("ITEM_URL", "/i/" + item.id).set("ITEM", item.name).set("DEPARTMENT", item.department.name);
        for (const auto& finding : findings)
            line.add("FINDINGS").set("CODE", finding.code).set("MESSAGE", finding.message);
    }
    page.set("SHOWN", static_cast<std::int64_t>(found.items.size())).set("WRONG", wrong);
    show_next(page, !found.next.empty(),
              "/ops/catalogue/codes?region=" + place.str() + "&after=" + http::url_encode(found.next));
    return desk.frame.page(request, head_of("编码有问题的事项", place), page.render());
}

}  // namespace

std::string rate_text(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "—";
    // Cut, not rounded: 99.996 is not yet 100.
    const std::int64_t hundredths = part * 10'000 / whole;
    return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

void add_catalogue_routes(http::Router& router,
                          Installation& installation,
                          const identity::Gate& gate,
                          const Frame& frame) {
    const auto pages = std::make_shared<const Desk>(Desk{installation, frame});
    const auto guard = gate.staff({identity::Role::kOperator});
    const auto add = [&](const char* pattern, auto handler) {
        router.add({http::Method::kGet, pattern, guard,
                    [pages, handler](http::Request& request) { return handler(*pages, request); }, http::Where::kSlow});
    };
    add("/ops/catalogue", home);
    add("/ops/catalogue/differences", differences);
    add("/ops/catalogue/missing", missing);
    add("/ops/catalogue/to-end", to_end);
    add("/ops/catalogue/codes", codes);
}

}  // namespace yw::app
