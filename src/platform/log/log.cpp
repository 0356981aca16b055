#include "platform/log/log.hpp"

#include <fmt/core.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

namespace yw::log {
namespace {

std::atomic<Level> least{Level::kInfo};

std::string_view name_of(Level level) {
    switch (level) {
        case Level::kDebug:
            return "debug";
        case Level::kInfo:
            return "info";
        case Level::kWarning:
            return "warning";
        case Level::kError:
            return "error";
    }
    return "error";
}

void append_json(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += c;
        }
    }
    out += '"';
}

spdlog::logger& sink() {
    static const auto logger = [] {
        auto made = spdlog::stderr_logger_mt("yiwang");
        made->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ",%v)", spdlog::pattern_time_type::utc);
        made->set_level(spdlog::level::trace);
        return made;
    }();
    return *logger;
}

}  // namespace

void set_level(Level level) {
    least = level;
}

std::string line(std::string_view name, Level level, std::initializer_list<Field> fields) {
    std::string text = fmt::format(R"("level":"{}","event":)", name_of(level));
    append_json(text, name);
    for (const Field& field : fields) {
        text += ',';
        append_json(text, field.name);
        text += ':';
        if (const auto* number = std::get_if<std::int64_t>(&field.value))
            text += std::to_string(*number);
        else
            append_json(text, std::get<std::string_view>(field.value));
    }
    text += '}';
    return text;
}

void event(std::string_view name, Level level, std::initializer_list<Field> fields) {
    if (level < least.load(std::memory_order_relaxed)) return;
    sink().log(spdlog::level::info, line(name, level, fields));
}

}  // namespace yw::log
