#include "portal/cursor.hpp"

#include "platform/crypto/crypto.hpp"

namespace yw::portal {
namespace {

std::string check_of(std::string_view inner, std::string_view list) {
    return crypto::hex(crypto::sha256(std::string(list) + '\0' + std::string(inner))).substr(0, 10);
}

}  // namespace

std::string outer_cursor(std::string_view inner, std::string_view list) {
    if (inner.empty()) return {};
    return std::string(inner) + "." + check_of(inner, list);
}

std::optional<std::string> inner_cursor(std::string_view outer, std::string_view list) {
    if (outer.empty()) return std::string();
    const auto dot = outer.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const auto inner = outer.substr(0, dot);
    if (outer.substr(dot + 1) != check_of(inner, list)) return std::nullopt;
    return std::string(inner);
}

}  // namespace yw::portal
