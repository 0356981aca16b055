// The index in a file, so that a start need not read the catalogue: written beside, renamed, checked when it is mapped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "search/segment.hpp"

namespace yw::search {

struct SavedSegment {
    std::shared_ptr<const Segment> segment;
    std::uint64_t generation = 0;  ///< of the catalogue
};

/// @throws std::system_error when the file cannot be written
void save_segment(const std::filesystem::path& file, const Segment& segment, std::uint64_t generation);
/// Nothing when there is no file, or it is broken, cut, or of another version: then it is built anew.
std::optional<SavedSegment> load_segment(const std::filesystem::path& file);

}  // namespace yw::search
