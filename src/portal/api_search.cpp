// /api/v1/search and /api/v1/suggest: what the search page shows, in one flat list.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "kernel/utf8.hpp"
#include "portal/answers_view.hpp"
#include "portal/api_answer.hpp"
#include "portal/cursor.hpp"
#include "portal/other_results.hpp"
#include "portal/search_words.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxQuery = 256;        ///< characters: a long name typed in pinyin
constexpr std::size_t kMostSkipped = 10'000;  ///< results that pages of answers reach
constexpr std::size_t kMaxSuggestions = 10;
constexpr std::string_view kAnswerKind = "answer";
constexpr std::string_view kGuidedKind = "guided";
constexpr std::string_view kCaseKind = "case";  ///< a person's own: on the page alone

std::string query_of(const http::Request& request) {
    const auto typed = request.query.find("q");
    if (!typed) throw BadParameter{"q", "缺少：请给要找的词"};
    if (utf8::length(*typed) > kMaxQuery) throw BadParameter{"q", "最多256个字"};
    return std::string(*typed);
}

/// The region asked for; without one the visitor's place.
RegionCode place_asked(const Site& site, const http::Request& request) {
    return request.query.has("region") ? region_of(site, request, "region") : site.place(request);
}

search::Question question_of(const Site& site, const http::Request& request) {
    search::Question question{query_of(request), place_asked(site, request)};
    if (const auto scope = request.query.find("scope")) {
        const auto width = width_of(*scope);
        if (!width) throw BadParameter{"scope", "只能是place、city、province或者nation"};
        question.width = *width;
    }
    if (const auto typed = request.query.find("audience"); typed && !typed->empty()) {
        const auto audience = audience_of(*typed);
        if (!audience) throw BadParameter{"audience", "只能是person或者firm"};
        question.audience = *audience;
    }
    if (const auto kind = request.query.find("kind"); kind && !kind->empty()) {
        if (kind_zh(*kind).empty() || *kind == kCaseKind) throw BadParameter{"kind", "没有这一类结果"};
        question.kind = *kind;
    }
    question.limit = static_cast<std::size_t>(limit_of(request));
    return question;
}

/// The question in one text: a cursor belongs to the list that it was made for.
std::string list_name(const search::Question& question) {
    return question.place.str() + "\x1f" + std::string(word_of(question.width)) + "\x1f" +
           std::string(word_of(question.audience)) + "\x1f" + question.kind + "\x1f" + question.text;
}

std::size_t skip_of(const http::Request& request, const std::string& list) {
    const auto cursor = inner_cursor(request.query.get("cursor"), list);
    std::size_t skip = 0;
    if (cursor && cursor->empty()) return 0;
    if (cursor) std::from_chars(cursor->data(), cursor->data() + cursor->size(), skip);
    if (!cursor || skip == 0 || skip > kMostSkipped) throw BadParameter{"cursor", "不是上一页给出的next"};
    return skip;
}

/// Positions count characters, as programs in other languages do, not bytes.
json::array highlights(const search::Found& found) {
    json::array list;
    const std::string_view name = found.entry.name;
    for (const auto& mark : found.marks)
        list.push_back(json::object{{"field", "name"},
                                    {"from", utf8::length(name.substr(0, mark.first))},
                                    {"to", utf8::length(name.substr(0, mark.last))}});
    return list;
}

json::array actions(const std::string& origin, const search::Entry& entry) {
    json::array list;
    if (entry.online)
        list.push_back(json::object{{"action", "apply"}, {"name", "在线办理"}, {"url", origin + "/apply/" + entry.id}});
    if (entry.has_guide)
        list.push_back(json::object{{"action", "guide"}, {"name", "看指南"}, {"url", origin + "/i/" + entry.id}});
    return list;
}

