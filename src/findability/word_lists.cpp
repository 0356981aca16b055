#include "findability/word_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <map>

#include "kernel/utf8.hpp"

namespace yw::findability {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostSaid = 3000;  ///< characters: a list of alternatives
constexpr std::size_t kMostWord = 100;   ///< of one alternative or meaning
constexpr std::size_t kMostSentence = 200;
constexpr std::size_t kMostMeanings = 40;

constexpr WordList kLists[] = {
    {"synonyms", "同义说法", Shape::kMeanings, "大家怎么说", "部门怎么叫",
     "几种说法用 | 隔开。部门的叫法每行一个，最贴切的写在最前；一行里用空格隔开的几个词要都有才算。"},
    {"situations", "情形", Shape::kMeanings, "一句话里都有的词", "部门怎么叫",
     "一种情形的几个词用空格隔开，在句子里可以隔得远，先后不限；几种情形用 | 隔开。部门的叫法每行一个。"},
    {"same", "情形里的同义字眼", Shape::kPlain, "字眼", "", "情形里写了第一个，后面几个也算说了，用 | 隔开。"},
    {"aliases", "事项别名", Shape::kMeanings, "别名", "事项全名", "别名用 | 隔开。每行一个事项全名。"},
    {"pins", "置顶", Shape::kMeanings, "整句搜索词", "排在最前的事项全名",
     "只有搜索词整句一样才置顶，几句用 | 隔开。每行一个事项全名，第一行排第一。"},
    {"boosts", "权重", Shape::kPercent, "事项全名", "加减百分之几", "-50到50之间的整数，例如10。"},
    {"sentences", "没有这项服务", Shape::kSentence, "整句搜索词", "告诉来办事的人的话",
     "第一行写一句话，说清楚这里为什么没有、可以去哪里办。第二行可以写12位区划代码：只在那里和它下面显示。"},
    {"judged", "评判清单", Shape::kJudgement, "搜索词", "应当找到什么",
     "第一行是类别。下面每行一个：2（应当）或者1（也可以），空一格，事项全名。只有类别：不应当找到。"},
    {"fillers", "问句用词", Shape::kPlain, "用词", "", "只把话连成句子、不说要办什么的词，用 | 隔开。"},
    {"weak", "常用字眼", Shape::kPlain, "字眼", "", "一半事项名称里都有的词，用 | 隔开。"},
    {"words", "一般词", Shape::kPlain, "词", "", "可以用拼音打、可能打错的词，用 | 隔开。"},
    {"person", "个人用词", Shape::kPlain, "用词", "", "说明是个人来办的词，用 | 隔开。"},
    {"firm", "企业用词", Shape::kPlain, "用词", "", "说明是企业来办的词，用 | 隔开。"},
    {"first_steps", "首次办理", Shape::kPlain, "用词", "", "名称里表示第一次办的词，用 | 隔开。"},
    {"later_steps", "后续办理", Shape::kPlain, "用词", "", "名称里表示变更、补办、注销的词，用 | 隔开。"},
};

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

/// Reads the few forms of TOML that lists of words are written in.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
    }

    Result<std::vector<WordEntry>> read() {
        for (skip(); !rest_.empty(); skip()) {
            YW_CHECK(read_list());
        }
        return std::move(entries_);
    }

