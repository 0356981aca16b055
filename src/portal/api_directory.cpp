// /api/v1/base-items: the base catalogue (基本目录).
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "catalogue/directory.hpp"
#include "catalogue/directory_json.hpp"
#include "portal/api_answer.hpp"
#include "portal/api_directory.hpp"
#include "portal/cursor.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;
using catalogue::DirectoryEntry;

constexpr ErrorCode kNoSuchEntry{"portal.no_such_base_item", Kind::kNotFound};

json::value entry_json(const DirectoryEntry& entry) {
    return json::parse(catalogue::directory_json(entry));
}

http::Response entries(const Site& site, const http::Request& request) {
    const std::string type(request.query.get("task_type"));
    if (!type.empty() && catalogue::task_type_name(type).empty()) throw BadParameter{"task_type", "没有这个代码"};
    const int limit = limit_of(request);
    const std::string list = "base-items\x1f" + type;
    const auto cursor = inner_cursor(request.query.get("cursor"), list);
    if (!cursor) throw BadParameter{"cursor", "不是上一页给出的next"};
    auto found = site.parts.database.read(
        [&](db::Reader& reader) { return catalogue::directory_entries(reader, *cursor, type, limit + 1); });
    json::value next = nullptr;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        next = outer_cursor(found.back().code, list);
    }
    json::array items;
    for (const DirectoryEntry& entry : found) items.push_back(entry_json(entry));
    return api_answer(request, json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

http::Response one_entry(const Site& site, http::Request& request) {
    const std::string code(request.param("base_code"));
    const auto found =
        site.parts.database.read([&](db::Reader& reader) { return catalogue::find_directory_entry(reader, code); });
    if (!found) return site.error(request, fail(kNoSuchEntry, code));
    return api_answer(request, entry_json(*found));
}

}  // namespace

void add_directory_api(http::Router& router, const SharedSite& site) {
    add_api(router, site, "/base-items", [site](http::Request& request) { return entries(*site, request); });
    add_api(router, site, "/base-items/{base_code}",
            [site](http::Request& request) { return one_entry(*site, request); });
}

}  // namespace yw::portal
