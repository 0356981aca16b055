#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "guided/tree.hpp"
#include "kernel/utf8.hpp"
#include "platform/toml/toml.hpp"

namespace yw::guided {
namespace {

constexpr std::size_t kLongestTree = 200'000;  ///< bytes
constexpr std::size_t kLongestKey = 40;
constexpr std::size_t kMostNodes = 200;
constexpr std::size_t kMostTexts = 100;

/// Reads values of a table and notes the first thing that is wrong.
class Reading {
public:
    std::string text(const toml::table& table, std::string_view name) {
        const auto node = table[name];
        if (!node) return {};
        if (const auto value = node.value<std::string>()) return *value;
        note(name, "a text");
        return {};
    }
    bool flag(const toml::table& table, std::string_view name, bool otherwise) {
        const auto node = table[name];
        if (!node) return otherwise;
        if (const auto value = node.value<bool>()) return *value;
        note(name, "true or false");
        return otherwise;
    }
    std::vector<std::string> texts(const toml::table& table, std::string_view name) {
        std::vector<std::string> all;
        const auto node = table[name];
        if (!node) return all;
        const auto* list = node.as_array();
        if (!list) note(name, "a list");
        for (std::size_t i = 0; list && i < std::min(list->size(), kMostTexts); ++i) {
            if (const auto value = list->get(i)->value<std::string>())
                all.push_back(*value);
            else
                note(name, "a list of texts");
        }
        return all;
    }
    std::map<std::string, std::string> pairs(const toml::table& table, std::string_view name) {
        std::map<std::string, std::string> all;
        const auto node = table[name];
        if (!node) return all;
        const auto* pairs = node.as_table();
        if (!pairs) note(name, "a table");
        if (pairs)
            for (const auto& [key, value] : *pairs) {
                if (const auto option = value.value<std::string>())
                    all.emplace(std::string(key.str()), *option);
                else
                    note(name, "field = \"option\"");
            }
        return all;
    }
    template <class Take>
    void each(const toml::table& table, std::string_view name, const Take& take) {
        const auto node = table[name];
        if (!node) return;
        const auto* list = node.as_array();
        if (!list) note(name, "a list of tables");
        for (std::size_t i = 0; list && i < std::min(list->size(), kMostNodes); ++i) {
            if (const auto* one = list->get(i)->as_table())
                take(*one);
            else
                note(name, "a list of tables");
        }
        if (list && list->size() > kMostNodes) note(name, "at most 200");
    }
    void note(std::string_view name, std::string_view wanted) {
        if (wrong_.empty()) wrong_ = fmt::format("{}: {}", name, wanted);
    }
    const std::string& wrong() const { return wrong_; }

private:
    std::string wrong_;
};

Choice choice_of(Reading& reading, const toml::table& table) {
    return {reading.text(table, "key"), reading.text(table, "label"), reading.text(table, "hint"),
            reading.text(table, "next"), reading.texts(table, "parts")};
}

Question question_of(Reading& reading, const toml::table& table) {
    Question question{reading.text(table, "key"), reading.text(table, "ask"), reading.text(table, "help"), {}};
    reading.each(table, "choices",
                 [&](const toml::table& choice) { question.choices.push_back(choice_of(reading, choice)); });
    return question;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

void write(std::string& out, std::string_view name, const std::string& text) {
    if (!text.empty()) out += fmt::format("{} = {}\n", name, quoted(text));
}

void write(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ", ") + quoted(text);
    out += fmt::format("{} = [{}]\n", name, list);
}

void write(std::string& out, std::string_view name, const std::map<std::string, std::string>& pairs) {
    if (pairs.empty()) return;
    std::string list;
    for (const auto& [key, value] : pairs) list += (list.empty() ? "" : ", ") + quoted(key) + " = " + quoted(value);
    out += fmt::format("{} = {{ {} }}\n", name, list);
}

/// The same with escapes for Chinese characters in "texts" and without those in comments: toml++ 3.3 runs into
/// undefined behaviour on some of them wherever it may look for a blank. Nothing where they stand elsewhere, or in
/// texts over several lines, which no tree needs.
std::optional<std::string> in_ascii(std::string_view rest) {
    std::string text;
    char inside = 0;  // the quote or # that was opened
    while (!rest.empty()) {
        const bool triple = rest.starts_with(R"(""")") || rest.starts_with(R"(''')");
        if (triple && inside != '#') return std::nullopt;
        const std::string_view raw = utf8::take(rest);
        const char c = raw[0];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const char32_t wide = utf8::decode(raw);
            if (inside == '"' && wide != utf8::kNotACharacter)
                text += fmt::format("\\U{:08X}", static_cast<std::uint32_t>(wide));
            else if (inside != '#')
                return std::nullopt;
            continue;
        }
        text += c;
        if (c == '\n')
            inside = 0;
        else if (inside == 0 && (c == '"' || c == '\'' || c == '#'))
            inside = c;
        else if (inside == '"' && c == '\\' && !rest.empty() && static_cast<unsigned char>(rest[0]) < 0x80)
            text += utf8::take(rest);
        else if (c == inside && c != '#')
            inside = 0;
    }
    return text;
}

template <class Node>
const Node* with_key(const std::vector<Node>& nodes, std::string_view key) {
    const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.key == key; });
    return at == nodes.end() ? nullptr : &*at;
}

}  // namespace

bool is_key(std::string_view text) {
    if (text.empty() || text.size() > kLongestKey) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

const Question* Tree::question(std::string_view key) const {
    return with_key(questions, key);
}
const Part* Tree::part(std::string_view key) const {
    return with_key(parts, key);
}
const Stop* Tree::stop(std::string_view key) const {
    return with_key(stops, key);
}

Result<Tree> read_tree(std::string_view text) {
    if (text.size() > kLongestTree) return fail(kTreeUnreadable, "too long");
    const auto ascii = in_ascii(text);
    if (!ascii) return fail(kTreeUnreadable, "only texts in \"quotes\" may hold Chinese characters");
    toml::table table;
    try {
        table = toml::parse(*ascii);
    } catch (const toml::parse_error& error) {
        return fail(kTreeUnreadable,
                    fmt::format("line {}: {}", error.source().begin.line, std::string(error.description())));
    }
    Reading reading;
    Tree tree;
    tree.id = reading.text(table, "id");
    const auto region = RegionCode::parse(reading.text(table, "region"));
    if (!region) reading.note("region", "12 digits");
    tree.region = region.value_or(RegionCode());
    tree.title = reading.text(table, "title");
    tree.lead = reading.text(table, "lead");
    tree.life_event = reading.text(table, "life_event");
    tree.other_names = reading.texts(table, "other_names");
    tree.for_persons = reading.flag(table, "for_persons", true);
    tree.for_firms = reading.flag(table, "for_firms", false);
    tree.always = reading.texts(table, "always");
    tree.first = reading.text(table, "first");
    reading.each(table, "questions",
                 [&](const toml::table& one) { tree.questions.push_back(question_of(reading, one)); });
    reading.each(table, "parts", [&](const toml::table& one) {
        tree.parts.push_back({reading.text(one, "key"), reading.text(one, "item"), reading.text(one, "why"),
                              reading.texts(one, "needs"), reading.texts(one, "spares"), reading.pairs(one, "answers"),
                              reading.flag(one, "refines", false)});
    });
    reading.each(table, "stops", [&](const toml::table& one) {
        tree.stops.push_back({reading.text(one, "key"), reading.text(one, "title"), reading.text(one, "says"),
                              reading.text(one, "item")});
    });
    if (!reading.wrong().empty()) return fail(kTreeUnreadable, reading.wrong());
    return tree;
}

std::string write_tree(const Tree& tree) {
    std::string out;
    write(out, "id", tree.id);
    write(out, "region", tree.region.str());
    write(out, "title", tree.title);
    write(out, "lead", tree.lead);
    write(out, "life_event", tree.life_event);
    write(out, "other_names", tree.other_names);
    out += fmt::format("for_persons = {}\nfor_firms = {}\n", tree.for_persons, tree.for_firms);
    write(out, "always", tree.always);
    write(out, "first", tree.first);
    for (const Question& question : tree.questions) {
        out += "\n[[questions]]\n";
        write(out, "key", question.key);
        write(out, "ask", question.ask);
        write(out, "help", question.help);
        for (const Choice& choice : question.choices) {
            out += "[[questions.choices]]\n";
            write(out, "key", choice.key);
            write(out, "label", choice.label);
            write(out, "hint", choice.hint);
            write(out, "next", choice.next);
            write(out, "parts", choice.parts);
        }
    }
    for (const Part& part : tree.parts) {
        out += "\n[[parts]]\n";
        write(out, "key", part.key);
        write(out, "item", part.item);
        write(out, "why", part.why);
        write(out, "needs", part.needs);
        write(out, "spares", part.spares);
        write(out, "answers", part.answers);
        if (part.refines) out += "refines = true\n";
    }
    for (const Stop& stop : tree.stops) {
        out += "\n[[stops]]\n";
        write(out, "key", stop.key);
        write(out, "title", stop.title);
        write(out, "says", stop.says);
        write(out, "item", stop.item);
    }
    return out;
}

}  // namespace yw::guided
