// /desk/cases/{case}: what was handed in beside what may be done now; the deeds; a look at the whole applicant.
#include <fmt/core.h>

#include "cases/desk_shell.hpp"
#include "cases/me_words.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

/// What a page shows besides the case.
struct Shown {
    Action typed_for = Action::kSubmit;  ///< none of the desk's
    const http::Fields* typed = nullptr;
    std::vector<FieldError> errors;  ///< at inputs of the page
    std::string refused;             ///< what is wrong with the deed as a whole
    std::string meanwhile;           ///< what somebody else did since the page was made
    std::optional<Cases::Revealed> revealed;
    int status = 200;
};

void show_applicant(html::View& page, const CaseView& view, const Shown& shown) {
    const auto& revealed = shown.revealed;
    const auto& profile = revealed ? revealed->applicant : view.applicant;
    const auto row = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) page.add("APPLICANT").set("LABEL", label).set("VALUE", value);
    };
    page.none("APPLICANT");
    row("姓名", profile.name);
    row("公民身份号码", profile.id_number);
    row("手机号码", profile.phone);
    row("单位名称", profile.firm_name);
    row("统一社会信用代码", profile.firm_credit_code);
    row("法定代表人", profile.firm_representative);
    page.when("IF_REVEALED", revealed.has_value()).none("IF_MASKED");
    if (revealed) return;
    auto masked = page.add("IF_MASKED");
    masked.set("REVEAL_URL", desk_url(view.id, "/reveal"));
    const std::string* error = error_of(shown.errors, "reason");
    masked.when("REVEAL_OPEN", error != nullptr).when("REVEAL_FOLDED", error == nullptr);
    masked.set("REASON_GROUP", error ? " govuk-form-group--error" : "").when("REASON_BAD", error != nullptr);
    maybe(masked, "REASON_ERROR", "MESSAGE", error ? std::string_view(*error) : std::string_view());
}

void show_answers(html::View& page,
                  const PageDependencies& pages,
                  const CaseView& view,
                  const std::optional<Cases::Revealed>& revealed) {
    page.none("STEP");
    if (!view.guide->guide.form) return;
    // The view's answers are masked already.
    const auto& answers = revealed ? revealed->answers : view.answers;
    for (const auto& step : in_words(*view.guide->guide.form, answers, Show::kFull, pages.region_name)) {
        auto section = page.add("STEP");
        section.set("TITLE", step.step->title);
        for (const auto& answer : step.rows)
            section.add("ANSWER")
                .set("LABEL", answer.entry.empty() ? answer.label : answer.entry + " · " + answer.label)
                .set("VALUE", answer.value);
        section.none("ANSWER");
    }
}

void show_file(html::View& material, const CaseView& view, const MaterialFile& file) {
    auto row = material.add("FILE");
    const auto url = desk_url(view.id, "/files/" + file.id);
    row.set("NAME", file.name)
        .set("URL", url)
        .set("SIZE", size_words(file.size))
        .set("GIVEN", moment_words(file.given_at))
        .set("HOW", file.commitment.empty() ? "上传" : "签署");
    maybe(row, "COMMITTED", "TEXT", file.commitment);
    row.none("IMAGE").none("PDF");
    if (file.kind == "jpg" || file.kind == "png") row.add("IMAGE").set("URL", url).set("ALT", file.name);
    if (file.kind == "pdf") row.add("PDF").set("URL", url).set("TITLE", file.name);
}

void show_materials(html::View& page, const CaseView& view) {
    page.none("MATERIAL");
    for (const auto& asked : materials_asked(view.guide->guide, view.answers)) {
        auto material = page.add("MATERIAL");
        material.set("NAME", asked.material->name).set("STANDARD", asked.material->accept_standard).none("FILE");
        bool given = false;
        for (const auto& file : view.files) {
            if (file.material_key != asked.material->key) continue;
            given = true;
            show_file(material, view, file);
        }
        const std::string_view missing = given            ? ""
                                         : asked.fetched  ? "免提交，由部门共享取得"
                                         : asked.on_paper ? "纸质材料，申请人交到窗口时核对"
                                         : asked.required ? "没有上传"
                                                          : "没有上传（不是必须的）";
        maybe(material, "MISSING", "WORDS", missing);
    }
}

void show_clock(html::View& page, const CaseView& view) {
    page.none("DEADLINE");
    const auto deadline = deadline_of(view, Reader::kOfficer);
    if (!deadline) return;
    auto box = page.add("DEADLINE");
    box.set("COLOUR", deadline->colour).set("SAY", deadline->say).set("NOTE", deadline->note).none("BAR");
    if (deadline->total > 0)
        box.add("BAR")
            .set("USED", deadline->used)
            .set("TOTAL", deadline->total)
            .set("WORDS", fmt::format("已用{}个工作日，共{}个", deadline->used, deadline->total));
}

/// Who did it, as an officer reads it: the person is the applicant here, and "您" would be the officer.
std::string who(const Event& event) {
    if (event.party == Party::kApplicant && event.actor_name.empty()) return "申请人";
    const std::string name(event.actor_name.empty() ? actor_words(event.party) : event.actor_name);
    return event.department.empty() ? name : event.department + " " + name;
}

