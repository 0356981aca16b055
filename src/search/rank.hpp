// How well a text answers what was meant: the second look at what the index collected.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/understand.hpp"

namespace yw::search {

/// How much a token says, by its rarity: its weight in the index; and whether any text holds it.
struct Weight {
    double weight = 0;
    bool is_there = true;
};
using Weigh = std::function<Weight(Token)>;

struct Match {
    double score = 0;
    double covered = 0;        ///< of what was meant, 0 to 1
    double fit = 0;            ///< of that part of it which some name says at all: what no name says is only talk
    bool is_exact = false;     ///< its name, or another name of it, as typed
    std::size_t way = 0;       ///< which of the meanings of what was typed it answers; 0: the words themselves
    std::vector<bool> marked;  ///< characters of the folded name that answer
    bool is_pinned = false;    ///< operators put it before all others for this query
};

/// A set of characters in 64 bits: what it does not hold is not in the text, what it holds may be. Most words that are
/// meant stand in few names, and a name need not be read to know that one does not stand in it.
using Characters = std::uint64_t;
Characters characters_of(std::u32string_view text);

/// A text, folded, with what is asked of it again and again.
struct Spoken {
    std::u32string text;
    std::u32string bare;  ///< without blanks
    Characters characters = 0;
    explicit Spoken(std::u32string of);
};

/// A name and what else a text says.
struct Candidate {
    Spoken name;
    Spoken main_item;
    std::vector<Spoken> other_names;
    Candidate(std::u32string of_name, std::u32string of_main_item)
        : name(std::move(of_name)), main_item(std::move(of_main_item)) {}
};

class Ranking {
public:
    Ranking(const Understanding& understanding, const Thesaurus& thesaurus, const Weigh& weigh);
    Match match(const Candidate& candidate) const;

private:
    struct WantedToken {
        Token token;
        double weight = 0;
        Characters characters = 0;
    };
    struct Wanted {
        std::u32string text;
        Characters characters = 0;
        std::vector<WantedToken> tokens;
        double weight = 0;  ///< sum of the tokens'
    };
    struct Way {
        std::vector<Wanted> words;
        double trust = 1;
    };
    struct Part {
        std::vector<Way> ways;
        double weight = 1;
        double said_somewhere = 1;  ///< the share of the weight that names hold at all
    };
    double found_in(const Wanted& wanted, const Candidate& candidate, std::vector<bool>& marks) const;
    double match_part(const Part& part, const Candidate& candidate, Match& match) const;
    double steps(const Candidate& candidate) const;
    Match match_letters(const Candidate& candidate) const;

    const Understanding& understanding_;
    const Thesaurus& thesaurus_;
    std::u32string typed_, asked_;  ///< without blanks
    std::vector<Part> parts_;
    double whole_weight_ = 0;
    double said_weight_ = 0;  ///< of it what names hold at all
};

/// Changes of one character, two swapped ones, one more or one less that lead from one to the other; stops at `most`.
int edit_distance(std::u32string_view a, std::u32string_view b, int most);

}  // namespace yw::search
