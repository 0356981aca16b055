// One item: its guide where one is published, what is known where none is, and what hangs on it.
#include <algorithm>
#include <charconv>
#include <list>
#include <mutex>
#include <unordered_map>

#include "catalogue/guide_changes.hpp"
#include "catalogue/publish_guide.hpp"
#include "platform/qr/qr.hpp"
#include "portal/guide_view.hpp"
#include "portal/material_paper.hpp"
#include "portal/site.hpp"

namespace yw::portal {
namespace {

using catalogue::Item;
using catalogue::PublishedGuide;

std::string item_url(const Item& item) {
    return "/i/" + item.id;
}

std::vector<Crumb> crumbs_of(const Item& item, std::string end = "") {
    std::vector<Crumb> crumbs{{item.department.name, "/items?department=" + http::url_encode(item.department.id)}};
    if (end.empty()) {
        crumbs.push_back({item.name, ""});
    } else {
        crumbs.push_back({item.name, item_url(item)});
        crumbs.push_back({std::move(end), ""});
    }
    return crumbs;
}

http::Response guide_page(
    const Site& site, http::Request& request, const PublishedGuide& published, int current, GuideForm form) {
    html::View view = site.view("portal/guide.html");
    fill_guide(view, published, current, form);
    // Nobody rates being punished or checked.
    if (site.parts.ratings && catalogue::is_applied_for(published.guide.task_type))
        view.add("IF_RATINGS")
            .set("RATINGS_FRAGMENT", "/fragments/ratings/" + published.item.id)
            .set("RATINGS_URL", item_url(published.item) + "/ratings");
    else
        view.none("IF_RATINGS");
    PageHead head;
    head.title = published.guide.name;
    head.action_bar = published.version == current && form == GuideForm::kScreen;
    head.crumbs =
        crumbs_of(published.item, form == GuideForm::kPaper      ? "打印版"
                                  : published.version == current ? ""
                                                                 : "第" + std::to_string(published.version) + "版");
    return site.page(request, head, view);
}

http::Response listed_page(const Site& site, http::Request& request, const Item& item) {
    html::View view = site.view("portal/listed.html");
    const auto type = catalogue::task_type_name(item.task_type);
    view.set("NAME", item.name).set("DEPARTMENT", item.department.name).set("TASK_TYPE", type);
    view.when("IF_TYPE", !type.empty());
    view.set("DEPARTMENT_URL", "/items?department=" + http::url_encode(item.department.id));
    view.set("WRONG_URL", "/feedback?page=" + http::url_encode(item_url(item)));
    const auto fact = [&](std::string_view key, std::string_view value) {
        if (!value.empty()) view.add("FACTS").set("KEY", key).set("VALUE", value);
    };
    fact("办理部门", item.department.name);
    fact("地区", site.parts.regions().full_name(item.region));
    fact("事项类型", type);
    fact("主项", item.main_item);
    fact("实施编码", item.implement_code);
    fact("基本编码", item.base_code);
    fact("部门统一社会信用代码", item.department.credit_code);
    PageHead head;
    head.title = item.name;
    head.crumbs = crumbs_of(item);
    return site.page(request, head, view);
}

/// What an item that is on no list any more was, why it is not, and where to go instead. Gone for good is 410; what is
/// only suspended will be there again.
http::Response ended_page(const Site& site, http::Request& request, const Item& item) {
    constexpr int kGone = 410;
    const bool suspended = item.state == catalogue::ItemState::kSuspended;
    html::View view = site.view("portal/ended.html");
    view.set("NAME", item.name).set("DEPARTMENT", item.department.name);
    view.set("STATE", suspended ? "暂停办理" : "已" + std::string(state_zh(item.state)));
    view.when("IF_SUSPENDED", suspended).when("IF_GONE", !suspended).none("IF_WHY").none("IF_VERSIONS");
    const auto standings = site.parts.catalogue.standings(item.id);
    if (!standings.empty()) {
        const catalogue::Standing& standing = standings.front();
        html::View why = view.add("IF_WHY");
        why.set("SINCE", zh_minute(standing.since)).set("REASON", standing.reason).set("DOCUMENT", standing.document);
        why.when("IF_REASON", !standing.reason.empty()).when("IF_DOCUMENT", !standing.document.empty());
        why.none("IF_DECISION");
        if (!standing.decision_id.empty())
            why.add("IF_DECISION").set("DECISION_URL", "/changes/" + standing.decision_id);
    }
    if (item.version > 0) view.add("IF_VERSIONS").set("VERSIONS_URL", item_url(item) + "/versions");
    view.none("IF_SUCCESSORS");
    const auto successors = site.parts.catalogue.successors(item.id);
    if (!successors.empty()) {
        html::View instead = view.add("IF_SUCCESSORS");
        for (const Item& successor : successors)
            instead.add("SUCCESSORS")
                .set("SUCCESSOR_URL", item_url(successor))
                .set("SUCCESSOR", successor.name)
                .set("WHERE", successor.department.name);
    }
    view.set("DEPARTMENT_URL", "/items?department=" + http::url_encode(item.department.id));
    PageHead head;
    head.title = item.name + (suspended ? "（暂停办理）" : "（已不再办理）");
    head.crumbs = crumbs_of(item);
    return site.page(request, head, view, suspended ? 200 : kGone);
}

http::Response item_page(const Site& site, http::Request& request, GuideForm form) {
    const std::string id(request.param("item"));
    const auto item = site.parts.catalogue.item(id);
    if (!item) return site.error(request, item.error());
    if (item->state != catalogue::ItemState::kActive) return ended_page(site, request, item.value());
    if (item->status == catalogue::ItemStatus::kListed) return listed_page(site, request, item.value());
    const auto guide = site.parts.catalogue.guide(id);
    if (!guide) return site.error(request, guide.error());
    return guide_page(site, request, *guide.value(), guide.value()->version, form);
}

/// "v3" -> 3; nothing for anything else.
std::optional<int> version_of(std::string_view text) {
    if (!text.starts_with('v') || text.size() > 8) return std::nullopt;
    int version = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), version);
    if (error != std::errc() || end != text.data() + text.size() || version < 1) return std::nullopt;
    return version;
}