void show_history(html::View& page, const CaseView& view) {
    for (auto event = view.history.rbegin(); event != view.history.rend(); ++event) {  // newest first
        auto row = page.add("EVENT");
        row.set("AT", moment_words(event->at)).set("WHAT", action_zh(event->action));
        row.set("WHO", who(*event));
        maybe(row, "OPINION", "TEXT", event->opinion);
    }
    page.none("EVENT").none("NOTICE").none("DOCUMENT");
    for (const auto& notice : view.notices) {
        auto section = page.add("NOTICE");
        section.set("AT", moment_words(notice.at)).none("GAP");
        maybe(section, "BY", "DAY", notice.answer_by ? due_words(*notice.answer_by) : std::string());
        for (std::size_t i = 0; i < notice.gaps.size(); ++i) {
            auto gap = section.add("GAP");
            gap.set("NAME", notice.gap_names[i]).set("WHAT", notice.gaps[i].what);
            maybe(gap, "REPLY", "TEXT", i < notice.replies.size() ? notice.replies[i] : "");
        }
    }
    for (const auto kind : view.documents)
        page.add("DOCUMENT")
            .set("NAME", document_zh(kind))
            .set("URL", desk_url(view.id, "/documents/" + std::string(to_string(kind))));
}

void show_choices(html::View& part, std::string_view section, const DeskField& field) {
    for (std::size_t i = 0; i < field.options.size(); ++i) {
        auto choice = part.add(section);
        const auto& option = field.options[i];
        choice.set("CHOICE_ID", input_id(field.name) + (i == 0 ? "" : "-" + std::to_string(i + 1)));
        choice.set("CHOICE", option.value).set("CHOICE_NAME", option.label);
        choice.when("ON", option.value == field.value).when("OFF", option.value != field.value);
    }
}

void show_field(html::View& form, const DeskField& field, const std::vector<FieldError>& errors) {
    auto row = form.add("FIELD");
    for (const auto* kind : {"TEXT", "LONG", "DATE", "RADIOS", "CHECK", "PHRASES"}) row.none(kind);
    const auto id = input_id(field.name);
    const auto part = [&](std::string_view kind) {
        auto shown = row.add(kind);
        shown.set("ID", id).set("NAME", field.name).set("LABEL", field.label).set("VALUE", field.value);
        const std::string* error = error_of(errors, field.name);
        std::string described = field.hint.empty() ? "" : id + "-hint";
        if (error) described += (described.empty() ? "" : " ") + id + "-error";
        maybe(shown, "DESCRIBED", "IDS", described);
        maybe(shown, "ERROR", "MESSAGE", error ? std::string_view(*error) : std::string_view());
        shown.set("GROUP", error ? " govuk-form-group--error" : "").when("BAD", error != nullptr);
        shown.when("OPTIONAL", field.optional).none("HINT");
        if (!field.hint.empty()) shown.add("HINT").set("HINT_ID", id + "-hint").set("WORDS", field.hint);
        return shown;
    };
    switch (field.kind) {
        case DeskField::Kind::kText:
            part("TEXT");
            break;
        case DeskField::Kind::kLong:
            part("LONG");
            break;
        case DeskField::Kind::kDate:
            part("DATE");
            break;
        case DeskField::Kind::kCheck:
            part("CHECK").when("ON", !field.value.empty()).when("OFF", field.value.empty());
            break;
        case DeskField::Kind::kRadios: {
            auto radios = part("RADIOS");
            show_choices(radios, "RADIO", field);
            break;
        }
        case DeskField::Kind::kTemplates: {
            auto select = part("PHRASES");
            select.set("FILLS", field.fills);
            show_choices(select, "PHRASE", field);
            break;
        }
    }
}

std::string words_of(const DeskField& field) {
    for (const auto& option : field.options)
        if (option.value == field.value) return option.label;
    return field.kind == DeskField::Kind::kCheck ? "是" : field.value;
}

void show_overtaken(html::View& page, const CaseView& view, const Shown& shown) {
    page.none("OVERTAKEN");
    if (!shown.typed) return;
    const auto form = overtaken_form(view, shown.typed_for, *shown.typed);
    if (!form) return;
    auto section = page.add("OVERTAKEN");
    section.set("TITLE", form->title).set("FORM_ID", "deed-" + std::string(to_string(form->action)));
    for (const auto& field : form->fields) section.add("TYPED").set("LABEL", field.label).set("VALUE", words_of(field));
    section.none("TYPED");
}

