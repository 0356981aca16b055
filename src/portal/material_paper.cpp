#include "portal/material_paper.hpp"

#include <algorithm>

#include "kernel/utf8.hpp"
#include "platform/pdf/pdf.hpp"
#include "portal/portal.hpp"

namespace yw::portal {
namespace {

/// A line of a cell holds about this many characters; the blank form leaves as much room as the sample needs.
constexpr std::size_t kLineCharacters = 22;

std::string watermark_of(PaperKind kind, bool demonstration) {
    if (kind == PaperKind::kSample) return "填写样例";
    return demonstration ? "演示" : "";
}

pdf::Form fields_of(const catalogue::Sheet& sheet, PaperKind kind) {
    pdf::Form form;
    for (const auto& [label, sample] : sheet.rows) {
        const int lines = 1 + static_cast<int>(utf8::length(sample) / kLineCharacters);
        form.fields.push_back({label, kind == PaperKind::kSample ? sample : "", lines});
    }
    return form;
}

}  // namespace

Result<std::string> material_paper(const catalogue::PublishedGuide& published,
                                   std::string_view key,
                                   PaperKind kind,
                                   bool demonstration) {
    const auto& materials = published.guide.materials;
    const auto found = std::find_if(materials.begin(), materials.end(),
                                    [&](const catalogue::Material& material) { return material.key == key; });
    if (found == materials.end() || !found->sheet) return fail(kFormNotFound);
    pdf::Document document;
    document.title = found->sheet->title + (kind == PaperKind::kSample ? "（填写样例）" : "");
    document.author = published.item.department.name;
    document.header_line = published.guide.name + "　第" + std::to_string(published.version) + "版";
    document.watermark = watermark_of(kind, demonstration);
    document.created = {published.published_at_ms};
    document.add(pdf::Heading{pdf::Heading::Level::kTitle, found->sheet->title});
    document.add(fields_of(*found->sheet, kind));
    if (!found->fill_note.empty()) document.add(pdf::Paragraph{"填写说明：" + found->fill_note, pdf::Indent::kNone});
    return pdf::render(document);
}

}  // namespace yw::portal
