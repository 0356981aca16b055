// A page as a browser would take it apart (HTML5 rules, however broken it is), flat: nodes in the order of the text,
// each followed by all that stands inside it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace yw::site {

struct Attribute {
    std::string name;
    std::string value;
};

struct Node {
    std::string tag;   ///< lower case; empty for a text
    std::string text;  ///< of a text node
    std::vector<Attribute> attributes;
    int parent = -1;
    int end = 0;  ///< one past the last node inside

    std::string_view attribute(std::string_view name) const;
    bool has(std::string_view name) const;
};

class HtmlTree {
public:
    /// @param utf8  any bytes; more than kMostBytes are cut off. A text nested so deep that no person wrote it gives
    ///              an empty tree.
    static HtmlTree parse(std::string_view utf8);
    static constexpr std::size_t kMostBytes = std::size_t{4} << 20;

    const std::vector<Node>& nodes() const { return nodes_; }
    const Node& operator[](int i) const { return nodes_[static_cast<std::size_t>(i)]; }
    int size() const { return static_cast<int>(nodes_.size()); }

    /// What a person reads in node i: white space as one space, without scripts and styles. `skip` leaves out whole
    /// elements.
    std::string text(int i, const std::function<bool(int)>& skip = {}) const;
    /// The same line by line: blocks and <br> begin a new one; empty lines are left out.
    std::vector<std::string> lines(int i, const std::function<bool(int)>& skip = {}) const;
    std::vector<std::string> lines_between(int begin, int end, const std::function<bool(int)>& skip = {}) const;
    /// The elements directly inside i.
    std::vector<int> children(int i) const;
    /// The first element of this tag inside i, or -1.
    int find(int i, std::string_view tag) const;
    bool is_inside(int i, std::string_view tag) const;

private:
    std::vector<Node> nodes_;
};

/// True for elements that begin a new line.
bool is_block(std::string_view tag);
/// White space of every kind (also full-width and no-break) as one space, none at the ends.
std::string collapsed(std::string_view text);

}  // namespace yw::site