void show_forms(html::View& page, const CaseView& view, const Shown& shown) {
    static const http::Fields kNothing;
    const auto forms = desk_forms(view, shown.typed_for, shown.typed ? *shown.typed : kNothing);
    page.none("FORM").when("IF_NOTHING", forms.empty());
    for (const auto& form : forms) {
        auto section = page.add("FORM");
        section.set("TITLE", form.title)
            .set("ACTION_URL", desk_url(view.id, "/" + std::string(to_string(form.action))));
        section.set("VERSION", view.version).set("FORM_ID", "deed-" + std::string(to_string(form.action)));
        maybe(section, "FORM_NOTE", "WORDS", form.note);
        const bool open = form.action == shown.typed_for || (shown.typed == nullptr && forms.size() == 1);
        section.when("OPENED", open).when("FOLDED", !open);
        for (const auto& field : form.fields) show_field(section, field, shown.errors);
    }
}

http::Response case_page(const PageDependencies& pages,
                         http::Request& request,
                         const CaseView& view,
                         const Shown& shown) {
    auto page = page_view("cases/desk_case.html");
    page.set("CSRF", identity::form_token(request))
        .set("ITEM", view.item_name)
        .set("CASE_NUMBER", view.number)
        .set("STATE", state_zh(view.state))
        .set("STATE_CLASS", tag_class(view.state))
        .set("DEPARTMENT", view.department_name)
        .set("SUBMITTED", moment_words(view.submitted_at))
        .set("GUIDE_URL", "/i/" + view.item_id);
    maybe(page, "MEANWHILE", "WORDS", shown.meanwhile);
    auto links = links_to(shown.errors);
    if (!shown.refused.empty()) links.push_back({"#deed-" + std::string(to_string(shown.typed_for)), shown.refused});
    show_error_summary(page, links);
    show_applicant(page, view, shown);
    show_answers(page, pages, view, shown.revealed);
    show_materials(page, view);
    show_clock(page, view);
    show_history(page, view);
    show_overtaken(page, view, shown);
    show_forms(page, view, shown);
    const PageHead head{.title = view.item_name,
                        .crumbs = {{"待办件", "/desk"}, {view.number, ""}},
                        .has_errors = !links.empty(),
                        .officer = true};
    return pages.frame.page(request, head, page.render(), shown.status);
}

/// Who did what since the officer opened the page.
std::string last_deed(const CaseView& view) {
    if (view.history.empty()) return {};
    const auto& last = view.history.back();
    return fmt::format("{}，{}：{}。您写的内容还在下面，请核对最新情况后再办。", moment_words(last.at), who(last),
                       action_zh(last.action));
}

http::Response do_deed(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const std::string id(request.param("case"));
    const auto before = pages.cases.case_view(viewer, id);
    if (!before) return pages.frame.error(request, before.error());
    std::optional<Action> action;
    for (const Action each : kActions)
        if (to_string(each) == request.param("deed")) action = each;
    if (!action) return pages.frame.error(request, fail(kNotFound));
    const auto& typed = request.form().fields;
    const auto done = run_desk_form(pages.cases, viewer, before.value(), *action, typed);
    if (done) return http::see_other(desk_url(id));
    if (done.error().code.kind == Kind::kForbidden || done.error().code.kind == Kind::kNotFound)
        return pages.frame.error(request, done.error());
    const auto now = pages.cases.case_view(viewer, id);
    if (!now) return pages.frame.error(request, now.error());
    Shown shown;
    shown.typed_for = *action;
    shown.typed = &typed;
    shown.errors = desk_errors(done.error(), *action, typed);
    if (shown.errors.empty()) shown.refused = strings::sentence(done.error());
    const bool conflict = done.error().code.kind == Kind::kConflict;
    if (conflict) shown.meanwhile = last_deed(now.value());
    shown.status = status_of(done.error().code.kind);
    return case_page(pages, request, now.value(), shown);
}

http::Response reveal(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const std::string id(request.param("case"));
    const auto view = pages.cases.case_view(viewer, id);
    if (!view) return pages.frame.error(request, view.error());
    auto revealed = pages.cases.reveal_applicant(viewer, id, std::string(request.form().fields.get("reason")));
    Shown shown;
    if (revealed) {
        shown.revealed = std::move(revealed).value();
    } else {
        if (revealed.error().code.kind != Kind::kInvalid) return pages.frame.error(request, revealed.error());
        const auto& fields = revealed.error().fields;
        shown.errors = {
            {"reason", fields.empty() ? std::string(strings::sentence(revealed.error())) : fields.front().message}};
        shown.status = status_of(Kind::kInvalid);
    }
    return case_page(pages, request, view.value(), shown);
}

}  // namespace

void add_desk_case_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/desk/cases/{case}", desk_guard(*pages), [pages](http::Request& request) {
                    const auto view =
                        pages->cases.case_view(identity::viewer_of(request), std::string(request.param("case")));
                    if (!view) return pages->frame.error(request, view.error());
                    return case_page(*pages, request, view.value(), {});
                }});
    router.add({http::Method::kPost, "/desk/cases/{case}/reveal", desk_guard(*pages),
                [pages](http::Request& request) { return reveal(*pages, request); }});
    router.add({http::Method::kPost, "/desk/cases/{case}/{deed}", desk_guard(*pages),
                [pages](http::Request& request) { return do_deed(*pages, request); }});
}

}  // namespace yw::cases
