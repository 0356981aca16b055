#include "cases/event_body.hpp"

#include <boost/json.hpp>

#include <stdexcept>

namespace yw::cases {
namespace {

namespace json = boost::json;

/// Texts of a struct by name: one table for both directions.
struct BodyText {
    std::string_view name;
    std::string EventBody::*member;
};
constexpr BodyText kBodyTexts[] = {{"actor", &EventBody::actor_name},    {"department", &EventBody::department},
                                   {"opinion", &EventBody::opinion},     {"law", &EventBody::law},
                                   {"new_facts", &EventBody::new_facts}, {"reasons", &EventBody::reasons},
                                   {"authority", &EventBody::authority}, {"number", &EventBody::result_number},
                                   {"title", &EventBody::result_title},  {"way", &EventBody::way},
                                   {"note", &EventBody::note},           {"special", &EventBody::special},
                                   {"approver", &EventBody::approver},   {"days", &EventBody::days}};

struct ProfileText {
    std::string_view name;
    std::string identity::Profile::*member;
};
constexpr ProfileText kProfileTexts[] = {{"account", &identity::Profile::account_id},
                                         {"name", &identity::Profile::name},
                                         {"id_number", &identity::Profile::id_number},
                                         {"phone", &identity::Profile::phone},
                                         {"firm", &identity::Profile::firm_name},
                                         {"credit_code", &identity::Profile::firm_credit_code},
                                         {"representative", &identity::Profile::firm_representative}};

template <class T, class Texts>
void put_texts(json::object& object, const T& from, const Texts& texts) {
    for (const auto& text : texts) {
        if (!(from.*text.member).empty()) object.emplace(text.name, from.*text.member);
    }
}

template <class T, class Texts>
void get_texts(const json::object& object, T& to, const Texts& texts) {
    for (const auto& text : texts) {
        if (const auto* value = object.if_contains(text.name)) to.*text.member = value->as_string();
    }
}

void put_list(json::object& object, std::string_view name, const std::vector<std::string>& texts) {
    if (!texts.empty()) object.emplace(name, json::array(texts.begin(), texts.end()));
}

void get_list(const json::object& object, std::string_view name, std::vector<std::string>& texts) {
    const auto* list = object.if_contains(name);
    if (!list) return;
    for (const json::value& text : list->as_array()) texts.emplace_back(text.as_string());
}

}  // namespace

std::string to_json(const EventBody& body) {
    json::object object;
    put_texts(object, body, kBodyTexts);
    if (!body.gaps.empty()) {
        json::array gaps;
        for (const Gap& gap : body.gaps) gaps.push_back(json::array{gap.target, gap.what});
        object.emplace("gaps", std::move(gaps));
    }
    put_list(object, "replies", body.replies);
    put_list(object, "files", body.files);
    if (body.valid_until) object.emplace("valid_until", body.valid_until->iso());
    return json::serialize(object);
}

EventBody event_body_of(std::string_view text) {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    EventBody body;
    get_texts(object, body, kBodyTexts);
    if (const auto* gaps = object.if_contains("gaps")) {
        for (const json::value& gap : gaps->as_array()) {
            const json::array& pair = gap.as_array();
            body.gaps.push_back({std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string())});
        }
    }
    get_list(object, "replies", body.replies);
    get_list(object, "files", body.files);
    if (const auto* until = object.if_contains("valid_until"))
        body.valid_until = LocalDay::parse(std::string_view(until->as_string()));
    return body;
}

std::string to_json(const identity::Profile& profile) {
    json::object object;
    put_texts(object, profile, kProfileTexts);
    return json::serialize(object);
}

identity::Profile profile_of(std::string_view text) {
    identity::Profile profile;
    const json::value parsed = json::parse(text);
    get_texts(parsed.as_object(), profile, kProfileTexts);
    return profile;
}

}  // namespace yw::cases
