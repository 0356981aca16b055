// Where tests find the reference data that is not part of the project: $YIWANG_TEST_DATA, else ../shared/data beside
// the repository, from whose root tests run. A test that finds nothing says what it left out and goes on with its own
// cases.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace yw::test {

inline std::optional<std::filesystem::path> shared_data(std::string_view name) {
    const char* folder = std::getenv("YIWANG_TEST_DATA");
    const auto path = std::filesystem::path(folder ? folder : "../shared/data") / name;
    if (std::filesystem::exists(path)) return path;
    std::cout << "left out: " << path << " is not there\n";
    return std::nullopt;
}

/// Rows of a file with one character between the fields and no quotes; the first row holds the names.
inline std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path, char separator) {
    std::vector<std::vector<std::string>> rows;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string>& row = rows.emplace_back();
        std::istringstream fields(line);
        for (std::string field; std::getline(fields, field, separator);) row.push_back(field);
    }
    return rows;
}

}  // namespace yw::test
