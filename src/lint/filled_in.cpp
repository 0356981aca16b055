#include <algorithm>
#include <array>
#include <string>

#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

constexpr std::string_view kOf = "的";
constexpr std::size_t kShortestStatement = 24;  // bytes, eight characters: what is promised, and not by whom

/// The name without what stands in brackets ("住所（经营场所）登记表"), and without a number of copies.
std::string bare(std::string_view whole) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets{
        {{"（", "）"}, {"(", ")"}, {"〔", "〕"}, {"[", "]"}}};
    std::string name;
    for (std::size_t pos = 0; pos < whole.size();) {
        const auto bracket = std::find_if(kBrackets.begin(), kBrackets.end(),
                                          [&](const auto& pair) { return whole.substr(pos).starts_with(pair.first); });
        if (bracket != kBrackets.end() && pos > 0) {
            const auto close = whole.find(bracket->second, pos);
            if (close == std::string_view::npos) break;
            pos = close + bracket->second.size();
            continue;
        }
        const auto bytes = step(whole, pos);
        name += whole.substr(pos, bytes);
        pos += bytes;
    }
    static const WordList kCounts({"一份", "两份", "二份", "三份", "1份", "2份", "3份", "一式两份", "一式二份",
                                   "一式三份", "原件", " ", "　", "。", "；"});
    while (const auto bytes = kCounts.match_end(name)) name.resize(name.size() - bytes);
    return name;
}

/// "保证材料真实的信用承诺书" says what is promised; "申请人签署的承诺书" says who.
bool states_content(std::string_view name) {
    const auto of = name.rfind(kOf);
    if (of == std::string_view::npos || of < kShortestStatement) return false;
    return form_words().signers.match_end(name.substr(0, of)) == 0;
}

Filled one(std::string_view name) {
    const FormWords& words = form_words();
    // The longer ending says what it is: 申报表 is a form although 报表 is none.
    const auto form = words.forms.match_end(name);
    const auto other = words.not_forms.match_end(name);
    if (words.copies.find_in(name) != std::string_view::npos || (other != 0 && other >= form)) return Filled::kNo;
    if (words.letters.match_end(name) != 0) return Filled::kLetter;
    if (form == 0) return Filled::kNo;
    return words.stated.match_end(name) != 0 && states_content(name) ? Filled::kLetter : Filled::kForm;
}

}  // namespace

Filled filled_in(std::string_view material_name) {
    static const WordList kJoins({"、", "和", "及", "与", "或者", "或", "，", ",", "/"});
    const auto name = bare(material_name);
    Filled found = one(name);
    for (std::size_t pos = 0; pos < name.size() && found != Filled::kForm; pos += step(name, pos)) {
        if (kJoins.match_at(name, pos) == 0) continue;
        const auto half = one(bare(std::string_view(name).substr(0, pos)));
        if (half == Filled::kForm || found == Filled::kNo) found = half == Filled::kNo ? found : half;
    }
    return found;
}

}  // namespace yw::lint
