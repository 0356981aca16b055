#include "inspect/site/words.hpp"

#include <algorithm>
#include <stdexcept>

#include "inspect/site/word_files.hpp"
#include "kernel/utf8.hpp"
#include "platform/toml/toml.hpp"

namespace yw::site {
namespace {

/// A name of an element with words around it ("企业设立登记办理流程") is longer than any label, and shorter than a
/// text.
constexpr std::size_t kLongestLabel = 16;

const toml::table& section(const toml::table& table, std::string_view name) {
    const toml::table* found = table[name].as_table();
    if (!found) throw std::runtime_error("site words: no [" + std::string(name) + "]");
    return *found;
}

WordList list(const toml::table& table, std::string_view name) {
    const toml::array* array = table[name].as_array();
    if (!array) throw std::runtime_error("site words: no " + std::string(name));
    WordList words;
    for (const toml::node& node : *array) words.push_back(node.value<std::string>().value());
    return words;
}

std::map<std::string, std::string, std::less<>> by_word(const toml::table& table) {
    std::map<std::string, std::string, std::less<>> map;
    for (const auto& row : table)
        for (auto& word : list(table, row.first.str()))
            if (!map.emplace(bare_label(word), std::string(row.first.str())).second)
                throw std::runtime_error("site words: twice " + word);
    return map;
}

bool is_numbering(std::string_view character) {
    static const std::set<std::string, std::less<>> kNumbering{
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "（", "）", "(", ")", "、", ".", "．", "①", "②",
        "③",  "④",  "⑤",  "⑥",  "⑦",  "⑧",  "⑨",  "【", "】", "*",  "★",  "●",  "■", "▪", "·",  "•", "0",  "1", "2",
        "3",  "4",  "5",  "6",  "7",  "8",  "9",  ":",  "：", "?",  "？", "[",  "]", "-", "—",  "◆", "▶",  "※"};
    return kNumbering.contains(character);
}

}  // namespace

std::string bare_label(std::string_view text) {
    std::vector<std::string_view> characters;
    for (const auto character : utf8::characters(text))
        if (!(character.size() == 1 && static_cast<unsigned char>(character[0]) <= ' ') && character != "\xC2\xA0" &&
            character != "\xE3\x80\x80")
            characters.push_back(character);
    auto begin = characters.begin();
    auto end = characters.end();
    while (begin != end && is_numbering(*begin)) ++begin;
    while (begin != end && is_numbering(*(end - 1))) --end;
    std::string result;
    for (auto i = begin; i != end; ++i) result += *i;
    return result;
}

bool contains_any(std::string_view text, const WordList& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

std::string_view Words::element(std::string_view text) const {
    if (text.size() > kLongestLabel * 6) return {};
    const std::string label = bare_label(text);
    if (label.empty() || utf8::length(label) > kLongestLabel) return {};
    const auto found = labels.find(label);
    return found == labels.end() ? std::string_view() : std::string_view(found->second);
}

Words read_words(std::string_view text) {
    const toml::table table = toml::parse(text);
    Words words;
    words.version = table["version"].value<std::string>().value();
    words.labels = by_word(section(table, "label"));
    words.material_columns = by_word(section(table, "material_column"));
    words.stage_columns = by_word(section(table, "stage_column"));
    words.task_types = by_word(section(table, "task_type"));
    const toml::table& entrance = section(table, "entrance");
    words.sign_in = list(entrance, "sign_in");
    words.consult = list(entrance, "consult");
    words.feedback = list(entrance, "feedback");
    words.search_hint = list(entrance, "search_hint");
    words.search_field = list(entrance, "search_field");
    words.other = list(entrance, "other");
    const toml::table& column = section(table, "column");
    for (const auto& part : {"names", "themes"})
        for (auto& name : list(column, part)) words.columns.insert(name);
    words.department_endings = list(column, "department_endings");
    const toml::table& sign = section(table, "sign");
    words.empty = list(sign, "empty");
    words.no_script = list(sign, "no_script");
    words.second_registration = list(sign, "second_registration");
    words.negation = list(sign, "negation");
    words.asked_on = list(sign, "asked_on");
    words.answered_on = list(sign, "answered_on");
    words.download = list(sign, "download");
    words.sample = list(sign, "sample");
    for (auto& ending : list(sign, "attachment_endings")) words.attachment_endings.insert(ending);
    return words;
}

const Words& words() {
    static const Words kWords = [] {
        for (const auto& file : word_files::files())
            if (file.name == "site_words.toml") return read_words(file.bytes);
        throw std::logic_error("site_words.toml is not in the program");
    }();
    return kWords;
}

}  // namespace yw::site
