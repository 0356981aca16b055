// A segment in a file, so that a start need not read the catalogue. Read whole into memory: a disk that fails later, or
// a file that somebody cuts, is nothing to a search that is running.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "search/segment.hpp"

namespace yw::search {

struct SavedSegment {
    std::shared_ptr<const Segment> segment;
    std::uint64_t generation = 0;  ///< of the catalogue
    std::string origin = {};       ///< by which the saver knows that catalogue again
};

/// Beside the file and renamed over it; of several processes that save at once one does. @returns false: another does
/// @throws std::system_error when the file cannot be written; what was there before is still there
bool save_segment(const std::filesystem::path& file, const SavedSegment& saved);

struct LoadedSegment {
    std::optional<SavedSegment> saved;
    std::string why_not;  ///< empty when there is no file
};
/// Takes only what was written whole by this version; anything else is to be built anew.
LoadedSegment load_segment(const std::filesystem::path& file);

}  // namespace yw::search
