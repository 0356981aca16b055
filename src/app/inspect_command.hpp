// `yiwang inspect`: works on files, and needs no installation.
#pragma once

#include <ostream>

#include "app/command_line.hpp"

namespace yw::app {

/// @returns the exit code, see inspect/guides/inspect_guides.hpp
int run_inspect(const InspectArgs& args, std::ostream& out, std::ostream& problems);

}  // namespace yw::app
