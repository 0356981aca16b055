#include "publication/directory_page.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

#include "catalogue/directory_json.hpp"
#include "catalogue/item_codes.hpp"
#include "kernel/ids.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;
using decisions::Decision;
using decisions::DecisionState;

constexpr std::size_t kLongestText = 20'000;  // bytes

std::string text_at(const json::object& from, std::string_view key) {
    const auto& text = from.at(key).as_string();
    if (text.size() > kLongestText) throw std::runtime_error("a text is too long");
    return std::string(text);
}

std::string id_at(const json::object& from) {
    auto id = text_at(from, "id");
    if (!is_id(id)) throw std::runtime_error("id");
    return id;
}

RegionCode region_at(const json::object& from) {
    const auto region = RegionCode::parse(text_at(from, "region"));
    if (!region) throw std::runtime_error("region");
    return *region;
}

UtcTime moment_at(const json::object& from, std::string_view key) {
    const auto moment = parse_utc(text_at(from, key));
    if (!moment) throw std::runtime_error(std::string(key));
    return *moment;
}

DecisionState state_at(const json::object& from) {
    const auto word = text_at(from, "state");
    if (word == to_string(DecisionState::kPlanned)) return DecisionState::kPlanned;
    if (word == to_string(DecisionState::kApplied)) return DecisionState::kApplied;
    throw std::runtime_error("state");
}

std::vector<std::string> texts_at(const json::object& from, std::string_view key) {
    std::vector<std::string> texts;
    for (const auto& text : from.at(key).as_array()) texts.emplace_back(text.as_string());
    return texts;
}

std::optional<RegionLevel> level_at(const json::object& from) {
    const auto* value = from.if_contains("level");
    if (!value || value->is_null()) return std::nullopt;
    const std::string word(value->as_string());
    if (word.size() != 1 || word[0] < '1' || word[0] > '6') throw std::runtime_error("level");
    return static_cast<RegionLevel>(word[0] - '1');
}

Decision decision_of(const json::object& from) {
    Decision decision;
    decision.id = id_at(from);
    const auto kind = decisions::kind_of(text_at(from, "kind"));
    const auto decided_on = LocalDay::parse(text_at(from, "decided_on"));
    if (!kind || !decided_on) throw std::runtime_error("kind or decided_on");
    decision.kind = *kind;
    decision.state = state_at(from);
    decision.document_number = text_at(from, "document_number");
    decision.issuer = text_at(from, "issuer");
    decision.title = text_at(from, "title");
    decision.decided_on = *decided_on;
    decision.effective_at = moment_at(from, "effective_at");
    decision.region = region_at(from);
    decision.level = level_at(from);
    decision.summary = text_at(from, "summary");
    decision.base_codes = texts_at(from, "base_codes");
    decision.laws = texts_at(from, "laws");
    for (const auto& value : from.at("targets").as_array()) {
        const auto& target = value.as_object();
        decision.targets.push_back({text_at(target, "base_code"), text_at(target, "name")});
    }
    for (const auto& value : from.at("receivers").as_array()) {
        const auto& receiver = value.as_object();
        decision.receivers.push_back({region_at(receiver), text_at(receiver, "department"),
                                      text_at(receiver, "credit_code"), text_at(receiver, "address"),
                                      text_at(receiver, "hours"), text_at(receiver, "phone"),
                                      text_at(receiver, "complaint_phone")});
    }
    return decision;
}

/// Reads with `f`; whatever is not as the instance above writes it is an outcome, not a bug.
template <class T, class F>
Result<T> reading(std::string_view text, F f) {
    try {
        const json::value value = json::parse(text);
        return f(value.as_object());
    } catch (const std::exception& broken) {
        return fail(kBaseUnreadable, broken.what());
    }
}

}  // namespace

std::string base_cursor_text(const catalogue::DirectoryPosition& position) {
    std::string text = std::to_string(position.generation);
    if (!position.code.empty()) text += "." + position.code;
    return text;
}

std::optional<catalogue::DirectoryPosition> base_position_of(std::string_view cursor) {
    catalogue::DirectoryPosition position;
    if (cursor.empty()) return position;
    const auto dot = std::min(cursor.find('.'), cursor.size());
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + dot, position.generation);
    if (error != std::errc() || end != cursor.data() + dot || position.generation < 0) return std::nullopt;
    if (dot == cursor.size()) return position;
    position.code = cursor.substr(dot + 1);
    if (!catalogue::BaseCode::parse(position.code)) return std::nullopt;
    return position;
}

std::string base_page_json(const catalogue::DirectoryChanges& changes,
                           std::string_view hash,
                           std::string_view decisions) {
    std::string text = "{\"entries\":[";
    for (const auto& entry : changes.entries) {
        if (text.back() != '[') text += ",\n";
        text += catalogue::directory_json(entry);
    }
    json::object rest{{"next", base_cursor_text(changes.next)}, {"behind", changes.behind}, {"decisions", decisions}};
    if (!hash.empty()) rest.emplace("hash", hash);
    return text + "]," + json::serialize(rest).substr(1);
}

Result<BasePage> read_base_page(std::string_view text) {
    return reading<BasePage>(text, [](const json::object& from) {
        BasePage page;
        for (const auto& value : from.at("entries").as_array()) {
            auto entry = catalogue::directory_entry_of_json(json::serialize(value));
            if (entry) {
                page.entries.push_back(std::move(entry).value());
                continue;
            }
            const auto* code = value.is_object() ? value.as_object().if_contains("code") : nullptr;
            page.refused.push_back({code && code->is_string() ? std::string(code->as_string()).substr(0, 60) : "",
                                    entry.error().detail.substr(0, 300)});
        }
        page.next = text_at(from, "next");
        if (page.next.empty() || !base_position_of(page.next)) throw std::runtime_error("next");
        page.behind = from.at("behind").to_number<std::int64_t>();
        page.decisions = text_at(from, "decisions");
        if (const auto* hash = from.if_contains("hash")) page.hash = hash->as_string();
        return page;
    });
}

Result<DecisionLines> read_decision_lines(std::string_view text) {
    return reading<DecisionLines>(text, [](const json::object& from) {
        DecisionLines read;
        for (const auto& value : from.at("items").as_array()) {
            const auto& line = value.as_object();
            read.lines.push_back({id_at(line), state_at(line), region_at(line), moment_at(line, "effective_at")});
        }
        if (const auto& next = from.at("next"); !next.is_null()) read.next = next.as_string();
        return read;
    });
}

Result<decisions::Decision> read_decision(std::string_view text) {
    return reading<Decision>(text, [](const json::object& from) { return decision_of(from); });
}

}  // namespace yw::publication
