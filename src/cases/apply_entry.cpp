// Before an application: what to have ready, how long it takes; beginning a draft, going on with one, giving it up.
#include <fmt/format.h>

#include <algorithm>

#include "cases/apply_materials.hpp"
#include "cases/apply_shell.hpp"

namespace yw::cases {
namespace {

using catalogue::Material;
using catalogue::PublishedGuide;

std::optional<DraftLine> draft_of(const PageDependencies& pages,
                                  const identity::Viewer& viewer,
                                  const std::string& item) {
    for (DraftLine& line : pages.cases.drafts(viewer))
        if (line.item_id == item) return std::move(line);
    return std::nullopt;
}

void show_needed(html::View& view, const PublishedGuide& guide) {
    view.none("MATERIALS").when("IF_NO_MATERIALS", guide.guide.materials.empty());
    for (const Material& material : guide.guide.materials) {
        html::View row = view.add("MATERIALS");
        const bool paper = material.form == "1" && !material.exempt;
        row.set("MATERIAL", material.name);
        maybe(row, "IF_WORDS", "WORDS", material.exempt ? std::string() : material_words(material));
        row.set("HOW", material.exempt ? "免提交" : paper ? "交纸质" : material.need == "1" ? "要上传" : "有的人要");
        row.set("HOW_CLASS", material.exempt ? "yw-tag--green" : material.need == "1" ? "yw-tag--amber" : "");
        maybe(row, "IF_WHEN", "WHEN", material.need == "1" ? std::string() : material.need_when);
        maybe(row, "IF_SOURCE", "SOURCE", material.exempt ? material.source_note : std::string());
        row.none("IF_SHEET");
        if (!material.sheet) continue;
        const std::string folder =
            fmt::format("/i/{}/v{}/forms/{}", guide.item.id, guide.version, http::url_encode(material.key));
        row.add("IF_SHEET").set("BLANK_URL", folder + "/blank.pdf").set("SAMPLE_URL", folder + "/sample.pdf");
    }
}

void show_way(html::View& view, const PublishedGuide& guide) {
    view.none("FORM_STEPS");
    std::size_t fields = 0;
    for (const catalogue::FormStep& step : guide.guide.form->steps) {
        view.add("FORM_STEPS").set("FORM_STEP", step.title);
        fields += step.fields.size();
    }
    // Half a minute a field and two minutes a paper, in steps of five minutes: what people take at the counter.
    const std::size_t minutes = fields / 2 + 2 * guide.guide.materials.size();
    view.set("MINUTES", static_cast<std::int64_t>(std::max<std::size_t>(5, (minutes + 4) / 5 * 5)));
    view.set("TIME", catalogue::to_text(guide.guide.promised)).set("DEPARTMENT", guide.item.department.name);
    view.set("VISITS", guide.guide.visits == 0
                           ? std::string("不用跑，全程网上办")
                           : fmt::format("跑{}次：{}", guide.guide.visits, guide.guide.visit_reason));
    std::string fees;
    for (const catalogue::Fee& fee : guide.guide.fees)
        fees += fmt::format("{}{} {}", fees.empty() ? "" : "；", fee.name, fee.standard);
    view.set("FEE", fees.empty() ? std::string("不收费") : fees);
}

/// "given=field:option", as guided service hands over what the person has answered there.
using KnownChoices = std::map<std::string, std::string>;  // field, option
KnownChoices known_in(const http::Fields& fields) {
    constexpr std::size_t kMostKnown = 50;
    KnownChoices known;
    for (const auto given : fields.all("given")) {
        const auto colon = given.find(':');
        if (colon == std::string_view::npos || known.size() == kMostKnown) continue;
        known.emplace(given.substr(0, colon), given.substr(colon + 1));
    }
    return known;
}

http::Response entry(const PageDependencies& pages, http::Request& request) {
    const std::string item(request.param("item"));
    const identity::Viewer& viewer = identity::viewer_of(request);
    const auto guide = pages.catalogue.guide(item);
    if (!guide) return pages.frame.error(request, guide.error());
    const PublishedGuide& published = *guide.value();
    if (!published.guide.form) return pages.frame.error(request, fail(kNotOnline));
    const bool for_people = std::ranges::find(published.guide.audience, "1") != published.guide.audience.end();
    if (viewer.role == identity::Role::kPerson && !for_people) return pages.frame.error(request, fail(kWrongAudience));
    html::View view = page_view("cases/apply_entry.html");
    view.set("CSRF", identity::form_token(request)).set("ITEM", published.item.name);
    view.set("ACTION", "/apply/" + item).set("GUIDE_URL", "/i/" + item);
    maybe(view, "IF_FIRM", "FIRM", viewer.firm_name);
    show_needed(view, published);
    show_way(view, published);
    const auto draft = draft_of(pages, viewer, item);
    view.none("IF_DRAFT").none("IF_NEW");
    html::View begun = view.add(draft ? "IF_DRAFT" : "IF_NEW");
    begun.none("GIVEN");
    for (const auto& [field, option] : known_in(request.query)) begun.add("GIVEN").set("CHOICE", field + ":" + option);
    if (draft)
        begun.set("UPDATED", moment_words(draft->updated_at))
            .set("KEPT_UNTIL", draft->kept_until.zh())
            .set("DISCARD_URL", "/apply/d/" + draft->id + "/discard");
    PageHead head;
    head.title = "网上申请：" + published.item.name;
    head.crumbs = {{published.item.name, "/i/" + item}, {"网上申请", ""}};
    return pages.frame.page(request, head, view.render());
}

/// Whether the choice is one of the field's and was not answered yet.
bool takes(const catalogue::FormField& field, const KnownChoices& known, const Answers& answers) {
    const auto choice = known.find(field.key);
    if (choice == known.end() || field.type != catalogue::FieldType::kChoice || answers.has(field.key)) return false;
    return std::ranges::any_of(field.options,
                               [&](const catalogue::Option& option) { return option.value == choice->second; });
}

/// The draft with what is known beside what it holds. The first step last: there the person goes on.
Result<Draft> with_known(const PageDependencies& pages,
                         const identity::Viewer& viewer,
                         Draft draft,
                         const KnownChoices& known) {
    const auto guide = draft.guide;
    const auto& steps = guide->guide.form->steps;
    bool is_any = false;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        SaveDraft save;
        save.draft_id = draft.id;
        save.step = step->key;
        for (const auto& [path, values] : draft.answers.values())
            for (const auto& value : values) save.typed.add(std::string(kInputPrefix) + path, value);
        bool is_changed = false;
        for (const auto& field : step->fields) {
            if (!takes(field, known, draft.answers)) continue;
            save.typed.add(std::string(kInputPrefix) + field.key, known.at(field.key));
            is_changed = true;
        }
        is_any |= is_changed;
        const bool is_first = std::next(step) == steps.rend();
        if (!is_changed && !(is_first && is_any)) continue;
        // What is still missing in the step is for the person to answer, not an error yet.
        YW_TRY(SavedDraft saved, pages.cases.save_draft(viewer, save));
        draft = std::move(saved.draft);
    }
    return draft;
}

http::Response start(const PageDependencies& pages, http::Request& request) {
    const identity::Viewer& viewer = identity::viewer_of(request);
    auto draft = pages.cases.start_draft(viewer, std::string(request.param("item")));
    if (draft) draft = with_known(pages, viewer, std::move(draft).value(), known_in(request.form().fields));
    if (!draft) return pages.frame.error(request, draft.error());
    return http::see_other(step_url(draft->id, step_to_go_on(draft.value(), pages.clock.today())));
}

/// /apply/d/{draft}: where a link in the person's space leads.
http::Response go_on(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto draft = pages.cases.draft(identity::viewer_of(request), id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    return http::see_other(step_url(id, step_to_go_on(draft.value(), pages.clock.today())));
}

http::Response ask_discard(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto draft = pages.cases.draft(identity::viewer_of(request), id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    html::View view = page_view("cases/apply_discard.html");
    view.set("CSRF", identity::form_token(request)).set("ITEM", draft->guide->item.name);
    view.set("ACTION", "/apply/d/" + id + "/discard").set("BACK_URL", "/apply/d/" + id);
    PageHead head;
    head.title = "删除草稿";
    head.crumbs = {{"我的空间", "/me"}, {head.title, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response discard(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto done = pages.cases.discard_draft(identity::viewer_of(request), id);
    if (!done) return draft_gone(pages, request, id, done.error());
    return http::see_other("/me?discarded=yes");
}

}  // namespace

void add_apply_entry_routes(http::Router& router, const Pages& pages) {
    const auto add = [&](http::Method method, const char* pattern, auto handler) {
        router.add({method, pattern, pages->gate.applicant(),
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add(http::Method::kGet, "/apply/{item}", entry);
    add(http::Method::kPost, "/apply/{item}", start);
    add(http::Method::kGet, "/apply/d/{draft}", go_on);
    add(http::Method::kGet, "/apply/d/{draft}/discard", ask_discard);
    add(http::Method::kPost, "/apply/d/{draft}/discard", discard);
}

void add_apply_routes(http::Router& router, PageDependencies dependencies) {
    const auto pages = std::make_shared<const PageDependencies>(std::move(dependencies));
    add_apply_entry_routes(router, pages);
    add_apply_step_routes(router, pages);
    add_apply_material_routes(router, pages);
    add_apply_preview_routes(router, pages);
}

}  // namespace yw::cases
