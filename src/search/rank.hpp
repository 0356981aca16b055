// How well a text answers what was meant: the second look at what the index collected.
#pragma once

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

/// A name and what else a text says, folded.
struct Candidate {
    std::u32string name;
    std::u32string main_item;
    std::vector<std::u32string> other_names;
};

class Ranking {
public:
    Ranking(const Understanding& understanding, const Thesaurus& thesaurus, const Weigh& weigh);
    Match match(const Candidate& candidate) const;

private:
    struct Wanted {
        std::u32string text;
        std::vector<std::pair<Token, double>> tokens;
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
    double match_part(const Part& part, const Candidate& candidate, Match& match) const;
    double steps(const Candidate& candidate) const;
    Match match_letters(const Candidate& candidate) const;

    const Understanding& understanding_;
    const Thesaurus& thesaurus_;
    std::vector<Part> parts_;
    double whole_weight_ = 0;
    double said_weight_ = 0;  ///< of it what names hold at all
};

/// Changes of one character, two swapped ones, one more or one less that lead from one to the other; stops at `most`.
int edit_distance(std::u32string_view a, std::u32string_view b, int most);

}  // namespace yw::search
