#include "inspect/site/record_reading.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

using Roles = std::map<std::size_t, std::string>;

/// Which column means what, where a row is a head: at least the name and one more.
std::optional<Roles> roles_of(const HtmlTree& tree,
                              const std::vector<int>& cells,
                              const std::map<std::string, std::string, std::less<>>& columns) {
    Roles roles;
    bool name = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto found = columns.find(bare_label(tree.text(cells[i])));
        if (found == columns.end()) continue;
        roles[i] = found->second;
        name = name || found->second == "name";
    }
    return name && roles.size() >= 2 ? std::optional(roles) : std::nullopt;
}

std::vector<int> rows_of(const HtmlTree& tree, int table) {
    std::vector<int> rows;
    for (int i = table + 1; i < tree[table].end; ++i) {
        if (tree[i].tag == "table")
            i = tree[i].end - 1;  // a table in a cell is not this one's
        else if (tree[i].tag == "tr")
            rows.push_back(i);
    }
    return rows;
}

struct TableRows {
    Roles roles;
    std::vector<std::vector<int>> rows;  ///< cells
};

std::optional<TableRows> table_rows(const HtmlTree& tree,
                                    int begin,
                                    int end,
                                    const std::map<std::string, std::string, std::less<>>& columns,
                                    bool named_by_head) {
    for (int i = begin; i < end; ++i) {
        if (tree[i].tag != "table") continue;
        std::optional<TableRows> found;
        for (const int row : rows_of(tree, i)) {
            auto cells = tree.children(row);
            if (!found) {
                auto roles = roles_of(tree, cells, columns);
                if (!roles) continue;
                if (named_by_head) {
                    // "名称" alone may head any table: the head itself must speak of materials.
                    const auto head = bare_label(tree.text(row));
                    if (head.find("材料") == std::string::npos) continue;
                }
                found = TableRows{*roles, {}};
            } else if (cells.size() + 1 >= found->roles.size() && cells.size() >= 2) {
                found->rows.push_back(std::move(cells));
            }
        }
        if (found && !found->rows.empty()) return found;
    }
    return std::nullopt;
}

/// "原件", "复印件" and the like as they stand in a text, first the ones that hold the others.
std::string type_in(std::string_view text) {
    for (const std::string_view word :
         {"原件和复印件", "原件及复印件", "原件、复印件", "原件或复印件", "原件或者复印件", "原件", "复印件", "扫描件"})
        if (text.find(word) != std::string_view::npos) return std::string(word);
    return {};
}

std::string form_in(std::string_view text) {
    const bool paper = text.find("纸质") != std::string_view::npos;
    const bool electronic = text.find("电子") != std::string_view::npos;
    if (paper && electronic) return "纸质或电子";
    return paper ? "纸质" : electronic ? "电子" : "";
}

/// The number before 份: "1份", "一式两份", "原件 2 份".
std::string count_in(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> kDigits{
        {"一", "1"}, {"壹", "1"}, {"二", "2"}, {"两", "2"}, {"三", "3"}, {"四", "4"}, {"五", "5"}, {"六", "6"}};
    std::string digits;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto character = utf8::take(rest);
        if (character.size() == 1 && character[0] >= '0' && character[0] <= '9') {
            digits += character;
        } else if (const auto found = kDigits.find(character); found != kDigits.end()) {
            digits = found->second;
        } else if (character == "份" && !digits.empty()) {
            return digits;
        } else if (character != " ") {
            digits.clear();
        }
    }
    return {};
}

std::string only_digits(const std::string& text) {
    const auto from = text.find_first_of("0123456789");
    if (from == std::string::npos) return count_in(text);
    return text.substr(from, text.find_first_not_of("0123456789", from) - from);
}

/// Links to papers: the blank form and the sample, by what the links are called.
void take_links(const HtmlTree& tree, int from, const Words& words, ReadMaterial& material) {
    for (int i = from; i < tree[from].end; ++i) {
        if (tree[i].tag != "a") continue;
        const std::string href(tree[i].attribute("href"));
        if (href.empty() || href[0] == '#') continue;
        const auto text = tree.text(i) + std::string(tree[i].attribute("title"));
        if (contains_any(text, words.sample)) {
            if (material.sample_link.empty()) material.sample_link = href;
        } else if (contains_any(text, words.download) && material.blank_link.empty()) {
            material.blank_link = href;
        }
    }
}

