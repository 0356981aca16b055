#include "kernel/utf8.hpp"
#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

constexpr std::size_t kLongest = 8;  // characters: longer values that begin with 无 are sentences

/// Letters, digits and Chinese; not marks, spaces or control characters.
bool is_word(std::string_view c) {
    static const WordList kMarks({"　", "，", "。", "、", "；", "：", "！", "？",     "—",  "–", "－",
                                  "…",  "·",  "～", "／", "＼", "（", "）", "《",     "》", "“", "”",
                                  "‘",  "’",  "【", "】", "〔", "〕", "×",  "\u00a0", "﹣", "―", "＊"});
    if (c.size() > 1) return kMarks.match_at(c, 0) == 0;
    const auto byte = static_cast<unsigned char>(c[0]);
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

}  // namespace

bool says_nothing(std::string_view text) {
    std::size_t first = text.size();
    std::size_t past = 0;
    for (std::size_t pos = 0; pos < text.size(); pos += step(text, pos)) {
        const auto bytes = step(text, pos);
        if (!is_word(text.substr(pos, bytes))) continue;
        first = std::min(first, pos);
        past = pos + bytes;
    }
    if (past == 0) return true;
    const NothingWords& words = nothing_words();
    const auto value = text.substr(first, past - first);
    if (words.whole.match_at(value, 0) == value.size()) return true;
    return words.beginning.match_at(value, 0) != 0 && words.meant.match_at(value, 0) == 0 &&
           utf8::length(value) <= kLongest;
}

}  // namespace yw::lint
