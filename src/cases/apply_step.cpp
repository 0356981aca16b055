// One step of the form: one topic a page. Every button saves first, so nothing that was typed is lost.
#include <algorithm>

#include "cases/apply_materials.hpp"
#include "cases/apply_shell.hpp"

namespace yw::cases {
namespace {

/// A step that asks for files gets one at a time, beside its other fields.
constexpr std::size_t kMostStepBytes = static_cast<std::size_t>(kMostFileBytes) + 1024 * 1024;

/// What will have to be handed in, by the answers so far.
void show_materials_beside(html::View& view, const Draft& draft) {
    const auto asked = materials_asked(draft.guide->guide, draft.answers);
    view.none("IF_BESIDE");
    if (asked.empty()) return;
    html::View list = view.add("IF_BESIDE");
    for (const MaterialAsked& one : asked) {
        const MaterialState state = state_of({.material = *one.material,
                                              .guide = *draft.guide,
                                              .files = files_of(draft.files, one.material->key),
                                              .file_url = {},
                                              .required = one.required,
                                              .uploads = !one.fetched && !one.on_paper});
        list.add("BESIDE")
            .set("BESIDE_NAME", one.material->name)
            .set("BESIDE_STATE", state.word)
            .set("BESIDE_CLASS", state.tag_class);
    }
}

http::Response step_page(const PageDependencies& pages,
                         http::Request& request,
                         const Draft& draft,
                         const catalogue::FormStep& step,
                         const std::vector<FieldError>& errors,
                         int status) {
    const LocalDay today = pages.clock.today();
    ApplyPage page{step.key, links_to(errors), steps_of(draft, today)};
    html::View view = apply_view("cases/apply_step.html", request, draft, page);
    show_fields(view, "FIELDS",
                {*draft.guide->guide.form, step.fields, draft.answers, errors, draft.from_account, draft.files,
                 "/me/files/" + draft.id + "/", today, pages.region_name});
    show_materials_beside(view, draft);
    view.when("IF_BACK", page.steps.front().key != step.key);
    return apply_answer(pages, request, draft, page, view, status);
}

http::Response get_step(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto draft = pages.cases.draft(identity::viewer_of(request), id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    const auto* step = form_step(draft.value(), request.param("step"));
    if (!step) return http::see_other(step_url(id, step_to_go_on(draft.value(), pages.clock.today())));
    std::vector<FieldError> errors;
    if (request.query.has("check"))  // from the preview: what is missing here
        errors = check_step(*draft->guide->guide.form, *step, draft->answers,
                            marks_context(draft->files, pages.clock.today()));
    return step_page(pages, request, draft.value(), *step, errors, 200);
}

/// Files that were picked for fields of this step; one sentence for each that was refused.
std::vector<FieldError> attach_files(const PageDependencies& pages, http::Request& request, const std::string& id) {
    std::vector<FieldError> errors;
    for (const http::UploadedFile& file : request.form().files) {
        if (file.bytes.empty() && file.name.empty()) continue;  // nothing was picked
        if (!file.field.starts_with(kInputPrefix)) continue;
        const auto done =
            pages.cases.attach_material(identity::viewer_of(request),
                                        {id, "form:" + file.field.substr(kInputPrefix.size()), file.name, file.bytes});
        if (!done) errors.push_back({file.field, upload_sentence(done.error(), file.name)});
    }
    return errors;
}

/// What the button asks for once all is saved.
http::Response go_on(const PageDependencies& pages,
                     http::Request& request,
                     const SavedDraft& saved,
                     const std::string& action,
                     const catalogue::FormStep& step,
                     std::vector<FieldError> refused) {
    const Draft& draft = saved.draft;
    const auto steps = steps_of(draft, pages.clock.today());
    if (action == "save") return http::see_other("/me?saved=" + draft.id);
    const std::string marked = draft.guide_changed ? "?guide=new" : "";
    if (action == "back") return http::see_other(step_url(draft.id, step_beside(steps, step.key, -1)) + marked);
    if (action == "next") refused.insert(refused.end(), saved.errors.begin(), saved.errors.end());
    if (!refused.empty()) return step_page(pages, request, draft, step, refused, 422);
    const std::string to = action == "next" ? step_beside(steps, step.key, 1) : step.key;
    return http::see_other(step_url(draft.id, to) + marked);
}

http::Response post_step(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft")), key(request.param("step"));
    const identity::Viewer& viewer = identity::viewer_of(request);
    const auto draft = pages.cases.draft(viewer, id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    const auto* step = form_step(draft.value(), key);
    // The form has changed since the page was shown.
    if (!step) return http::see_other(step_url(id, step_to_go_on(draft.value(), pages.clock.today())) + "?guide=new");
    const http::Form& form = request.form();
    const std::string action(form.fields.get("action"));
    SaveDraft command{id, key, form.fields, ""};
    if (const auto button = parse_entry_button(action)) {
        const auto saved = pages.cases.change_entries(viewer, command, *button);
        if (!saved) return draft_gone(pages, request, id, saved.error());
        return http::see_other(step_url(id, key) + "#" + input_id(std::string(kInputPrefix) + button->group));
    }
    if (action == "next") command.next_step = step_beside(steps_of(draft.value(), pages.clock.today()), key, 1);
    auto refused = attach_files(pages, request, id);
    if (action.starts_with("delete:")) {
        const auto removed = pages.cases.remove_material(viewer, id, action.substr(7));
        if (!removed && removed.error().code != kFileNotFound) return draft_gone(pages, request, id, removed.error());
    }
    const auto saved = pages.cases.save_draft(viewer, command);
    if (!saved) return draft_gone(pages, request, id, saved.error());
    const auto* kept = form_step(saved->draft, key);
    return go_on(pages, request, saved.value(), action, *kept, std::move(refused));
}

}  // namespace

void add_apply_step_routes(http::Router& router, const Pages& pages) {
    constexpr auto kPattern = "/apply/d/{draft}/{step}";
    router.add({http::Method::kGet, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return get_step(*pages, request); }});
    router.add({http::Method::kPost, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return post_step(*pages, request); }, http::Where::kWorker,
                kMostStepBytes});
}

}  // namespace yw::cases