void settle(ReadMaterial& read, const std::string& all) {
    lint::Material& material = read.material;
    if (!material.type || material.type->empty()) material.type = type_in(all);
    if (!material.form || material.form->empty()) material.form = form_in(all);
    if (!material.copies || material.copies->empty()) material.copies = count_in(all);
    material.blank = read.blank_link;
    material.sample = read.sample_link;
    if (!material.fill_note) material.fill_note = "";
    material.exempt = all.find("免提交") != std::string::npos;
}

/// Without numbering in front and without a bracket that only says original, copy and number.
std::string material_name(std::string_view line) {
    std::string name = collapsed(line);
    std::size_t skip = 0;
    while (skip < name.size() && ((name[skip] >= '0' && name[skip] <= '9') || name[skip] == '.' || name[skip] == ' '))
        ++skip;
    std::string_view rest = std::string_view(name).substr(skip);
    if (skip > 0) {
        for (const std::string_view mark : {"、", "．", "）", ")"})
            if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
    } else {
        rest = name;
    }
    for (const std::string_view open : {"（", "("}) {
        const auto at = rest.rfind(open);
        if (at == std::string_view::npos || at == 0) continue;
        const auto inside = rest.substr(at);
        if (!type_in(inside).empty() || !form_in(inside).empty() || !count_in(inside).empty())
            rest = rest.substr(0, at);
    }
    if (const auto colon = rest.find("："); colon != std::string_view::npos && colon > 0) {
        const auto behind = rest.substr(colon);
        if (!type_in(behind).empty() || !form_in(behind).empty() || !count_in(behind).empty())
            rest = rest.substr(0, colon);
    }
    std::string result = collapsed(rest);
    while (result.ends_with("；") || result.ends_with("。") || result.ends_with("，")) result.resize(result.size() - 3);
    while (result.ends_with(";") || result.ends_with(".")) result.pop_back();
    return result;
}

/// The heading inside an entry of a list, else -1.
int name_inside(const HtmlTree& tree, int entry) {
    for (int i = entry + 1; i < tree[entry].end; ++i) {
        const auto& tag = tree[i].tag;
        if (tag == "h3" || tag == "h4" || tag == "h5" || tag == "h6" || tag == "strong" || tag == "b" || tag == "dt" ||
            tag == "summary")
            return i;
        if (!tag.empty() && (tree[i].attribute("class").find("name") != std::string_view::npos ||
                             tree[i].attribute("class").find("title") != std::string_view::npos))
            return i;
    }
    return -1;
}

ReadMaterial material_of_entry(const HtmlTree& tree, int entry, const Words& words) {
    ReadMaterial read;
    take_links(tree, entry, words, read);
    const int heading = name_inside(tree, entry);
    const auto papers = [&](int i) {
        return tree[i].tag == "a" &&
               (contains_any(tree.text(i), words.download) || contains_any(tree.text(i), words.sample));
    };
    const auto lines = tree.lines(entry, papers);
    read.material.name = heading >= 0 ? tree.text(heading) : lines.empty() ? "" : material_name(lines[0]);
    std::string all;
    for (const auto& line : lines) all += line + "\n";
    for (int i = entry + 1; i < tree[entry].end; ++i) {
        if (tree[i].tag != "dt") continue;
        const auto role = words.material_columns.find(bare_label(tree.text(i)));
        const int value = tree[i].end;
        if (role == words.material_columns.end() || value >= tree[entry].end) continue;
        if (role->second == "fill_note") read.material.fill_note = tree.text(value);
        if (role->second == "source") read.material.source_note = tree.text(value);
    }
    for (const auto& line : lines) {
        const auto at = line.find("：");
        if (at == std::string::npos) continue;
        const auto role = words.material_columns.find(bare_label(std::string_view(line).substr(0, at)));
        if (role != words.material_columns.end() && role->second == "fill_note" && !read.material.fill_note)
            read.material.fill_note = collapsed(std::string_view(line).substr(at + 3));
    }
    // What a name says of itself ("户口簿原件") is no statement of the form that is asked for where tags give it.
    settle(read, all);
    return read;
}

