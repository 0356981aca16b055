#include "cases/due_cursor.hpp"

#include "kernel/ids.hpp"

namespace yw::cases {

DueCursor due_cursor_of(const std::string& text) {
    const auto mark = text.find('~');
    if (mark == std::string::npos || !LocalDay::parse(text.substr(0, mark)) || !is_id(text.substr(mark + 1))) return {};
    return {text.substr(0, mark), text.substr(mark + 1)};
}

std::string due_cursor(LocalDay due_on, const std::string& id) {
    return due_on.iso() + '~' + id;
}

}  // namespace yw::cases
