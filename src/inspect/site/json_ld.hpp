// A guide as a page tells it to machines: schema.org's GovernmentService in a <script type="application/ld+json">.
//
// A person does not see it, so it never mends what the page does not say. It gives a page that only a script fills its
// name and its elements: what stands in it was said, what does not could not be checked.
#pragma once

#include <optional>
#include <string_view>

#include "inspect/site/guide_reading.hpp"

namespace yw::site {

/// The first service that a page describes so. Blocks after the eighth and behind 256 KiB are not read.
std::optional<ReadGuide> read_json_ld(const HtmlTree& tree);
/// One block. Any bytes.
std::optional<ReadGuide> service_in(std::string_view json);

}  // namespace yw::site
