// The last step: everything once more, the declaration, submission. The draft's id is the token: the same form sent
// twice leads to the same receipt.
#include <algorithm>

#include "cases/apply_materials.hpp"
#include "cases/apply_shell.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

/// Under which step of the form a field stands: its key is what is left of an entry or a part.
std::string step_of_field(const catalogue::Form& form, std::string_view field) {
    if (field.starts_with(kInputPrefix)) field.remove_prefix(kInputPrefix.size());
    for (const catalogue::FormStep& step : form.steps) {
        for (const catalogue::FormField& one : step.fields) {
            if (!field.starts_with(one.key)) continue;
            if (field.size() == one.key.size() || field[one.key.size()] == '.' || field[one.key.size()] == '[')
                return step.key;
        }
    }
    return form.steps.front().key;
}

std::vector<ErrorLink> links_of(const Draft& draft, const Error& error) {
    std::vector<ErrorLink> links;
    if (error.code == kDeclarationMissing || error.fields.empty())
        links.push_back({"#f-declare", std::string(strings::sentence(error))});
    for (const FieldError& one : error.fields) {
        if (error.code == kMaterialsMissing) {
            links.push_back({step_url(draft.id, kMaterialsStep) + "#" + input_id(one.field), one.message});
            continue;
        }
        const std::string step = step_of_field(*draft.guide->guide.form, one.field);
        links.push_back({step_url(draft.id, step) + "?check=1#" + input_id(one.field), one.message});
    }
    return links;
}

void show_answers(html::View& view,
                  const PageDependencies& pages,
                  const Draft& draft,
                  const std::vector<StepMark>& marks) {
    view.none("SECTIONS");
    for (const AnswerStep& step : in_words(*draft.guide->guide.form, draft.answers, Show::kFull, pages.region_name)) {
        html::View section = view.add("SECTIONS");
        section.set("SECTION_ID", "p-" + step.step->key).set("SECTION", step.step->title);
        const auto mark = std::ranges::find(marks, step.step->key, &StepMark::key);
        section.when("IF_UNDONE", mark != marks.end() && !mark->done);
        section.set("CHANGE_URL", step_url(draft.id, step.step->key)).none("ANSWERS");
        for (const AnswerRow& row : step.rows) {
            html::View one = section.add("ANSWERS");
            one.set("LABEL", row.entry.empty() ? row.label : row.entry + "：" + row.label);
            one.set("VALUE", row.value).when("IF_NONE", row.value.empty());
        }
    }
}

void show_files(html::View& view, const Draft& draft) {
    const auto asked = materials_asked(draft.guide->guide, draft.answers);
    view.none("IF_MATERIALS");
    if (asked.empty()) return;
    html::View section = view.add("IF_MATERIALS");
    section.set("MATERIALS_URL", step_url(draft.id, kMaterialsStep));
    for (const MaterialAsked& one : asked) {
        html::View row = section.add("MATERIALS");
        row.set("MATERIAL", one.material->name).none("FILES");
        const auto files = files_of(draft.files, one.material->key);
        for (const MaterialFile* file : files)
            row.add("FILES")
                .set("FILE_URL", "/me/files/" + draft.id + "/" + file->id)
                .set("FILE_NAME", file->name)
                .set("FILE_SIZE", size_words(file->size));
        const std::string_view instead = is_given(*one.material, draft.files) ? ""
                                         : !files.empty()                     ? "承诺的内容改过，要重新签"
                                         : one.fetched                        ? "免提交，我们去取"
                                         : one.on_paper ? "交纸质的，提交申请后交到窗口"
                                         : one.required ? "还没有上传"
                                                        : "没有上传";
        maybe(row, "IF_INSTEAD", "INSTEAD", instead);
    }
}

http::Response preview_page(const PageDependencies& pages,
                            http::Request& request,
                            const Draft& draft,
                            std::vector<ErrorLink> errors,
                            bool declaration_missing,
                            int status) {
    ApplyPage page{std::string(kPreviewStep), std::move(errors), steps_of(draft, pages.clock.today())};
    html::View view = apply_view("cases/apply_preview.html", request, draft, page);
    show_answers(view, pages, draft, page.steps);
    show_files(view, draft);
    view.set("DECLARATION", draft.guide->guide.form->declaration).set("DEPARTMENT", draft.guide->item.department.name);
    view.set("BACK_URL", step_url(draft.id, step_beside(page.steps, kPreviewStep, -1)));
    view.set("DECLARE_GROUP", declaration_missing ? " govuk-form-group--error" : "");
    maybe(view, "IF_UNDECLARED", "UNDECLARED",
          declaration_missing ? strings::text("cases.declaration_missing") : std::string_view());
    return apply_answer(pages, request, draft, page, view, status);
}

http::Response get_preview(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto draft = pages.cases.draft(identity::viewer_of(request), id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    return preview_page(pages, request, draft.value(), {}, false, 200);
}

http::Response submitted(const PageDependencies& pages, http::Request& request, const Result<Receipt>& done) {
    const std::string id(request.param("draft"));
    const identity::Viewer& viewer = identity::viewer_of(request);
    if (done) return http::see_other("/me/cases/" + done->case_id + "/receipt");
    const Error& error = done.error();
    const auto draft = pages.cases.draft(viewer, id);
    if (!draft) return draft_gone(pages, request, id, error);
    if (error.code == kGuideChanged)
        return http::see_other(step_url(id, draft->guide->guide.form->steps.front().key) + "?guide=new");
    if (error.code.kind != Kind::kInvalid) return pages.frame.error(request, error);
    return preview_page(pages, request, draft.value(), links_of(draft.value(), error),
                        error.code == kDeclarationMissing, 422);
}

/// Hundreds may wait for the same commit: none of them holds a thread.
void submit(const PageDependencies& pages, http::Request& request, const http::ReplyPtr& reply) {
    const SubmitCase command{std::string(request.param("draft")), request.form().fields.get("declare") == "yes"};
    pages.cases.submit_case_later(identity::viewer_of(request), command,
                                  [&pages, &request, reply](const std::function<Result<Receipt>()>& outcome) {
                                      reply->give([&] { return submitted(pages, request, outcome()); });
                                  });
}

}  // namespace

void add_apply_preview_routes(http::Router& router, const Pages& pages) {
    constexpr auto kPattern = "/apply/d/{draft}/preview";
    router.add({http::Method::kGet, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return get_preview(*pages, request); }});
    http::Route sending{http::Method::kPost, kPattern, pages->gate.applicant(), {}};
    sending.later = [pages](http::Request& request, const http::ReplyPtr& reply) { submit(*pages, request, reply); };
    router.add(std::move(sending));
}

}  // namespace yw::cases
