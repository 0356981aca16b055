#include "platform/table/row_problem.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "kernel/utf8.hpp"
#include "platform/table/cell_text.hpp"

namespace yw::table {
namespace {

constexpr std::size_t kShownCharacters = 60;

std::string one_line(std::string_view value) {
    std::string shown;
    std::size_t count = 0;
    while (!value.empty()) {
        if (++count > kShownCharacters) return shown + "…";
        const std::string_view character = utf8::take(value);
        const char32_t code = utf8::decode(character);
        if (code == '\n' || is_refused_inside(code)) {
            shown += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code));
        } else {
            shown += character;
        }
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
        list.push_back(
            boost::json::object{{"row", problem.row},
                                {"column", problem.column},
                                {"value", problem.value},
                                {"rule", problem.rule},
                                {"message", problem.message},
                                {"severity", problem.severity == RowProblem::Severity::kError ? "error" : "warning"}});
    }
    return boost::json::serialize(list);
}

}  // namespace yw::table
