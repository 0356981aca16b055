#include "catalogue/toml_elements.hpp"

#include <fmt/core.h>

#include <cmath>

#include "kernel/utf8.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kMaxFile = std::size_t{1} << 20;
constexpr std::size_t kMaxText = 20'000;  // bytes of one value
constexpr std::size_t kMaxProblems = 200;
constexpr std::size_t kMaxDots = 40;  // in one line: texts have fewer

std::string_view without_space_around(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool has_control(std::string_view text) {
    while (!text.empty()) {
        const char32_t c = utf8::decode(utf8::take(text));
        const bool is_invisible = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
        if ((c < 0x20 && c != '\n') || (c >= 0x7F && c <= 0x9F) || is_invisible || c == utf8::kNotACharacter)
            return true;
    }
    return false;
}

/// Dotted keys make a table a dot, and tables are destroyed by recursion; nested brackets the parser bounds itself.
bool has_deep_keys(std::string_view text) {
    std::size_t dots = 0;
    for (const char c : text) {
        if (c == '.') ++dots;
        if (c == '\n') dots = 0;
        if (dots > kMaxDots) return true;
    }
    return false;
}

}  // namespace

std::string TomlElements::at(std::string_view key) const {
    if (path_.empty() || key.empty()) return path_ + std::string(key);
    return fmt::format("{}.{}", path_, key);
}

void TomlElements::say(std::string_view key, std::string_view sentence, const toml::node* node) {
    if (problems_.size() >= kMaxProblems) return;
    const auto line = node ? node->source().begin.line : table_.source().begin.line;
    problems_.push_back({at(key), line > 0 ? fmt::format("第 {} 行：{}", line, sentence) : std::string(sentence)});
}

const toml::node* TomlElements::find(std::string_view key, Need need) {
    read_.emplace(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr && need == Need::kRequired) say(key, "缺少这个要素。");
    return node;
}

const toml::array* TomlElements::find_array(std::string_view key, Need need) {
    const toml::node* node = find(key, need);
    const toml::array* list = node ? node->as_array() : nullptr;
    if (node && list == nullptr) say(key, "应为列表。", node);
    if (list && list->empty() && need == Need::kRequired) say(key, "列表是空的，至少要有一项。", node);
    return list;
}

std::optional<std::string> TomlElements::clean(const toml::node& node, std::string_view key) {
    const auto* value = node.as_string();
    if (value == nullptr) {
        say(key, "应为文字，请加引号。", &node);
        return std::nullopt;
    }
    const auto text = without_space_around(value->get());
    if (text.size() > kMaxText || has_control(text)) {
        say(key, "文字太长，或者含有看不见的控制字符。", &node);
        return std::nullopt;
    }
    return std::string(text);
}

std::string TomlElements::text(std::string_view key, Need need) {
    const toml::node* node = find(key, need);
    if (node == nullptr) return {};
    auto text = clean(*node, key);
    if (text && text->empty() && need == Need::kRequired) say(key, "内容是空的。", node);
    return text.value_or("");
}

std::int64_t TomlElements::integer(std::string_view key, Need need, std::int64_t least, std::int64_t most) {
    const toml::node* node = find(key, need);
    if (node == nullptr) return least;
    const auto* value = node->as_integer();
    if (value && value->get() >= least && value->get() <= most) return value->get();
    say(key, fmt::format("应为 {} 到 {} 之间的整数，不加引号。", least, most), node);
    return least;
}

bool TomlElements::truth(std::string_view key, Need need) {
    const toml::node* node = find(key, need);
    if (node == nullptr) return false;
    const auto* value = node->as_boolean();
    if (value == nullptr) say(key, "应为 true 或者 false，不加引号。", node);
    return value && value->get();
}

std::vector<std::string> TomlElements::texts(std::string_view key, Need need) {
    const toml::array* list = find_array(key, need);
    std::vector<std::string> texts;
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto name = fmt::format("{}[{}]", key, i);
        auto text = clean((*list)[i], name);
        if (!text) continue;
        if (text->empty()) say(name, "内容是空的。", &(*list)[i]);
        texts.push_back(std::move(*text));
    }
    return texts;
}

std::optional<std::int64_t> TomlElements::scaled(std::string_view key, int decimals) {
    const toml::node* node = find(key, Need::kOptional);
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    const double scale = std::pow(10.0, decimals);
    // 2^53: beyond it a double no longer tells neighbouring integers apart.
    if (!value || !std::isfinite(*value) || std::abs(*value * scale) > 9.0e15) {
        say(key, "应为数字，不加引号。", node);
        return std::nullopt;
    }
    const double whole = std::round(*value * scale);
    if (std::abs(whole - *value * scale) > 1e-6 * std::max(1.0, std::abs(whole) * 1e-6))
        say(key, fmt::format("小数位数多于 decimals（{}）。", decimals), node);
    return static_cast<std::int64_t>(whole);
}

std::vector<std::pair<std::string, std::string>> TomlElements::pairs(std::string_view key) {
    const toml::array* list = find_array(key, Need::kRequired);
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto name = fmt::format("{}[{}]", key, i);
        const toml::array* row = (*list)[i].as_array();
        if (row == nullptr || row->size() != 2) {
            say(name, "每一行应为两段文字：栏目名称和示例。", &(*list)[i]);
            continue;
        }
        pairs.emplace_back(clean((*row)[0], name).value_or(""), clean((*row)[1], name).value_or(""));
    }
    return pairs;
}

void TomlElements::refuse_unknown() {
    for (const auto& [key, node] : table_)
        if (read_.count(key.str()) == 0) say(key.str(), "没有这个要素，请检查名称是否写错。", &node);
}

Result<toml::table> read_toml(std::string_view text, std::string_view file, ErrorCode code) {
    const auto refuse = [&](std::string sentence) {
        Error error = fail(code, std::vector<FieldError>{{"", std::move(sentence)}});
        error.detail = file;
        return error;
    };
    if (text.size() > kMaxFile) return refuse("文件超过 1 MB。");
    if (has_deep_keys(text)) return refuse("一行里的英文句点太多（超过 40 个）。");
    try {
        return toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        return refuse(fmt::format("第 {} 行第 {} 列：不是正确的 TOML（{}）。", error.source().begin.line,
                                  error.source().begin.column, error.description()));
    }
}

}  // namespace yw::catalogue