private:
    Error refuse(std::string_view what) const {
        return fail(kFileUnreadable, {{"file", fmt::format("第{}行：{}", line_, what)}});
    }

    char next() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        line_ += c == '\n';
        return c;
    }

    /// Blanks, ends of lines, comments.
    void skip() {
        while (!rest_.empty()) {
            const char c = rest_.front();
            if (c == '#') {
                while (!rest_.empty() && rest_.front() != '\n') next();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                next();
            } else {
                return;
            }
        }
    }
    bool take(char wanted) {
        skip();
        if (rest_.empty() || rest_.front() != wanted) return false;
        next();
        return true;
    }

    Result<void> read_list() {
        std::string name;
        while (!rest_.empty() && ((rest_.front() >= 'a' && rest_.front() <= 'z') || rest_.front() == '_'))
            name += next();
        const WordList* list = find_list(name);
        if (!list) return refuse("没有这种词表：" + name);
        if (!take('=') || !take('[')) return refuse("应当是 " + name + " = [ … ]");
        while (!take(']')) {
            WordEntry entry{name, {}, {}, 0};
            if (list->shape == Shape::kPlain) {
                YW_TRY(entry.said, read_text());
            } else {
                if (!take('[')) return refuse("每一条应当写成 [\"…\", \"…\"]");
                YW_TRY(entry.said, read_text());
                while (take(',')) {
                    skip();
                    if (!rest_.empty() && rest_.front() == ']') break;
                    YW_TRY(auto meant, read_text());
                    entry.meant.push_back(std::move(meant));
                }
                if (!take(']')) return refuse("缺少 ]");
            }
            entries_.push_back(std::move(entry));
            if (!take(',') && (skip(), rest_.empty() || rest_.front() != ']')) return refuse("缺少逗号或者 ]");
        }
        return {};
    }

    Result<std::string> read_text() {
        skip();
        if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) return refuse("应当是引号里的文字");
        const char quote = next();
        std::string text;
        for (;;) {
            if (rest_.empty() || rest_.front() == '\n') return refuse("引号没有关上");
            const char c = next();
            if (c == quote) return text;
            if (c == '\\' && quote == '"') {
                if (rest_.empty()) return refuse("引号没有关上");
                const char escaped = next();
                if (escaped != '"' && escaped != '\\') return refuse("反斜杠后面只能是引号或者反斜杠");
                text += escaped;
            } else {
                text += c;
            }
        }
    }

    std::string_view rest_;
    int line_ = 1;
    std::vector<WordEntry> entries_;
};

json::array texts_array(std::span<const std::string> texts) {
    json::array list;
    for (const auto& text : texts) list.emplace_back(text);
    return list;
}

std::optional<std::vector<std::string>> texts_in(const json::value& value) {
    if (!value.is_array()) return std::nullopt;
    std::vector<std::string> texts;
    for (const auto& one : value.get_array()) {
        if (!one.is_string()) return std::nullopt;
        texts.emplace_back(one.get_string());
    }
    return texts;
}

json::value maybe_texts(const std::optional<std::vector<std::string>>& texts) {
    if (!texts) return nullptr;
    return texts_array(*texts);
}

const WordEntry* find_entry(std::span<const WordEntry> entries, std::string_view list, std::string_view said) {
    for (const WordEntry& entry : entries)
        if (entry.list == list && entry.said == said) return &entry;
    return nullptr;
}

