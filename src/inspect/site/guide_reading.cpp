#include "inspect/site/guide_reading.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "inspect/site/record_reading.hpp"
#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

constexpr std::size_t kFewestElements = 4;
/// Content behind a heading that is only a word must not swallow the rest of a page.
constexpr std::size_t kMostLines = 200;

/// Nodes of the tree that belong to one element: [begin, end).
struct Range {
    int begin = 0;
    int end = 0;
};

/// Collects what stands behind each label; a page may say an element twice (tabs and text): the longer one counts.
class Collector {
public:
    Collector(const HtmlTree& tree, const Words& words) : tree_(tree), words_(words) {}

    void collect() {
        for (int i = 0; i < tree_.size(); ++i) {
            const Node& node = tree_[i];
            if (node.tag == "tr")
                row(i);
            else if (node.tag == "dt")
                definition(i);
            else if (!node.tag.empty())
                heading(i);
        }
        for (const auto& line : tree_.lines(0)) inline_pair(line);
    }

    const std::map<std::string, std::string>& values() const { return values_; }
    const std::map<std::string, std::vector<Range>>& ranges() const { return ranges_; }

private:
    void take(std::string_view element, Range range) {
        if (range.begin >= range.end) return;
        auto lines = tree_.lines_between(range.begin, range.end);
        if (lines.size() > kMostLines) lines.resize(kMostLines);
        std::string value;
        for (const auto& line : lines) value += (value.empty() ? "" : "\n") + line;
        ranges_[std::string(element)].push_back(range);
        keep(element, std::move(value));
    }

    void keep(std::string_view element, std::string value) {
        auto& kept = values_[std::string(element)];
        if (kept.empty()) kept = std::move(value);
        // A sum stands in a bar at the top, its basis further below: what a page says of money is read together.
        else if (element == "fee" && kept.find(value) == std::string::npos)
            kept += "\n" + value;
    }

    /// <th>label</th><td>value</td>, as often as it stands in a row; a label alone names the next row.
    void row(int i) {
        const auto cells = tree_.children(i);
        if (is_record_head(tree_, cells, words_)) return;
        for (std::size_t k = 0; k < cells.size(); ++k) {
            const auto element = words_.element(tree_.text(cells[k]));
            if (element.empty()) continue;
            if (k + 1 < cells.size()) {
                if (!words_.element(tree_.text(cells[k + 1])).empty()) continue;  // a row of column names
                take(element, {cells[k + 1], tree_[cells[k + 1]].end});
            } else if (cells.size() == 1) {
                const int next = tree_[i].end;
                if (next < tree_[tree_[i].parent].end) take(element, {next, tree_[next].end});
            }
        }
    }

    void definition(int i) {
        const auto element = words_.element(tree_.text(i));
        if (element.empty()) return;
        Range range{0, 0};
        for (int next = tree_[i].end; next < tree_[tree_[i].parent].end; next = std::max(tree_[next].end, next + 1)) {
            if (tree_[next].tag == "dt") break;
            if (tree_[next].tag != "dd") continue;
            if (range.end == 0) range.begin = next;
            range.end = tree_[next].end;
        }
        take(element, range);
    }

    /// An element whose whole text is a label: what follows it, up to the next of its kind.
    void heading(int i) {
        const Node& node = tree_[i];
        if (node.tag == "td" || node.tag == "th" || node.tag == "option" || node.tag == "script" ||
            node.tag == "title" || node.tag == "head" || node.tag == "html" || node.tag == "body" ||
            node.tag == "table")
            return;
        if (node.end - i > 8) return;  // a label is a word, perhaps with an icon
        if (tree_.is_inside(i, "dt") || tree_.is_inside(i, "th") || tree_.is_inside(i, "option")) return;
        const auto element = words_.element(tree_.text(i));
        if (element.empty()) return;
        const auto href = node.attribute("href");
        if (node.tag == "a" && href.size() > 1 && href[0] == '#') {
            if (const int target = with_id(href.substr(1)); target >= 0) take(element, {target, tree_[target].end});
            return;
        }
        if (node.tag == "a" && !href.empty() && href != "#" && !href.starts_with("javascript")) return;
        take(element, behind(i));
    }

