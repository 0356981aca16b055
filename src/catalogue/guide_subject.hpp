// A guide of ours as the linter reads it. Every element that we have is given: an empty one is missing.
#pragma once

#include "catalogue/guide.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue {

lint::Subject subject_of(const Guide& guide);

}  // namespace yw::catalogue