bool is_printable(std::string_view text) {
    return utf8::is_valid(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

std::vector<std::string_view> alternatives(std::string_view said) {
    std::vector<std::string_view> all;
    for (;;) {
        const auto end = said.find('|');
        all.push_back(said.substr(0, end));
        if (end == std::string_view::npos) return all;
        said.remove_prefix(end + 1);
    }
}

/// "2 name" or "1 name".
bool is_grade(std::string_view text) {
    return text.size() > 2 && (text[0] == '1' || text[0] == '2') && text[1] == ' ';
}

void check_meant(const WordList& list, const std::vector<std::string>& meant, std::vector<FieldError>& errors) {
    const auto refuse = [&](std::string message) { errors.push_back({"meant", std::move(message)}); };
    if (list.shape == Shape::kPlain) {
        if (!meant.empty()) refuse("这个词表只有词，没有解释。");
        return;
    }
    if (meant.empty()) return refuse("请填写“" + std::string(list.meant_label) + "”。");
    if (meant.size() > kMostMeanings) return refuse("最多40行。");
    const std::size_t most = list.shape == Shape::kSentence ? kMostSentence : kMostWord;
    for (const auto& text : meant) {
        if (text.empty() || !is_printable(text)) return refuse("不能有空行和控制字符。");
        if (utf8::length(text) > most) return refuse("一行最多" + std::to_string(most) + "个字。");
    }
    if (list.shape == Shape::kPercent) {
        int percent = 0;
        const auto& text = meant.front();
        const auto read = std::from_chars(text.data(), text.data() + text.size(), percent);
        if (meant.size() != 1 || read.ec != std::errc() || read.ptr != text.data() + text.size() || percent < -50 ||
            percent > 50 || percent == 0)
            refuse("应当是-50到50之间的整数，不能是0。");
    }
    if (list.shape == Shape::kSentence && (meant.size() > 2 || (meant.size() == 2 && !RegionCode::parse(meant[1]))))
        refuse("第二行应当是12位区划代码，没有第三行。");
    if (list.shape == Shape::kJudgement && !std::all_of(meant.begin() + 1, meant.end(), is_grade))
        refuse("第一行是类别，后面每行以2或者1开头，空一格写事项。");
}

}  // namespace

std::span<const WordList> word_lists() {
    return kLists;
}

const WordList* find_list(std::string_view id) {
    for (const WordList& list : kLists)
        if (list.id == id) return &list;
    return nullptr;
}

Result<std::vector<WordEntry>> read_word_file(std::string_view text) {
    return Reader(text).read();
}

std::string as_word_file(std::span<const WordEntry> entries) {
    std::string text;
    for (const WordList& list : kLists) {
        std::string lines;
        for (const WordEntry& entry : entries) {
            if (entry.list != list.id) continue;
            if (list.shape == Shape::kPlain) {
                lines += "  " + in_quotes(entry.said) + ",\n";
                continue;
            }
            lines += "  [" + in_quotes(entry.said);
            for (const auto& meant : entry.meant) lines += ", " + in_quotes(meant);
            lines += "],\n";
        }
        if (!lines.empty()) text += std::string(list.id) + " = [\n" + lines + "]\n";
    }
    return text;
}

std::vector<WordEntry> shipped_entries() {
    std::vector<WordEntry> all;
    const auto files = search::Thesaurus::shipped();
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto read = read_word_file(files[i]);
        if (!read) throw std::logic_error("data/search: " + read.error().fields.front().message);
        for (WordEntry& entry : read.value()) {
            entry.file = i + 1;
            // The same words twice in the files: the meanings of both.
            const auto same = std::find_if(all.begin(), all.end(), [&](const WordEntry& other) {
                return other.list == entry.list && other.said == entry.said;
            });
            if (same == all.end())
                all.push_back(std::move(entry));
            else
                same->meant.insert(same->meant.end(), entry.meant.begin(), entry.meant.end());
        }
    }
    for (const auto& query : search::built_in_judgements()) {
        WordEntry entry{"judged", query.text, {query.kind}, files.size()};
        for (const int grade : {2, 1})
            for (const auto& [item, given] : query.grades)
                if (given == grade) entry.meant.push_back(std::to_string(grade) + " " + item);
        if (!find_entry(all, entry.list, entry.said)) all.push_back(std::move(entry));
    }
    return all;
}

