// Answering a notice of gaps: each gap by a new value, a file, or a word. What was typed stays while files are sent.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cases/apply_fields.hpp"
#include "cases/apply_materials.hpp"
#include "cases/me_shell.hpp"
#include "cases/me_words.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kMostUploadBytes = static_cast<std::size_t>(kMostCaseBytes) + 1024 * 1024;

/// What the form holds while it is being filled.
struct Filling {
    Answers answers;
    std::vector<std::string> replies;  ///< beside the gaps
    std::vector<FieldError> errors;
};

std::string reply_name(std::size_t gap) {
    return fmt::format("replies[{}]", gap);
}

std::string_view key_of(const Gap& gap) {
    return std::string_view(gap.target).substr(gap.target.find(':') + 1);
}

const catalogue::FormField* field_of(const CaseView& shown, const Gap& gap) {
    if (!gap.target.starts_with("field:") || !shown.guide->guide.form) return nullptr;
    for (const auto& step : shown.guide->guide.form->steps)
        for (const auto& field : step.fields)
            if (field.key == key_of(gap)) return &field;
    return nullptr;
}

const catalogue::Material* material_of(const CaseView& shown, const Gap& gap) {
    if (!gap.target.starts_with("material:")) return nullptr;
    const auto& materials = shown.guide->guide.materials;
    const auto found = std::ranges::find(materials, key_of(gap), &catalogue::Material::key);
    return found == materials.end() ? nullptr : &*found;
}

Filling filling_of(const PageDependencies& pages, const CaseView& shown, const http::Fields& typed) {
    Filling filling{shown.answers, {}, {}};
    const CorrectionNotice& notice = shown.notices.back();
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < notice.gaps.size(); ++i) {
        filling.replies.emplace_back(typed.get(reply_name(i)));
        // A page that was just opened holds nothing typed: the case's own answers stand.
        if (const auto* field = field_of(shown, notice.gaps[i]); field && !typed.pairs().empty())
            keys.push_back(field->key);
    }
    CheckContext context;
    context.today = pages.clock.today();
    context.region_name = pages.region_name;
    if (!keys.empty()) take_fields(*shown.guide->guide.form, keys, typed, context, filling.answers);
    return filling;
}

bool nothing_typed(const CaseView& shown, const Filling& filling) {
    return filling.answers == shown.answers &&
           std::ranges::all_of(filling.replies, [](const std::string& reply) { return reply.empty(); });
}

/// A commitment that the officer has seen did not do: the notice asks for the material itself.
bool may_commit(const CaseView& shown, const catalogue::Material& material) {
    const auto& seen = shown.notices.back().files_before;
    return !material.exempt && std::ranges::none_of(shown.files, [&](const MaterialFile& file) {
        return file.material_key == material.key && !file.commitment.empty() &&
               std::ranges::find(seen, file.id) != seen.end();
    });
}

void show_gap(html::View& view,
              const PageDependencies& pages,
              const CaseView& shown,
              const Filling& filling,
              std::size_t number) {
    const CorrectionNotice& notice = shown.notices.back();
    const Gap& gap = notice.gaps[number];
    const std::string name = reply_name(number), id = input_id(name);
    const std::string* error = error_of(filling.errors, name);
    html::View one = view.add("GAPS");
    one.set("GAP", notice.gap_names[number]).set("GAP_WHAT", gap.what).set("GAP_NUMBER", static_cast<int>(number) + 1);
    one.set("REPLY_NAME", name).set("REPLY_ID", id).set("REPLY", filling.replies[number]);
    one.set("REPLY_GROUP", error ? " govuk-form-group--error" : "");
    maybe(one, "IF_REPLY_ERROR", "REPLY_ERROR", error ? std::string_view(*error) : std::string_view());
    one.none("IF_FIELD").none("IF_MATERIAL");
    const std::string file_url = "/me/files/" + shown.id + "/";
    static const std::vector<std::string> kNothing;
    if (const auto* field = field_of(shown, gap)) {
        const catalogue::Form& form = *shown.guide->guide.form;
        static const std::vector<catalogue::FormField> kAlone;
        html::View box = one.add("IF_FIELD");
        show_asked_field(box, "FIELD",
                         {form, kAlone, filling.answers, filling.errors, kNothing, shown.files, file_url,
                          pages.clock.today(), pages.region_name},
                         *field);
    }
    if (const auto* material = material_of(shown, gap)) {
        std::vector<const MaterialFile*> fresh;
        for (const MaterialFile& file : shown.files)
            if (file.material_key == material->key && file.given_at >= notice.at) fresh.push_back(&file);
        html::View row = one.add("IF_MATERIAL").part("MATERIAL", "cases/apply_upload.html");
        show_material(row, {*material, *shown.guide, std::move(fresh), file_url,
                            error_of(filling.errors, std::string(kMaterialPrefix) + material->key), true, true, true,
                            may_commit(shown, *material)});
    }
}

