// The blank form and the filled sample of a material, as PDF.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"
#include "kernel/result.hpp"

namespace yw::portal {

enum class PaperKind { kBlank, kSample };

/// The sheet of the material with this key. @cost tens of milliseconds: on the slow pool
/// @errors kFormNotFound; those of platform/pdf
Result<std::string> material_paper(const catalogue::PublishedGuide& published,
                                   std::string_view key,
                                   PaperKind kind,
                                   bool demonstration);

}  // namespace yw::portal
