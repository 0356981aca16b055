#include "identity/held_form.hpp"

#include "identity/visitor.hpp"

namespace yw::identity {
namespace {

constexpr std::string_view kContext = "identity.held_form";
constexpr std::string_view kTyped = "typed.";
/// The sign-in form takes a quarter of a megabyte with all it carries.
constexpr std::size_t kMostBytes = 120 * 1024;

void put(std::string& text, std::string_view name, std::string_view value) {
    if (!text.empty()) text += '&';
    text += http::url_encode(name) + "=" + http::url_encode(value);
}

/// Passwords travel in no page.
bool is_secret(std::string_view field) {
    return field.starts_with("password") || field.ends_with("current");
}

}  // namespace

std::string account_mark(const crypto::Keys& keys, std::string_view account_id) {
    return keys.sign("identity.form_account", account_id);
}

std::optional<std::string> held_form(http::Request& request, const crypto::Keys& keys, std::string_view origin) {
    if (!is_surely_from_this_site(request, origin)) return std::nullopt;
    const http::Form& form = request.form();
    const std::string_view token = form.fields.get("csrf");
    const std::size_t dot = token.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    std::string text;
    put(text, "path", request.path);
    put(text, "mark", token.substr(dot + 1));
    put(text, "files", form.files.empty() ? "" : "yes");
    for (const auto& pair : form.fields.pairs()) {
        if (is_secret(pair.first)) return std::nullopt;
        if (pair.first != "csrf") put(text, std::string(kTyped) + pair.first, pair.second);
    }
    if (text.size() > kMostBytes) return std::nullopt;
    return keys.seal(kContext, text);
}

std::optional<HeldForm> open_held_form(const crypto::Keys& keys, std::string_view sealed) {
    const auto text = sealed.empty() ? std::nullopt : keys.open(kContext, sealed);
    const auto fields = text ? http::parse_urlencoded(*text) : std::nullopt;
    if (!fields) return std::nullopt;
    HeldForm held{
        std::string(fields->get("path")), std::string(fields->get("mark")), {}, !fields->get("files").empty()};
    for (const auto& pair : fields->pairs())
        if (pair.first.starts_with(kTyped)) held.typed.emplace_back(pair.first.substr(kTyped.size()), pair.second);
    if (!http::is_site_path(held.path)) return std::nullopt;
    return held;
}

}  // namespace yw::identity