std::vector<WordEntry> changed_entries(std::vector<WordEntry> entries, std::span<const WordChange> changes) {
    std::vector<WordEntry> added;
    for (const WordChange& change : changes) {
        const auto same = [&](const WordEntry& entry) {
            return entry.list == change.list && entry.said == change.said;
        };
        const auto at = std::find_if(entries.begin(), entries.end(), same);
        if (!change.after) {
            if (at != entries.end()) entries.erase(at);
        } else if (at != entries.end()) {
            at->meant = *change.after;
        } else {
            added.push_back({change.list, change.said, *change.after, 0});
        }
    }
    entries.insert(entries.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    return entries;
}

Result<std::vector<WordChange>> undoing(std::span<const WordChange> changes, std::span<const WordEntry> now) {
    std::vector<WordChange> back;
    for (const WordChange& change : changes) {
        const WordEntry* entry = find_entry(now, change.list, change.said);
        const bool is_as_left = change.after ? entry && entry->meant == *change.after : entry == nullptr;
        if (!is_as_left) return fail(kChangedSince, change.said);
        back.push_back({change.list, change.said, change.after, change.before});
    }
    return back;
}

std::vector<WordChange> changes_between(std::span<const WordEntry> from, std::span<const WordEntry> to, bool removes) {
    using Key = std::pair<std::string_view, std::string_view>;
    std::map<Key, const WordEntry*> old, wanted;
    for (const WordEntry& entry : from) old[{entry.list, entry.said}] = &entry;
    for (const WordEntry& entry : to) wanted[{entry.list, entry.said}] = &entry;
    std::vector<WordChange> changes;
    for (const auto& [key, entry] : wanted) {
        const auto at = old.find(key);
        if (at == old.end())
            changes.push_back({entry->list, entry->said, std::nullopt, entry->meant});
        else if (at->second->meant != entry->meant)
            changes.push_back({entry->list, entry->said, at->second->meant, entry->meant});
    }
    if (removes)
        for (const auto& [key, entry] : old)
            if (!wanted.contains(key)) changes.push_back({entry->list, entry->said, entry->meant, std::nullopt});
    return changes;
}

std::vector<FieldError> check_change(const WordChange& change) {
    std::vector<FieldError> errors;
    const WordList* list = find_list(change.list);
    if (!list) return {{"list", "没有这种词表。"}};
    if (change.said.empty()) errors.push_back({"said", "请填写“" + std::string(list->said_label) + "”。"});
    if (!is_printable(change.said) || utf8::length(change.said) > kMostSaid)
        errors.push_back({"said", "最多3000个字，不能有控制字符。"});
    for (const auto one : alternatives(change.said))
        if (utf8::length(one) > kMostWord) errors.push_back({"said", "一种说法最多100个字。"});
    if (change.after) check_meant(*list, *change.after, errors);
    return errors;
}

std::vector<std::string> thesaurus_texts(std::span<const WordEntry> entries) {
    std::map<std::size_t, std::vector<WordEntry>> by_file;
    for (const WordEntry& entry : entries)
        if (entry.list != "judged") by_file[entry.file].push_back(entry);
    std::vector<std::string> texts;
    for (const auto& [file, of_file] : by_file) texts.push_back(as_word_file(of_file));
    return texts;
}

std::vector<search::JudgedQuery> judged_queries(std::span<const WordEntry> entries) {
    std::vector<search::JudgedQuery> judged;
    for (const WordEntry& entry : entries) {
        if (entry.list != "judged") continue;
        search::JudgedQuery query{{}, entry.said, entry.meant.empty() ? std::string() : entry.meant.front(), {}};
        for (std::size_t i = 1; i < entry.meant.size(); ++i)
            if (is_grade(entry.meant[i])) query.grades[entry.meant[i].substr(2)] = entry.meant[i][0] - '0';
        judged.push_back(std::move(query));
    }
    return judged;
}

std::string to_json(std::span<const WordChange> changes) {
    json::array list;
    for (const WordChange& change : changes)
        list.push_back(json::array{json::value(change.list), json::value(change.said), maybe_texts(change.before),
                                   maybe_texts(change.after)});
    return json::serialize(list);
}

std::optional<std::vector<WordChange>> changes_of_json(std::string_view text) {
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    if (error || !value.is_array()) return std::nullopt;
    std::vector<WordChange> changes;
    for (const auto& one : value.get_array()) {
        if (!one.is_array() || one.get_array().size() != 4) return std::nullopt;
        const auto& parts = one.get_array();
        if (!parts[0].is_string() || !parts[1].is_string()) return std::nullopt;
        WordChange change{std::string(parts[0].get_string()), std::string(parts[1].get_string()), {}, {}};
        if (!parts[2].is_null() && !(change.before = texts_in(parts[2]))) return std::nullopt;
        if (!parts[3].is_null() && !(change.after = texts_in(parts[3]))) return std::nullopt;
        changes.push_back(std::move(change));
    }
    return changes;
}

std::string texts_to_json(std::span<const std::string> texts) {
    return json::serialize(texts_array(texts));
}

std::vector<std::string> texts_of_json(std::string_view text) {
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    if (error) return {};
    return texts_in(value).value_or(std::vector<std::string>());
}

}  // namespace yw::findability
