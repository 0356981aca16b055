#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "platform/html/html.hpp"
#include "platform/html/templates.hpp"

namespace yw::html {

/// One dictionary and what was said on it. Children live in the root's dictionary, so the root is kept alive.
///
/// ctemplate lets sections see the values around them, but not included templates: those are handed on here.
struct View::Node {
    struct Part {
        ctemplate::TemplateDictionary* dictionary;
        std::map<std::string, int, std::less<>> said;  ///< by whom, as depth: the nearest holds

        void say(std::string_view name, std::string_view value, int depth) {
            int& nearest = said.try_emplace(std::string(name), depth).first->second;
            if (depth < nearest) return;
            nearest = depth;
            dictionary->SetValue({name.data(), name.size()}, {value.data(), value.size()});
        }
    };
    ctemplate::TemplateDictionary* dictionary = nullptr;
    std::unique_ptr<ctemplate::TemplateDictionary> owned;  ///< only at the root
    std::shared_ptr<Node> parent;                          ///< keeps those above alive; null where they hold this one
    Node* above = nullptr;
    int depth = 0;
    std::shared_ptr<Part> part;  ///< only of a part
    std::vector<std::shared_ptr<Part>> parts_below;
    std::vector<std::pair<std::string, std::string>> given;  ///< values, for parts that come later
    std::string template_name;                               ///< of a page or a part; empty for a section
    std::string label;                                       ///< name of the section or part
    std::set<std::string, std::less<>> values;
    std::set<std::string, std::less<>> sections;
    std::vector<std::shared_ptr<Node>> children;
};

namespace {

ctemplate::TemplateString borrowed(std::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

View::View(std::string_view template_name) : node_(std::make_shared<Node>()) {
    node_->template_name = template_name;
    node_->owned = std::make_unique<ctemplate::TemplateDictionary>(borrowed(template_name));
    node_->dictionary = node_->owned.get();
}

View::View(std::shared_ptr<Node> node) : node_(std::move(node)) {}
View::View(View&&) noexcept = default;
View& View::operator=(View&&) noexcept = default;
View::~View() = default;

View& View::set(std::string_view name, std::string_view value) {
    node_->dictionary->SetValue(borrowed(name), borrowed(value));
    node_->given.emplace_back(name, value);
    if (node_->part) node_->part->say(name, value, node_->depth);
    for (const auto& part : node_->parts_below) part->say(name, value, node_->depth);
    if (is_strict()) node_->values.emplace(name);
    return *this;
}

View& View::set(std::string_view name, std::int64_t value) {
    return set(name, std::string_view(std::to_string(value)));
}
View& View::set(std::string_view name, const SafeHtml& value) {
    return set(name, std::string_view(value.text()));
}

View View::add(std::string_view section) {
    auto child = std::make_shared<Node>();
    child->dictionary = node_->dictionary->AddSectionDictionary(borrowed(section));
    child->above = node_.get();
    child->depth = node_->depth + 1;
    if (is_strict()) {
        child->label = section;
        node_->sections.emplace(section);
        node_->children.push_back(child);
    } else {
        child->parent = node_;
    }
    return View(std::move(child));
}

View& View::none(std::string_view section) {
    if (is_strict()) node_->sections.emplace(section);
    return *this;
}

View& View::when(std::string_view section, bool shown) {
    if (shown)
        (void)add(section);
    else
        none(section);
    return *this;
}

View View::part(std::string_view name, std::string_view template_name) {
    auto child = std::make_shared<Node>();
    child->dictionary = node_->dictionary->AddIncludeDictionary(borrowed(name));
    child->dictionary->SetFilename(borrowed(template_name));
    child->template_name = template_name;
    child->above = node_.get();
    child->depth = node_->depth + 1;
    child->part = std::make_shared<Node::Part>(Node::Part{child->dictionary, {}});
    for (Node* each = node_.get(); each; each = each->above) {
        for (const auto& [given, value] : each->given) child->part->say(given, value, each->depth);
        each->parts_below.push_back(child->part);
    }
    if (is_strict()) {
        child->label = name;
        node_->sections.emplace(name);
        node_->children.push_back(child);
    } else {
        child->parent = node_;
    }
    return View(std::move(child));
}

SafeHtml View::render() const {
    struct Check {
        /// Every name of `level` was said by `node` or above it.
        static void all_resolved(const Mentions& level,
                                 const Node& node,
                                 std::vector<const Node*>& above,
                                 const std::string& where) {
            above.push_back(&node);
            const auto said_value = [&](const std::string& name) {
                for (const Node* each : above)
                    if (each->values.count(name)) return true;
                return false;
            };
            for (const auto& name : level.values)
                if (!said_value(name)) throw std::logic_error("page " + where + ": value " + name + " was not given");
            for (const auto& name : level.parts)
                if (!node.sections.count(name))
                    throw std::logic_error("page " + where + ": part " + name + " was not given");
            for (const auto& [name, below] : level.sections) {
                if (!node.sections.count(name))
                    throw std::logic_error("page " + where + ": section " + name + " was not given");
                for (const auto& child : node.children)
                    if (child->label == name && child->template_name.empty())
                        all_resolved(below, *child, above, where + "#" + name);
            }
            for (const auto& child : node.children)
                if (!child->template_name.empty())
                    all_resolved(mentions_of(child->template_name), *child, above, child->template_name);
            above.pop_back();
        }
    };
    const auto& mentions = mentions_of(node_->template_name);
    if (is_strict()) {
        std::vector<const Node*> above;
        Check::all_resolved(mentions, *node_, above, node_->template_name);
    }
    std::string page;
    if (!ctemplate::ExpandTemplate(node_->template_name, ctemplate::DO_NOT_STRIP, node_->dictionary, &page))
        throw std::logic_error("template " + node_->template_name + " does not expand");
    return SafeHtml(std::move(page));
}

}  // namespace yw::html