    /// The rest of the smallest enclosing element that holds more than the label itself, up to the next label.
    Range behind(int i) {
        int at = i;
        int parent = tree_[i].parent;
        while (parent > 0 && tree_[parent].tag != "body" && tree_.text(parent) == tree_.text(i)) {
            at = parent;
            parent = tree_[at].parent;
        }
        if (parent < 0) return {};
        if (tree_[at].tag == "td" || tree_[at].tag == "th" || tree_[at].tag == "dt") return {};  // seen as a row
        const int end = tree_[parent].end;
        int stop = end;
        for (int next = tree_[at].end; next < end; next = std::max(tree_[next].end, next + 1)) {
            if (tree_[next].tag.empty()) continue;
            const bool same_kind = tree_[next].tag == tree_[at].tag && is_heading(tree_[at].tag);
            if (same_kind || begins_with_label(next)) {
                stop = next;
                break;
            }
        }
        return {tree_[at].end, stop};
    }

    static bool is_heading(std::string_view tag) {
        return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
    }

    /// The element is a label, or its first words are one in an element of their own.
    bool begins_with_label(int i) {
        for (int k = i; k < std::min(tree_[i].end, i + 8); ++k) {
            const auto& tag = tree_[k].tag;
            if (tag == "table" || tag == "ol" || tag == "ul" || tag == "dl") return false;  // records, not headings
            if (!tag.empty() && tree_[k].end - k <= 8 && !words_.element(tree_.text(k)).empty()) return true;
        }
        return false;
    }

    void inline_pair(const std::string& line) {
        auto at = line.find("：");
        std::size_t wide = 3;
        if (const auto ascii = line.find(':'); ascii != std::string::npos && (at == std::string::npos || ascii < at)) {
            at = ascii;
            wide = 1;
        }
        if (at == std::string::npos) return;
        const auto element = words_.element(std::string_view(line).substr(0, at));
        const auto value = collapsed(std::string_view(line).substr(at + wide));
        if (!element.empty() && !value.empty()) keep(element, value);
    }

    int with_id(std::string_view id) {
        if (ids_.empty())
            for (int i = 0; i < tree_.size(); ++i)
                if (const auto own = tree_[i].attribute("id"); !own.empty()) ids_.emplace(own, i);
        const auto found = ids_.find(id);
        return found == ids_.end() ? -1 : found->second;
    }

    const HtmlTree& tree_;
    const Words& words_;
    std::map<std::string, std::string> values_;
    std::map<std::string, std::vector<Range>> ranges_;
    std::map<std::string, int, std::less<>> ids_;
};

