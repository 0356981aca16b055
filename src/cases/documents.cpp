// Papers as files: made at the first look, then kept, so that everybody gets the same bytes for ever.
#include <algorithm>

#include "cases/inside.hpp"
#include "cases/papers.hpp"
#include "cases/sql.hpp"

namespace yw::cases {
namespace {

FileBytes as_file(DocumentKind kind, const std::string& number, std::string bytes) {
    return {std::string(document_zh(kind)) + "-" + number + ".pdf", "pdf", "application/pdf", std::move(bytes)};
}

/// The applicant's own eyes: papers are written to the applicant, with the whole name.
identity::Viewer applicant_of(const CaseRow& row) {
    identity::Viewer viewer;
    viewer.account_id = row.account_id;
    viewer.role = identity::Role::kPerson;
    return viewer;
}

}  // namespace

Result<FileBytes> Cases::document(const identity::Viewer& viewer, const std::string& case_id, DocumentKind kind) {
    YW_TRY(const Inside::Known known, inside_->known_to(viewer, case_id));
    YW_TRY(const CaseView view, case_view(applicant_of(known.row), case_id));
    if (std::ranges::find(view.documents, kind) == view.documents.end()) return fail(kNoSuchDocument);
    const int seq = seq_of(kind, view);
    const auto kept = inside_->d.database.read([&](db::Reader& reader) {
        return reader.one(sql::find_document,
                          {{"case_id", view.id}, {"kind", to_string(kind)}, {"seq", seq}, {"area", known.row.area}},
                          [](const db::Row& row) { return row.text(0); });
    });
    if (kept) {
        if (auto bytes = inside_->d.blobs.get(*kept)) return as_file(kind, view.number, std::move(*bytes));
    }
    YW_TRY(std::string bytes,
           pdf::render(paper(kind, view, {inside_->d.demonstration, inside_->d.public_url, inside_->d.region_name})));
    const std::string blob = inside_->d.blobs.put(bytes);
    YW_CHECK(inside_->d.database.write("cases.keep_document", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::insert_document, {{"case_id", view.id},
                                          {"kind", to_string(kind)},
                                          {"seq", seq},
                                          {"area", known.row.area},
                                          {"blob", blob},
                                          {"made_at_ms", inside_->d.clock.now().ms}});
        return {};
    }));
    return as_file(kind, view.number, std::move(bytes));
}

}  // namespace yw::cases
