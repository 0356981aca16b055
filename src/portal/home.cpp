// Home and the pages of columns: what a place offers, nothing empty.
#include <array>

#include "portal/site.hpp"
#include "portal/themes.hpp"

namespace yw::portal {
namespace {

using catalogue::Count;

/// The ten words that the 2019 assessment searched for. Of them those are offered that find something here.
constexpr std::array<std::string_view, 10> kHotWords{"公积金", "个税",   "社保",   "结婚",   "低保",
                                                     "网约车", "卫生证", "身份证", "开公司", "工业生产许可"};
constexpr int kFrequent = 8;

std::string search_url(std::string_view word) {
    return "/search?q=" + http::url_encode(word);
}

void add_hot_words(const Site& site, html::View& view, RegionCode place) {
    std::vector<std::string_view> found;
    catalogue::ItemFilter filter;
    filter.region = place;
    filter.include_above = true;
    for (const std::string_view word : kHotWords) {
        filter.text = word;
        if (!site.parts.catalogue.items(filter, 1, "").items.empty()) found.push_back(word);
    }
    if (found.empty()) {
        view.none("IF_HOT");
        return;
    }
    html::View hot = view.add("IF_HOT");
    for (const std::string_view word : found) hot.add("HOT").set("URL", search_url(word)).set("WORD", word);
}

void add_frequent(const Site& site, html::View& view, RegionCode place) {
    catalogue::ItemFilter filter;
    filter.region = place;
    filter.include_above = true;
    filter.only_online = true;
    const auto page = site.parts.catalogue.items(filter, kFrequent, "");
    if (page.items.empty()) {
        view.none("IF_FREQUENT");
        return;
    }
    html::View frequent = view.add("IF_FREQUENT");
    for (const auto& item : page.items) frequent.add("FREQUENT").set("URL", "/i/" + item.id).set("NAME", item.name);
}

void add_departments(html::View& view, const std::vector<Count>& departments) {
    for (const Count& count : departments)
        if (count.items > 0)
            view.add("DEPARTMENTS")
                .set("URL", "/items?department=" + http::url_encode(count.key))
                .set("NAME", count.name)
                .set("COUNT", in_thousands(count.items));
}

/// One group of a page: a heading, and a grid of themes or a list of departments.
struct Group {
    std::string_view id;
    std::string_view name;
    std::vector<Count> counts;
    std::string_view kind;  ///< parameter of /items
    std::string_view icon;  ///< empty: departments, which have none
};

std::vector<Group> groups_of(const catalogue::PlaceCounts& counts) {
    return {{"personal", "个人办事", counts.personal_themes, "personal", "t-p-"},
            {"enterprise", "企业办事", counts.legal_themes, "enterprise", "t-l-"},
            {"departments", "部门", counts.departments, "department", ""},
            {"life", "人生大事", personal_events(counts), "life", "e-"},
            {"firm", "企业大事", enterprise_events(counts), "life", "e-"}};
}

void fill_grid(html::View& around, std::string_view name, const Group& group) {
    html::View grid = around.part(name, group.icon.empty() ? "portal/departments.html" : "portal/themes.html");
    if (group.icon.empty())
        add_departments(grid, group.counts);
    else
        add_themes(grid, group.counts, group.kind, group.icon);
}

void add_tabs(html::View& view, const catalogue::PlaceCounts& counts) {
    constexpr std::array<std::string_view, 5> kSections{"IF_PERSONAL", "IF_ENTERPRISE", "IF_DEPARTMENTS", "IF_LIFE",
                                                        "IF_FIRM"};
    constexpr std::array<std::string_view, 5> kGrids{"PERSONAL", "ENTERPRISE", "DEPARTMENTS", "LIFE", "FIRM"};
    const std::vector<Group> groups = groups_of(counts);
    html::View tabs = view.add("IF_TABS");
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].counts.empty()) {
            tabs.none(kSections.at(i));
            continue;
        }
        html::View panel = tabs.add(kSections.at(i));
        fill_grid(panel, kGrids.at(i), groups[i]);
    }
}

http::Response home(const Site& site, http::Request& request) {
    const RegionCode place = site.place(request);
    const auto counts = site.parts.catalogue.counts(place);
    html::View view = site.view("portal/home.html");
    view.set("PLACE", site.place_name(place)).when("IF_NATION", place == RegionCode());
    add_hot_words(site, view, place);
    add_frequent(site, view, place);
    view.when("IF_EMPTY", counts.items == 0);
    if (counts.items == 0) {
        view.none("IF_TABS").none("IF_STRIP");
    } else {
        add_tabs(view, counts);
        view.add("IF_STRIP")
            .set("ITEMS", in_thousands(counts.items))
            .set("GUIDES", in_thousands(counts.guides))
            .set("ONLINE", in_thousands(counts.online));
    }
    // The figures move without the catalogue, so they come after the page, which is kept.
    if (site.parts.options.has_inspection)
        view.add("IF_INSPECTION").set("INSPECTION_URL", "/fragments/inspection/" + place.str());
    else
        view.none("IF_INSPECTION");
    PageHead head;
    head.title = "首页";
    return site.page(request, head, view);
}

struct Column {
    std::string title;
    std::string lead;
    std::vector<std::string_view> groups;  ///< ids
    bool everything = false;               ///< the site's own pages too
};

http::Response column(const Site& site, http::Request& request, const Column& column) {
    const RegionCode place = site.place(request);
    html::View view = site.view("portal/columns.html");
    view.set("TITLE", column.title).set("LEAD", column.lead).set("PLACE", site.place_name(place));
    view.none("GROUPS");
    bool empty = true;
    for (const Group& group : groups_of(site.parts.catalogue.counts(place))) {
        const bool wanted = std::find(column.groups.begin(), column.groups.end(), group.id) != column.groups.end();
        if (!wanted || group.counts.empty()) continue;
        empty = false;
        html::View shown = view.add("GROUPS");
        shown.set("ID", group.id).set("NAME", group.name);
        fill_grid(shown, "GRID", group);
    }
    view.when("IF_EMPTY", empty).none("IF_EVERYTHING");
    if (column.everything) view.add("IF_EVERYTHING").when("IF_INSPECTION", site.parts.options.has_inspection);
    PageHead head;
    head.title = column.title;
    head.crumbs = {{column.title, ""}};
    return site.page(request, head, view);
}

}  // namespace

void add_home_routes(http::Router& router, const SharedSite& site) {
    site->add_cached(router, "/", [site](http::Request& request) { return home(*site, request); });
    const auto add = [&](std::string path, Column what) {
        site->add_cached(router, std::move(path), [site, what = std::move(what)](http::Request& request) {
            return column(*site, request, what);
        });
    };
    add("/personal", {"个人办事", "按您要办的事，或者按人生里的大事找。", {"personal", "life"}});
    add("/enterprise", {"企业办事", "按经营里的事，或者按企业从开办到注销的阶段找。", {"enterprise", "firm"}});
    add("/departments", {"部门", "按办理的部门找。只列有事项的部门。", {"departments"}});
    add("/sitemap", {"网站地图",
                     "这个地区能办的事和本网站的页面，全部在这里。",
                     {"personal", "enterprise", "departments", "life", "firm"},
                     true});
}

}  // namespace yw::portal
