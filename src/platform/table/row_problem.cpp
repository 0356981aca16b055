#include "platform/table/row_problem.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "platform/table/cell_text.hpp"

namespace yw::table {
namespace {

constexpr std::size_t kShownCharacters = 60;

std::string one_line(std::string_view value) {
    std::string shown;
    std::size_t count = 0;
    for (std::size_t at = 0; at < value.size();) {
        if (++count > kShownCharacters) return shown + "…";
        const CodePoint next = code_point_at(value, at);
        if (next.value == '\n' || is_refused_inside(next.value)) {
            shown += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(next.value));
        } else {
            shown += value.substr(at, next.bytes);
        }
        at += next.bytes;
    }
    return shown;
}

}  // namespace

std::string as_text(std::span<const RowProblem> problems) {
    std::string lines;
    for (const RowProblem& problem : problems) {
        lines += problem.severity == RowProblem::Severity::kError ? "错误" : "警告";
        lines += problem.row > 0 ? fmt::format(" 第 {} 行", problem.row) : std::string(" 整个文件");
        if (!problem.column.empty()) lines += fmt::format("，列“{}”", one_line(problem.column));
        if (!problem.value.empty()) lines += fmt::format("，值“{}”", one_line(problem.value));
        lines += fmt::format(" [{}] {}\n", problem.rule, problem.message);
    }
    return lines;
}

std::string as_json(std::span<const RowProblem> problems) {
    boost::json::array list;
    for (const RowProblem& problem : problems) {
        list.push_back(boost::json::object{
            {"row", problem.row},
            {"column", problem.column},
            {"value", problem.value},
            {"rule", problem.rule},
            {"message", problem.message},
            {"severity", problem.severity == RowProblem::Severity::kError ? "error" : "warning"}});
    }
    return boost::json::serialize(list);
}

}  // namespace yw::table
