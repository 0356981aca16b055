// `yiwang serve`: the installation behind HTTP, until a signal ends it.
#pragma once

#include "app/command_line.hpp"

namespace yw::app {

/// Returns the exit code. Prints the address, and with --demo the accounts, once it answers.
int run_serve(const ServeArgs& args);

}  // namespace yw::app
