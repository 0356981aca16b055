#include "inspect/site/json_ld.hpp"

#include <fmt/core.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostBlocks = 8;
constexpr std::size_t kMostBytes = std::size_t{256} << 10;
constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostEntries = 200;  // of an array
constexpr std::size_t kLongestText = 2000;

/// An object stands for the list that it is the only entry of, and the other way round.
template <class Use>
void each_entry(const json::value* value, Use use) {
    if (!value) return;
    if (!value->is_array()) return use(*value);
    std::size_t seen = 0;
    for (const json::value& entry : value->as_array())
        if (seen++ < kMostEntries) use(entry);
}

const json::value* member(const json::value* value, std::string_view key) {
    const json::value* found = nullptr;
    each_entry(value, [&](const json::value& one) {
        if (!found && one.is_object()) found = one.as_object().if_contains(key);
    });
    return found;
}

/// A text, a number, or what an object calls itself.
std::string text_of(const json::value* value) {
    if (!value) return {};
    if (value->is_int64()) return std::to_string(value->as_int64());
    if (value->is_double()) return fmt::format("{:g}", value->as_double());
    if (!value->is_string()) return text_of(member(value, "name"));
    std::string_view rest = value->as_string();
    std::string text;
    for (std::size_t letters = 0; !rest.empty() && letters < kLongestText; ++letters) text += utf8::take(rest);
    return collapsed(text);
}

bool is_a(const json::value& value, std::initializer_list<std::string_view> types) {
    bool found = false;
    each_entry(member(&value, "@type"), [&](const json::value& one) {
        for (const auto type : types) found = found || (one.is_string() && one.as_string() == type);
    });
    return found;
}

/// The service itself, or in a "@graph".
const json::value* service_among(const json::value& value) {
    const json::value* found = nullptr;
    each_entry(&value, [&](const json::value& one) {
        if (found || !one.is_object()) return;
        if (is_a(one, {"GovernmentService", "GovernmentPermit", "Service"}))
            found = &one;
        else if (const json::value* graph = one.as_object().if_contains("@graph"); graph && graph->is_array())
            each_entry(graph, [&](const json::value& inner) {
                if (!found && is_a(inner, {"GovernmentService", "GovernmentPermit", "Service"})) found = &inner;
            });
    });
    return found;
}

/// "P5D" is five days by the clock; offices' working days are written in words.
std::string limit_words(std::string text) {
    if (text.size() >= 3 && text[0] == 'P' && text.back() == 'D' &&
        text.find_first_not_of("0123456789", 1) == text.size() - 1)
        return text.substr(1, text.size() - 2) + "天";
    return text;
}

std::string address_words(const json::value* value) {
    if (!value || value->is_string()) return text_of(value);
    std::string words;
    for (const auto* part : {"addressRegion", "addressLocality", "streetAddress"})
        words += text_of(member(value, part));
    return words;
}

void read_fee(const json::value& service, lint::Subject& subject) {
    const json::value* free = member(&service, "isAccessibleForFree");
    const json::value* offers = member(&service, "offers");
    const auto price = text_of(member(offers, "price"));
    if (free && free->is_bool() && free->as_bool()) {
        subject.charged = false;
    } else if (!price.empty()) {
        subject.charged = price != "0";
        if (*subject.charged)
            subject.fees.push_back({subject.name, price + "元", text_of(member(offers, "description"))});
    }
}

}  // namespace

std::optional<ReadGuide> service_in(std::string_view text) {
    if (text.size() > kMostBytes) return std::nullopt;
    boost::system::error_code wrong;
    json::parse_options options;
    options.max_depth = kDeepest;
    const json::value whole = json::parse(text, wrong, {}, options);
    if (wrong) return std::nullopt;
    const json::value* service = service_among(whole);
    if (!service) return std::nullopt;
    ReadGuide guide;
    guide.from_data = true;
    lint::Subject& subject = guide.subject;
    subject.name = text_of(member(service, "name"));
    if (subject.name.empty()) return std::nullopt;
    const json::value* provider = member(service, "provider");
    if (!provider) provider = member(service, "serviceOperator");
    const json::value* channel = member(service, "availableChannel");
    const json::value* location = member(channel, "serviceLocation");
    guide.department = text_of(provider);
    const json::value* phone = member(channel, "servicePhone");
    for (const json::value* said : {phone, member(phone, "telephone"), member(provider, "telephone")})
        if (auto words = text_of(said); !words.empty() && subject.contact.empty()) subject.contact = std::move(words);
    subject.promised = read_limit(limit_words(text_of(member(channel, "processingTime"))));
    const auto place = address_words(member(location, "address"));
    const auto hours = text_of(member(service, "hoursAvailable"));
    if (!place.empty() || !hours.empty())
        subject.places = std::vector{lint::Place{text_of(location), place, hours, std::nullopt}};
    read_fee(*service, subject);
    each_entry(member(service, "step"), [&](const json::value& step) {
        lint::Stage stage;
        stage.name = text_of(member(&step, "name"));
        stage.what = text_of(member(&step, "text"));
        if (!stage.name.empty()) subject.stages.push_back(std::move(stage));
    });
    if (subject.stages.empty()) guide.unreadable.emplace_back("stages");
    guide.unreadable.emplace_back("materials");  // the vocabulary has no list of them
    subject.materials_given = false;
    const auto keep = [&](const char* element, const std::string& words) {
        if (!words.empty()) guide.elements[element] = words;
    };
    keep("name", subject.name);
    keep("department", guide.department);
    keep("contact", subject.contact);
    keep("promised", subject.promised.words);
    keep("place", place);
    keep("hours", hours);
    return guide;
}

std::optional<ReadGuide> read_json_ld(const HtmlTree& tree) {
    std::size_t blocks = 0;
    for (int i = 0; i < tree.size() && blocks < kMostBlocks; ++i) {
        if (tree[i].tag != "script" || tree[i].attribute("type") != "application/ld+json") continue;
        ++blocks;
        std::string text;
        for (int k = i + 1; k < tree[i].end && text.size() <= kMostBytes; ++k) text += tree[k].text;
        if (auto guide = service_in(text)) return guide;
    }
    return std::nullopt;
}

}  // namespace yw::site
