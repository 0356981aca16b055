// Guides that other systems send: every problem of form is named by its element before anything is built of it.
#include <boost/json.hpp>
#include <limits>

#include "catalogue/catalogue.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/guide_json.hpp"

namespace yw::catalogue {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostProblems = 200;
constexpr std::size_t kLongestText = 20'000;  // bytes; the longest articles of laws have some 3,000
constexpr std::size_t kMostRows = 500;
constexpr std::int64_t kGreatestFen = 100'000'000'000;  // a thousand million yuan

class Reading {
public:
    void group(const std::string& path, const json::value& value, std::span<const Element> elements) {
        const json::object* object = value.if_object();
        if (!object) return say(path, "应当是一组要素（对象）。");
        const std::string before = path.empty() ? "" : path + ".";
        for (const auto& [key, inner] : *object) {
            const Element* known = find_element(elements, key);
            if (known)
                element(before + std::string(key), inner, *known);
            else
                say(before + std::string(key), "没有这个要素。");
        }
    }
    std::vector<FieldError> take() { return std::move(problems_); }

private:
    void say(std::string element, std::string_view what) {
        if (problems_.size() < kMostProblems) problems_.push_back({std::move(element), std::string(what)});
    }

    void element(const std::string& path, const json::value& value, const Element& element) {
        switch (element.kind) {
            case ElementKind::kText:
            case ElementKind::kLong:
                return text(path, value);
            case ElementKind::kCode:
                return code(path, value, element);
            case ElementKind::kNumber:
                return number(
                    path, value,
                    element.otherwise ? std::numeric_limits<int>::max() : std::numeric_limits<std::int64_t>::max());
            case ElementKind::kMoney:
                return number(path, value, kGreatestFen);
            case ElementKind::kFlag:
                return number(path, value, 1);
            case ElementKind::kLines:
            case ElementKind::kCodes:
                return list(path, value, [this](const std::string& at, const json::value& each) { text(at, each); });
            case ElementKind::kPairs:
                return list(path, value, [this](const std::string& at, const json::value& each) { pair(at, each); });
            case ElementKind::kRows:
                return list(path, value, [this, &element](const std::string& at, const json::value& each) {
                    group(at, each, element.parts);
                    if (element.row_key == "key" && find_element(element.parts, "type")) needs_type(at, each, element);
                });
            case ElementKind::kGroup:
                return group(path, value, element.parts);
        }
    }

    void text(const std::string& path, const json::value& value) {
        const json::string* text = value.if_string();
        if (!text) return say(path, "应当是文字。");
        if (text->size() > kLongestText) return say(path, "太长了。");
        for (const char c : *text)
            if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') return say(path, "有不能显示的字符。");
    }
    /// Lists of the program's own become values of an enum: others are check_guide()'s to judge.
    void code(const std::string& path, const json::value& value, const Element& element) {
        text(path, value);
        if (element.codes != "limit_unit" && element.codes != "field_type") return;
        const json::string* text = value.if_string();
        if (text && choice_name(element.codes, *text) == std::string_view(*text)) say(path, "没有这个代码。");
    }
    void needs_type(const std::string& path, const json::value& row, const Element& element) {
        if (find_element(element.parts, "type")->codes != "field_type") return;
        if (const json::object* object = row.if_object(); object && !object->contains("type"))
            say(path + ".type", "没有写怎么填。");
    }
    void number(const std::string& path, const json::value& value, std::int64_t greatest) {
        const auto number = value.is_int64() ? std::optional(value.get_int64()) : std::nullopt;
        if (!number) return say(path, "应当是整数。");
        const std::int64_t least = greatest == std::numeric_limits<std::int64_t>::max() ? -greatest : 0;
        if (*number < least || *number > greatest) say(path, "超出了范围。");
    }
    void pair(const std::string& path, const json::value& value) {
        const json::array* pair = value.if_array();
        if (!pair || pair->size() != 2) return say(path, "应当是两段文字：栏目、样例。");
        text(path, (*pair)[0]);
        text(path, (*pair)[1]);
    }
    template <class F>
    void list(const std::string& path, const json::value& value, F each) {
        const json::array* list = value.if_array();
        if (!list) return say(path, "应当是一张清单（数组）。");
        if (list->size() > kMostRows) return say(path, "项数太多了。");
        for (std::size_t i = 0; i < list->size(); ++i) each(path + "[" + std::to_string(i) + "]", (*list)[i]);
    }

    std::vector<FieldError> problems_;
};

/// A guide always has its limits and its result; a draft may not have said anything of them yet.
void fill_groups(json::object& guide) {
    guide.emplace("result", json::object());
    for (const std::string_view limit : {"statutory", "promised"}) {
        json::object& said = guide.emplace(limit, json::object()).first->value().as_object();
        said.emplace("unit", "workday");
    }
}

}  // namespace

Result<Guide> read_guide_json(std::string_view text) {
    boost::system::error_code broken;
    json::value value = json::parse(text, broken);
    if (broken) return fail(kGuideUnreadable, {{"", "不是JSON：" + broken.message()}});
    Reading reading;
    reading.group("", value, guide_elements());
    if (auto problems = reading.take(); !problems.empty()) return fail(kGuideUnreadable, std::move(problems));
    fill_groups(value.as_object());
    return guide_of_json(json::serialize(value));
}

}  // namespace yw::catalogue
