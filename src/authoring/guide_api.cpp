// PUT /api/v1/guides/{source_id}: a department's system publishes a guide of its department. POST /api/v1/guides/check:
// what the linter says, nothing is written.
#include <algorithm>
#include <boost/json.hpp>

#include "authoring/author_shell.hpp"
#include "authoring/findings.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/publish_guide.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostGuide = 1UL << 20;

http::Response answer(const json::object& body) {
    http::Response response = http::json(json::serialize(body));
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

json::array findings_json(const std::vector<Said>& findings) {
    json::array list;
    for (const Said& said : findings) {
        json::array marks;
        for (const auto& [from, to] : said.marks) marks.emplace_back(said.text.substr(from, to - from));
        json::object finding{{"element", said.element},
                             {"rule", said.rule},
                             {"severity", said.blocking ? "blocking" : "advice"},
                             {"why", said.why}};
        if (!said.text.empty()) finding["text"] = said.text;
        if (!marks.empty()) finding["marks"] = std::move(marks);
        if (!said.better.empty()) finding["better"] = said.better;
        list.push_back(std::move(finding));
    }
    return list;
}

http::Response put_guide(const PageDependencies& pages, http::Request& request) {
    const auto guide = catalogue::read_guide_json(request.body);
    if (!guide) return pages.frame.error(request, guide.error());
    const auto done =
        pages.authoring.put_guide(identity::system_of(request), std::string(request.param("source_id")), guide.value());
    if (!done) return pages.frame.error(request, done.error());
    return answer({{"item", done->item_id},
                   {"version", done->version},
                   {"content_hash", done->content_hash},
                   {"new_item", done->is_new_item},
                   {"changed", done->changed},
                   {"findings", findings_json(findings_of(guide.value()))}});
}

http::Response check_guide(const PageDependencies& pages, http::Request& request) {
    const auto guide = catalogue::read_guide_json(request.body);
    if (!guide) return pages.frame.error(request, guide.error());
    const auto findings = findings_of(guide.value());
    const bool good = std::none_of(findings.begin(), findings.end(), [](const Said& said) { return said.blocking; });
    return answer({{"publishable", good}, {"findings", findings_json(findings)}});
}

}  // namespace

void add_guide_api(http::Router& router, PageDependencies dependencies) {
    const auto pages = std::make_shared<const PageDependencies>(std::move(dependencies));
    const auto guard = pages->gate.system();
    router.add({http::Method::kPut, "/api/v1/guides/{source_id}", guard,
                [pages](http::Request& request) { return put_guide(*pages, request); }, http::Where::kWorker,
                kMostGuide});
    router.add({http::Method::kPost, "/api/v1/guides/check", guard,
                [pages](http::Request& request) { return check_guide(*pages, request); }, http::Where::kWorker,
                kMostGuide});
}

}  // namespace yw::authoring