json::value known(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

/// The best answer of the guides stands first: no result of the search comes before it.
void add_answer(json::array& results,
                const std::string& origin,
                const asking::Reply& reply,
                const search::Answer& answer) {
    if (reply.passages.empty()) return;
    json::object first = passage_json(origin, reply.passages.front());
    first["actions"] =
        json::array{json::object{{"action", "guide"}, {"name", "看指南原文"}, {"url", first.at("url").as_string()}}};
    first["highlights"] = json::array();
    first["score"] = answer.found.empty() ? 1.0 : answer.found.front().score;
    results.push_back(std::move(first));
}

/// Trees of questions, where they are asked for: they are no items, and have an interface of their own.
void add_trees(json::array& results, const std::string& origin, const Site& site, const search::Question& question) {
    for (const auto& tree : site.parts.guided.find(question.text, question.place, question.limit))
        results.push_back(json::object{{"kind", kGuidedKind},
                                       {"id", tree->tree.id},
                                       {"source_id", tree->tree.id},
                                       {"code", nullptr},
                                       {"name", tree->tree.title},
                                       {"department", ""},
                                       {"region", tree->tree.region.str()},
                                       {"url", origin + tree->url()},
                                       {"actions", json::array()},
                                       {"highlights", json::array()},
                                       {"score", 1.0},
                                       {"sure", true}});
}

/// Departments, places, life events, decisions: behind the items of the first page, or alone where they are asked for.
void add_others(json::array& results, const std::string& origin, const Site& site, const search::Question& question) {
    constexpr double kAlone = 1.0;
    const double score = results.empty() ? kAlone : results.back().at("score").as_double();
    for (const auto& each : other_results(site, question.text, question.place, question.kind))
        results.push_back(json::object{{"kind", each.kind},
                                       {"id", each.id},
                                       {"source_id", each.id},
                                       {"code", nullptr},
                                       {"name", each.name},
                                       {"department", each.kind == "department" ? each.name : ""},
                                       {"region", each.region.str()},
                                       {"url", origin + each.url},
                                       {"actions", json::array()},
                                       {"highlights", json::array()},
                                       {"score", score}});
}

http::Response ask_api(const Site& site, const http::Request& request) {
    const asking::Reply reply = site.parts.asking.ask(query_of(request), place_asked(site, request));
    json::object body = reply_json(site.origin(request), reply);
    body["rules"] = site.parts.asking.rules_version();
    return api_answer(request, body);
}

http::Response search_api(const Site& site, const http::Request& request) {
    search::Question question = question_of(site, request);
    const std::string list = list_name(question);
    question.skip = skip_of(request, list);
    const search::Answer answer = site.parts.search.ask(question);
    const std::string origin = site.origin(request);
    json::array results;
    if (question.skip == 0 && (question.kind.empty() || question.kind == kAnswerKind))
        add_answer(results, origin, site.parts.asking.ask(question.text, question.place), answer);
    if (question.skip == 0 && question.kind == kGuidedKind) add_trees(results, origin, site, question);
    auto beside = results.size();
    for (const auto& found : answer.found) {
        const search::Entry& entry = found.entry;
        results.push_back(json::object{{"kind", entry.kind},
                                       {"id", entry.id},
                                       {"source_id", entry.source_id},
                                       {"code", known(entry.code)},
                                       {"name", entry.name},
                                       {"department", entry.department},
                                       {"region", entry.region.str()},
                                       {"url", origin + "/i/" + entry.id},
                                       {"promised", known(entry.promised)},
                                       {"actions", actions(origin, entry)},
                                       {"highlights", highlights(found)},
                                       {"score", found.score}});
    }
    if (question.skip == 0 && question.kind != kAnswerKind && question.kind != kGuidedKind) {
        const auto before = results.size();
        add_others(results, origin, site, question);
        beside += results.size() - before;
    }
    json::array suggestions;
    for (const auto& word : answer.near_words) suggestions.push_back(json::value(word));
    json::value next = nullptr;
    const auto reached = question.skip + answer.found.size();
    if (!answer.found.empty() && reached < answer.total && reached <= kMostSkipped)
        next = outer_cursor(std::to_string(reached), list);
    return api_answer(request, json::object{{"results", std::move(results)},
                                            {"total", answer.total + beside},
                                            {"total_is_exact", answer.is_total_exact},
                                            {"sure", answer.sure || beside > 0},
                                            {"corrected", known(answer.corrected)},
                                            {"says", known(answer.says)},
                                            {"understood", known(answer.understood)},
                                            {"audience", known(word_of(answer.audience))},
                                            {"suggestions", std::move(suggestions)},
                                            {"next", std::move(next)}});
}

http::Response suggest_api(const Site& site, const http::Request& request) {
    const std::string typed = query_of(request);
    const RegionCode place = place_asked(site, request);
    json::array suggestions;
    for (const auto& one : site.parts.search.suggest(typed, place, kMaxSuggestions))
        suggestions.push_back(
            json::object{{"text", one.text},
                         {"kind", one.id.empty() ? "word" : one.kind},
                         {"id", known(one.id)},
                         {"url", one.id.empty() ? "/search?q=" + http::url_encode(one.text) : "/i/" + one.id}});
    return api_answer(request, json::object{{"suggestions", std::move(suggestions)}});
}

}  // namespace

void add_search_api(http::Router& router, const SharedSite& site) {
    add_api(router, site, "/search", [site](http::Request& request) { return search_api(*site, request); });
    add_api(router, site, "/ask", [site](http::Request& request) { return ask_api(*site, request); });
    add_api(router, site, "/suggest", [site](http::Request& request) { return suggest_api(*site, request); });
}

}  // namespace yw::portal
