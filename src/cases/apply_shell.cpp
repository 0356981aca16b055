#include "cases/apply_shell.hpp"

#include <algorithm>

#include "cases/apply_materials.hpp"

namespace yw::cases {
namespace {

bool materials_done(const std::vector<MaterialAsked>& asked, const std::vector<MaterialFile>& files) {
    return std::ranges::all_of(
        asked, [&](const MaterialAsked& one) { return !one.required || is_given(*one.material, files); });
}

void show_steps(html::View& head, const Draft& draft, const ApplyPage& page) {
    int number = 0, here = 0;
    bool reached = true;  // whoever has filled the steps before may go on; and back to any of them
    for (const StepMark& step : page.steps) {
        ++number;
        const bool now = step.key == page.step;
        if (now) here = number;
        html::View one = head.add("STEPS");
        one.set("STEP_CLASS", now ? " yw-step--now" : step.done ? " yw-step--done" : "");
        one.set("STEP_NAME", step.title).set("STEP_URL", step_url(draft.id, step.key));
        one.when("IF_NOW", now).when("IF_DONE", step.done && !now);
        one.when("IF_OPEN", !now && reached).when("IF_SHUT", now || !reached);
        reached = reached && step.done;
    }
    head.set("STEP_NUMBER", here).set("STEP_COUNT", number);
}

}  // namespace

CheckContext marks_context(const std::vector<MaterialFile>& files, LocalDay today) {
    CheckContext context;
    context.today = today;
    context.file_given = [&files](std::string_view path) {
        return std::ranges::any_of(files, [&](const MaterialFile& file) {
            return file.material_key.starts_with("form:") && file.material_key.substr(5) == path;
        });
    };
    return context;
}

std::vector<StepMark> steps_of(const Draft& draft, LocalDay today) {
    const catalogue::Guide& guide = draft.guide->guide;
    const CheckContext context = marks_context(draft.files, today);
    std::vector<StepMark> steps;
    for (const catalogue::FormStep& step : guide.form->steps)
        steps.push_back({step.key, step.title, check_step(*guide.form, step, draft.answers, context).empty()});
    const auto asked = materials_asked(guide, draft.answers);
    if (!asked.empty()) steps.push_back({std::string(kMaterialsStep), "材料", materials_done(asked, draft.files)});
    steps.push_back({std::string(kPreviewStep), "核对并提交", false});
    return steps;
}

std::string step_beside(const std::vector<StepMark>& steps, std::string_view key, int by) {
    const auto found = std::ranges::find(steps, key, &StepMark::key);
    const auto at = static_cast<int>(found - steps.begin()) + by;
    if (found == steps.end() || at < 0 || at >= static_cast<int>(steps.size())) return std::string(key);
    return steps[static_cast<std::size_t>(at)].key;
}

std::string step_to_go_on(const Draft& draft, LocalDay today) {
    const auto steps = steps_of(draft, today);
    const auto found = std::ranges::find(steps, draft.step, &StepMark::key);
    return found == steps.end() ? steps.front().key : found->key;
}

std::string step_url(const std::string& draft_id, std::string_view step) {
    return "/apply/d/" + draft_id + "/" + http::url_encode(step);
}

const catalogue::FormStep* form_step(const Draft& draft, std::string_view key) {
    const auto& steps = draft.guide->guide.form->steps;
    const auto found = std::ranges::find(steps, key, &catalogue::FormStep::key);
    return found == steps.end() ? nullptr : &*found;
}

html::View apply_view(std::string_view template_name,
                      http::Request& request,
                      const Draft& draft,
                      const ApplyPage& page) {
    html::View view = page_view(template_name);
    view.set("CSRF", identity::form_token(request)).set("ITEM", draft.guide->item.name);
    view.set("ACTION", step_url(draft.id, page.step)).set("KEPT_UNTIL", draft.kept_until.zh());
    view.set("GUIDE_URL", "/i/" + draft.item_id).set("DISCARD_URL", "/apply/d/" + draft.id + "/discard");
    show_error_summary(view, page.errors);
    html::View head = view.part("HEAD", "cases/apply_head.html");
    const auto here = std::ranges::find(page.steps, page.step, &StepMark::key);
    head.set("STEP_TITLE", here == page.steps.end() ? std::string() : here->title);
    head.when("IF_NEW_GUIDE", draft.guide_changed || request.query.get("guide") == "new");
    show_steps(head, draft, page);
    return view;
}

http::Response apply_answer(const PageDependencies& pages,
                            http::Request& request,
                            const Draft& draft,
                            const ApplyPage& page,
                            const html::View& view,
                            int status) {
    const auto here = std::ranges::find(page.steps, page.step, &StepMark::key);
    PageHead head;
    head.title = here == page.steps.end() ? draft.guide->item.name : here->title + "：" + draft.guide->item.name;
    head.crumbs = {{draft.guide->item.name, "/i/" + draft.item_id}, {"网上申请", ""}};
    head.has_errors = status != 200;
    return pages.frame.page(request, head, view.render(), status);
}

http::Response draft_gone(const PageDependencies& pages,
                          http::Request& request,
                          const std::string& draft_id,
                          const Error& error) {
    if (error.code == kDraftNotFound && pages.cases.case_view(identity::viewer_of(request), draft_id))
        return http::see_other("/me/cases/" + draft_id + "/receipt");
    return pages.frame.error(request, error);
}

}  // namespace yw::cases