bool has_picture(const HtmlTree& tree, Range range) {
    for (int i = range.begin; i < range.end; ++i)
        if (tree[i].tag == "img" || tree[i].tag == "object" || tree[i].tag == "embed" || tree[i].tag == "iframe")
            return true;
    return false;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool says_no(std::string_view text) {
    static const WordList kNo{"不收费", "否", "免费", "无收费", "不收取", "零收费", "不产生费用"};
    return contains_any(text, kNo);
}

std::string flat(const std::map<std::string, std::string>& values, const char* key) {
    const auto found = values.find(key);
    if (found == values.end()) return {};
    std::string text = found->second;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// Number and unit of Chinese or Arabic digits in a limit.
std::optional<int> number_at(std::string_view& rest) {
    static constexpr std::array<std::string_view, 11> kDigits{"零", "一", "二", "三", "四", "五",
                                                              "六", "七", "八", "九", "十"};
    int number = 0;
    bool any = false;
    while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9' && number < 100000) {
        number = number * 10 + (rest[0] - '0');
        rest.remove_prefix(1);
        any = true;
    }
    if (any) return number;
    int tens = 0, ones = 0;
    while (!rest.empty()) {
        const auto found = std::find_if(kDigits.begin(), kDigits.end(), [&](auto d) { return rest.starts_with(d); });
        const bool two = rest.starts_with("两");
        if (found == kDigits.end() && !two) break;
        const int digit = two ? 2 : static_cast<int>(found - kDigits.begin());
        if (digit == 10) {
            tens = (ones == 0 ? 1 : ones) * 10;
            ones = 0;
        } else {
            ones = digit;
        }
        any = true;
        rest.remove_prefix(3);
    }
    return any ? std::optional(tens + ones) : std::nullopt;
}

void read_fee(const Collector& collector, lint::Subject& subject) {
    const std::string asked = flat(collector.values(), "is_fee");
    const std::string fee = flat(collector.values(), "fee");
    const std::string basis = flat(collector.values(), "fee_basis");
    if (asked.empty() && fee.empty()) return;  // whether it costs anything is not said
    const bool free = !asked.empty() ? says_no(asked) : says_no(fee);
    subject.charged = !free;
    if (free) return;
    lint::Fee one;
    one.name = subject.name;
    one.standard = fee.empty() && asked != "是" ? asked : fee;
    // The basis often stands in the same text: "每本10元。依据：发改价格〔2018〕1号".
    const bool inside = fee.find("依据") != std::string::npos || fee.find("〔") != std::string::npos ||
                        fee.find("《") != std::string::npos;
    one.basis = basis.empty() && inside ? fee : basis;
    subject.fees.push_back(std::move(one));
}

void read_stages(const HtmlTree& tree, const Collector& collector, const Words& words, ReadGuide& guide) {
    const auto found = collector.ranges().find("stages");
    bool picture = false;
    std::vector<lint::Stage> best;
    if (found != collector.ranges().end()) {
        for (const Range range : found->second) {
            auto stages = read_stage_records(tree, range.begin, range.end, words);
            picture = picture || has_picture(tree, range);
            if (stages.size() > best.size()) best = std::move(stages);
        }
    }
    if (best.empty()) best = stages_of_text(flat(collector.values(), "stages"));
    if (best.empty() && picture) {
        guide.subject.stages_unreadable = true;
        guide.unreadable.push_back("stages");
    }
    guide.subject.stages = std::move(best);
}

void read_materials(
    const HtmlTree& tree, const Collector& collector, const WebAddress& address, const Words& words, ReadGuide& guide) {
    const auto found = collector.ranges().find("materials");
    std::vector<ReadMaterial> best = read_material_table(tree, 0, tree.size(), words);
    bool only_file = false;
    if (best.empty() && found != collector.ranges().end()) {
        for (const Range range : found->second) {
            auto materials = read_material_records(tree, range.begin, range.end, words);
            only_file = only_file || has_picture(tree, range);
            if (materials.size() > best.size()) best = std::move(materials);
        }
    }
    if (best.empty() && only_file) guide.unreadable.push_back("materials");
    guide.subject.materials_given = !best.empty();
    for (ReadMaterial& material : best) {
        for (const auto& link : {material.blank_link, material.sample_link}) {
            if (link.empty()) continue;
            if (auto to = resolve(address, link)) guide.papers.push_back(*to);
        }
        guide.subject.materials.push_back(std::move(material.material));
    }
}

/// The type of the item: behind its label, or as a text of its own that is no link; empty where none is said, or
/// several are, as in a list of types to choose from.
std::string task_type(const HtmlTree& tree, const std::map<std::string, std::string>& values, const Words& words) {
    if (const auto found = words.task_types.find(bare_label(first_line(flat(values, "task_type"))));
        found != words.task_types.end())
        return found->second;
    std::set<std::string> said;
    for (int i = 0; i < tree.size(); ++i) {
        if (!tree[i].tag.empty() || tree.is_inside(i, "a") || tree.is_inside(i, "option")) continue;
        const auto found = words.task_types.find(bare_label(tree.text(i)));
        if (found != words.task_types.end()) said.insert(found->second);
    }
    return said.size() == 1 ? *said.begin() : std::string();
}

std::string guide_name(const HtmlTree& tree, const std::map<std::string, std::string>& values) {
    if (auto name = first_line(flat(values, "name")); !name.empty()) return name;
    for (const auto* tag : {"h1", "h2"})
        for (int i = 0; i < tree.size(); ++i)
            if (tree[i].tag == tag && !tree.is_inside(i, "header") && !tree.text(i).empty()) return tree.text(i);
    for (int i = 0; i < tree.size(); ++i) {
        if (tree[i].tag != "title") continue;
        const auto title = tree.text(i);
        return collapsed(title.substr(0, std::min(title.find_first_of("-_|"), title.find("—"))));
    }
    return {};
}

}  // namespace