Result<std::shared_ptr<const PublishedGuide>> asked_version(const Site& site, const http::Request& request) {
    const auto version = version_of(request.param("version"));
    if (!version) return fail(catalogue::kGuideNotFound);
    return site.parts.catalogue.guide_version(std::string(request.param("item")), *version);
}

http::Response version_page(const Site& site, http::Request& request) {
    const auto guide = asked_version(site, request);
    if (!guide) return site.error(request, guide.error());
    const auto item = site.parts.catalogue.item(guide.value()->item.id);
    if (!item) return site.error(request, item.error());
    const int current = item->state == catalogue::ItemState::kActive ? item->version : 0;
    return guide_page(site, request, *guide.value(), current, GuideForm::kScreen);
}

http::Response versions_page(const Site& site, http::Request& request) {
    const auto item = site.parts.catalogue.item(std::string(request.param("item")));
    if (!item) return site.error(request, item.error());
    const auto versions = site.parts.catalogue.versions(item->id);
    if (versions.empty()) return site.error(request, fail(catalogue::kGuideNotFound));
    html::View view = site.view("portal/versions.html");
    view.set("NAME", item->name);
    for (const auto& version : versions) {
        html::View row = view.add("VERSIONS");
        const std::string name = "v" + std::to_string(version.version);
        row.set("VERSION", version.version)
            .set("URL", item_url(item.value()) + "/" + name)
            .set("PUBLISHED", zh_minute({version.published_at_ms}))
            .set("HASH", version.content_hash)
            .when("IF_CURRENT", version.version == item->version && item->state == catalogue::ItemState::kActive);
        row.none("IF_CHANGES").when("IF_FIRST", version.version == 1);
        if (version.version > 1)
            row.add("IF_CHANGES")
                .set("CHANGES_URL", item_url(item.value()) + "/versions/" + name)
                .set("BEFORE", version.version - 1);
    }
    view.none("IF_COMPARE");
    if (versions.size() > 2) {
        html::View compare = view.add("IF_COMPARE");
        compare.set("COMPARE_URL", item_url(item.value()) + "/versions/compare");
        for (const char* section : {"FROM", "TO"})
            for (const auto& version : versions) compare.add(section).set("VERSION", version.version);
    }
    PageHead head;
    head.title = item->name + "：历次版本";
    head.crumbs = crumbs_of(item.value(), "历次版本");
    return site.page(request, head, view);
}

/// What a version changed, element by element, against the one before it, or against the one that was asked for.
http::Response changes_page(const Site& site, http::Request& request) {
    const auto after = asked_version(site, request);
    if (!after) return site.error(request, after.error());
    const PublishedGuide& now = *after.value();
    const auto asked = version_of("v" + std::string(request.query.get("from")));
    const int from = asked ? *asked : now.version - 1;
    const auto before = site.parts.catalogue.guide_version(now.item.id, from);
    if (!before) return site.error(request, before.error());
    html::View view = site.view("portal/changes.html");
    const auto changes = catalogue::guide_changes(before.value()->guide, now.guide);
    view.set("NAME", now.guide.name).set("FROM", from).set("TO", now.version).set("COUNT", changes.size());
    view.set("FROM_URL", item_url(now.item) + "/v" + std::to_string(from));
    view.set("TO_URL", item_url(now.item) + "/v" + std::to_string(now.version));
    view.set("PUBLISHED", zh_minute({now.published_at_ms})).none("CHANGE").when("NONE", changes.empty());
    for (const catalogue::GuideChange& change : changes) {
        html::View row = view.add("CHANGE");
        using Kind = catalogue::GuideChange::Kind;
        row.set("WORDS", change.words).none("OLD").none("NEW");
        row.when("ADDED", change.kind == Kind::kAdded).when("REMOVED", change.kind == Kind::kRemoved);
        if (!change.before.empty()) row.add("OLD").set("TEXT", change.before);
        if (!change.after.empty()) row.add("NEW").set("TEXT", change.after);
    }
    PageHead head;
    head.title = now.guide.name + "：第" + std::to_string(now.version) + "版改了什么";
    head.crumbs = crumbs_of(now.item, "第" + std::to_string(now.version) + "版改了什么");
    return site.page(request, head, view);
}

