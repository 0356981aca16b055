#include "inspect/site/page_reading.hpp"

#include "inspect/site/json_ld.hpp"

#include <algorithm>

#include "inspect/site/html_tree.hpp"
#include "inspect/site/page_text.hpp"
#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

/// Fewer characters than this on a page with scripts: the scripts write the rest.
constexpr std::size_t kFewestLetters = 60;
constexpr std::size_t kMostLinks = 5000;

bool is_frame(const Node& node) {
    if (node.tag == "header" || node.tag == "footer" || node.tag == "nav" || node.tag == "aside") return true;
    const auto role = node.attribute("role");
    if (role == "navigation" || role == "banner" || role == "contentinfo") return true;
    for (const auto name : {node.attribute("class"), node.attribute("id")})
        for (const std::string_view word : {"header", "footer", "crumb", "copyright", "topbar", "navbar"})
            if (name.find(word) != std::string_view::npos && node.tag == "div") return true;
    return false;
}

bool is_nav(const Node& node) {
    if (node.tag == "nav" || node.attribute("role") == "navigation") return true;
    for (const auto name : {node.attribute("class"), node.attribute("id")})
        for (const std::string_view word : {"nav", "menu", "tabs", "theme", "column", "channel", "lanmu"})
            if (name.find(word) != std::string_view::npos) return true;
    return false;
}

template <class Test>
bool any_above(const HtmlTree& tree, int i, Test test) {
    for (int k = i; k >= 0; k = tree[k].parent)
        if (test(tree[k])) return true;
    return false;
}

class PageReader {
public:
    PageReader(const HtmlTree& tree, const WebAddress& address, const Words& words, PageReading& page)
        : tree_(tree), base_(address), words_(words), page_(page) {}

    void read() {
        for (int i = 0; i < tree_.size(); ++i) {
            const Node& node = tree_[i];
            if (node.tag == "base") {
                if (const auto base = resolve(base_, node.attribute("href"))) base_ = *base;
            } else if (node.tag == "title" && page_.title.empty() && !tree_.is_inside(i, "svg")) {
                page_.title = tree_.text(i);
            } else if (node.tag == "h1" && page_.heading.empty()) {
                page_.heading = tree_.text(i);
            } else if (node.tag == "a" || node.tag == "area") {
                link(i);
            } else if (node.tag == "form") {
                form(i);
            } else if (node.tag == "script") {
                page_.has_scripts = page_.has_scripts || node.attribute("type") != "application/ld+json";
            } else if (node.tag == "input" && !tree_.is_inside(i, "form")) {
                page_.loose_search = page_.loose_search || is_search_field(field_of(i));
            } else if (!node.tag.empty()) {
                script_entrance(i);
            }
        }
        if (tree_.size() == 0) return;
        page_.lines = tree_.lines(0);
        page_.main_lines = tree_.lines(0, [&](int i) { return is_frame(tree_[i]); });
        judge_scripts();
    }

private:
    void link(int i) {
        const Node& node = tree_[i];
        if (!node.has("href") || page_.links.size() >= kMostLinks) return;
        const auto href = node.attribute("href");
        if (href.empty() || href[0] == '#') return;
        auto to = resolve(base_, href);
        if (!to) return;
        Link link;
        link.to = std::move(*to);
        link.text = tree_.text(i);
        if (link.text.empty()) link.text = collapsed(node.attribute("title"));
        if (link.text.empty()) link.text = collapsed(node.attribute("aria-label"));
        link.in_frame = any_above(tree_, i, is_frame);
        link.in_nav = any_above(tree_, i, is_nav);
        link.is_file = node.has("download") || words_.attachment_endings.contains(ending_of(link.to));
        link.nofollow = node.attribute("rel").find("nofollow") != std::string_view::npos;
        page_.links.push_back(std::move(link));
    }

