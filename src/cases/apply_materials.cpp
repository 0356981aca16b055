#include "cases/apply_materials.hpp"
#include <algorithm>

#include <fmt/format.h>

#include "cases/apply_shell.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

/// All files of a case at once, and the form around them: what is too large is then named, not cut off.
constexpr std::size_t kMostUploadBytes = static_cast<std::size_t>(kMostCaseBytes) + 1024 * 1024;

http::Response materials_page(const PageDependencies& pages,
                              http::Request& request,
                              const Draft& draft,
                              const std::vector<FieldError>& errors,
                              int status) {
    const auto all_asked = materials_asked(draft.guide->guide, draft.answers);
    const auto can_be_uploaded = [&](const std::string& field) {
        return std::ranges::any_of(all_asked, [&](const MaterialAsked& asked) {
            return !asked.fetched && !asked.on_paper && field == std::string(kMaterialPrefix) + asked.material->key;
        });
    };
    ApplyPage page{std::string(kMaterialsStep), links_to(errors, can_be_uploaded),
                   steps_of(draft, pages.clock.today())};
    html::View view = apply_view("cases/apply_materials.html", request, draft, page);
    view.none("ROWS");
    for (const MaterialAsked& asked : all_asked) {
        const catalogue::Material& material = *asked.material;
        html::View row = view.part("ROWS", "cases/apply_upload.html");
        show_material(row, {material, *draft.guide, files_of(draft.files, material.key), "/me/files/" + draft.id + "/",
                            error_of(errors, std::string(kMaterialPrefix) + material.key), asked.required,
                            !asked.fetched && !asked.on_paper, true, !asked.fetched});
    }
    return apply_answer(pages, request, draft, page, view, status);
}

http::Response get_materials(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const auto draft = pages.cases.draft(identity::viewer_of(request), id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    return materials_page(pages, request, draft.value(), {}, 200);
}

std::vector<FieldError> missing(const Draft& draft) {
    std::vector<FieldError> errors;
    for (const MaterialAsked& asked : materials_asked(draft.guide->guide, draft.answers)) {
        if (!asked.required || is_given(*asked.material, draft.files)) continue;
        errors.push_back({std::string(kMaterialPrefix) + asked.material->key,
                          strings::text("cases.material_missing", {{"name", asked.material->name}})});
    }
    return errors;
}

http::Response post_materials(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("draft"));
    const identity::Viewer& viewer = identity::viewer_of(request);
    if (const auto draft = pages.cases.draft(viewer, id); !draft) return draft_gone(pages, request, id, draft.error());
    const std::string action(request.form().fields.get("action"));
    int taken = 0;
    auto errors = take_uploads(pages.cases, request, id, taken);
    if (action.starts_with("delete:")) {
        // Gone already is what was wanted.
        const auto removed = pages.cases.remove_material(viewer, id, action.substr(7));
        if (!removed && removed.error().code != kFileNotFound) return draft_gone(pages, request, id, removed.error());
    }
    if (action.starts_with(kCommitButton)) sign(pages.cases, viewer, id, action, errors);
    if (action.starts_with("upload:") && taken == 0 && errors.empty())
        errors.push_back(
            {std::string(kMaterialPrefix) + action.substr(7), std::string(strings::text("cases.upload.nothing"))});
    const auto draft = pages.cases.draft(viewer, id);
    if (!draft) return draft_gone(pages, request, id, draft.error());
    if (action == "save") return http::see_other("/me?saved=" + id);
    const auto steps = steps_of(draft.value(), pages.clock.today());
    if (action == "back") return http::see_other(step_url(id, step_beside(steps, kMaterialsStep, -1)));
    if (action == "next" && errors.empty()) errors = missing(draft.value());
    if (!errors.empty()) return materials_page(pages, request, draft.value(), errors, 422);
    if (action == "next") return http::see_other(step_url(id, kPreviewStep));
    return http::see_other(step_url(id, kMaterialsStep));
}

}  // namespace

std::vector<const MaterialFile*> files_of(const std::vector<MaterialFile>& files, std::string_view key) {
    std::vector<const MaterialFile*> found;
    for (const MaterialFile& file : files)
        if (file.material_key == key) found.push_back(&file);
    return found;
}

std::string material_words(const catalogue::Material& material) {
    std::string words;
    const auto say = [&words](std::string_view word) {
        if (word.empty()) return;
        if (!words.empty()) words += " · ";
        words += word;
    };
    say(catalogue::code_name("material_type", material.type));
    say(catalogue::code_name("material_form", material.form));
    say(fmt::format("{}份", material.copies));
    if (material.signature != "none") say(catalogue::code_name("signature", material.signature));
    return words;
}

bool is_given(const catalogue::Material& material, const std::vector<MaterialFile>& files) {
    return std::ranges::any_of(files, [&](const MaterialFile& file) { return file.stands_for(material); });
}

