// Everyday words and what offices call the same thing: data (data/search), never code.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "search/text.hpp"

namespace yw::search {

inline constexpr ErrorCode kThesaurusUnreadable{"search.thesaurus_unreadable", Kind::kInvalid};

/// What a word says of who asks.
enum class Audience { kEveryone, kPerson, kFirm };

struct Word {
    std::u32string text;
    std::vector<std::u32string> meanings;  ///< the nearest first; blanks part words that must all be there
    bool is_filler = false;                ///< says nothing of what is wanted: 怎么办, 请问
    bool is_weak = false;                  ///< stands in half of all names: 办理, 登记
    Audience audience = Audience::kEveryone;
};

/// What somebody tells, far apart in a sentence (工资 … 没给), and what offices call that.
struct Situation {
    std::vector<std::u32string> words;  ///< all of them, or what says the same, stand in the query, in any order
    std::vector<std::u32string> meanings;
    std::size_t length = 0;  ///< of all words: the longer, the surer
};

class Thesaurus {
public:
    /// Files of data/search, each TOML with any of: synonyms, situations, same, aliases, pins, boosts, sentences,
    /// fillers, weak, words, person, firm, first_steps, later_steps. data/search/README.md says what each is.
    static Result<std::shared_ptr<const Thesaurus>> read(std::span<const std::string_view> files);
    /// The one that the program carries.
    static std::shared_ptr<const Thesaurus> built_in();
    /// Its files, in the order in which they are read.
    static std::vector<std::string_view> shipped();

    const Word* find(std::u32string_view text) const;
    /// Situations that a folded query tells, the surest first. @cost one look-up for each piece of the query
    std::vector<const Situation*> situations_in(std::u32string_view query) const;
    std::size_t longest() const { return longest_; }
    std::size_t longest_letters() const { return longest_letters_; }  ///< of a word that is spelt out
    std::span<const Word> words() const { return words_; }

    /// Words that sound so: letters without blanks, "gongjijin", or the first of each syllable, "gjj".
    std::vector<const Word*> spelt(std::string_view letters) const;
    std::vector<const Word*> with_initials(std::string_view letters) const;
    /// Words that sound alike, other than the text itself; those with exactly the same syllables first.
    std::vector<const Word*> sounding_like(std::u32string_view text) const;
    /// Words that begin with the text, or whose letters or initials do; common ones first.
    std::vector<const Word*> beginning_with(std::u32string_view text, std::size_t most) const;
    bool has_pair(char32_t first, char32_t second) const;

    /// Words of names that people mean when they say nothing of the step (设立, 申领), and those that they would say.
    std::span<const std::u32string> first_steps() const { return first_steps_; }
    std::span<const std::u32string> later_steps() const { return later_steps_; }
    bool holds_step(std::u32string_view text) const;
    /// Whether some step, or some weak word, begins with the character: every name that is looked at is asked for each
    /// of its characters, and few do.
    bool begins_step(char32_t character) const { return step_beginnings_.has(character); }
    bool begins_weak(char32_t character) const { return weak_beginnings_.has(character); }

    /// Folded names of items that stand before all others for exactly this query, the first first.
    std::span<const std::u32string> pinned(std::u32string_view query) const;
    /// Factor of the score of items of this folded name: 1 for all that no list raises or lowers.
    double boost(std::u32string_view name) const;
    /// What visitors of a place are told who ask exactly this; empty: nothing.
    std::string_view sentence(std::u32string_view query, RegionCode place) const;

private:
    struct Sentence {
        RegionCode place;
        std::string text;
    };
    /// Looks texts up without making a string of each: a query asks for hundreds of pieces.
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::u32string_view text) const {
            std::uint64_t hash = 0;
            for (const char32_t c : text) hash = (hash ^ c) * 0x9E3779B97F4A7C15u;
            return hash ^ hash >> 32;
        }
    };
    /// A set of characters, one bit for each.
    class Beginnings {
    public:
        void add(char32_t character) {
            if (character >= bits_.size()) bits_.resize(character + 1);
            bits_[character] = true;
        }
        bool has(char32_t character) const { return character < bits_.size() && bits_[character]; }

    private:
        std::vector<bool> bits_;
    };
    Word& word(std::u32string_view text);
    /// @param makes_words  its pieces are words that people type too
    void add_meaning(const std::u32string& text, std::u32string meaning, bool makes_words);
    void finish();
    void index_situations();
    using Numbers = std::unordered_multimap<std::string, std::size_t>;
    std::vector<const Word*> all_of(const Numbers& numbers, const std::string& key) const;

    std::vector<Word> words_;
    std::vector<Situation> situations_;
    std::vector<std::vector<std::u32string>> same_;  ///< words that say the same where somebody tells a situation
    using ByText = std::unordered_map<std::u32string, std::size_t, TextHash, std::equal_to<>>;
    ByText told_;  ///< words of situations and those that say the same: one number for all that say the same
    std::vector<std::vector<std::size_t>> situations_with_;  ///< by that number
    std::size_t longest_told_ = 0;
    ByText by_text_;
    Numbers by_letters_, by_initials_, by_sound_;
    std::vector<std::string> letters_, initials_;  ///< of each word
    std::unordered_map<std::uint64_t, bool> pairs_;
    std::vector<std::u32string> first_steps_, later_steps_;
    Beginnings step_beginnings_, weak_beginnings_;
    std::unordered_map<std::u32string, std::vector<std::u32string>> pins_;
    std::unordered_map<std::u32string, double> boosts_;
    std::unordered_map<std::u32string, std::vector<Sentence>> sentences_;
    std::unordered_map<char32_t, std::vector<std::size_t>> by_first_;  ///< in the order of the files
    std::size_t longest_ = 0, longest_letters_ = 0;
};

}  // namespace yw::search