    FormField field_of(int i) const {
        const Node& node = tree_[i];
        FormField field;
        field.name = node.attribute("name");
        field.type = node.tag == "input" ? std::string(node.attribute("type")) : node.tag;
        if (field.type.empty()) field.type = "text";
        std::transform(field.type.begin(), field.type.end(), field.type.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        field.value = node.attribute("value");
        for (const auto* name : {"placeholder", "aria-label", "title"})
            if (!node.attribute(name).empty()) field.label += std::string(node.attribute(name)) + " ";
        return field;
    }

    bool is_search_field(const FormField& field) const {
        if (field.type == "search") return true;
        if (field.type != "text") return false;
        if (contains_any(field.label, words_.search_hint)) return true;
        std::string name = field.name;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return std::find(words_.search_field.begin(), words_.search_field.end(), name) != words_.search_field.end();
    }

    void form(int i) {
        const Node& node = tree_[i];
        Form form;
        const auto action = node.attribute("action");
        form.action = resolve(base_, action);
        const auto method = node.attribute("method");
        form.post = method == "post" || method == "POST" || method == "Post";
        const bool by_script = node.attribute("onsubmit").find("return false") != std::string_view::npos ||
                               action.starts_with("javascript:");
        if (by_script) form.action.reset();
        int typed = 0;
        for (int k = i + 1; k < node.end; ++k) {
            const Node& inner = tree_[k];
            if (inner.tag == "button") {
                form.words += tree_.text(k) + " ";
                continue;
            }
            if (inner.tag != "input" && inner.tag != "select" && inner.tag != "textarea") continue;
            FormField field = field_of(k);
            if (inner.tag == "select") {
                const int option = tree_.find(k, "option");
                for (int o = k + 1; o < inner.end; ++o)
                    if (tree_[o].tag == "option" && tree_[o].has("selected")) field.value = tree_[o].attribute("value");
                if (field.value.empty() && option >= 0) field.value = tree_[option].attribute("value");
            }
            form.has_password = form.has_password || field.type == "password";
            form.has_textarea = form.has_textarea || field.type == "textarea";
            typed += field.type == "text" || field.type == "search" || field.type == "tel";
            form.words += field.label + " " + (field.type == "submit" ? field.value : "") + " ";
            const bool left_out = (field.type == "checkbox" || field.type == "radio") && !inner.has("checked");
            if (!left_out && field.type != "button" && field.type != "file") form.fields.push_back(std::move(field));
        }
        form.words += tree_.text(i);
        const bool looks = node.attribute("role") == "search" ||
                           std::any_of(form.fields.begin(), form.fields.end(),
                                       [&](const FormField& field) { return is_search_field(field); });
        const bool says = node.attribute("role") == "search" || contains_any(form.words, words_.search_hint);
        form.is_search = looks && says && !form.has_password && !form.has_textarea && typed == 1;
        if (form.is_search && !form.action) {
            page_.loose_search = true;
            form.is_search = false;
        }
        page_.forms.push_back(std::move(form));
    }

    void script_entrance(int i) {
        const Node& node = tree_[i];
        if (node.end - i > 3) return;
        for (const auto name : {node.attribute("class"), node.attribute("id")})
            for (const std::string_view word : {"login", "Login", "user-info", "userinfo"})
                if (name.find(word) != std::string_view::npos &&
                    !any_above(tree_, i, [](const Node& above) { return above.tag == "a" || above.tag == "form"; }))
                    page_.script_entrance = true;
    }

    void judge_scripts() {
        if (!page_.has_scripts) return;
        std::size_t letters = 0;
        std::string all;
        for (const auto& line : page_.main_lines) {
            letters += utf8::length(line);
            all += line;
        }
        const bool asked = contains_any(all, words_.no_script);
        bool mount = false;
        for (int i = 0; i < tree_.size(); ++i) {
            const auto id = tree_[i].attribute("id");
            if (tree_[i].tag == "div" && (id == "app" || id == "root" || id == "main-app") && tree_.text(i).empty())
                mount = true;
            if (tree_[i].tag == "noscript" && tree_[i].end > i + 1 &&
                contains_any(tree_[i + 1].text, words_.no_script) && letters < kFewestLetters)
                mount = true;
        }
        page_.needs_script = letters < kFewestLetters && (asked || mount || page_.links.empty());
    }

    const HtmlTree& tree_;
    WebAddress base_;
    const Words& words_;
    PageReading& page_;
};

}  // namespace

const FormField* Form::search_field() const {
    for (const FormField& field : fields)
        if ((field.type == "search" || field.type == "text") && !field.name.empty()) return &field;
    return nullptr;
}

PageReading read_page(std::string_view bytes,
                      std::string_view content_type,
                      const WebAddress& address,
                      const Words& words) {
    PageReading page;
    const PageText text = page_text(bytes, content_type);
    page.charset = text.charset;
    const HtmlTree tree = HtmlTree::parse(text.utf8);
    PageReader(tree, address, words, page).read();
    auto told = read_json_ld(tree);
    if (page.needs_script) {
        page.guide = std::move(told);
        return page;
    }
    page.guide = read_guide(tree, address, words);
    if (page.guide && told) {
        if (page.guide->subject.name.empty()) page.guide->subject.name = told->subject.name;
        if (page.guide->department.empty()) page.guide->department = told->department;
    }
    return page;
}

}  // namespace yw::site
