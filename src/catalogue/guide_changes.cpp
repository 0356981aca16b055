#include "catalogue/guide_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "catalogue/guide_elements.hpp"
#include "catalogue/guide_json.hpp"

namespace yw::catalogue {
namespace {

namespace json = boost::json;
using Change = GuideChange::Kind;

const json::value* at(const json::object& object, std::string_view key) {
    return object.if_contains(key);
}

std::string joined(const json::array& texts, std::string_view between, std::string_view codes) {
    std::string words;
    for (const json::value& text : texts) {
        if (!words.empty()) words += between;
        words += codes.empty() ? std::string_view(text.as_string()) : choice_name(codes, text.as_string());
    }
    return words;
}

std::string money_words(std::int64_t fen) {
    return fmt::format("{}.{:02}元", fen / 100, fen % 100);
}

std::string words_of(const Element& element, const json::value* value);

/// "材料名称：旧证；份数：2": a row or group in one line.
std::string words_of_parts(std::span<const Element> parts, const json::object& object) {
    std::string words;
    for (const Element& part : parts) {
        const std::string said = words_of(part, at(object, part.key));
        if (!said.empty()) words += fmt::format("{}{}：{}", words.empty() ? "" : "；", part.name, said);
    }
    return words;
}

std::string words_of(const Element& element, const json::value* value) {
    switch (element.kind) {
        case ElementKind::kText:
        case ElementKind::kLong:
            return value ? std::string(value->as_string()) : "";
        case ElementKind::kCode:
            return value ? std::string(choice_name(element.codes, value->as_string())) : "";
        case ElementKind::kCodes:
            return value ? joined(value->as_array(), "、", element.codes) : "";
        case ElementKind::kLines:
            return value ? joined(value->as_array(), "\n", "") : "";
        case ElementKind::kFlag:
            return value ? "是" : "否";
        case ElementKind::kNumber:
            if (value) return std::to_string(value->to_number<std::int64_t>());
            return element.otherwise ? std::to_string(*element.otherwise) : "";
        case ElementKind::kMoney:
            return money_words(value ? value->to_number<std::int64_t>() : 0);
        case ElementKind::kPairs: {
            std::string words;
            if (!value) return words;
            for (const json::value& pair : value->as_array())
                words += fmt::format("{}{}：{}", words.empty() ? "" : "；", std::string_view(pair.at(0).as_string()),
                                     std::string_view(pair.at(1).as_string()));
            return words;
        }
        case ElementKind::kRows: {
            std::string words;
            if (!value) return words;
            for (const json::value& row : value->as_array())
                words +=
                    fmt::format("{}（{}）", words.empty() ? "" : " ", words_of_parts(element.parts, row.as_object()));
            return words;
        }
        case ElementKind::kGroup:
            return value ? words_of_parts(element.parts, value->as_object()) : "";
    }
    return "";
}

std::string text_at(const json::object& row, std::string_view key) {
    const json::value* text = at(row, key);
    return text && text->is_string() ? std::string(text->as_string()) : "";
}

/// What a person calls the row: the part that comes first.
std::string row_name(const Element& list, const json::object& row) {
    return text_at(row, list.parts.front().key);
}

/// For each row of the new list the row of the old one that it continues; old rows that nothing continues are `gone`.
struct Alignment {
    std::vector<std::optional<std::size_t>> old_of;
    std::vector<std::size_t> gone;
};

Alignment align(const Element& list, const json::array& before, const json::array& after) {
    Alignment found{std::vector<std::optional<std::size_t>>(after.size()), {}};
    std::vector<bool> used(before.size());
    const auto pair_up = [&](auto same) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            for (std::size_t j = 0; j < before.size() && !found.old_of[i]; ++j) {
                if (used[j] || !same(before[j], after[i], j, i)) continue;
                used[j] = true;
                found.old_of[i] = j;
            }
        }
    };
    pair_up([](const auto& a, const auto& b, std::size_t, std::size_t) { return a == b; });
    pair_up([&](const auto& a, const auto& b, std::size_t, std::size_t) {
        const std::string key = text_at(a.as_object(), list.row_key);
        return !key.empty() && key == text_at(b.as_object(), list.row_key);
    });
    // A question put in other words, at its old place. Rows with keys of their own are others when the keys are.
    if (list.row_key != "key")
        pair_up([](const auto&, const auto&, std::size_t old_at, std::size_t new_at) { return old_at == new_at; });
    for (std::size_t j = 0; j < before.size(); ++j)
        if (!used[j]) found.gone.push_back(j);
    return found;
}