void sign(Cases& cases,
          const identity::Viewer& viewer,
          const std::string& case_id,
          const std::string& button,
          std::vector<FieldError>& errors) {
    const std::string key = button.substr(kCommitButton.size());
    const auto done = cases.sign_commitment(viewer, case_id, key);
    if (!done) errors.push_back({std::string(kMaterialPrefix) + key, std::string(strings::sentence(done.error()))});
}

MaterialState state_of(const MaterialRow& shown) {
    const auto promised = [](const MaterialFile* file) { return !file->commitment.empty(); };
    const auto stands = [&](const MaterialFile* file) { return file->stands_for(shown.material); };
    const bool given = std::ranges::any_of(shown.files, stands);
    if (!given && std::ranges::any_of(shown.files, promised)) return {"承诺要重新签", "yw-tag--amber"};
    if (given && std::ranges::all_of(shown.files, promised)) return {"已签承诺书", "yw-tag--green"};
    return state_of(shown.material, shown.required, shown.uploads, given);
}

MaterialState state_of(const catalogue::Material& material, bool required, bool uploads, bool given) {
    if (material.exempt) return {"免提交", "yw-tag--green"};
    if (given) return {"已上传", "yw-tag--green"};
    if (!uploads) return {"交纸质", ""};
    if (required) return {"还没有上传", "yw-tag--amber"};
    return {material.need == "3" ? "可以后补" : "需要时上传", ""};
}

void show_material(html::View& row, const MaterialRow& shown) {
    const catalogue::Material& material = shown.material;
    const std::string name = std::string(kMaterialPrefix) + material.key;
    const bool bad = shown.error != nullptr;
    const bool given = std::ranges::any_of(shown.files, [&](const auto* file) { return file->stands_for(material); });
    const bool settled = given || material.exempt || !shown.uploads;
    row.set("M_ID", input_id(name)).set("M_INPUT", name).set("M_KEY", material.key).set("M_NAME", material.name);
    row.set("M_CLASS", bad               ? " yw-upload--error"
                       : material.exempt ? " yw-upload--exempt"
                       : settled         ? " yw-upload--done"
                                         : "");
    const MaterialState state = state_of(shown);
    row.set("M_STATE", state.word).set("M_TAG", state.tag_class);
    row.set("M_WORDS", material_words(material));
    maybe(row, "M_WHEN", "WHEN", material.need_when);
    maybe(row, "M_STANDARD", "STANDARD", material.accept_standard);
    maybe(row, "M_FILL", "FILL", material.fill_note);
    maybe(row, "M_FETCHED", "FETCHED", material.exempt ? material.source_note : std::string());
    row.when("M_PAPER", !material.exempt && !shown.uploads && !given);
    maybe(row, "M_COMMIT", "COMMITMENT",
          shown.may_commit && !given ? std::string_view(material.commitment) : std::string_view());
    row.none("M_SHEET").none("M_FILES").none("M_UPLOAD");
    if (shown.uploads) row.add("M_UPLOAD").when("M_BAD", bad);
    maybe(row, "M_ERROR", "M_MESSAGE", bad ? std::string_view(*shown.error) : std::string_view());
    if (material.sheet) {
        const std::string folder =
            fmt::format("/i/{}/v{}/forms/{}", shown.guide.item.id, shown.guide.version, http::url_encode(material.key));
        row.add("M_SHEET").set("BLANK_URL", folder + "/blank.pdf").set("SAMPLE_URL", folder + "/sample.pdf");
    }
    if (shown.files.empty()) return;
    html::View list = row.add("M_FILES");
    for (const MaterialFile* file : shown.files) {
        html::View one = list.add("M_FILE");
        one.set("FILE_URL", shown.file_url + file->id).set("FILE_ID", file->id).set("FILE_NAME", file->name);
        one.set("FILE_SIZE", size_words(file->size)).when("M_REMOVE", shown.may_remove);
    }
}

std::vector<FieldError> take_uploads(Cases& cases, http::Request& request, const std::string& case_id, int& taken) {
    std::vector<FieldError> errors;
    for (const http::UploadedFile& file : request.form().files) {
        if (!file.field.starts_with(kMaterialPrefix) || (file.name.empty() && file.bytes.empty())) continue;
        const auto done = cases.attach_material(
            identity::viewer_of(request), {case_id, file.field.substr(kMaterialPrefix.size()), file.name, file.bytes});
        if (done)
            ++taken;
        else
            // What the guide does not ask for has no row to point at.
            errors.push_back({done.error().code == kNotAsked ? std::string(kAllMaterials) : file.field,
                              upload_sentence(done.error(), file.name)});
    }
    return errors;
}

void add_apply_material_routes(http::Router& router, const Pages& pages) {
    constexpr auto kPattern = "/apply/d/{draft}/materials";
    router.add({http::Method::kGet, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return get_materials(*pages, request); }});
    router.add({http::Method::kPost, kPattern, pages->gate.applicant(),
                [pages](http::Request& request) { return post_materials(*pages, request); }, http::Where::kWorker,
                kMostUploadBytes});
}

}  // namespace yw::cases
