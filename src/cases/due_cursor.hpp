// Where a list that is sorted by the last day goes on: "2026-03-05~<id>" of the last line shown. Inside the module.
#pragma once

#include <string>

#include "kernel/time.hpp"

namespace yw::cases {

struct DueCursor {
    std::string due_on;
    std::string id;
};
/// What is no cursor begins at the front.
DueCursor due_cursor_of(const std::string& text);
std::string due_cursor(LocalDay due_on, const std::string& id);

}  // namespace yw::cases
