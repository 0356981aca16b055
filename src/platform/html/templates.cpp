#include "platform/html/templates.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>

#include <atomic>
#include <map>
#include <stdexcept>

#include "platform/html/html.hpp"

namespace yw::html {
namespace {

constexpr std::string_view kPragma = R"({{%AUTOESCAPE context="HTML"}})";

std::map<std::string, Mentions, std::less<>>& known() {
    static std::map<std::string, Mentions, std::less<>> templates;
    return templates;
}

std::atomic<bool> strict{false};

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
    throw std::logic_error("template " + std::string(name) + ": " + why);
}

struct Tag {
    char sigil;  ///< '#', '/', '>', or ' ' for a value
    std::string name;
    std::size_t end;  ///< behind the closing braces
};

/// The tag that begins at `at` (where "{{" stands).
Tag read_tag(std::string_view name, std::string_view text, std::size_t at) {
    const auto close = text.find("}}", at);
    if (close == std::string_view::npos) refuse(name, "a tag is not closed");
    auto inside = text.substr(at + 2, close - at - 2);
    char sigil = ' ';
    if (!inside.empty() && std::string_view("#/>!%").find(inside[0]) != std::string_view::npos) {
        sigil = inside[0];
        inside.remove_prefix(1);
    }
    return {sigil, std::string(inside.substr(0, inside.find(':'))), close + 2};
}

Mentions read_level(std::string_view name, std::string_view text, std::size_t& at, const std::string& section) {
    Mentions mentions;
    while (true) {
        const auto open = text.find("{{", at);
        if (open == std::string_view::npos) {
            if (!section.empty()) refuse(name, "section " + section + " is not closed");
            at = text.size();
            return mentions;
        }
        const Tag tag = read_tag(name, text, open);
        at = tag.end;
        if (tag.sigil == ' ' && open > 0 && text[open - 1] == '=')
            refuse(name, "attribute value " + tag.name + " is not quoted");
        if (tag.sigil == ' ') mentions.values.push_back(tag.name);
        if (tag.sigil == '>') mentions.parts.push_back(tag.name);
        if (tag.sigil == '#') mentions.sections.push_back({tag.name, read_level(name, text, at, tag.name)});
        if (tag.sigil == '/') {
            if (tag.name != section) refuse(name, "section " + section + " is closed by " + tag.name);
            return mentions;
        }
    }
}

}  // namespace

Mentions read_mentions(std::string_view name, std::string_view text) {
    if (text.substr(0, kPragma.size()) != kPragma) refuse(name, "does not begin with " + std::string(kPragma));
    std::size_t at = kPragma.size();
    return read_level(name, text, at, "");
}

const Mentions& mentions_of(const std::string& template_name) {
    const auto found = known().find(template_name);
    if (found == known().end()) refuse(template_name, "is not known");
    return found->second;
}

bool is_strict() {
    return strict;
}
void be_strict() {
    strict = true;
}

void add_templates(std::span<const TemplateText> templates) {
    for (const TemplateText& entry : templates) {
        const std::string key(entry.name);
        known()[key] = read_mentions(entry.name, entry.text);
        // The line break behind the pragma is not part of the page.
        std::string text(entry.text);
        if (text.size() > kPragma.size() && text[kPragma.size()] == '\n') text.erase(kPragma.size(), 1);
        ctemplate::StringToTemplateCache(key, text, ctemplate::DO_NOT_STRIP);
    }
}

}  // namespace yw::html
