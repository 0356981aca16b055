#include "authoring/findings.hpp"

#include <algorithm>

#include "authoring/sections.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/publish_guide.hpp"
#include "lint/lint.hpp"

namespace yw::authoring {
namespace {

/// More of a long text than this around the marked words is not shown beside the input.
constexpr std::size_t kAround = 60;

bool is_inside_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

void show_words(html::View& view, const Said& said) {
    if (said.marks.empty() || said.text.empty()) {
        view.none("WORDS");
        return;
    }
    html::View words = view.add("WORDS");
    std::size_t begin = said.marks.front().first > kAround ? said.marks.front().first - kAround : 0;
    std::size_t end = std::min(said.text.size(), said.marks.back().second + kAround);
    while (begin > 0 && is_inside_character(said.text[begin])) --begin;
    while (end < said.text.size() && is_inside_character(said.text[end])) ++end;
    words.when("CUT_BEFORE", begin > 0).when("CUT_AFTER", end < said.text.size());
    const auto piece = [&](std::string_view text, bool marked) {
        if (text.empty()) return;
        html::View shown = words.add("PIECE");
        if (marked)
            shown.none("PLAIN").add("MARKED").set("TEXT", text);
        else
            shown.none("MARKED").add("PLAIN").set("TEXT", text);
    };
    const std::string_view text = said.text;
    std::size_t at = begin;
    for (const auto& [from, to] : said.marks) {
        if (from < at || to > end || to < from) continue;
        piece(text.substr(at, from - at), false);
        piece(text.substr(from, to - from), true);
        at = to;
    }
    piece(text.substr(at, end - at), false);
}

/// Where the words stand in the text, from left to right.
std::vector<std::pair<std::size_t, std::size_t>> marks_in(std::string_view text,
                                                          const std::vector<std::string>& words) {
    std::vector<std::pair<std::size_t, std::size_t>> marks;
    std::size_t from = 0;
    for (const std::string& word : words) {
        const auto at = word.empty() ? std::string_view::npos : text.find(word, from);
        if (at == std::string_view::npos) continue;
        from = at + word.size();
        marks.emplace_back(at, from);
    }
    return marks;
}

}  // namespace

std::vector<Said> findings_of(const catalogue::Guide& guide) {
    std::vector<Said> all;
    for (catalogue::Finding& finding : catalogue::check_guide(guide)) {
        Said said;
        said.blocking = finding.severity == catalogue::Finding::Severity::kError;
        said.slot = slot_of(finding.element);
        said.element = std::move(finding.element);
        said.rule = std::move(finding.rule);
        said.why = std::move(finding.message);
        said.text = std::move(finding.text);
        said.better = std::move(finding.better);
        said.marks = marks_in(said.text, finding.marks);
        all.push_back(std::move(said));
    }
    std::stable_partition(all.begin(), all.end(), [](const Said& said) { return said.blocking; });
    return all;
}

html::SafeHtml finding_html(const Said& said, const std::string& edit_url) {
    html::View view("authoring/finding.html");
    view.set("CLASS", said.blocking ? "yw-finding yw-finding--red" : "yw-finding yw-finding--amber");
    view.set("TAG_CLASS", said.blocking ? "yw-tag yw-tag--red" : "yw-tag yw-tag--amber");
    view.set("TAG", said.blocking ? "不能发布" : "建议").set("WHY", said.why);
    const lint::Rule* rule = lint::find_rule(said.rule);  // what only the gate asks for has no title
    view.none("RULE");
    if (rule != nullptr) view.add("RULE").set("TITLE", rule->title);
    show_words(view, said);
    if (said.better.empty())
        view.none("BETTER");
    else
        view.add("BETTER").set("HOW", said.better);
    if (edit_url.empty())
        view.none("WHERE");
    else
        view.add("WHERE").set("URL", edit_url).set("ELEMENT", catalogue::element_words(said.slot));
    return view.render();
}

}  // namespace yw::authoring
