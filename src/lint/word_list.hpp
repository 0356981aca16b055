// A list of words that is asked, at each place of a text, which of them begins there.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yw::lint {

class WordList {
public:
    WordList() = default;
    explicit WordList(std::vector<std::string> words);

    /// Bytes of the longest word that begins at `pos`; 0 when none does. @cost constant when none begins so
    std::size_t match_at(std::string_view text, std::size_t pos) const;
    /// Bytes of the longest word that the text ends with; 0 when with none.
    std::size_t match_end(std::string_view text) const;
    /// Where the first of the words begins, or npos.
    std::size_t find_in(std::string_view text) const;
    const std::vector<std::string>& words() const { return words_; }

private:
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };
    std::vector<std::string> words_;  ///< by beginning, longest first
    std::unordered_map<std::uint32_t, Range> by_beginning_;
    std::bitset<4096> begins_;  ///< which beginnings there are, folded
};

/// Bytes of the character that begins at `pos`, by its first byte; never past the end.
std::size_t step(std::string_view text, std::size_t pos);

}  // namespace yw::lint
