// The pages of the applicant's own cases, one function a file. Inside the module.
#pragma once

#include <string>

#include "cases/case_pages.hpp"

namespace yw::cases {

void add_me_space_routes(http::Router& router, const Pages& pages);       ///< /me, /me/cases, /me/messages
void add_me_case_routes(http::Router& router, const Pages& pages);        ///< /me/cases/{case}
void add_me_receipt_routes(http::Router& router, const Pages& pages);     ///< …/receipt, …/qr.svg
void add_me_correction_routes(http::Router& router, const Pages& pages);  ///< …/correction
void add_me_deed_routes(http::Router& router, const Pages& pages);        ///< …/withdraw, …/confirm
void add_me_file_routes(http::Router& router, const Pages& pages);        ///< /me/files/…, …/documents/…

/// "/me/cases/<id>" and what is below it.
std::string case_url(const std::string& case_id, std::string_view below = {});
/// A page below 我的空间 › the case.
http::Response case_answer(const PageDependencies& pages,
                           http::Request& request,
                           const CaseView& shown,
                           std::string_view title,
                           const html::View& view,
                           int status = 200);
/// Address of a paper.
std::string paper_url(const std::string& case_id, DocumentKind kind);
/// A case as a row of a list: CASE_URL, ITEM, NUMBER, DEPARTMENT, STATE, STATE_CLASS, IF_DUE.
void show_case_line(html::View& list, std::string_view section, const CaseLine& line);

}  // namespace yw::cases
