// What a case's own person may download: what was handed in, and the papers about it.
#include "cases/me_shell.hpp"

namespace yw::cases {
namespace {

http::Response file(const PageDependencies& pages, http::Request& request) {
    auto found = pages.cases.file(identity::viewer_of(request), std::string(request.param("case")),
                                  std::string(request.param("file")));
    if (!found) return pages.frame.error(request, found.error());
    return file_answer(std::move(found).value(), Disposition::kInline);
}

http::Response paper(const PageDependencies& pages, http::Request& request) {
    constexpr std::string_view kEnding = ".pdf";
    std::string_view name = request.param("paper");
    if (!name.ends_with(kEnding)) return pages.frame.error(request, fail(kNoSuchDocument));
    name.remove_suffix(kEnding.size());
    const auto kind = document_kind_of(name);
    if (!kind) return pages.frame.error(request, fail(kNoSuchDocument));
    auto found = pages.cases.document(identity::viewer_of(request), std::string(request.param("case")), *kind);
    if (!found) return pages.frame.error(request, found.error());
    return file_answer(std::move(found).value(), Disposition::kDownload);
}

}  // namespace

std::string paper_url(const std::string& case_id, DocumentKind kind) {
    return case_url(case_id, "/documents/") + std::string(to_string(kind)) + ".pdf";
}

void add_me_file_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/me/files/{case}/{file}", pages->gate.applicant(),
                [pages](http::Request& request) { return file(*pages, request); }});
    router.add({http::Method::kGet, "/me/cases/{case}/documents/{paper}", pages->gate.applicant(),
                [pages](http::Request& request) { return paper(*pages, request); }, http::Where::kSlow});
}

}  // namespace yw::cases
