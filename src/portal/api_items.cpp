// /api/v1/items: listed items and published guides, the same version as the pages show.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "catalogue/guide_json.hpp"
#include "kernel/utf8.hpp"
#include "portal/api_answer.hpp"
#include "portal/cursor.hpp"
#include "portal/files.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;
using catalogue::Item;

std::string_view word_of(catalogue::ItemStatus status) {
    return status == catalogue::ItemStatus::kGuide ? "guide" : "listed";
}

/// null where nothing is known: an empty text would look like an answer.
json::value known(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object item_json(const Site& site, const http::Request& request, const Item& item) {
    json::object department{
        {"id", item.department.id}, {"name", item.department.name}, {"code", known(item.department.credit_code)}};
    return {{"id", item.id},
            {"source_id", item.source_id},
            {"code", known(item.implement_code)},
            {"base_code", known(item.base_code)},
            {"name", item.name},
            {"task_type", known(item.task_type)},
            {"department", std::move(department)},
            {"region", item.region.str()},
            {"status", word_of(item.status)},
            {"state", word_of(item.state)},
            {"version", item.version == 0 ? json::value(nullptr) : json::value(item.version)},
            {"online", item.online},
            {"promised", known(item.promised)},
            {"visits", item.visits < 0 ? json::value(nullptr) : json::value(item.visits)},
            {"url", site.origin(request) + "/i/" + item.id}};
}

std::string code_in(const http::Request& request, std::string_view name, std::string_view list) {
    const auto typed = request.query.find(name);
    if (!typed) return {};
    if (catalogue::code_name(list, *typed).empty()) throw BadParameter{std::string(name), "没有这个代码"};
    return std::string(*typed);
}

catalogue::ItemFilter filter_of(const Site& site, const http::Request& request) {
    catalogue::ItemFilter filter;
    filter.region = region_of(site, request, "region");
    if (const auto include = request.query.find("include")) {
        if (*include != "above") throw BadParameter{"include", "只能是above"};
        filter.include_above = true;
    }
    filter.personal_theme = code_in(request, "personal_theme", "personal_theme");
    filter.legal_theme = code_in(request, "legal_theme", "legal_theme");
    filter.life_event = code_in(request, "life_event", "life_event");
    filter.only_online = flag_of(request, "online");
    filter.text = request.query.get("q");
    if (utf8::length(filter.text) > 100) throw BadParameter{"q", "最多100个字"};
    if (const auto department = request.query.find("department")) {
        filter.department_id = *department;
        if (!site.parts.catalogue.department(filter.department_id)) throw BadParameter{"department", "没有这个部门"};
    }
    return filter;
}

/// The filter in one text: a cursor belongs to the list that it was made for.
std::string list_name(const catalogue::ItemFilter& filter) {
    std::string name = filter.region.str();
    for (const std::string& part :
         {std::string(filter.include_above ? "above" : ""), filter.personal_theme, filter.legal_theme,
          filter.life_event, filter.department_id, std::string(filter.only_online ? "online" : ""), filter.text})
        name += "\x1f" + part;
    return name;
}

http::Response items(const Site& site, const http::Request& request) {
    const catalogue::ItemFilter filter = filter_of(site, request);
    const int limit = limit_of(request);
    const std::string name = list_name(filter);
    const auto cursor = inner_cursor(request.query.get("cursor"), name);
    if (!cursor) throw BadParameter{"cursor", "不是上一页给出的next"};
    const auto page = site.parts.catalogue.items(filter, limit, *cursor);
    json::array list;
    for (const Item& item : page.items) list.push_back(item_json(site, request, item));
    json::value next = nullptr;
    if (!page.next.empty()) next = outer_cursor(page.next, name);
    return api_answer(request,
                      json::object{{"items", std::move(list)}, {"total", page.total}, {"next", std::move(next)}});
}

http::Response one_item(const Site& site, http::Request& request) {
    const auto item = site.parts.catalogue.item(std::string(request.param("id")));
    if (!item) return site.error(request, item.error());
    json::object body = item_json(site, request, item.value());
    if (item->state == catalogue::ItemState::kActive) return api_answer(request, body);
    // Gone, and the answer says why and what stands in its place: who keeps a copy can put it right.
    const auto standings = site.parts.catalogue.standings(item->id);
    if (!standings.empty())
        body["standing"] = json::object{{"since", iso_utc(standings.front().since)},
                                        {"reason", standings.front().reason},
                                        {"document", standings.front().document},
                                        {"decision", known(standings.front().decision_id)}};
    json::array successors;
    for (const Item& successor : site.parts.catalogue.successors(item->id))
        successors.push_back(item_json(site, request, successor));
    body["successors"] = std::move(successors);
    auto response = api_answer(request, body);
    if (response.status == 200 && item->state != catalogue::ItemState::kSuspended) response.status = 410;
    return response;
}

http::Response guide(const Site& site, http::Request& request) {
    const auto found = site.parts.catalogue.guide(std::string(request.param("id")));
    if (!found) return site.error(request, found.error());
    const catalogue::PublishedGuide& published = *found.value();
    const json::object head{{"item", item_json(site, request, published.item)},
                            {"version", published.version},
                            {"published_at", iso_utc({published.published_at_ms})},
                            {"content_hash", published.content_hash}};
    // The guide goes out as the very text that the hash is made of: who receives it can check it.
    std::string body = json::serialize(head);
    body.pop_back();
    return api_text(request, body + ",\"guide\":" + canonical_json(published.guide) + "}");
}

http::Response versions(const Site& site, http::Request& request) {
    const auto item = site.parts.catalogue.item(std::string(request.param("id")));
    if (!item) return site.error(request, item.error());
    json::array list;
    for (const auto& version : site.parts.catalogue.versions(item->id))
        list.push_back(json::object{{"version", version.version},
                                    {"published_at", iso_utc({version.published_at_ms})},
                                    {"content_hash", version.content_hash}});
    return api_answer(request, json::object{{"items", std::move(list)}});
}

}  // namespace

void add_item_api(http::Router& router, const SharedSite& site) {
    add_api(router, site, "/items", [site](http::Request& request) { return items(*site, request); });
    add_api(router, site, "/items/{id}", [site](http::Request& request) { return one_item(*site, request); });
    add_api(router, site, "/items/{id}/guide", [site](http::Request& request) { return guide(*site, request); });
    add_api(router, site, "/items/{id}/versions", [site](http::Request& request) { return versions(*site, request); });
    add_api(router, site, "/openapi.json",
            [](http::Request& request) { return api_text(request, std::string(files::files().front().bytes)); });
}

}  // namespace yw::portal
