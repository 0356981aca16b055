// Whether a stage is described or only named. The words of which names of stages are made, and the persons and papers
// that every procedure has, are taken away; what is left, and a time that is said, is what the text tells.
#include <algorithm>

#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

constexpr std::size_t kShortest = 9;  // characters: nothing shorter says who does what
constexpr std::size_t kLeast = 4;     // characters besides the vocabulary of procedures

bool is_word(std::string_view c) {
    static const WordList kMarks({"，", "。", "、", "；", "：", "“", "”", "（", "）", "《", "》", "！", "？", "—", "…",
                                  "·",  "→",  "－", "　", "①",  "②", "③", "④",  "⑤",  "⑥",  "⑦",  "⑧",  "⑨",  "⑩"});
    if (c.size() == 1) return (c[0] >= 'a' && c[0] <= 'z') || (c[0] >= 'A' && c[0] <= 'Z');
    return kMarks.match_at(c, 0) == 0;
}

}  // namespace

bool stage_says_more(std::string_view name, std::string_view text) {
    const StageWords& words = stage_words();
    if (!name.empty() && text.starts_with(name)) text.remove_prefix(name.size());
    std::size_t length = 0;
    std::size_t left = 0;
    bool has_time = false;
    for (std::size_t pos = 0; pos < text.size();) {
        const auto said = words.times.match_at(text, pos);
        has_time = has_time || said != 0;
        auto bytes = std::max({said, words.names.match_at(text, pos), words.padding.match_at(text, pos)});
        const bool is_vocabulary = bytes != 0;
        if (bytes == 0) bytes = step(text, pos);
        const auto taken = text.substr(pos, bytes);
        for (std::size_t i = 0; i < taken.size(); i += step(taken, i)) {
            const bool counts = is_word(taken.substr(i, step(taken, i)));
            length += counts ? 1 : 0;
            left += counts && !is_vocabulary ? 1 : 0;
        }
        pos += bytes;
    }
    return (has_time && left > 0) || (length >= kShortest && left >= kLeast);
}

}  // namespace yw::lint
