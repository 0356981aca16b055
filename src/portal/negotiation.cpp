#include "portal/negotiation.hpp"

namespace yw::portal {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// The next element of a comma-separated list, cut off `list`.
std::string_view take_element(std::string_view& list) {
    const auto comma = list.find(',');
    const auto element = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    return element;
}

/// "q=0", "q=0.", "q=0.000": refused.
bool is_refused(std::string_view weight) {
    if (!weight.starts_with("q=")) return false;
    return weight.substr(2).find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding) {
    while (!accept_encoding.empty()) {
        const auto element = take_element(accept_encoding);
        const auto semicolon = element.find(';');
        if (trimmed(element.substr(0, semicolon)) != encoding) continue;
        return semicolon == std::string_view::npos || !is_refused(trimmed(element.substr(semicolon + 1)));
    }
    return false;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        auto element = take_element(if_none_match);
        if (element.starts_with("W/")) element.remove_prefix(2);
        if (element == "*" || element == etag) return true;
    }
    return false;
}

}  // namespace yw::portal
