// Pairs of characters that names really hold: what a mistyped character is mended with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/index.hpp"

namespace yw::search {

class Vocabulary {
public:
    explicit Vocabulary(std::span<const Part> parts);
    bool has(char32_t first, char32_t second) const;
    /// Characters that stand between the two somewhere; 0 for an end that is open. Those that sound like `wrong` first,
    /// then those of most texts.
    std::vector<char32_t> between(char32_t before, char32_t after, char32_t wrong, std::size_t most) const;

private:
    struct Follower {
        char32_t character;
        std::uint32_t texts;
    };
    using Lists = std::unordered_map<char32_t, std::vector<Follower>>;  ///< each by character
    static void put_in_order(Lists& lists);
    Lists after_, before_;
};

}  // namespace yw::search
