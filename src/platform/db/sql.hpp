// Named texts for the store: one statement a file under <module>/sql, one step a file under <module>/migrations.
#pragma once

#include <string_view>

namespace yw::db {

/// One statement with :named parameters. The name ("cases.find_case") reaches logs, metrics and error texts.
struct Sql {
    std::string_view name;
    std::string_view text;
};

/// One step of a module's schema. Steps never change once released: the checksum is stored and compared.
struct Migration {
    std::string_view module;
    int number;
    std::string_view name;
    std::string_view sha256;
    std::string_view text;  ///< one or more statements, valid on both engines
};

}  // namespace yw::db
