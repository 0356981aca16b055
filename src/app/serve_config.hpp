// The configuration file of `serve`: its options by their long names, `listen = "127.0.0.1:8080"`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yw::app {

struct ServeConfig {
    struct Option {
        std::string name;   ///< without dashes
        std::string value;  ///< as on the command line
    };
    std::vector<Option> options;
    std::vector<std::string> problems;  ///< a line for the operator each; nothing of the file is then used
};

/// Texts, whole numbers and true or false, without tables. Never throws.
ServeConfig parse_serve_config(std::string_view toml);
ServeConfig read_serve_config(const std::string& file);

}  // namespace yw::app
