// /api/v1/base-changes: the base catalogue for whoever follows it. Public, as /api/v1/base-items is.
#include <charconv>

#include "catalogue/directory.hpp"
#include "portal/api_answer.hpp"
#include "portal/problem.hpp"
#include "publication/directory_page.hpp"
#include "publication/routes.hpp"

namespace yw::publication {
namespace {

constexpr int kEntriesOnAPage = 200;

http::Response changes(const Pages& pages, http::Request& request) {
    const auto after = base_position_of(request.query.get("cursor"));
    if (!after) return portal::bad_parameter(request, "cursor", "不是我们给出的next");
    std::string text;
    const auto generation = pages.parts.database.read([&](db::Reader& reader) {
        const auto found = catalogue::directory_changes(reader, *after, kEntriesOnAPage);
        const auto hash = request.query.get("hash") == "1"
                              ? catalogue::directory_hash(reader, catalogue::DirectoryPart::kAll)
                              : std::string();
        text = base_page_json(found, hash, pages.parts.decisions ? pages.parts.decisions->stamp() : std::string());
        return catalogue::directory_generation(reader);
    });
    if (after->generation > generation) return pages.parts.frame.error(request, fail(kCursorAhead));
    return portal::api_text(request, std::move(text));
}

}  // namespace

void add_base_feed(http::Router& router, const SharedPages& pages) {
    router.add({http::Method::kGet, "/api/v1/base-changes", pages->parts.gate.everyone(),
                [pages](http::Request& request) { return changes(*pages, request); }, http::Where::kSlow});
}

}  // namespace yw::publication
