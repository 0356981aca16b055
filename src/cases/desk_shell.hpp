// The officer's desk, one function a file. Inside the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cases/case_pages.hpp"

namespace yw::cases {

void add_desk_queue_routes(http::Router& router, const Pages& pages);  ///< /desk
void add_desk_case_routes(http::Router& router, const Pages& pages);   ///< /desk/cases/{case}, its deeds
void add_desk_file_routes(http::Router& router, const Pages& pages);   ///< …/files/{file}, …/documents/{kind}

/// Guard of the desk: officers of either kind.
http::Guard desk_guard(const PageDependencies& pages);
std::string desk_url(const std::string& case_id, std::string_view below = {});

/// One input of a deed's form. `name` is the input's name and, behind "f-", its id.
struct DeskField {
    enum class Kind { kText, kLong, kDate, kRadios, kCheck, kTemplates } kind = Kind::kText;
    std::string name;
    std::string label;
    std::string hint;
    std::string value;
    std::vector<catalogue::Option> options;  ///< radios; templates: value is the text that is filled in
    std::string fills;                       ///< templates: id of the input that takes the text
    bool optional = false;
};

/// A deed that is allowed now, as a form.
struct DeskForm {
    Action action = Action::kAccept;
    std::string title;
    std::string note;
    std::vector<DeskField> fields;
};

/// The forms of what the viewer may do with this case, filled with what was typed into the one that came back.
std::vector<DeskForm> desk_forms(const CaseView& view, Action typed_for, const http::Fields& typed);
/// What was typed for a deed that somebody else made impossible meanwhile: its inputs that are not empty, for copying.
/// Nothing when the deed may still be done.
std::optional<DeskForm> overtaken_form(const CaseView& view, Action typed_for, const http::Fields& typed);
/// The error of a deed at the inputs of its form; empty: it is the whole form's. @param typed  what was sent
std::vector<FieldError> desk_errors(const Error& error, Action action, const http::Fields& typed);
/// Runs the deed that the form says. @errors those of the use cases; cases.not_now for an unknown action
Result<void> run_desk_form(
    Cases& cases, const identity::Viewer& viewer, const CaseView& view, Action action, const http::Fields& typed);

}  // namespace yw::cases
