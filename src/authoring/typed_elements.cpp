#include "authoring/typed_elements.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <limits>
#include <map>

#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;
using catalogue::Element;
using catalogue::ElementKind;

constexpr std::size_t kMostRows = 200;
constexpr std::string_view kWhite = " \t\r\n\v\f";

/// Without white space at the ends; line ends as one character.
std::string tidy(std::string_view text, bool lines) {
    std::string tidied;
    for (const char c : text) {
        if (c == '\r') continue;
        tidied += c == '\n' && !lines ? ' ' : c;
    }
    const auto first = tidied.find_first_not_of(kWhite);
    if (first == std::string::npos) return {};
    return tidied.substr(first, tidied.find_last_not_of(kWhite) - first + 1);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    return wrong == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// "20", "20.5", "20.50" yuan in fen.
std::optional<std::int64_t> fen_of(std::string_view text) {
    const auto point = text.find('.');
    const auto yuan = whole_number(text.substr(0, point));
    if (!yuan || *yuan < 0 || *yuan > 1'000'000'000) return std::nullopt;
    if (point == std::string_view::npos) return *yuan * 100;
    const std::string_view cents = text.substr(point + 1);
    const auto fen = whole_number(cents);
    if (!fen || *fen < 0 || cents.empty() || cents.size() > 2 || cents.front() == '+') return std::nullopt;
    return *yuan * 100 + (cents.size() == 1 ? *fen * 10 : *fen);
}

class Reading {
public:
    explicit Reading(const http::Fields& fields) {
        for (const auto& [name, value] : fields.pairs()) typed_[name].push_back(value);
    }

    /// Writes what was typed for the element at `path`; nothing where nothing was.
    void read(json::object& to, const std::string& path, const Element& element) {
        switch (element.kind) {
            case ElementKind::kText:
            case ElementKind::kCode:
                return put(to, element, tidy(first(path), false));
            case ElementKind::kLong:
                return put(to, element, tidy(first(path), true));
            case ElementKind::kNumber:
            case ElementKind::kMoney:
                return number(to, path, element);
            case ElementKind::kFlag:
                if (!first(path).empty()) to[element.key] = 1;
                return;
            case ElementKind::kCodes:
                return codes(to, path, element);
            case ElementKind::kLines:
                return lines(to, path, element);
            case ElementKind::kPairs:
                return pairs(to, path, element);
            case ElementKind::kRows:
                return rows(to, path, element);
            case ElementKind::kGroup:
                return group(to, path, element);
        }
    }
    std::vector<FieldError> take_errors() { return std::move(errors_); }

private:
    std::string_view first(const std::string& path) const {
        const auto found = typed_.find(path);
        return found == typed_.end() ? std::string_view() : std::string_view(found->second.front());
    }
    bool any_below(const std::string& path) const {
        const auto found = typed_.lower_bound(path);
        return found != typed_.end() && found->first.starts_with(path);
    }
    static void put(json::object& to, const Element& element, std::string text) {
        if (!text.empty()) to[element.key] = std::move(text);
    }

    void number(json::object& to, const std::string& path, const Element& element) {
        const std::string text = tidy(first(path), false);
        if (text.empty()) return;
        const auto number = element.kind == ElementKind::kMoney ? fen_of(text) : whole_number(text);
        const bool own = !element.otherwise;  // a limit of a form's number may be negative
        if (!number || (!own && (*number < 0 || *number > std::numeric_limits<int>::max()) &&
                        element.kind == ElementKind::kNumber)) {
            to[element.key] = text;
            const bool money = element.kind == ElementKind::kMoney;
            errors_.push_back({path, std::string(strings::text(money ? "authoring.no_money" : "authoring.no_number"))});
            return;
        }
        if (own || *number != *element.otherwise) to[element.key] = *number;
    }
    void codes(json::object& to, const std::string& path, const Element& element) {
        const auto found = typed_.find(path);
        if (found == typed_.end()) return;
        json::array list;
        for (const std::string& code : found->second)
            if (!code.empty()) list.emplace_back(code);
        if (!list.empty()) to[element.key] = std::move(list);
    }
    void lines(json::object& to, const std::string& path, const Element& element) {
        json::array list;
        std::string_view rest = first(path);
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string line = tidy(rest.substr(0, end), false);
            if (!line.empty()) list.emplace_back(line);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (!list.empty()) to[element.key] = std::move(list);
    }
    void pairs(json::object& to, const std::string& path, const Element& element) {
        json::array list;
        for (std::size_t i = 0; i < kMostRows; ++i) {
            const std::string row = path + "[" + std::to_string(i) + "]";
            if (!any_below(row)) break;
            list.push_back(json::array{tidy(first(row + ".0"), false), tidy(first(row + ".1"), false)});
        }
        if (!list.empty()) to[element.key] = std::move(list);
    }
    void rows(json::object& to, const std::string& path, const Element& element) {
        json::array list;
        for (std::size_t i = 0; i < kMostRows; ++i) {
            const std::string row = path + "[" + std::to_string(i) + "]";
            if (!any_below(row + ".")) break;
            json::object parts;
            for (const Element& part : element.parts) read(parts, row + "." + std::string(part.key), part);
            list.push_back(std::move(parts));
        }
        if (!list.empty()) to[element.key] = std::move(list);
    }
    void group(json::object& to, const std::string& path, const Element& element) {
        json::object parts;
        for (const Element& part : element.parts) read(parts, path + "." + std::string(part.key), part);
        if (!parts.empty() || !element.may_lack) to[element.key] = std::move(parts);
    }

    std::map<std::string, std::vector<std::string>, std::less<>> typed_;
    std::vector<FieldError> errors_;
};

bool says_nothing(const json::value& value) {
    if (const auto* text = value.if_string()) return text->empty();
    if (const auto* list = value.if_array()) return std::ranges::all_of(*list, says_nothing);
    if (const auto* object = value.if_object()) {
        // A new field of a form begins with its type.
        return std::ranges::all_of(*object,
                                   [](const auto& part) { return part.key() == "type" || says_nothing(part.value()); });
    }
    return false;
}

/// The value that `path` names inside a guide, and the element that describes it.
struct Place {
    json::value* value = nullptr;
    const Element* element = nullptr;
};

/// @param make  objects and lists on the way that are not there yet are made
Place place_of(json::object& guide, std::string_view path) {
    json::object* object = &guide;
    std::span<const Element> level = catalogue::guide_elements();
    while (true) {
        const auto end = std::min(path.find_first_of(".["), path.size());
        const Element* element = catalogue::find_element(level, path.substr(0, end));
        if (!element) return {};
        json::value* value = object->if_contains(element->key);
        path.remove_prefix(end);
        if (path.empty()) {
            if (!value) {
                json::value made;
                if (element->kind == ElementKind::kGroup)
                    made = json::object();
                else
                    made = json::array();
                value = &(*object)[element->key];
                *value = std::move(made);
            }
            return {value, element};
        }
        if (element->kind == ElementKind::kGroup && !value) {
            value = &(*object)[element->key];
            *value = json::object();
        }
        if (!value) return {};
        if (path.front() == '[') {
            std::size_t index = 0;
            const auto close = path.find(']');
            if (close == std::string_view::npos || !value->is_array()) return {};
            std::from_chars(path.data() + 1, path.data() + close, index);
            if (index >= value->as_array().size()) return {};
            value = &value->as_array()[index];
            path.remove_prefix(close + 1);
        }
        if (!path.starts_with('.') || !value->is_object()) return {};
        path.remove_prefix(1);
        object = &value->as_object();
        level = element->parts;
    }
}

json::value empty_row(const Element& list) {
    if (list.kind == ElementKind::kPairs) return json::array{"", ""};
    json::object row;
    const Element* type = catalogue::find_element(list.parts, "type");
    if (type && type->codes == "field_type") row["type"] = "text";
    return row;
}

void drop_empty(json::value& value) {
    if (auto* list = value.if_array()) {
        for (json::value& row : *list) drop_empty(row);
        list->erase(std::remove_if(list->begin(), list->end(),
                                   [](const json::value& row) { return !row.is_string() && says_nothing(row); }),
                    list->end());
    } else if (auto* object = value.if_object()) {
        for (auto& part : *object) drop_empty(part.value());
    }
}

}  // namespace

Typed read_typed(const http::Fields& fields, std::span<const Element* const> elements, std::string before) {
    Reading reading(fields);
    Typed typed;
    for (const Element* element : elements) reading.read(typed.elements, before + std::string(element->key), *element);
    typed.errors = reading.take_errors();
    return typed;
}

std::optional<RowDeed> row_deed_of(std::string_view action) {
    const auto colon = action.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view verb = action.substr(0, colon);
    std::string_view rest = action.substr(colon + 1);
    RowDeed deed;
    if (verb == "add") {
        deed.list = rest;
        return deed;
    }
    if (verb == "remove")
        deed.kind = RowDeed::Kind::kRemove;
    else if (verb == "up")
        deed.kind = RowDeed::Kind::kUp;
    else if (verb == "down")
        deed.kind = RowDeed::Kind::kDown;
    else
        return std::nullopt;
    const auto last = rest.rfind(':');
    if (last == std::string_view::npos) return std::nullopt;
    const auto row = whole_number(rest.substr(last + 1));
    if (!row || *row < 0) return std::nullopt;
    deed.row = static_cast<std::size_t>(*row);
    deed.list = rest.substr(0, last);
    return deed;
}

std::string do_row_deed(json::object& guide, const RowDeed& deed) {
    const Place place = place_of(guide, deed.list);
    if (!place.value || !place.value->is_array()) return {};
    if (place.element->kind != ElementKind::kRows && place.element->kind != ElementKind::kPairs) return {};
    json::array& rows = place.value->as_array();
    const auto at = [&](std::size_t row) { return deed.list + "[" + std::to_string(row) + "]"; };
    switch (deed.kind) {
        case RowDeed::Kind::kAdd:
            if (rows.size() >= kMostRows) return {};
            rows.push_back(empty_row(*place.element));
            return at(rows.size() - 1);
        case RowDeed::Kind::kRemove:
            if (deed.row >= rows.size()) return {};
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(deed.row));
            return rows.empty() ? deed.list : at(std::min(deed.row, rows.size() - 1));
        case RowDeed::Kind::kUp:
        case RowDeed::Kind::kDown: {
            const std::size_t to = deed.kind == RowDeed::Kind::kUp ? deed.row - 1 : deed.row + 1;
            if (deed.row >= rows.size() || to >= rows.size()) return {};
            std::swap(rows[deed.row], rows[to]);
            return at(to);
        }
    }
    return {};
}

void drop_empty_rows(json::object& guide) {
    for (auto& part : guide) {
        if (part.key() == "form" && part.value().is_object()) {
            // Steps and a declaration stay as they are: a form without a word in it has just been begun.
            if (auto* steps = part.value().as_object().if_contains("steps")) drop_empty(*steps);
            continue;
        }
        drop_empty(part.value());
    }
}

}  // namespace yw::authoring