lint::Limit read_limit(const std::string& words) {
    lint::Limit limit;
    limit.words = words;
    static const WordList kAtOnce{"即办", "当场", "即时", "立等可取", "马上办结"};
    static const std::array<std::pair<std::string_view, lint::Unit>, 9> kUnits{{{"个工作日", lint::Unit::kWorkday},
                                                                                {"工作日", lint::Unit::kWorkday},
                                                                                {"个自然日", lint::Unit::kDay},
                                                                                {"日", lint::Unit::kDay},
                                                                                {"天", lint::Unit::kDay},
                                                                                {"个月", lint::Unit::kMonth},
                                                                                {"月", lint::Unit::kMonth},
                                                                                {"小时", lint::Unit::kHour},
                                                                                {"年", lint::Unit::kYear}}};
    std::string_view rest = words;
    while (!rest.empty()) {
        std::string_view behind = rest;
        const auto number = number_at(behind);
        if (!number) {
            utf8::take(rest);
            continue;
        }
        rest = behind;
        std::string_view unit_at = behind;
        while (!unit_at.empty() && (unit_at[0] == ' ' || unit_at.starts_with("（") || unit_at.starts_with("(")))
            unit_at.remove_prefix(unit_at[0] == ' ' || unit_at[0] == '(' ? 1 : 3);
        for (const auto& unit : kUnits) {
            if (!unit_at.starts_with(unit.first)) continue;
            limit.count = *number;
            limit.unit = unit.second;
            return limit;
        }
    }
    if (contains_any(words, kAtOnce)) {
        limit.count = 0;
        limit.unit = lint::Unit::kWorkday;
    }
    return limit;
}

std::optional<ReadGuide> read_guide(const HtmlTree& tree, const WebAddress& address, const Words& words) {
    if (tree.size() == 0) return std::nullopt;
    Collector collector(tree, words);
    collector.collect();
    const auto& values = collector.values();
    const bool heart = values.contains("materials") || values.contains("stages") || values.contains("promised") ||
                       values.contains("statutory");
    if (!heart || values.size() < kFewestElements) return std::nullopt;
    ReadGuide guide;
    guide.elements = values;
    lint::Subject& subject = guide.subject;
    subject.name = guide_name(tree, values);
    subject.task_type = task_type(tree, values, words);
    guide.department = first_line(flat(values, "department"));
    subject.contact = flat(values, "contact");
    if (values.contains("complaint")) subject.complaint = flat(values, "complaint");
    subject.promised = read_limit(flat(values, "promised"));
    if (values.contains("statutory")) subject.statutory = read_limit(flat(values, "statutory"));
    if (values.contains("basis")) subject.basis_text = flat(values, "basis");
    if (values.contains("condition"))
        subject.conditions = tree.size() ? std::vector{flat(values, "condition")} : std::vector<std::string>{};
    if (values.contains("penalty")) subject.penalty = flat(values, "penalty");
    if (values.contains("result")) subject.result_name = flat(values, "result");
    if (values.contains("place") || values.contains("hours"))
        subject.places =
            std::vector{lint::Place{std::nullopt, flat(values, "place"), flat(values, "hours"), std::nullopt}};
    read_fee(collector, subject);
    read_stages(tree, collector, words, guide);
    read_materials(tree, collector, address, words, guide);
    return guide;
}

}  // namespace yw::site
