// A row of findability_failed as the module's statements select it.
#pragma once

#include "findability/findability.hpp"

namespace yw::findability {

FailedQuery failed_of(const db::Row& row);

}  // namespace yw::findability
