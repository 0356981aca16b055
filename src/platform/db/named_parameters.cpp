#include "platform/db/named_parameters.hpp"

#include <algorithm>
#include <cctype>

namespace yw::db {
namespace {

bool is_name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where the quoted text or comment that begins at `at` ends; `at` itself when none begins there.
std::size_t end_of_opaque(std::string_view sql, std::size_t at) {
    const auto until = [&](std::string_view closing, std::size_t from) {
        const auto end = sql.find(closing, from);
        return end == std::string_view::npos ? sql.size() : end + closing.size();
    };
    if (sql[at] == '\'' || sql[at] == '"') return until(sql.substr(at, 1), at + 1);
    if (sql.substr(at, 2) == "--") return until("\n", at);
    if (sql.substr(at, 2) == "/*") return until("*/", at + 2);
    return at;
}

}  // namespace

NumberedStatement number_parameters(std::string_view sql) {
    NumberedStatement result;
    for (std::size_t i = 0; i < sql.size();) {
        if (const auto end = end_of_opaque(sql, i); end > i) {
            result.text += sql.substr(i, end - i);
            i = end;
        } else if (sql.substr(i, 2) == "::") {
            result.text += "::";
            i += 2;
        } else if (sql[i] == ':' && i + 1 < sql.size() && is_name_character(sql[i + 1])) {
            std::size_t stop = i + 1;
            while (stop < sql.size() && is_name_character(sql[stop])) ++stop;
            const std::string name(sql.substr(i + 1, stop - i - 1));
            auto known = std::find(result.names.begin(), result.names.end(), name);
            if (known == result.names.end()) known = result.names.insert(known, name);
            result.text += '$' + std::to_string(known - result.names.begin() + 1);
            i = stop;
        } else {
            result.text += sql[i++];
        }
    }
    return result;
}

}  // namespace yw::db