/// Entries of the outermost list that has at least one.
std::vector<int> list_entries(const HtmlTree& tree, int begin, int end) {
    std::vector<int> entries;
    for (int i = begin; i < end; ++i) {
        if (tree[i].tag != "ol" && tree[i].tag != "ul") continue;
        for (const int child : tree.children(i))
            if (tree[child].tag == "li" && !tree.text(child).empty()) entries.push_back(child);
        i = tree[i].end - 1;
    }
    return entries;
}

/// "1. …", "（一）…", "①…": the line begins a new entry.
bool is_numbered(std::string_view line) {
    if (line.empty()) return false;
    if (line[0] >= '0' && line[0] <= '9') {
        const auto behind = line.find_first_not_of("0123456789");
        return behind != std::string_view::npos && behind <= 2 &&
               (line[behind] == '.' || line.substr(behind).starts_with("、") || line.substr(behind).starts_with("．") ||
                line[behind] == ')' || line.substr(behind).starts_with("）"));
    }
    for (const std::string_view mark : {"（", "(", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"})
        if (line.starts_with(mark)) return true;
    return false;
}

bool says_none(std::string_view text) {
    const auto bare = bare_label(text);
    return bare == "无" || bare == "无需材料" || bare == "不需要材料" || bare == "无需提交材料";
}

lint::Stage stage_of_line(std::string_view line) {
    lint::Stage stage;
    std::string text = bare_label(line.substr(0, 12)).empty() ? std::string(line) : std::string(line);
    std::size_t skip = 0;
    while (skip < text.size() && ((text[skip] >= '0' && text[skip] <= '9') || text[skip] == '.' || text[skip] == ' '))
        ++skip;
    if (skip > 0) {
        text = text.substr(skip);
        if (text.starts_with("、")) text = text.substr(3);
    }
    const auto colon = text.find("：");
    if (colon != std::string::npos && utf8::length(text.substr(0, colon)) <= 12) {
        stage.name = collapsed(text.substr(0, colon));
        stage.what = collapsed(text.substr(colon + 3));
    } else {
        stage.name = collapsed(text);
        stage.what = "";
        // One text that is a sentence is the description; its name is nowhere else.
        if (utf8::length(stage.name) > 12) stage.what = stage.name;
    }
    return stage;
}

}  // namespace

std::vector<ReadMaterial> read_material_table(const HtmlTree& tree, int begin, int end, const Words& words) {
    std::vector<ReadMaterial> materials;
    const auto found = table_rows(tree, begin, end, words.material_columns, true);
    if (!found) return materials;
    for (const auto& cells : found->rows) {
        ReadMaterial read;
        std::string all;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto role = found->roles.find(i);
            const auto text = tree.text(cells[i]);
            if (role == found->roles.end()) continue;
            const auto& what = role->second;
            const int link = tree[cells[i]].tag == "a" ? cells[i] : tree.find(cells[i], "a");
            const std::string href = link < 0 ? std::string() : std::string(tree[link].attribute("href"));
            if (what == "name") {
                read.material.name = material_name(text);
                take_links(tree, cells[i], words, read);
            } else if (what == "type") {
                read.material.type = type_in(text);
                all += text + "\n";
            } else if (what == "form") {
                read.material.form = form_in(text);
                all += text + "\n";
            } else if (what == "count") {
                read.material.copies = only_digits(text);
                all += text + "\n";
            } else if (what == "original_count" || what == "copy_count") {
                const auto number = only_digits(text);
                if (!number.empty() && number != "0") {
                    read.material.copies = number;
                    read.material.type =
                        what == "copy_count" ? (read.material.type ? "原件和复印件" : "复印件") : "原件";
                }
            } else if (what == "blank") {
                take_links(tree, cells[i], words, read);
                if (read.blank_link.empty() && read.sample_link.empty()) read.blank_link = href;
            } else if (what == "sample") {
                if (!href.empty()) read.sample_link = href;
            } else if (what == "fill_note") {
                read.material.fill_note = bare_label(text) == "无" ? "" : text;
            } else if (what == "source") {
                read.material.source_note = text;
            }
        }
        if (read.material.name.empty() || says_none(read.material.name)) continue;
        settle(read, all);
        materials.push_back(std::move(read));
    }
    return materials;
}

