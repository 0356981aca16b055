#include "app/serve_config.hpp"

#include <fstream>
#include <iterator>

#include "platform/toml/toml.hpp"

namespace yw::app {
namespace {

/// toml++ 3.3 has undefined behaviour on some characters beyond ASCII outside quotes and comments.
bool is_plain_outside_quotes(std::string_view text) {
    char quote = 0;
    bool comment = false;
    for (const char c : text) {
        if (c == '\n') {
            quote = 0;
            comment = false;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (!comment) {
            if (c == '"' || c == '\'') quote = c;
            if (c == '#') comment = true;
            if (static_cast<unsigned char>(c) >= 0x80) return false;
        }
    }
    return true;
}

}  // namespace

ServeConfig parse_serve_config(std::string_view text) {
    ServeConfig config;
    if (!is_plain_outside_quotes(text)) {
        config.problems.emplace_back("only texts in quotes may hold other than ASCII characters");
        return config;
    }
    try {
        const auto file = toml::parse(text);
        for (const auto& entry : file) {
            std::string name(entry.first.str());
            const auto& node = entry.second;
            if (const auto word = node.value_exact<std::string>())
                config.options.push_back({std::move(name), *word});
            else if (const auto number = node.value_exact<std::int64_t>())
                config.options.push_back({std::move(name), std::to_string(*number)});
            else if (const auto flag = node.value_exact<bool>())
                config.options.push_back({std::move(name), *flag ? "true" : "false"});
            else
                config.problems.push_back(name + " is neither a text, a whole number, true nor false");
        }
    } catch (const toml::parse_error& error) {
        config.problems.push_back("line " + std::to_string(error.source().begin.line) + ": " +
                                  std::string(error.description()));
    }
    return config;
}

ServeConfig read_serve_config(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) return {{}, {"cannot be read"}};
    return parse_serve_config(text);
}

}  // namespace yw::app
