// Files and papers of a case, for officers of its department.
#include "cases/desk_shell.hpp"

namespace yw::cases {
namespace {

http::Response send_file(const PageDependencies& pages, http::Request& request) {
    auto file = pages.cases.file(identity::viewer_of(request), std::string(request.param("case")),
                                 std::string(request.param("file")));
    if (!file) return pages.frame.error(request, file.error());
    const bool download = request.query.has("download");
    return file_answer(std::move(file).value(), download ? Disposition::kDownload : Disposition::kInline);
}

http::Response send_document(const PageDependencies& pages, http::Request& request) {
    const auto kind = document_kind_of(request.param("kind"));
    if (!kind) return pages.frame.error(request, fail(kNoSuchDocument));
    auto file = pages.cases.document(identity::viewer_of(request), std::string(request.param("case")), *kind);
    if (!file) return pages.frame.error(request, file.error());
    return file_answer(std::move(file).value(), Disposition::kInline);
}

}  // namespace

void add_desk_file_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/desk/cases/{case}/files/{file}", desk_guard(*pages),
                [pages](http::Request& request) { return send_file(*pages, request); }});
    router.add({http::Method::kGet, "/desk/cases/{case}/documents/{kind}", desk_guard(*pages),
                [pages](http::Request& request) { return send_document(*pages, request); }, http::Where::kSlow});
}

}  // namespace yw::cases
