// A guide before its publication, for the author's desk.
#include "portal/guide_view.hpp"
#include "portal/material_paper.hpp"
#include "web/web.hpp"

namespace yw::portal {
namespace {

/// What a draft does not say yet is said to be missing, so that no heading and no link stands empty.
catalogue::Guide with_gaps_named(catalogue::Guide guide) {
    const auto name_gap = [](std::string& text) {
        if (text.empty()) text = "未填写";
    };
    for (std::string* text : {&guide.name, &guide.consult_phone, &guide.complaint_phone, &guide.review_body,
                              &guide.court, &guide.result.name, &guide.result.delivery})
        name_gap(*text);
    for (catalogue::Material& material : guide.materials) name_gap(material.name);
    for (catalogue::Place& place : guide.places) name_gap(place.name);
    for (catalogue::Stage& stage : guide.stages) name_gap(stage.name), name_gap(stage.what);
    for (catalogue::Fee& fee : guide.fees) name_gap(fee.name);
    for (catalogue::LegalBasis& basis : guide.bases) name_gap(basis.law);
    for (catalogue::Question& question : guide.questions) name_gap(question.q), name_gap(question.a);
    return guide;
}

}  // namespace

http::Response guide_preview(const catalogue::PublishedGuide& draft, const std::string& forms_url) {
    catalogue::PublishedGuide guide = draft;
    guide.guide = with_gaps_named(draft.guide);
    html::View main("portal/guide.html");
    main.set("ICONS", web::asset_path("icons.svg")).none("IF_RATINGS");
    fill_guide(main, guide, guide.version, GuideForm::kDraft, forms_url);
    html::View page("portal/preview.html");
    page.set("TITLE", guide.guide.name).set("CSS", web::asset_path("yiwang.css"));
    page.set("JS", web::asset_path("yiwang.js")).set("MAIN_HTML", main.render());
    http::Response response = http::html(page.render().text());
    add_page_headers(response);
    response.set("Content-Security-Policy",
                 "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'");
    response.set("Cache-Control", "no-store");
    return response;
}

Result<std::string> guide_paper(const catalogue::PublishedGuide& guide,
                                std::string_view key,
                                std::string_view file,
                                bool demonstration) {
    if (file != "blank.pdf" && file != "sample.pdf") return fail(kFormNotFound);
    return material_paper(guide, key, file == "blank.pdf" ? PaperKind::kBlank : PaperKind::kSample, demonstration);
}

lint::Opening paper_opens(const catalogue::Guide& guide, const catalogue::Material& material) {
    catalogue::PublishedGuide printed;
    printed.guide.name = guide.name;
    printed.guide.materials.push_back(material);
    for (const auto kind : {PaperKind::kBlank, PaperKind::kSample}) {
        const auto paper = material_paper(printed, material.key, kind, false);
        if (!paper)
            return paper.error().code.kind == Kind::kUnavailable ? lint::Opening::kUnknown : lint::Opening::kBroken;
        if (!paper->starts_with("%PDF-") || paper->find("%%EOF") == std::string::npos) return lint::Opening::kBroken;
    }
    return lint::Opening::kOpens;
}

}  // namespace yw::portal
