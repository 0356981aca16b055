// The demonstration's guides in a store, for tests of every module that needs real ones.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/import_guides.hpp"

namespace yw::catalogue::test {

inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// By name; only the first of them where `most` is not 0.
inline std::vector<GuideText> demonstration_guides(std::size_t most = 0) {
    std::vector<std::filesystem::path> files(std::filesystem::directory_iterator("demo/guides"), {});
    std::sort(files.begin(), files.end());
    if (most > 0) files.resize(std::min(files.size(), most));
    std::vector<GuideText> guides;
    for (const auto& file : files) guides.push_back({file.filename().string(), text_of(file)});
    return guides;
}

/// How many were published. @throws std::runtime_error when one is refused: what stands in the tree must be good
inline int import_demonstration(db::Database& database, const Clock& clock, std::size_t most = 0) {
    const auto done = import_guides(database, clock, demonstration_guides(most), text_of("demo/agencies.toml"));
    if (done) return done->published;
    std::string why = "demonstration guides: " + done.error().detail;
    for (const auto& field : done.error().fields) why += "\n" + field.field + ": " + field.message;
    throw std::runtime_error(why);
}

}  // namespace yw::catalogue::test