class Comparison {
public:
    void group(const std::string& path,
               const std::string& words,
               std::span<const Element> elements,
               const json::object& before,
               const json::object& after) {
        for (const Element& element : elements) {
            const json::value* old_value = at(before, element.key);
            const json::value* new_value = at(after, element.key);
            if (old_value && new_value ? *old_value == *new_value : old_value == new_value) continue;
            compare(path + (path.empty() ? "" : ".") + std::string(element.key),
                    words + (words.empty() ? "" : "：") + std::string(element.name), element, old_value, new_value);
        }
    }
    std::vector<GuideChange> take() { return std::move(changes_); }

private:
    void compare(const std::string& path,
                 const std::string& words,
                 const Element& element,
                 const json::value* before,
                 const json::value* after) {
        static const json::value kNoRows = json::array();
        if (element.kind == ElementKind::kRows)
            return rows(path, words, element, (before ? *before : kNoRows).as_array(),
                        (after ? *after : kNoRows).as_array());
        if (element.kind == ElementKind::kGroup && before && after)
            return group(path, words, element.parts, before->as_object(), after->as_object());
        Change kind = Change::kChanged;
        if (element.kind == ElementKind::kGroup) kind = before ? Change::kRemoved : Change::kAdded;
        changes_.push_back({kind, path, words, words_of(element, before), words_of(element, after)});
    }

    void rows(const std::string& path,
              const std::string& words,
              const Element& list,
              const json::array& before,
              const json::array& after) {
        const Alignment alignment = align(list, before, after);
        const std::size_t first = changes_.size();
        for (const std::size_t gone : alignment.gone) {
            const json::object& row = before[gone].as_object();
            changes_.push_back({Change::kRemoved, fmt::format("{}[{}]", path, gone), named(words, list, row, gone),
                                words_of_parts(list.parts, row), ""});
        }
        for (std::size_t i = 0; i < after.size(); ++i) {
            const json::object& row = after[i].as_object();
            const std::string row_path = fmt::format("{}[{}]", path, i);
            const std::string row_words = named(words, list, row, i);
            if (alignment.old_of[i])
                group(row_path, row_words, list.parts, before[*alignment.old_of[i]].as_object(), row);
            else
                changes_.push_back({Change::kAdded, row_path, row_words, "", words_of_parts(list.parts, row)});
        }
        std::vector<std::size_t> kept;
        for (const auto& old_at : alignment.old_of)
            if (old_at) kept.push_back(*old_at);
        if (!std::ranges::is_sorted(kept))
            changes_.push_back({Change::kMoved, path, words + "：顺序", order_of(list, before), order_of(list, after)});
        // An empty row may be all that differs.
        if (changes_.size() == first)
            changes_.push_back(
                {Change::kChanged, path, words, fmt::format("{}项", before.size()), fmt::format("{}项", after.size())});
    }

    static std::string named(const std::string& words, const Element& list, const json::object& row, std::size_t i) {
        const std::string name = row_name(list, row);
        return name.empty() ? fmt::format("{}第{}项", words, i + 1) : fmt::format("{}“{}”", words, name);
    }
    static std::string order_of(const Element& list, const json::array& rows) {
        std::string names;
        for (const json::value& row : rows) {
            if (!names.empty()) names += "、";
            names += row_name(list, row.as_object());
        }
        return names;
    }

    std::vector<GuideChange> changes_;
};

}  // namespace

std::vector<GuideChange> guide_changes(const Guide& before, const Guide& after) {
    const json::value old_guide = json::parse(canonical_json(before));
    const json::value new_guide = json::parse(canonical_json(after));
    Comparison comparison;
    comparison.group("", "", guide_elements(), old_guide.as_object(), new_guide.as_object());
    return comparison.take();
}

}  // namespace yw::catalogue
