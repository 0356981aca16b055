// Named parameters for PostgreSQL, which knows only numbered ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yw::db {

struct NumberedStatement {
    std::string text;                ///< with $1, $2 …
    std::vector<std::string> names;  ///< name of $1, $2 …; each name once
};

/// Turns :name into $n. Leaves quoted texts, comments and :: casts alone.
NumberedStatement number_parameters(std::string_view sql);

}  // namespace yw::db
