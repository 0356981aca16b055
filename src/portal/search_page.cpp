// The search page: what was understood, what was found by kind, and where to go when nothing fits.
#include <algorithm>
#include <charconv>
#include <map>

#include "portal/answers_view.hpp"
#include "portal/cursor.hpp"
#include "portal/item_card.hpp"
#include "portal/other_results.hpp"
#include "portal/search_words.hpp"

namespace yw::portal {
namespace {

constexpr std::size_t kPageResults = 20;
constexpr std::size_t kMaxQuestion = 256;
constexpr std::size_t kMostSkipped = 10'000;

struct Kind {
    std::string_view kind;
    std::string_view name;
};
/// In the order of the groups on the page.
constexpr Kind kKinds[] = {{"case", "我的办件"},   {"item", "办事"},      {"guided", "一步步告诉您怎么办"},
                           {"bundle", "一件事"},   {"answer", "问答"},    {"event", "主题"},
                           {"department", "部门"}, {"place", "地方"},     {"application", "应用"},
                           {"licence", "证照"},    {"change", "事项变动"}};

struct WidthWord {
    search::Width width;
    std::string_view word;
};
constexpr WidthWord kWidths[] = {{search::Width::kPlace, "place"},
                                 {search::Width::kCity, "city"},
                                 {search::Width::kProvince, "province"},
                                 {search::Width::kNation, "nation"}};

/// What the address of a search says beside the words.
struct Choice {
    search::Width width = search::Width::kPlace;
    search::Audience audience = search::Audience::kEveryone;
    bool as_typed = false;
};

std::string url_of(std::string_view text, const Choice& choice, std::string_view after = {}) {
    std::string url = "/search?q=" + http::url_encode(text);
    if (choice.width != search::Width::kPlace) url += "&scope=" + std::string(word_of(choice.width));
    if (choice.audience != search::Audience::kEveryone) url += "&audience=" + std::string(word_of(choice.audience));
    if (choice.as_typed) url += "&exact=1";
    if (!after.empty()) url += "&after=" + http::url_encode(after);
    return url;
}

void add_chip(html::View& view, std::string_view list, std::string_view name, const std::string& url, bool set) {
    view.add(list).set("NAME", name).set("URL", url).when("IF_SET", set);
}

/// A place, its city, its province, the nation: each once, as far as the place lies within.
void add_scopes(const Site& site, html::View& view, std::string_view text, const Choice& choice, RegionCode place) {
    const auto chip = [&](search::Width width, const std::string& name) {
        Choice other = choice;
        other.width = width;
        add_chip(view, "SCOPES", name, url_of(text, other), choice.width == width);
    };
    chip(search::Width::kPlace, place == RegionCode() ? "国家级事项" : site.place_name(place) + "和上级");
    for (auto above = std::optional(place); above; above = above->parent()) {
        if (above->level() == RegionLevel::kPrefecture && !above->is_statistic_only())
            chip(search::Width::kCity, site.place_name(*above) + "各地");
        if (above->level() == RegionLevel::kProvince) chip(search::Width::kProvince, site.place_name(*above) + "各地");
    }
    chip(search::Width::kNation, "全国各地");
}

void add_audiences(html::View& view, std::string_view text, const Choice& choice) {
    const auto chip = [&](search::Audience audience, std::string_view name) {
        Choice other = choice;
        other.audience = audience;
        add_chip(view, "AUDIENCES", name, url_of(text, other), choice.audience == audience);
    };
    chip(search::Audience::kEveryone, "全部");
    chip(search::Audience::kPerson, "个人");
    chip(search::Audience::kFirm, "企业");
}

void add_understood(html::View& view, std::string_view text, const Choice& choice, const search::Answer& answer) {
    const std::string& by = !answer.corrected.empty() ? answer.corrected : answer.understood;
    if (by.empty() || choice.as_typed) {
        view.none("IF_UNDERSTOOD");
        return;
    }
    Choice exact = choice;
    exact.as_typed = true;
    view.add("IF_UNDERSTOOD").set("BY", by).set("Q", text).set("EXACT_URL", url_of(text, exact));
}

void add_groups(const Site& site, html::View& found, const search::Answer& answer, std::string_view text) {
    for (const Kind& kind : kKinds) {
        std::vector<const search::Found*> of_kind;
        for (const auto& each : answer.found)
            if (each.entry.kind == kind.kind) of_kind.push_back(&each);
        if (of_kind.empty()) continue;
        html::View group = found.add("GROUPS");
        group.set("KIND", kind.name);
        html::View cards = group.part("CARDS", "portal/items.html");
        for (const auto* each : of_kind) add_found_card(site, cards, *each, text);
    }
}

void add_near(html::View& view, const Choice& choice, const std::vector<std::string>& words) {
    if (words.empty()) {
        view.none("IF_NEAR");
        return;
    }
    html::View near = view.add("IF_NEAR");
    for (const auto& word : words) near.add("WORDS").set("WORD", word).set("URL", url_of(word, choice));
}

/// Ways on that are always there: themes, departments, a wider search, a person.
void add_ways(const Site& site, html::View& ways, std::string_view text, const Choice& choice) {
    if (choice.width != search::Width::kNation) {
        Choice wider = choice;
        wider.width = search::Width::kNation;
        wider.audience = search::Audience::kEveryone;
        ways.add("IF_WIDER").set("WIDER_URL", url_of(text, wider));
    } else {
        ways.none("IF_WIDER");
    }
    if (site.parts.options.operator_phone.empty())
        ways.none("IF_PHONE");
    else
        ways.add("IF_PHONE").set("PHONE", site.parts.options.operator_phone);
    // What is sent with a report is kept: without what the words may say of a person.
    const std::string kept = url_of(asking::without_personal_data(text), choice);
    ways.set("FEEDBACK_URL", "/feedback?page=" + http::url_encode(kept));
}

/// What stands beside the items on the first page of results.
struct Beside {
    asking::Reply reply;                      ///< what the guides say, where a question was asked
    std::vector<guided::PublishedPtr> trees;  ///< they lead to the items that this person needs
    std::vector<OtherResult> own, others;
    bool answers() const { return reply.answered() || !trees.empty() || !own.empty() || !others.empty(); }
};

Beside beside(const Site& site, const http::Request& request, const std::string& text, RegionCode place) {
    constexpr std::size_t kMostTrees = 2;
    return {site.parts.asking.ask(text, place),
            site.parts.guided.find(asking::without_personal_data(text), place, kMostTrees),
            own_cases(site, request, text), other_results(site, text, place)};
}

void add_others(html::View& asked,
                std::string_view name,
                const std::vector<OtherResult>& results,
                std::string_view text) {
    if (results.empty()) return;
    html::View part = asked.part(name, "portal/others.html");
    for (const Kind& kind : kKinds) {
        const auto is_of = [&](const OtherResult& each) { return each.kind == kind.kind; };
        if (std::none_of(results.begin(), results.end(), is_of)) continue;
        html::View group = part.add("OTHERS");
        group.set("KIND", kind.name);
        for (const auto& each : results) {
            if (!is_of(each)) continue;
            html::View row = group.add("ROWS");
            row.set("NAME", each.name).set("URL", chosen_url(text, each.url)).none("IF_NOTE");
            if (!each.note.empty()) row.add("IF_NOTE").set("NOTE", each.note);
        }
    }
}

void add_beside(html::View& asked, const Beside& beside, const std::string& text) {
    asked.none("REPLY").none("IF_GUIDED").none("OWN").none("OTHER");
    if (beside.reply.was_asked()) {
        html::View shown = asked.part("REPLY", "portal/answers.html");
        show_reply(shown, beside.reply, [&](std::string path) { return chosen_url(text, path); });
    }
    add_others(asked, "OWN", beside.own, text);
    add_others(asked, "OTHER", beside.others, text);
    if (beside.trees.empty()) return;
    html::View group = asked.add("IF_GUIDED");
    group.set("GUIDED_KIND", kind_zh("guided"));
    for (const auto& tree : beside.trees)
        group.add("TREES")
            .set("TREE", tree->tree.title)
            .set("TREE_URL", chosen_url(text, tree->url()))
            .set("LEAD", tree->tree.lead);
}

struct Page {
    std::size_t skip = 0;
    std::string list;  ///< what the cursor belongs to
};

std::optional<Page> page_of(const http::Request& request,
                            std::string_view text,
                            const Choice& choice,
                            RegionCode place) {
    Page page;
    page.list = url_of(text, choice) + place.str();
    const auto cursor = inner_cursor(request.query.get("after"), page.list);
    if (!cursor) return std::nullopt;
    std::from_chars(cursor->data(), cursor->data() + cursor->size(), page.skip);
    if (page.skip > kMostSkipped) return std::nullopt;
    return page;
}

void add_pager(
    html::View& found, std::string_view text, const Choice& choice, const Page& page, const search::Answer& answer) {
    const auto reached = page.skip + answer.found.size();
    const bool has_next = reached < answer.total && reached <= kMostSkipped;
    if (page.skip == 0 && !has_next) {
        found.none("IF_PAGER");
        return;
    }
    html::View pager = found.add("IF_PAGER");
    pager.set("FIRST_URL", url_of(text, choice)).when("IF_FIRST", page.skip > 0);
    pager.set("NEXT_URL", has_next ? url_of(text, choice, outer_cursor(std::to_string(reached), page.list)) : "")
        .when("IF_NEXT", has_next);
}

/// First pages as people ask for them: not the next page, not the same words again with another filter.
void count_search(const Site& site,
                  const http::Request& request,
                  std::string_view text,
                  const Choice& choice,
                  const Page& page,
                  RegionCode place,
                  bool found) {
    const bool is_first = page.skip == 0 && !choice.as_typed && choice.width == search::Width::kPlace &&
                          choice.audience == search::Audience::kEveryone;
    if (!site.parts.findability || !is_first) return;
    site.parts.findability->asked({.text = std::string(text),
                                   .place = place,
                                   .found = found,
                                   .visitor = request.peer + "\x1f" + std::string(request.header("User-Agent"))});
}

/// A result was chosen: counted without knowing by whom, then shown. Works without scripts.
http::Response go(const Site& site, const http::Request& request) {
    const std::string text = typed_text(request.query.get("q"), kMaxQuestion);
    const auto path = request.query.get("to");
    if (!http::is_site_path(path)) return site.parts.frame.status_page(request, 400);
    if (site.parts.findability && !text.empty()) site.parts.findability->chosen(text, site.place(request));
    auto answer = http::see_other(std::string(path));
    answer.set("Cache-Control", "no-store");
    return answer;
}

http::Response search_page(const Site& site, http::Request& request) {
    const std::string text = typed_text(request.query.get("q"), kMaxQuestion);
    Choice choice;
    choice.width = width_of(request.query.get("scope")).value_or(search::Width::kPlace);
    choice.audience = audience_of(request.query.get("audience")).value_or(search::Audience::kEveryone);
    choice.as_typed = request.query.get("exact") == "1";
    const RegionCode place = site.place(request);
    const auto page = page_of(request, text, choice, place);
    if (!page) return site.parts.frame.status_page(request, 400);

    search::Answer answer;
    if (!text.empty())
        answer = site.parts.search.ask({.text = text,
                                        .place = place,
                                        .width = choice.width,
                                        .audience = choice.audience,
                                        .kind = {},
                                        .as_typed = choice.as_typed,
                                        .one_of_each = true,
                                        .skip = page->skip,
                                        .limit = kPageResults});
    const bool is_first = page->skip == 0 && !choice.as_typed;
    Beside more;
    if (!text.empty() && is_first) more = beside(site, request, text, place);
    if (!text.empty())
        count_search(site, request, text, choice, *page, place,
                     more.answers() || (answer.sure && !answer.found.empty()));
    PageHead head;
    head.title = text.empty() ? "搜索" : "搜索“" + text + "”";
    head.crumbs = {{"搜索", ""}};
    html::View view = site.view("portal/search.html");
    view.set("TITLE", head.title).set("Q", text).none("SCOPES").none("AUDIENCES");
    view.when("IF_EMPTY", text.empty());
    if (text.empty()) {
        view.none("IF_ASKED");
        return site.page(request, head, view);
    }
    html::View asked = view.add("IF_ASKED");
    add_understood(asked, text, choice, answer);
    add_scopes(site, asked, text, choice, place);
    add_audiences(asked, text, choice);
    add_beside(asked, more, text);
    if (answer.found.empty()) {
        asked.none("IF_FOUND");
    } else {
        html::View found = asked.add("IF_FOUND");
        found.set("TOTAL", in_thousands(static_cast<std::int64_t>(answer.total))).when("IF_UNSURE", !answer.sure);
        found.when("IF_EXACT", answer.is_total_exact).when("IF_LEAST", !answer.is_total_exact);
        add_groups(site, found, answer, text);
        add_pager(found, text, choice, *page, answer);
    }
    asked.none("IF_SAYS");
    if (!answer.says.empty()) asked.add("IF_SAYS").set("SAYS", answer.says);
    if (!answer.found.empty() && answer.sure) {
        asked.none("IF_NOTHING").none("IF_NEAR");
    } else {
        asked.when("IF_NOTHING", answer.found.empty() && !more.answers());
        add_near(asked, choice, answer.near_words);
    }
    add_ways(site, asked, text, choice);
    auto response = site.page(request, head, view);
    if (!more.own.empty()) response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

std::string_view word_of(search::Width width) {
    for (const auto& each : kWidths)
        if (each.width == width) return each.word;
    return {};
}
std::optional<search::Width> width_of(std::string_view word) {
    for (const auto& each : kWidths)
        if (each.word == word) return each.width;
    return std::nullopt;
}
std::string_view word_of(search::Audience audience) {
    if (audience == search::Audience::kEveryone) return {};
    return audience == search::Audience::kPerson ? "person" : "firm";
}
std::optional<search::Audience> audience_of(std::string_view word) {
    if (word == "person") return search::Audience::kPerson;
    if (word == "firm") return search::Audience::kFirm;
    return std::nullopt;
}
std::string_view kind_zh(std::string_view kind) {
    for (const auto& each : kKinds)
        if (each.kind == kind) return each.name;
    return {};
}

std::string chosen_url(std::string_view query, std::string_view path) {
    return "/search/go?q=" + http::url_encode(query) + "&to=" + http::url_encode(path);
}

void add_search_routes(http::Router& router, const SharedSite& site) {
    site->add_get(router, "/search", site->parts.gate.everyone(),
                  [site](http::Request& request) { return search_page(*site, request); });
    site->add_get(router, "/search/go", site->parts.gate.everyone(),
                  [site](http::Request& request) { return go(*site, request); });
}

}  // namespace yw::portal
