// /api/v1/guided: the trees, and going through one.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "guided/guided_pages.hpp"
#include "guided/personal_list.hpp"

namespace yw::guided {
namespace {

namespace json = boost::json;

http::Response answer(const json::object& body) {
    http::Response response;
    response.set("Content-Type", "application/json");
    response.set("Cache-Control", "no-cache");
    response.set("Access-Control-Allow-Origin", "*");
    response.set("X-Content-Type-Options", "nosniff");
    response.body = json::serialize(body);
    return response;
}

json::array texts(const std::vector<std::string>& list) {
    json::array all;
    for (const auto& text : list) all.push_back(json::value(text));
    return all;
}

json::object question_json(const Question& question) {
    json::array choices;
    for (const auto& choice : question.choices)
        choices.push_back(json::object{{"key", choice.key},
                                       {"label", choice.label},
                                       {"hint", choice.hint},
                                       {"next", choice.next},
                                       {"parts", texts(choice.parts)}});
    return {{"key", question.key}, {"ask", question.ask}, {"help", question.help}, {"choices", std::move(choices)}};
}

json::object head_json(const Published& published) {
    return {{"kind", "guided"},
            {"id", published.tree.id},
            {"title", published.tree.title},
            {"lead", published.tree.lead},
            {"region", published.tree.region.str()},
            {"life_event", published.tree.life_event},
            {"version", published.version},
            {"published_on", LocalDay::of(UtcTime{published.published_at_ms}).iso()},
            {"url", published.url()}};
}

json::object tree_json(const Published& published) {
    json::object body = head_json(published);
    json::array questions, parts, stops;
    for (const auto& question : published.tree.questions) questions.push_back(question_json(question));
    for (const auto& part : published.tree.parts) {
        json::object answers;
        for (const auto& [field, option] : part.answers) answers[field] = option;
        parts.push_back(json::object{{"key", part.key},
                                     {"item", part.item},
                                     {"why", part.why},
                                     {"needs", texts(part.needs)},
                                     {"spares", texts(part.spares)},
                                     {"answers", std::move(answers)},
                                     {"refines", part.refines}});
    }
    for (const auto& stop : published.tree.stops)
        stops.push_back(
            json::object{{"key", stop.key}, {"title", stop.title}, {"says", stop.says}, {"item", stop.item}});
    body["first"] = published.tree.first;
    body["always"] = texts(published.tree.always);
    body["questions"] = std::move(questions);
    body["parts"] = std::move(parts);
    body["stops"] = std::move(stops);
    return body;
}

json::array materials_json(const std::vector<const catalogue::Material*>& materials) {
    json::array list;
    for (const auto* material : materials)
        list.push_back(json::object{{"key", material->key}, {"name", material->name}, {"when", material->need_when}});
    return list;
}

json::object needed_json(const NeededItem& needed) {
    const std::string apply = needed.apply_url();
    return {{"id", needed.guide->item.id},
            {"source_id", needed.guide->item.source_id},
            {"name", needed.guide->item.name},
            {"department", needed.guide->item.department.name},
            {"why", texts(needed.why)},
            {"bring", materials_json(needed.bring)},
            {"fetched", materials_json(needed.fetched)},
            {"not_needed", materials_json(needed.spared)},
            {"depends", materials_json(needed.open)},
            {"url", "/i/" + needed.guide->item.id},
            {"apply_url", apply.empty() ? json::value(nullptr) : json::value(apply)}};
}

Result<json::object> walk_json(const PageParts& parts, const http::Request& request, const Published& published) {
    const Walked walked = walk(published.tree, given_in(request, published.tree));
    json::array steps;
    for (const Step& step : walked.steps)
        steps.push_back(json::object{{"question", step.question->key}, {"choice", step.choice->key}});
    json::value next = nullptr, stop = nullptr, items = nullptr;
    if (walked.next) next = question_json(*walked.next);
    if (walked.stop) stop = json::object{{"title", walked.stop->title}, {"says", walked.stop->says}};
    if (walked.is_broken) return fail(kBroken);
    if (walked.is_end()) {
        YW_TRY(const auto list, personal_list(walked, parts.guided.guides_of(published.tree.region)));
        json::array needed;
        for (const auto& item : list) needed.push_back(needed_json(item));
        items = std::move(needed);
    }
    return json::object{{"id", published.tree.id},     {"version", published.version}, {"steps", std::move(steps)},
                        {"question", std::move(next)}, {"stop", std::move(stop)},      {"items", std::move(items)}};
}

}  // namespace

void add_guided_api(http::Router& router, const std::shared_ptr<const PageParts>& parts) {
    router.add({http::Method::kGet, "/api/v1/guided", parts->gate.everyone(), [parts](http::Request& request) {
                    const auto typed = request.query.find("region");
                    const auto place = typed ? RegionCode::parse(*typed) : parts->place_of(request);
                    if (!place) return parts->frame.error(request, fail(kInvalid, "region"));
                    json::array trees;
                    for (const auto& each : parts->guided.trees(*place)) trees.push_back(head_json(*each));
                    return answer(json::object{{"trees", std::move(trees)}});
                }});
    router.add({http::Method::kGet, "/api/v1/guided/{id}", parts->gate.everyone(), [parts](http::Request& request) {
                    const auto tree = parts->guided.tree(request.param("id"));
                    if (!tree) return parts->frame.error(request, tree.error());
                    return answer(tree_json(*tree.value()));
                }});
    router.add(
        {http::Method::kGet, "/api/v1/guided/{id}/walk", parts->gate.everyone(), [parts](http::Request& request) {
             const auto tree = parts->guided.tree(request.param("id"));
             if (!tree) return parts->frame.error(request, tree.error());
             const auto walked = walk_json(*parts, request, *tree.value());
             if (!walked) return parts->frame.error(request, walked.error());
             return answer(walked.value());
         }});
}

}  // namespace yw::guided
