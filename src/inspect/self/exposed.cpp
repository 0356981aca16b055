#include "inspect/self/exposed.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "inspect/self/personal_words.hpp"
#include "kernel/citizen_id.hpp"
#include "kernel/utf8.hpp"
#include "platform/toml/toml.hpp"

namespace yw::inspect {
namespace {

struct Words {
    std::vector<std::string> labels;
    std::set<std::string, std::less<>> surnames;
    std::set<std::string, std::less<>> compound_surnames;
    std::vector<std::string> not_names;
};

std::vector<std::string> list_of(const toml::table& file, std::string_view name) {
    const toml::array* list = file[name].as_array();
    if (list == nullptr || list->empty()) throw std::logic_error("personal.toml: no " + std::string(name));
    std::vector<std::string> words;
    for (const auto& word : *list) words.push_back(word.value<std::string>().value());
    return words;
}

const Words& words() {
    static const Words kWords = [] {
        const auto file = toml::parse(personal_words::files().front().bytes);
        Words read;
        read.labels = list_of(file, "labels");
        for (auto& word : list_of(file, "surnames")) read.surnames.insert(std::move(word));
        for (auto& word : list_of(file, "compound_surnames")) read.compound_surnames.insert(std::move(word));
        read.not_names = list_of(file, "not_names");
        return read;
    }();
    return kWords;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_part(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_mobile(std::string_view run) {
    constexpr std::size_t kLength = 11;
    return run.size() == kLength && run[0] == '1' && run[1] >= '3' && std::all_of(run.begin(), run.end(), is_digit);
}

/// Numbers and telephones: runs of letters and digits that stand by themselves.
void look_at_runs(std::string_view text,
                  LocalDay today,
                  const std::set<std::string, std::less<>>& published,
                  Exposed& found) {
    constexpr std::size_t kIdentity = 18;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_part(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_part(text[end])) ++end;
        const auto run = text.substr(at, end - at);
        if (run.size() == kIdentity) {
            const auto number = CitizenId::parse(run, today);
            found.numbers += number && number->born_on() >= LocalDay(1900, 1, 1);
        }
        if (is_mobile(run) && !published.contains(run)) ++found.phones;
        at = end;
    }
}

/// What is seen of a page: a tag becomes a line end, the end of a heading cell or of a label a colon.
std::string seen(std::string_view html) {
    constexpr std::array<std::string_view, 3> kHeadings{"</dt", "</th", "</label"};
    std::string text;
    while (!html.empty()) {
        const auto open = html.find('<');
        text += html.substr(0, open);
        if (open == std::string_view::npos) break;
        html.remove_prefix(open);
        const bool is_heading =
            std::any_of(kHeadings.begin(), kHeadings.end(), [&](auto tag) { return html.starts_with(tag); });
        text += is_heading ? "：" : "\n";
        const auto close = html.find('>');
        html.remove_prefix(close == std::string_view::npos ? html.size() : close + 1);
    }
    return text;
}

bool is_han(std::string_view character) {
    const auto point = utf8::decode(character);
    return point >= 0x4E00 && point <= 0x9FFF;
}

/// Whether a whole name stands at the front: nothing but its characters up to the next mark or line end.
bool begins_with_name(std::string_view text) {
    constexpr std::size_t kLongest = 4;
    std::vector<std::string_view> characters;
    for (auto rest = text; !rest.empty();) {
        const auto next = utf8::take(rest);
        if (!is_han(next)) {
            if (next == "*" || next == "＊" || next == "○" || next == "×") return false;
            break;
        }
        characters.push_back(next);
        if (characters.size() > kLongest) return false;
    }
    const std::size_t count = characters.size();
    if (count < 2) return false;
    const std::string name(
        text.substr(0, static_cast<std::size_t>(characters.back().data() - text.data()) + characters.back().size()));
    const auto is_in_name = [&](const std::string& word) { return name.find(word) != std::string::npos; };
    if (std::any_of(words().not_names.begin(), words().not_names.end(), is_in_name)) return false;
    const auto first_two = std::string(characters[0]) + std::string(characters[1]);
    if (words().compound_surnames.contains(first_two)) return count > 2;
    return count < kLongest && words().surnames.contains(characters[0]);
}

int names_in(std::string_view text) {
    constexpr std::string_view kColon = "：";
    int names = 0;
    for (const auto& label : words().labels)
        for (auto at = text.find(label); at != std::string_view::npos; at = text.find(label, at)) {
            at += label.size();
            auto rest = text.substr(at);
            bool has_colon = false;
            while (true) {
                if (rest.starts_with(kColon)) {
                    has_colon = true;
                    rest.remove_prefix(kColon.size());
                } else if (!rest.empty() && (rest[0] == ':' || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\r')) {
                    has_colon = has_colon || rest[0] == ':';
                    rest.remove_prefix(1);
                } else {
                    break;
                }
            }
            names += has_colon && begins_with_name(rest);
        }
    return names;
}

}  // namespace

Exposed exposed_in(std::string_view html, LocalDay today, const std::set<std::string, std::less<>>& published) {
    Exposed found;
    look_at_runs(html, today, published, found);
    found.names = names_in(seen(html));
    return found;
}

}  // namespace yw::inspect
