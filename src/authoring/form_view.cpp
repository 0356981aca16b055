#include "authoring/form_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "authoring/sections.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;
using catalogue::Element;
using catalogue::ElementKind;

const json::value* part_of(const json::value* value, std::string_view key) {
    const json::object* object = value ? value->if_object() : nullptr;
    return object ? object->if_contains(key) : nullptr;
}

std::string text_of(const json::value* value) {
    const json::string* text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : "";
}

const json::array& list_of(const json::value* value) {
    static const json::array kNone;
    const json::array* list = value ? value->if_array() : nullptr;
    return list ? *list : kNone;
}

std::string lines_of(const json::value* value) {
    std::string lines;
    for (const json::value& line : list_of(value)) lines += (lines.empty() ? "" : "\n") + text_of(&line);
    return lines;
}

std::string number_text(const Element& element, const json::value* value) {
    if (value && value->is_string()) return text_of(value);  // typed, and no number
    const bool own = !element.otherwise;
    if (!value) return own ? "" : std::to_string(*element.otherwise);
    const auto number = value->to_number<std::int64_t>();
    if (element.kind != ElementKind::kMoney) return std::to_string(number);
    return number % 100 == 0 ? std::to_string(number / 100) : fmt::format("{}.{:02}", number / 100, number % 100);
}

/// Rows of the text area: what is there, and one more to go on.
int rows_of(const std::string& text) {
    constexpr std::size_t kBytesARow = 90;
    constexpr int kLeast = 2;
    constexpr int kMost = 10;
    const auto lines = static_cast<int>(std::ranges::count(text, '\n') + 1 + text.size() / kBytesARow);
    return std::clamp(lines + 1, kLeast, kMost);
}

class Writer {
public:
    Writer(const Element& element, const json::value* value, std::string path, const Margin& margin)
        : element_(element), value_(value), path_(std::move(path)), margin_(margin) {}

    html::SafeHtml write() const {
        switch (element_.kind) {
            case ElementKind::kText:
                return input("text", text_of(value_));
            case ElementKind::kNumber:
            case ElementKind::kMoney:
                return input("decimal", number_text(element_, value_));
            case ElementKind::kLong:
                return area(text_of(value_));
            case ElementKind::kLines:
                return area(lines_of(value_));
            case ElementKind::kCode:
                return select();
            case ElementKind::kCodes:
                return boxes();
            case ElementKind::kFlag:
                return flag();
            case ElementKind::kPairs:
                return pairs();
            case ElementKind::kRows:
                return rows();
            case ElementKind::kGroup:
                return group();
        }
        return {};
    }

private:
    /// What every input has: id, name, label, hint, what is wrong with it.
    html::View begin(std::string_view page) const {
        html::View view(page);
        const std::string id = input_id(path_);
        view.set("ID", id).set("NAME", path_).set("LABEL", element_.name);
        view.set("MARGIN_HTML", margin_html(margin_, path_));
        view.none("HINT").none("ERROR");
        if (!element_.hint.empty()) view.add("HINT").set("WORDS", element_.hint);
        const auto error = margin_.errors.find(path_);
        const bool wrong = error != margin_.errors.end();
        view.set("GROUP_CLASS", wrong ? "govuk-form-group govuk-form-group--error" : "govuk-form-group");
        if (wrong) view.add("ERROR").set("MESSAGE", error->second);
        view.set("DESCRIBED",
                 (element_.hint.empty() ? "" : id + "-hint ") + (wrong ? id + "-error " : "") + id + "-say");
        view.when("INVALID", wrong);
        return view;
    }
    html::SafeHtml input(std::string_view mode, const std::string& text) const {
        html::View view = begin("authoring/input.html");
        view.set("VALUE", text).set("MODE", mode);
        const bool wrong = margin_.errors.contains(path_);
        view.set("INPUT_CLASS", std::string("govuk-input") + (wrong ? " govuk-input--error" : "") +
                                    (mode == "decimal" ? " govuk-input--width-5" : ""));
        return view.render();
    }
    html::SafeHtml area(const std::string& text) const {
        html::View view = begin("authoring/area.html");
        view.set("VALUE", text).set("ROWS", rows_of(text));
        return view.render();
    }
    html::SafeHtml select() const {
        html::View view = begin("authoring/select.html");
        std::string chosen = text_of(value_);
        // These two have a first choice that always holds.
        const bool must = element_.codes == "limit_unit" || element_.codes == "field_type";
        const auto choices = catalogue::choices_of(element_.codes);
        if (must && chosen.empty()) chosen = choices.front().code;
        view.when("NOTHING", !must).none("CHOICE");
        bool known = chosen.empty();
        const auto add = [&](std::string_view code, std::string_view name) {
            html::View choice = view.add("CHOICE");
            choice.set("CODE", code).set("CHOICE_NAME", name);
            choice.when("ON", code == chosen).when("OFF", code != chosen);
            known = known || code == chosen;
        };
        for (const catalogue::Code& code : choices) add(code.code, code.name);
        // A code that our lists do not have stays as it is; the linter says so.
        if (!known) add(chosen, chosen);
        return view.render();
    }
    html::SafeHtml boxes() const {
        html::View view = begin("authoring/boxes.html");
        // The chosen ones first, in their own order: a form that nobody has touched says the same when it comes back.
        std::vector<std::pair<std::string, bool>> codes;
        std::set<std::string, std::less<>> chosen;
        for (const json::value& code : list_of(value_)) {
            codes.emplace_back(text_of(&code), true);
            chosen.insert(text_of(&code));
        }
        for (const catalogue::Code& code : catalogue::choices_of(element_.codes))
            if (!chosen.contains(code.code)) codes.emplace_back(code.code, false);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const auto& [code, on] = codes[i];
            html::View box = view.add("BOX");
            box.set("BOX_ID", input_id(path_) + (i == 0 ? "" : "-" + std::to_string(i + 1))).set("CODE", code);
            box.set("BOX_NAME", catalogue::choice_name(element_.codes, code)).when("ON", on).when("OFF", !on);
        }
        return view.render();
    }
    html::SafeHtml flag() const {
        html::View view = begin("authoring/flag.html");
        view.when("ON", value_ != nullptr).when("OFF", value_ == nullptr);
        return view.render();
    }
    html::SafeHtml pairs() const {
        html::View view = begin("authoring/pairs.html");
        view.none("PAIR").set("ADD", "add:" + path_);
        const json::array& list = list_of(value_);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string row = fmt::format("{}[{}]", path_, i);
            const json::array& pair = list_of(&list[i]);
            html::View shown = view.add("PAIR");
            shown.set("NUMBER", i + 1).set("ROW_ID", input_id(row));
            shown.set("FIRST_ID", input_id(row + ".0")).set("FIRST_NAME", row + ".0");
            shown.set("SECOND_ID", input_id(row + ".1")).set("SECOND_NAME", row + ".1");
            shown.set("FIRST", pair.empty() ? "" : text_of(&pair[0]));
            shown.set("SECOND", pair.size() < 2 ? "" : text_of(&pair[1]));
            shown.set("REMOVE", fmt::format("remove:{}:{}", path_, i));
        }
        return view.render();
    }
    html::SafeHtml group() const {
        html::View view = begin("authoring/group.html");
        view.none("PART");
        for (const Element& part : element_.parts)
            view.add("PART").set("PART_HTML", element_html(part, part_of(value_, part.key),
                                                           path_ + "." + std::string(part.key), margin_));
        return view.render();
    }

    /// How much is said inside a row: it then stands open.
    std::size_t said_below(const std::string& row) const {
        const auto below = [&](const auto& map) {
            std::size_t count = 0;
            for (auto at = map.lower_bound(row); at != map.end() && at->first.starts_with(row); ++at) ++count;
            return count;
        };
        return below(margin_.findings) + below(margin_.remarks) + below(margin_.errors);
    }
    html::SafeHtml rows() const {
        html::View view = begin("authoring/rows.html");
        view.none("ROW").set("ROW_KIND", element_.row).set("ADD", "add:" + path_);
        const json::array& list = list_of(value_);
        view.when("EMPTY", list.empty());
        for (std::size_t i = 0; i < list.size(); ++i) write_row(view, list[i], i, list.size());
        return view.render();
    }
    void write_row(html::View& view, const json::value& value, std::size_t i, std::size_t all) const {
        const std::string row = fmt::format("{}[{}]", path_, i);
        html::View shown = view.add("ROW");
        const std::string name = text_of(part_of(&value, element_.parts.front().key));
        shown.set("ROW_ID", input_id(row)).set("NUMBER", i + 1).set("ROW_NAME", name);
        const std::size_t said = said_below(row);
        shown.none("SAID");
        if (said > 0) shown.add("SAID").set("COUNT", said);
        const bool open = said > 0 || name.empty() || margin_.open.starts_with(row);
        shown.when("OPENED", open).when("FOLDED", !open).none("PART");
        for (const Element& part : element_.parts)
            shown.add("PART").set(
                "PART_HTML", element_html(part, part_of(&value, part.key), row + "." + std::string(part.key), margin_));
        shown.set("REMOVE", fmt::format("remove:{}:{}", path_, i));
        shown.none("UP").none("DOWN");
        if (i > 0) shown.add("UP").set("UP_ACTION", fmt::format("up:{}:{}", path_, i));
        if (i + 1 < all) shown.add("DOWN").set("DOWN_ACTION", fmt::format("down:{}:{}", path_, i));
    }

    const Element& element_;
    const json::value* value_;
    std::string path_;
    const Margin& margin_;
};

}  // namespace

