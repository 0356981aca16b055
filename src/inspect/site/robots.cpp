#include "inspect/site/robots.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace yw::site {
namespace {

/// What RFC 9309 2.5 demands to be read at least.
constexpr std::size_t kMostBytes = 512 * 1024;
constexpr std::size_t kMostRules = 5000;
constexpr double kLongestDelaySeconds = 30;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Greedy match with one step back to the last star: linear for each star.
bool matches(std::string_view pattern, std::string_view path) {
    const bool to_the_end = pattern.ends_with('$');
    if (to_the_end) pattern.remove_suffix(1);
    std::size_t p = 0, s = 0, star = std::string_view::npos, mark = 0;
    while (s < path.size()) {
        if (p == pattern.size() && !to_the_end) return true;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = s;
        } else if (p < pattern.size() && pattern[p] == path[s]) {
            ++p;
            ++s;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            s = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

}  // namespace

Robots Robots::nothing() {
    Robots robots;
    robots.rules_.push_back({"/", false});
    return robots;
}

Robots Robots::parse(std::string_view text, std::string_view agent) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = text.substr(0, kMostBytes);
    const std::string own = lower(agent);
    Robots ours, anybodys;
    bool ours_named = false, in_ours = false, in_anybodys = false, agents_open = false;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = trimmed(line.substr(0, line.find('#')));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string key = lower(trimmed(line.substr(0, colon)));
        const auto value = trimmed(line.substr(colon + 1));
        if (key == "user-agent") {
            if (!agents_open) in_ours = in_anybodys = false;
            agents_open = true;
            if (lower(value) == own) in_ours = ours_named = true;
            if (value == "*") in_anybodys = true;
            continue;
        }
        const bool rule = key == "allow" || key == "disallow";
        if (!rule && key != "crawl-delay") continue;  // Sitemap and others belong to no group
        agents_open = false;
        for (Robots* robots : {in_ours ? &ours : nullptr, in_anybodys ? &anybodys : nullptr}) {
            if (!robots) continue;
            if (!rule) {
                const double seconds = std::strtod(std::string(value).c_str(), nullptr);
                if (seconds > 0) robots->delay_ = std::min(seconds, kLongestDelaySeconds);
            } else if (!value.empty() && robots->rules_.size() < kMostRules) {
                robots->rules_.push_back({std::string(value), key == "allow"});
            }
        }
    }
    return ours_named ? ours : anybodys;
}

bool Robots::allows(std::string_view path_and_query) const {
    std::size_t longest = 0;
    bool allowed = true;
    for (const Rule& rule : rules_) {
        if (rule.pattern.size() < longest || !matches(rule.pattern, path_and_query)) continue;
        allowed = rule.pattern.size() == longest ? allowed || rule.allow : rule.allow;
        longest = rule.pattern.size();
    }
    return allowed;
}

}  // namespace yw::site
