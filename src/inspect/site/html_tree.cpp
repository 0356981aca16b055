#include "inspect/site/html_tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <memory>

namespace yw::site {
namespace {

/// Deeper than any page that a person wrote; the parser's cost grows with depth times length.
constexpr int kDeepest = 3000;

/// Memory of one parse, given back at once: gumbo's own way of freeing walks the tree by recursion, and a page nested
/// deep enough would end the program.
class Arena {
public:
    void* allocate(std::size_t size) {
        size = (size + 15) & ~std::size_t{15};
        if (size > left_) {
            const std::size_t block = std::max(size, kBlock);
            blocks_.push_back(std::make_unique<char[]>(block));
            next_ = blocks_.back().get();
            left_ = block;
        }
        void* result = next_;
        next_ += size;
        left_ -= size;
        return result;
    }

private:
    static constexpr std::size_t kBlock = 256 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

void* allocate_in(void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->allocate(size);
}
void leave_to_arena(void*, void*) {}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool is_one_of(std::string_view tag, std::initializer_list<std::string_view> tags) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool ends_itself(std::string_view tag) {
    return is_one_of(tag,
                     {"area",  "base",   "br",    "col",   "embed", "hr",   "img",    "input",    "link",    "meta",
                      "param", "source", "track", "wbr",   "p",     "li",   "dt",     "dd",       "td",      "th",
                      "tr",    "option", "tbody", "thead", "tfoot", "font", "center", "colgroup", "optgroup"});
}

/// Opened less closed elements, at the worst place: an upper bound of the depth that costs one pass.
bool nested_too_deep(std::string_view html) {
    int depth = 0;
    for (std::size_t i = 0; i + 1 < html.size(); ++i) {
        if (html[i] != '<') continue;
        if (html[i + 1] == '/') {
            depth = std::max(depth - 1, 0);
            continue;
        }
        std::size_t end = i + 1;
        while (end < html.size() && end - i < 12 && std::isalnum(static_cast<unsigned char>(html[end]))) ++end;
        if (end == i + 1 || ends_itself(lower(html.substr(i + 1, end - i - 1)))) continue;
        if (++depth > kDeepest) return true;
    }
    return false;
}

std::string tag_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return lower(std::string_view(piece.data ? piece.data : "", piece.length));
}

const GumboVector* children_of(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
    if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
    return nullptr;
}

bool is_text(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

Node copied(const GumboNode* node, int parent) {
    Node result;
    result.parent = parent;
    if (is_text(node)) {
        result.text = node->v.text.text;
        return result;
    }
    const GumboElement& element = node->v.element;
    result.tag = tag_of(element);
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        result.attributes.push_back({lower(attribute->name), attribute->value});
    }
    return result;
}

bool is_unseen(std::string_view tag) {
    return is_one_of(tag, {"script", "style", "template", "noscript", "head", "svg", "option", "datalist", "iframe"});
}

}  // namespace

bool is_block(std::string_view tag) {
    return is_one_of(
        tag, {"address", "article", "aside",   "blockquote", "body",    "br",   "caption",  "center",     "dd",
              "details", "dialog",  "dir",     "div",        "dl",      "dt",   "fieldset", "figcaption", "figure",
              "footer",  "form",    "h1",      "h2",         "h3",      "h4",   "h5",       "h6",         "header",
              "hr",      "html",    "legend",  "li",         "main",    "menu", "nav",      "ol",         "p",
              "pre",     "section", "summary", "table",      "tbody",   "td",   "tfoot",    "th",         "thead",
              "tr",      "ul",      "button",  "select",     "textarea"});
}

std::string collapsed(std::string_view text) {
    std::string result;
    bool gap = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        std::size_t wide = 0;
        if (static_cast<unsigned char>(text[i]) <= ' ')
            wide = 1;
        else if (rest.starts_with("\xC2\xA0"))
            wide = 2;                                                                     // no-break space
        else if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE2\x80\x8B") ||  // full-width, zero-width
                 rest.starts_with("\xEF\xBB\xBF") || rest.starts_with("\xE2\x80\x83"))
            wide = 3;  // mark, em space
        if (wide > 0) {
            gap = !result.empty();
            i += wide - 1;
            continue;
        }
        if (gap) result += ' ';
        gap = false;
        result += text[i];
    }
    return result;
}

