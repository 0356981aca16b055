// Guides in our TOML form into the catalogue: departments, items, guides and themes in one transaction.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "catalogue/publish_guide.hpp"
#include "kernel/time.hpp"

namespace yw::catalogue {

inline constexpr ErrorCode kAgencyUnknown{"catalogue.agency_unknown", Kind::kInvalid};

struct GuideText {
    std::string file;  ///< for error texts
    std::string text;
};

struct GuideImportReport {
    int departments = 0;  ///< made
    int added = 0;        ///< items listed for the first time
    int published = 0;    ///< guides whose content is new
    int unchanged = 0;    ///< guides that the catalogue had already
};

/// All or nothing; the same files again change nothing.
/// @errors kAgenciesUnreadable; kGuideUnreadable, kAgencyUnknown, kGuideRefused: detail is the file, fields are named
///         by element; those of all files stand in one error, each field then begins with its file's name
/// @param  opens  tries the forms before the transaction; without it whether they open is not looked at
/// @cost   about 3 ms a guide, and what `opens` costs
Result<GuideImportReport> import_guides(db::Database& database,
                                        const Clock& clock,
                                        std::span<const GuideText> guides,
                                        std::string_view agencies_toml,
                                        const FormProbe& opens = nullptr);

}  // namespace yw::catalogue
