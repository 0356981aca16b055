#include <array>
#include <stdexcept>
#include <unordered_map>

#include "platform/http/http.hpp"

namespace yw::http {

namespace {

constexpr std::size_t kMethods = 6;
std::size_t index_of(Method method) {
    return static_cast<std::size_t>(method);
}

/// Cuts the first segment off "/a/b": gives "a" and leaves "/b".
std::string_view cut_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_param(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
bool is_rest(std::string_view segment) {
    return is_param(segment) && segment.size() > 5 && segment.ends_with("...}");
}

/// The names between braces, in order.
std::vector<std::string> names_in(std::string_view pattern) {
    std::vector<std::string> names;
    while (!pattern.empty()) {
        const std::string_view segment = cut_segment(pattern);
        if (is_rest(segment))
            names.emplace_back(segment.substr(1, segment.size() - 5));
        else if (is_param(segment))
            names.emplace_back(segment.substr(1, segment.size() - 2));
    }
    return names;
}

struct SegmentHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct Router::Node {
    struct Ends {
        const Route* route = nullptr;
        std::vector<std::string> names;
    };
    std::unordered_map<std::string, std::unique_ptr<Node>, SegmentHash, std::equal_to<>> literal;
    std::unique_ptr<Node> param;
    std::unique_ptr<Node> rest;
    std::array<Ends, kMethods> ends;

    /// Visits the nodes where `path` may end, best first, until `take` says true. `values` holds the parameters.
    template <class Take>
    bool walk(std::string_view path, std::vector<std::string_view>& values, const Take& take) const {
        if (path.empty()) return take(*this);
        std::string_view left = path;
        const std::string_view segment = cut_segment(left);
        if (const auto found = literal.find(segment); found != literal.end())
            if (found->second->walk(left, values, take)) return true;
        if (param && !segment.empty()) {
            values.push_back(segment);
            if (param->walk(left, values, take)) return true;
            values.pop_back();
        }
        if (rest && path.size() > 1) {
            values.push_back(path.substr(1));
            if (take(*rest)) return true;
            values.pop_back();
        }
        return false;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
    const std::string where = std::string(to_string(route.method)) + " " + route.pattern;
    if (!route.guard) throw std::logic_error("route without a guard: " + where);
    if (!route.handler == !route.later) throw std::logic_error("route without one handler: " + where);
    if (route.later && route.where == Where::kInline) throw std::logic_error("later, on the I/O thread: " + where);
    if (route.pattern.empty() || route.pattern.front() != '/') throw std::logic_error("pattern without /: " + where);

    Node* node = root_.get();
    for (std::string_view left = route.pattern; !left.empty();) {
        const std::string_view segment = cut_segment(left);
        std::unique_ptr<Node>* next = nullptr;
        if (is_rest(segment)) {
            if (!left.empty()) throw std::logic_error("{rest...} is not last: " + where);
            next = &node->rest;
        } else if (is_param(segment)) {
            next = &node->param;
        } else {
            if (segment.find_first_of("{}") != std::string_view::npos)
                throw std::logic_error("braces must take a whole segment: " + where);
            next = &node->literal[std::string(segment)];
        }
        if (!*next) *next = std::make_unique<Node>();
        node = next->get();
    }
    Node::Ends& end = node->ends[index_of(route.method)];
    if (end.route) throw std::logic_error("second route for " + where + " beside " + end.route->pattern);
    end.names = names_in(route.pattern);
    routes_.push_back(std::make_unique<Route>(std::move(route)));
    end.route = routes_.back().get();
}

Router::Match Router::match(Method method, std::string_view path) const {
    Match match;
    if (path.empty() || path.front() != '/') return match;
    std::vector<std::string_view> values;
    root_->walk(path, values, [&](const Node& node) {
        const Node::Ends* end = &node.ends[index_of(method)];
        if (!end->route && method == Method::kHead) end = &node.ends[index_of(Method::kGet)];
        for (const Node::Ends& other : node.ends) match.path_known |= other.route != nullptr;
        if (!end->route) return false;
        match.route = end->route;
        for (std::size_t i = 0; i < values.size(); ++i) match.params.emplace_back(end->names[i], values[i]);
        return true;
    });
    return match;
}

std::string Router::allowed(std::string_view path) const {
    std::array<bool, kMethods> known{};
    std::vector<std::string_view> values;
    if (path.empty() || path.front() != '/') return {};
    root_->walk(path, values, [&](const Node& node) {
        for (std::size_t i = 0; i < kMethods; ++i) known[i] = known[i] || node.ends[i].route;
        return false;
    });
    if (known[index_of(Method::kGet)]) known[index_of(Method::kHead)] = true;
    std::string list;
    for (std::size_t i = 0; i < kMethods; ++i) {
        if (!known[i]) continue;
        if (!list.empty()) list += ", ";
        list += to_string(static_cast<Method>(i));
    }
    return list;
}

}  // namespace yw::http
