// Guides in our TOML form (demo/README.md), with every problem named by its element and line.
//
// The reader knows the form of a file: which elements there are and of what type. Whether a guide is complete and
// agrees with itself, check_guide() says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"

namespace yw::catalogue {

struct GuideFile {
    std::string source_id;  ///< stable id of the item that the guide is for
    std::string agency;     ///< key in the list of agencies
    Guide guide;
};

/// @errors kGuideUnreadable: detail is the file, a field for each problem (at most 200)
/// @cost   about 0.3 ms
Result<GuideFile> read_guide_toml(std::string_view toml, std::string_view file);

struct Agency {
    std::string key;
    std::string name;
    RegionCode region;
    std::string credit_code;
};

inline constexpr ErrorCode kAgenciesUnreadable{"catalogue.agencies_unreadable", Kind::kInvalid};

/// The list of agencies that guide files name. @errors kAgenciesUnreadable
Result<std::vector<Agency>> read_agencies_toml(std::string_view toml);

}  // namespace yw::catalogue
