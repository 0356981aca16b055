// robots.txt (RFC 9309): where a program may go. Parsed from outside bytes; never fails.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yw::site {

class Robots {
public:
    /// The group for `agent` ("YiwangInspection"), else the group for "*".
    static Robots parse(std::string_view text, std::string_view agent);
    /// No robots.txt (4xx): everything is allowed.
    static Robots everything() { return {}; }
    /// It cannot be had (5xx, no connection): RFC 9309 2.3.1.4 takes that for a refusal.
    static Robots nothing();

    /// The longest pattern decides; of two of the same length the one that allows.
    bool allows(std::string_view path_and_query) const;
    /// Seconds between two requests, where the site asks for it (not in the RFC, but kept by everybody polite).
    std::optional<double> crawl_delay() const { return delay_; }

private:
    struct Rule {
        std::string pattern;  ///< with * and a last $
        bool allow;
    };
    std::vector<Rule> rules_;
    std::optional<double> delay_;
};

}  // namespace yw::site
