// A change of words tried before it is saved: the judgement list and the most frequent queries, before and after.
#pragma once

#include <string>
#include <vector>

#include "findability/findability.hpp"
#include "findability/words.hpp"

namespace yw::findability {

Trial try_words(const search::Search& search,
                RegionCode place,
                const Words& before,
                const Words& after,
                const std::vector<std::string>& frequent);

}  // namespace yw::findability
