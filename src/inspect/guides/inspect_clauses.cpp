#include <algorithm>

#include "inspect/guides/inspect_guides.hpp"
#include "inspect/guides/line_reader.hpp"
#include "lint/lint.hpp"

namespace yw::inspect {
namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t from = 0; from <= line.size();) {
        const auto end = std::min(line.find('\t', from), line.size());
        fields.push_back(line.substr(from, end - from));
        from = end + 1;
    }
    return fields;
}

std::size_t column(const std::vector<std::string_view>& header, std::string_view name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

}  // namespace

int inspect_clauses(std::istream& in, std::ostream& out, std::ostream& problems) {
    LineReader lines(in);
    if (!lines.next()) {
        problems << "没有表头；要有 id 和 text 两列\n";
        return kNotOpened;
    }
    const auto header = fields_of(lines.line());
    const auto id = column(header, "id");
    const auto text = column(header, "text");
    if (id == header.size() || text == header.size()) {
        problems << "1: 表头没有 id 和 text 两列\n";
        return kNotOpened;
    }
    bool has_unread = false;
    while (lines.next()) {
        if (lines.line().empty()) continue;
        const auto fields = fields_of(lines.line());
        if (lines.is_too_long() || std::max(id, text) >= fields.size()) {
            problems << lines.number() << ": 列数不够，或者太长\n";
            has_unread = true;
            continue;
        }
        const auto judged = lint::judge_clause(fields[text]);
        out << fields[id] << '\t' << lint::to_string(judged.verdict) << '\t' << judged.rule << '\t';
        for (std::size_t i = 0; i < judged.marks.size(); ++i)
            out << (i == 0 ? "" : "、")
                << fields[text].substr(judged.marks[i].begin, judged.marks[i].end - judged.marks[i].begin);
        out << '\n';
    }
    return has_unread ? kSomeUnread : kAllRead;
}

void list_rules(std::ostream& out) {
    const auto examples = [&](std::string_view label, const std::vector<lint::Rule::Change>& changes) {
        for (const auto& change : changes)
            out << "    " << label << lint::label_of(change.element) << " = “" << change.value << "”\n";
    };
    for (const lint::Rule& rule : lint::rules()) {
        out << rule.id << "  " << rule.title << "  [" << lint::to_string(rule.severity)
            << (rule.defect.empty() ? "" : " ") << rule.defect << "]  版本 " << rule.version << "，" << rule.in_force_on
            << " 起\n    " << rule.why << "\n    " << rule.better << "\n";
        examples("不通过：", rule.fails);
        examples("通过：", rule.passes);
    }
}

}  // namespace yw::inspect
