// Pages from logic-less templates (ctemplate, auto-escape on). A View is what one page shows; every name that the
// template uses must have been given: in strict mode (tests, `--strict-pages`) rendering throws on a name that was
// not, so that a typing error cannot become an empty spot on a page.
//
// Templates begin with {{%AUTOESCAPE context="HTML"}}; attributes are quoted; URLs are built in C++.
//   {{NAME}}                a value           set("NAME", …)
//   {{#ROWS}}…{{/ROWS}}     shown once for each add("ROWS"); none("ROWS") says that there are none
//   {{#IF_LATE}}            shown or not      when("IF_LATE", late)
//   {{>PART}}               another template  part("PART", "portal/error_summary.html")
// Names set on a View are seen in its sections and parts too.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/html/template_text.hpp"

namespace yw::html {

/// HTML that was made by a template: the only text that goes into a page as it is ({{NAME:none}}).
class SafeHtml {
public:
    SafeHtml() = default;
    const std::string& text() const { return text_; }

private:
    friend class View;
    explicit SafeHtml(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

class View {
public:
    explicit View(std::string_view template_name);
    View(View&&) noexcept;
    View& operator=(View&&) noexcept;
    ~View();

    View& set(std::string_view name, std::string_view value);
    View& set(std::string_view name, const std::string& value) { return set(name, std::string_view(value)); }
    View& set(std::string_view name, const char* value) { return set(name, std::string_view(value)); }
    View& set(std::string_view name, std::int64_t value);
    View& set(std::string_view name, const SafeHtml& value);
    /// One more showing of a section; set names on what comes back.
    View add(std::string_view section);
    /// The section appears zero times unless add() is called.
    View& none(std::string_view section);
    /// Shows the section once, or not at all.
    View& when(std::string_view section, bool shown);
    /// Includes another template at {{>name}}.
    View part(std::string_view name, std::string_view template_name);

    /// The page. @throws std::logic_error when the template is not known; in strict mode also on an unresolved name.
    SafeHtml render() const;

private:
    struct Node;
    explicit View(std::shared_ptr<Node> node);
    std::shared_ptr<Node> node_;
};

/// Makes templates known to the program, once at start.
void add_templates(std::span<const TemplateText> templates);
/// From now on unresolved names throw. For tests.
void be_strict();

}  // namespace yw::html
