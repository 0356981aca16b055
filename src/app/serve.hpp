// `yiwang serve`: the installation behind HTTP, until a signal ends it.
#pragma once

#include "app/command_line.hpp"
#include "app/platform.hpp"
#include "platform/http/http.hpp"

namespace yw::app {

/// Returns the exit code. Prints the address, and with --demo the accounts, once it answers.
int run_serve(const ServeArgs& args);

/// What the server calls while it serves this platform: error pages, the log, the end of each answer. `platform`
/// outlives it.
http::ServerHooks hooks_of(const Platform& platform);

}  // namespace yw::app
