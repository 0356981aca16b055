#include "authoring/sections.hpp"

#include <algorithm>
#include <charconv>

#include "catalogue/guide_elements.hpp"
#include "lint/lint.hpp"

namespace yw::authoring {
namespace {

using catalogue::Element;
using catalogue::ElementKind;

const std::vector<Section>& fixed_sections() {
    static const std::vector<Section> kSections{
        {"basic",
         "基本信息",
         {"name", "short_names", "base_code", "task_type", "audience", "personal_themes", "legal_themes", "life_events",
          "power_source", "level", "project_type", "handle_area"}},
        {"powers", "处罚、征收的内容", {"penalty", "levy_kind", "levy_reduction"}},
        {"limits",
         "时限和到场",
         {"statutory", "promised", "handle_types", "online_depth", "visits", "visit_reason", "special_procedure",
          "quantity_limit"}},
        {"conditions", "受理条件和结果", {"conditions", "result"}},
        {"materials", "申请材料", {"materials"}},
        {"stages", "办理环节", {"stages"}},
        {"fees", "收费", {"fee_note", "fees"}},
        {"places", "地点和电话", {"places", "consult_phone", "complaint_phone", "review_body", "court"}},
        {"bases", "设定依据", {"bases"}},
        {"questions", "常见问题", {"questions"}},
        {"form", "网上申请表单", {"form"}},
    };
    return kSections;
}

constexpr std::string_view kPowers = "powers";

/// Penalties and levies say more than other types. What was written before the type was changed stays in sight.
bool says_powers(const catalogue::Guide& guide) {
    const auto must = [&](std::string_view element) { return lint::must_say(element, guide.task_type); };
    const bool written = !guide.penalty.empty() || !guide.levy_kind.empty() || !guide.levy_reduction.empty();
    return written || must("penalty") || must("levy_kind") || must("levy_reduction");
}

/// "[12]" at the front of `rest` is taken off; its number.
std::optional<int> take_index(std::string_view& rest) {
    if (!rest.starts_with('[')) return std::nullopt;
    int index = -1;
    const auto close = rest.find(']');
    const auto end = std::from_chars(rest.data() + 1, rest.data() + rest.size(), index);
    if (end.ec != std::errc() || close == std::string_view::npos || index < 0) return std::nullopt;
    rest.remove_prefix(close + 1);
    return index;
}

std::string as_we_say(std::string_view path) {
    constexpr std::string_view kOld = "basis";
    const bool old = path == kOld || path.starts_with("basis[");
    return old ? "bases" + std::string(path.substr(kOld.size())) : std::string(path);
}

}  // namespace

std::vector<Section> sections_of(const catalogue::Guide& guide) {
    std::vector<Section> sections = fixed_sections();
    if (!says_powers(guide)) std::erase_if(sections, [](const Section& section) { return section.key == kPowers; });
    if (!guide.form) return sections;
    for (std::size_t i = 0; i < guide.form->steps.size(); ++i) {
        const auto& title = guide.form->steps[i].title;
        sections.push_back({"form-" + std::to_string(i),
                            "表单第" + std::to_string(i + 1) + "步" + (title.empty() ? "" : "：" + title),
                            {"form"},
                            static_cast<int>(i)});
    }
    return sections;
}

std::optional<Section> find_section(const catalogue::Guide& guide, std::string_view key) {
    for (Section& section : sections_of(guide))
        if (section.key == key) return std::move(section);
    return std::nullopt;
}

Section section_of_path(const catalogue::Guide& guide, std::string_view path) {
    const std::string ours = as_we_say(path);
    const std::string_view top = std::string_view(ours).substr(0, ours.find_first_of(".["));
    constexpr std::string_view kFields = "].fields";
    constexpr std::string_view kSteps = "form.steps";
    if (ours.starts_with(kSteps) && ours.find(kFields) != std::string::npos) {
        std::string_view rest = std::string_view(ours).substr(kSteps.size());
        if (const auto index = take_index(rest))
            if (auto step = find_section(guide, "form-" + std::to_string(*index))) return *std::move(step);
    }
    for (const Section& section : fixed_sections())
        if (std::ranges::find(section.elements, top) != section.elements.end()) return section;
    return fixed_sections().front();
}

std::string slot_of(std::string_view path) {
    const std::string ours = as_we_say(path);
    std::string slot;
    std::span<const Element> level = catalogue::guide_elements();
    std::string_view rest = ours;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(".["), rest.size());
        const Element* element = catalogue::find_element(level, rest.substr(0, end));
        if (!element) break;
        slot += (slot.empty() ? "" : ".") + std::string(element->key);
        rest.remove_prefix(end);
        const auto index = take_index(rest);
        if (element->kind != ElementKind::kRows && element->kind != ElementKind::kGroup) break;
        if (element->kind == ElementKind::kRows) {
            if (!index) break;
            slot += "[" + std::to_string(*index) + "]";
            // Said of the whole row: at the part that names it.
            if (rest.empty()) return slot + "." + std::string(element->parts.front().key);
        }
        if (rest.starts_with('.')) rest.remove_prefix(1);
        level = element->parts;
    }
    return slot;
}

std::string input_id(std::string_view path) {
    std::string id = "f-";
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        id += plain ? c : '-';
    }
    return id;
}

}  // namespace yw::authoring