http::Response correction_page(
    const PageDependencies& pages, http::Request& request, const CaseView& shown, const Filling& filling, int status) {
    html::View view = page_view("cases/me_correction.html");
    const CorrectionNotice& notice = shown.notices.back();
    // A material that the notice does not name has no place on this page.
    const auto on_page = [&](const std::string& field) {
        if (!field.starts_with(kMaterialPrefix)) return true;
        return std::ranges::any_of(notice.gaps, [&](const Gap& gap) {
            return gap.target == "material:" + field.substr(kMaterialPrefix.size());
        });
    };
    show_error_summary(view, links_to(filling.errors, on_page));
    view.set("CSRF", identity::form_token(request)).set("VERSION", shown.version).set("ITEM", shown.item_name);
    view.set("NUMBER", shown.number).set("COUNT", static_cast<std::int64_t>(notice.gaps.size()));
    maybe(view, "IF_LATE", "LATE", shown.clock.unanswered ? head_of(shown).detail : std::string());
    maybe(view, "IF_BY", "BY",
          notice.answer_by && !shown.clock.unanswered ? due_words(*notice.answer_by) : std::string());
    view.set("NOTICE_AT", moment_words(notice.at)).set("BACK_URL", case_url(shown.id));
    view.set("NOTICE_URL", paper_url(shown.id, DocumentKind::kCorrectionNotice));
    view.set("ACTION", case_url(shown.id, "/correction"));
    for (std::size_t i = 0; i < notice.gaps.size(); ++i) show_gap(view, pages, shown, filling, i);
    return case_answer(pages, request, shown, "补正", view, status);
}

/// The case if it waits for a correction.
Result<CaseView> waiting_case(const PageDependencies& pages, const http::Request& request) {
    YW_TRY(CaseView shown, pages.cases.case_view(identity::viewer_of(request), std::string(request.param("case"))));
    YW_CHECK(next_state({shown.state, shown.instant}, Action::kAnswerCorrection, Party::kApplicant));
    return shown;
}

http::Response get_correction(const PageDependencies& pages, http::Request& request) {
    const auto shown = waiting_case(pages, request);
    if (!shown && shown.error().code == kNotNow)  // answered already, in another window
        return http::see_other(case_url(std::string(request.param("case"))));
    if (!shown) return pages.frame.error(request, shown.error());
    return correction_page(pages, request, shown.value(), filling_of(pages, shown.value(), {}), 200);
}

/// Files of the form, for materials and for fields that are files.
std::vector<FieldError> take_files(const PageDependencies& pages,
                                   http::Request& request,
                                   const CaseView& shown,
                                   int& taken) {
    auto errors = take_uploads(pages.cases, request, shown.id, taken);
    for (const http::UploadedFile& file : request.form().files) {
        if (!file.field.starts_with(kInputPrefix) || (file.name.empty() && file.bytes.empty())) continue;
        const auto done = pages.cases.attach_material(
            identity::viewer_of(request),
            {shown.id, "form:" + file.field.substr(kInputPrefix.size()), file.name, file.bytes});
        if (done)
            ++taken;
        else
            errors.push_back({file.field, upload_sentence(done.error(), file.name)});
    }
    return errors;
}

http::Response answer(const PageDependencies& pages,
                      http::Request& request,
                      const CaseView& shown,
                      Filling filling,
                      const http::Fields& typed) {
    AnswerCorrection command;
    command.case_id = shown.id;
    const std::string_view version = typed.get("version");
    std::from_chars(version.data(), version.data() + version.size(), command.version);
    command.typed = typed;
    command.replies = filling.replies;
    const auto done = pages.cases.answer_correction(identity::viewer_of(request), command);
    if (done) return http::see_other(case_url(shown.id));
    if (done.error().fields.empty()) return pages.frame.error(request, done.error());
    filling.errors = done.error().fields;
    return correction_page(pages, request, shown, filling, 422);
}

http::Response post_correction(const PageDependencies& pages, http::Request& request) {
    auto shown = waiting_case(pages, request);
    if (!shown && shown.error().code == kNotNow)  // sent twice: the first one counts
        return http::see_other(case_url(std::string(request.param("case"))));
    if (!shown) return pages.frame.error(request, shown.error());
    const http::Fields& typed = request.form().fields;
    const std::string action(typed.get("action"));
    int taken = 0;
    auto errors = take_files(pages, request, shown.value(), taken);
    if (action.starts_with("delete:")) {
        const auto removed = pages.cases.remove_material(identity::viewer_of(request), shown->id, action.substr(7));
        if (!removed && removed.error().code != kFileNotFound) return pages.frame.error(request, removed.error());
        ++taken;
    }
    if (action.starts_with(kCommitButton)) {
        sign(pages.cases, identity::viewer_of(request), shown->id, action, errors);
        ++taken;
    }
    if (taken > 0) {
        shown = waiting_case(pages, request);  // with the files as they are now
        if (!shown) return pages.frame.error(request, shown.error());
    }
    Filling filling = filling_of(pages, shown.value(), typed);
    if (const auto button = parse_entry_button(action)) {
        press(*shown->guide->guide.form, *button, filling.answers);
        return correction_page(pages, request, shown.value(), filling, 200);
    }
    filling.errors = std::move(errors);
    if (!filling.errors.empty()) return correction_page(pages, request, shown.value(), filling, 422);
    if (action == "send") return answer(pages, request, shown.value(), std::move(filling), typed);
    if (nothing_typed(shown.value(), filling)) return http::see_other(case_url(shown->id, "/correction"));
    return correction_page(pages, request, shown.value(), filling, 200);
}

}  // namespace

void add_me_correction_routes(http::Router& router, const Pages& pages) {
    constexpr auto kPattern = "/me/cases/{case}/correction";
    router.add({http::Method::kGet, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return get_correction(*pages, request); }});
    router.add({http::Method::kPost, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return post_correction(*pages, request); }, http::Where::kWorker,
                kMostUploadBytes});
}

}  // namespace yw::cases
