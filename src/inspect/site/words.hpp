// The words of data/inspection/site_words.toml: by what an inspection knows its way on a platform it has never seen.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace yw::site {

using WordList = std::vector<std::string>;

struct Words {
    std::string version;
    std::map<std::string, std::string, std::less<>> labels;            ///< 承诺时限 -> promised
    std::map<std::string, std::string, std::less<>> material_columns;  ///< 份数 -> count
    std::map<std::string, std::string, std::less<>> stage_columns;     ///< 办理内容 -> what
    std::map<std::string, std::string, std::less<>> task_types;        ///< 行政处罚 -> 02
    WordList sign_in, consult, feedback, search_hint, search_field, other;
    std::set<std::string, std::less<>> columns;
    WordList department_endings;
    WordList empty, no_script, second_registration, negation, asked_on, answered_on, download, sample;
    std::set<std::string, std::less<>> attachment_endings;

    /// The element that this text is the name of ("一、申请材料：" is materials), or empty.
    std::string_view element(std::string_view text) const;
};

const Words& words();
/// @throws std::runtime_error: the text is part of the program
Words read_words(std::string_view toml);

/// Without white space, numbering at the front, colons, stars and brackets at the ends: what tables and headings are
/// compared by.
std::string bare_label(std::string_view text);
bool contains_any(std::string_view text, const WordList& words);

}  // namespace yw::site
