// Structured log: one JSON object a line on standard error. Values are data, never personal: names, numbers and
// telephones do not go here, nor do bodies of requests, cookies or keys.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace yw::log {

struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t> value;
};

enum class Level { kDebug, kInfo, kWarning, kError };

/// Lines below this level are dropped.
void set_level(Level level);
/// event("http.request", Level::kInfo, {{"status", 200}, {"path", path}}); cheap when dropped.
void event(std::string_view name, Level level, std::initializer_list<Field> fields);
/// The line for an event, as it would be written: tests, and other sinks.
std::string line(std::string_view name, Level level, std::initializer_list<Field> fields);

}  // namespace yw::log