Margin margin_of(const std::vector<Said>& findings,
                 const std::vector<Remark>& remarks,
                 const std::vector<FieldError>& errors) {
    Margin margin;
    for (const Said& said : findings) margin.findings.emplace(said.slot, said);
    for (const Remark& remark : remarks) margin.remarks.emplace(slot_of(remark.element), remark);
    for (const FieldError& error : errors) margin.errors.emplace(slot_of(error.field), error.message);
    return margin;
}

html::SafeHtml margin_html(const Margin& margin, const std::string& slot) {
    html::View view("authoring/margin.html");
    view.none("FINDING").none("REMARK");
    const auto [first, last] = margin.findings.equal_range(slot);
    for (auto at = first; at != last; ++at) view.add("FINDING").set("FINDING_HTML", finding_html(at->second, ""));
    const auto [from, to] = margin.remarks.equal_range(slot);
    for (auto at = from; at != to; ++at) view.add("REMARK").set("WHO", at->second.who).set("TEXT", at->second.text);
    return view.render();
}

html::SafeHtml element_html(const Element& element,
                            const json::value* value,
                            const std::string& path,
                            const Margin& margin) {
    return Writer(element, value, path, margin).write();
}

void add_slots(const Element& element,
               const json::value* value,
               const std::string& path,
               std::vector<std::string>& slots) {
    slots.push_back(path);
    if (element.kind == ElementKind::kGroup) {
        for (const Element& part : element.parts)
            add_slots(part, part_of(value, part.key), path + "." + std::string(part.key), slots);
    } else if (element.kind == ElementKind::kRows) {
        const json::array& list = list_of(value);
        for (std::size_t i = 0; i < list.size(); ++i)
            for (const Element& part : element.parts)
                add_slots(part, part_of(&list[i], part.key), fmt::format("{}[{}].{}", path, i, part.key), slots);
    }
}

}  // namespace yw::authoring
