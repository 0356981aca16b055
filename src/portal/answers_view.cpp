#include "portal/answers_view.hpp"

#include <boost/json/array.hpp>

#include "platform/strings/strings.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;

using Address = std::function<std::string(std::string path)>;

void show_passage(html::View& row, const asking::Passage& passage, const Address& address) {
    const bool is_question = passage.element == asking::Element::kQuestions;
    row.set("ITEM", passage.item.name).set("ELEMENT", asking::element_zh(passage.element)).set("SAYS", passage.says);
    row.set("DEPARTMENT", passage.item.department.name).set("VERSION", passage.version);
    row.set("PUBLISHED", LocalDay::of(UtcTime{passage.published_at_ms}).zh()).set("URL", address(passage.url()));
    row.none("IF_ASKED_THERE").none("IF_LINES").none("IF_STAGES").none("IF_APPLY");
    if (passage.item.online) row.add("IF_APPLY").set("APPLY_URL", address("/apply/" + passage.item.id));
    if (passage.lines.empty()) return;
    if (is_question) {
        row.add("IF_ASKED_THERE").set("ASKED_THERE", passage.lines.front().text);
        return;
    }
    // What is done one after another is numbered.
    html::View lines = row.add(passage.element == asking::Element::kStages ? "IF_STAGES" : "IF_LINES");
    for (const auto& line : passage.lines) {
        html::View shown = lines.add("LINES");
        shown.set("TEXT", line.text).none("IF_NOTE");
        if (!line.note.empty()) shown.add("IF_NOTE").set("NOTE", line.note);
    }
}

void show_event(html::View& view, const asking::EventItems& event, const Address& address) {
    html::View shown = view.add("IF_EVENT");
    shown.set("EVENT", event.name);
    for (const auto& item : event.items) {
        html::View step = shown.add("STEPS");
        step.set("ITEM", item.name).set("URL", address("/i/" + item.id)).set("DEPARTMENT", item.department.name);
        step.none("IF_TIME");
        if (!item.promised.empty()) step.add("IF_TIME").set("TIME", item.promised);
    }
}

void maybe(html::View& view, std::string_view section, std::string_view name, const std::string& value) {
    if (value.empty())
        view.none(section);
    else
        view.add(section).set(name, value);
}

void show_refusal(html::View& view, const asking::Reply& reply) {
    html::View shown = view.add("IF_REFUSED");
    shown.set("REASON", strings::text(reply.reason.name)).when("IF_MINE", reply.reason == asking::kOwnCase);
    shown.none("IF_PERSON");
    if (!reply.person || reply.person->phone.empty()) return;
    html::View person = shown.add("IF_PERSON");
    person.set("DEPARTMENT", reply.person->department).set("PHONE", reply.person->phone);
    maybe(person, "IF_PLACE", "PLACE", reply.person->place);
    maybe(person, "IF_HOURS", "HOURS", reply.person->hours);
}

json::value known(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object item_json(const std::string& origin, const catalogue::Item& item) {
    return {{"id", item.id},
            {"source_id", item.source_id},
            {"name", item.name},
            {"department", item.department.name},
            {"region", item.region.str()},
            {"promised", known(item.promised)},
            {"online", item.online},
            {"url", origin + "/i/" + item.id}};
}

json::array items_json(const std::string& origin, const std::vector<catalogue::Item>& items) {
    json::array list;
    for (const auto& item : items) list.push_back(item_json(origin, item));
    return list;
}

}  // namespace

void show_reply(html::View& view, const asking::Reply& reply, const Address& address) {
    view.set("TITLE", reply.answered() ? "按办事指南回答" : "这个问题没有现成的答案");
    view.none("PASSAGES").none("IF_EVENT").none("IF_REFUSED");
    for (const auto& passage : reply.passages) {
        html::View row = view.add("PASSAGES");
        show_passage(row, passage, address);
    }
    if (reply.event) show_event(view, *reply.event, address);
    if (!reply.answered()) show_refusal(view, reply);
}

json::object passage_json(const std::string& origin, const asking::Passage& passage) {
    json::array lines;
    for (const auto& line : passage.lines)
        lines.push_back(json::object{{"text", line.text}, {"note", known(line.note)}});
    json::object source{
        {"guide", passage.item.name},   {"department", passage.item.department.name},
        {"path", passage.path},         {"part", asking::element_zh(passage.element)},
        {"version", passage.version},   {"published_on", LocalDay::of(UtcTime{passage.published_at_ms}).iso()},
        {"url", origin + passage.url()}};
    return {{"kind", "answer"},
            {"id", passage.item.id + "#" + passage.path},
            {"source_id", passage.item.source_id},
            {"code", known(passage.item.implement_code)},
            {"name", passage.item.name},
            {"department", passage.item.department.name},
            {"region", passage.item.region.str()},
            {"url", origin + passage.url()},
            {"element", asking::word_of(passage.element)},
            {"says", passage.says},
            {"lines", std::move(lines)},
            {"source", std::move(source)},
            {"sure", true}};
}

json::object reply_json(const std::string& origin, const asking::Reply& reply) {
    json::array answers;
    for (const auto& passage : reply.passages) answers.push_back(passage_json(origin, passage));
    json::value event = nullptr, reason = nullptr, person = nullptr;
    if (reply.event)
        event = json::object{{"name", reply.event->name}, {"items", items_json(origin, reply.event->items)}};
    if (!reply.answered())
        reason = json::object{{"code", reply.reason.name}, {"text", strings::text(reply.reason.name)}};
    if (reply.person)
        person = json::object{{"department", reply.person->department},
                              {"place", known(reply.person->place)},
                              {"phone", known(reply.person->phone)},
                              {"hours", known(reply.person->hours)}};
    return {{"sure", reply.answered()},    {"answers", std::move(answers)}, {"event", std::move(event)},
            {"reason", std::move(reason)}, {"person", std::move(person)},   {"near", items_json(origin, reply.near)}};
}

}  // namespace yw::portal