std::string_view Node::attribute(std::string_view name) const {
    for (const Attribute& one : attributes)
        if (one.name == name) return one.value;
    return {};
}

bool Node::has(std::string_view name) const {
    return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& one) { return one.name == name; });
}

HtmlTree HtmlTree::parse(std::string_view utf8) {
    HtmlTree tree;
    utf8 = utf8.substr(0, kMostBytes);
    if (nested_too_deep(utf8)) return tree;
    Arena arena;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate_in;
    options.deallocator = leave_to_arena;
    options.userdata = &arena;
    options.max_errors = 0;
    const GumboOutput* output = gumbo_parse_with_options(&options, utf8.data(), utf8.size());
    struct Open {
        const GumboNode* node;
        int index;
        unsigned next;
    };
    std::vector<Open> open;
    tree.nodes_.push_back(copied(output->root, -1));
    open.push_back({output->root, 0, 0});
    while (!open.empty()) {
        Open& top = open.back();
        const GumboVector* children = children_of(top.node);
        if (!children || top.next >= children->length) {
            tree.nodes_[static_cast<std::size_t>(top.index)].end = tree.size();
            open.pop_back();
            continue;
        }
        const auto* child = static_cast<const GumboNode*>(children->data[top.next++]);
        if (child->type == GUMBO_NODE_COMMENT || child->type == GUMBO_NODE_DOCUMENT) continue;
        const int index = tree.size();
        tree.nodes_.push_back(copied(child, top.index));
        open.push_back({child, index, 0});
    }
    return tree;
}

std::string HtmlTree::text(int i, const std::function<bool(int)>& skip) const {
    std::string raw;
    for (int k = i; k < (*this)[i].end; ++k) {
        const Node& node = (*this)[k];
        if (node.tag.empty()) {
            raw += node.text;
            continue;
        }
        if ((k != i && is_unseen(node.tag)) || (skip && skip(k))) {
            k = node.end - 1;
            continue;
        }
        if (is_block(node.tag)) raw += ' ';
    }
    return collapsed(raw);
}

std::vector<std::string> HtmlTree::lines(int i, const std::function<bool(int)>& skip) const {
    return lines_between(i, (*this)[i].end, skip);
}

std::vector<std::string> HtmlTree::lines_between(int begin, int end, const std::function<bool(int)>& skip) const {
    std::vector<std::string> lines;
    std::string raw;
    std::vector<int> ends;  // of the blocks that are open
    const auto finish = [&] {
        if (auto line = collapsed(raw); !line.empty()) lines.push_back(std::move(line));
        raw.clear();
    };
    for (int k = begin; k < end; ++k) {
        while (!ends.empty() && ends.back() <= k) {
            finish();
            ends.pop_back();
        }
        const Node& node = (*this)[k];
        if (node.tag.empty()) {
            raw += node.text;
            continue;
        }
        if (is_unseen(node.tag) || (skip && skip(k))) {
            k = node.end - 1;
            continue;
        }
        if (is_block(node.tag)) {
            finish();
            ends.push_back(node.end);
        }
    }
    finish();
    return lines;
}

std::vector<int> HtmlTree::children(int i) const {
    std::vector<int> found;
    for (int k = i + 1; k < (*this)[i].end; k = (*this)[k].tag.empty() ? k + 1 : (*this)[k].end)
        if (!(*this)[k].tag.empty()) found.push_back(k);
    return found;
}

int HtmlTree::find(int i, std::string_view tag) const {
    for (int k = i + 1; k < (*this)[i].end; ++k)
        if ((*this)[k].tag == tag) return k;
    return -1;
}

bool HtmlTree::is_inside(int i, std::string_view tag) const {
    for (int k = (*this)[i].parent; k >= 0; k = (*this)[k].parent)
        if ((*this)[k].tag == tag) return true;
    return false;
}

}  // namespace yw::site