/// The form of the list of versions: two of them, whichever was published first stands first.
http::Response compare(const Site& site, http::Request& request) {
    const auto from = version_of("v" + std::string(request.query.get("from")));
    const auto to = version_of("v" + std::string(request.query.get("to")));
    const auto item = site.parts.catalogue.item(std::string(request.param("item")));
    if (!item) return site.error(request, item.error());
    if (!from || !to) return http::see_other(item_url(item.value()) + "/versions");
    return http::see_other(item_url(item.value()) + "/versions/v" + std::to_string(std::max(*from, *to)) +
                           "?from=" + std::to_string(std::min(*from, *to)));
}

http::Response qr_code(const Site& site, http::Request& request) {
    const auto item = site.parts.catalogue.item(std::string(request.param("item")));
    if (!item) return site.error(request, item.error());
    http::Response response;
    response.set("Content-Type", "image/svg+xml");
    response.set("Cache-Control", "private, max-age=86400");
    response.set("X-Content-Type-Options", "nosniff");
    response.body = qr::svg(site.origin(request) + item_url(item.value()));
    return response;
}

/// Papers already made: a version never changes, so neither do they. Bounded by count; each is some 50 to 300 kB.
class Papers {
public:
    std::shared_ptr<const std::string> find(const std::string& key) {
        const std::lock_guard lock(mutex_);
        const auto found = papers_.find(key);
        return found == papers_.end() ? nullptr : found->second;
    }
    void put(const std::string& key, std::shared_ptr<const std::string> paper) {
        const std::lock_guard lock(mutex_);
        if (!papers_.emplace(key, std::move(paper)).second) return;
        order_.push_back(key);
        if (order_.size() <= kMax) return;
        papers_.erase(order_.front());
        order_.pop_front();
    }

private:
    static constexpr std::size_t kMax = 100;
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const std::string>> papers_;
    std::list<std::string> order_;  ///< oldest first
};

http::Response paper(const Site& site, http::Request& request, Papers& papers) {
    const std::string_view file = request.param("file");
    if (file != "blank.pdf" && file != "sample.pdf") return site.error(request, fail(kFormNotFound));
    const auto kind = file == "blank.pdf" ? PaperKind::kBlank : PaperKind::kSample;
    const auto guide = asked_version(site, request);
    if (!guide) return site.error(request, guide.error());
    auto made = papers.find(request.path);
    if (!made) {
        auto bytes = material_paper(*guide.value(), request.param("key"), kind, site.parts.options.demonstration);
        if (!bytes) return site.error(request, bytes.error());
        made = std::make_shared<const std::string>(std::move(bytes).value());
        papers.put(request.path, made);
    }
    const std::string name =
        guide.value()->guide.name + (kind == PaperKind::kBlank ? "-空白表格.pdf" : "-填写样例.pdf");
    http::Response response = http::file("", "application/pdf", name);
    response.body = made;
    response.set("Cache-Control", "public, max-age=86400");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace

void add_item_routes(http::Router& router, const SharedSite& site) {
    const auto everyone = site->parts.gate.everyone();
    site->add_cached(router, "/i/{item}",
                     [site](http::Request& request) { return item_page(*site, request, GuideForm::kScreen); });
    site->add_cached(router, "/i/{item}/print",
                     [site](http::Request& request) { return item_page(*site, request, GuideForm::kPaper); });
    site->add_get(router, "/i/{item}/versions", everyone,
                  [site](http::Request& request) { return versions_page(*site, request); });
    site->add_get(router, "/i/{item}/versions/compare", everyone,
                  [site](http::Request& request) { return compare(*site, request); });
    site->add_get(router, "/i/{item}/versions/{version}", everyone,
                  [site](http::Request& request) { return changes_page(*site, request); });
    site->add_get(router, "/i/{item}/qr.svg", everyone,
                  [site](http::Request& request) { return qr_code(*site, request); });
    site->add_get(router, "/i/{item}/{version}", everyone,
                  [site](http::Request& request) { return version_page(*site, request); });
    auto papers = std::make_shared<Papers>();
    router.add({http::Method::kGet, "/i/{item}/{version}/forms/{key}/{file}", everyone,
                [site, papers](http::Request& request) { return paper(*site, request, *papers); }, http::Where::kSlow});
}

}  // namespace yw::portal