std::vector<ReadMaterial> read_material_records(const HtmlTree& tree, int begin, int end, const Words& words) {
    auto materials = read_material_table(tree, begin, end, words);
    if (!materials.empty()) return materials;
    for (const int entry : list_entries(tree, begin, end)) {
        auto read = material_of_entry(tree, entry, words);
        if (!read.material.name.empty() && !says_none(read.material.name)) materials.push_back(std::move(read));
    }
    if (!materials.empty()) return materials;
    std::vector<std::string> entries;
    const auto lines = tree.lines_between(begin, end);
    const bool numbered = std::any_of(lines.begin(), lines.end(), [](const auto& line) { return is_numbered(line); });
    for (const auto& line : lines) {
        if (numbered && !is_numbered(line)) {
            if (!entries.empty()) entries.back() += " " + line;
        } else {
            entries.push_back(line);
        }
    }
    for (const auto& line : entries) {
        ReadMaterial read;
        read.material.name = material_name(line);
        if (read.material.name.empty() || says_none(read.material.name)) continue;
        settle(read, line);
        materials.push_back(std::move(read));
    }
    return materials;
}

std::vector<lint::Stage> read_stage_records(const HtmlTree& tree, int begin, int end, const Words& words) {
    std::vector<lint::Stage> stages;
    if (const auto found = table_rows(tree, begin, end, words.stage_columns, false)) {
        for (const auto& cells : found->rows) {
            lint::Stage stage;
            stage.what = "";
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const auto role = found->roles.find(i);
                if (role == found->roles.end()) continue;
                const auto text = tree.text(cells[i]);
                if (role->second == "name")
                    stage.name = material_name(text);
                else if (role->second == "what")
                    *stage.what += (stage.what->empty() ? "" : "；") + text;
                else if (role->second == "who")
                    stage.who = text;
                else if (role->second == "outcome")
                    stage.outcome = text;
            }
            if (!stage.name.empty()) stages.push_back(std::move(stage));
        }
        if (!stages.empty()) return stages;
    }
    for (const int entry : list_entries(tree, begin, end)) {
        const int heading = name_inside(tree, entry);
        if (heading < 0) {
            stages.push_back(stage_of_line(tree.text(entry)));
            continue;
        }
        lint::Stage stage;
        stage.name = tree.text(heading);
        stage.what = tree.text(entry, [&](int i) { return i == heading; });
        while (stage.what->starts_with("：")) stage.what = stage.what->substr(3);
        stages.push_back(std::move(stage));
    }
    if (!stages.empty()) return stages;
    for (const auto& line : tree.lines_between(begin, end))
        for (auto& stage : stages_of_text(line)) stages.push_back(std::move(stage));
    return stages;
}

bool is_record_head(const HtmlTree& tree, const std::vector<int>& cells, const Words& words) {
    return roles_of(tree, cells, words.material_columns) || roles_of(tree, cells, words.stage_columns);
}

std::vector<lint::Stage> stages_of_text(const std::string& text) {
    std::vector<lint::Stage> stages;
    std::string current;
    const auto finish = [&] {
        if (auto line = collapsed(current); !line.empty()) stages.push_back(stage_of_line(line));
        current.clear();
    };
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto character = utf8::take(rest);
        if (character == "→" || character == "➜" || character == "➔" || character == "⇒" || character == "＞" ||
            character == "\n")
            finish();
        else
            current += character;
    }
    finish();
    return stages;
}

}  // namespace yw::site
