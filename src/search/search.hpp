// Search: finds what people mean by what they type, in their place and the levels above it.
//
// Owns no table: the index stands in memory, made from the catalogue and following its changes; a file of it makes
// starting quick. The database stays the truth. What words mean is data (data/search).
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "platform/db/db.hpp"
#include "search/entry.hpp"
#include "search/thesaurus.hpp"

namespace yw::search {

class Index;

struct Question {
    std::string text;
    RegionCode place;
    Width width = Width::kPlace;
    Audience audience = Audience::kEveryone;  ///< only what is for these
    std::string kind = {};                    ///< only this kind; empty: all
    bool as_typed = false;                    ///< no other names, nothing mended
    bool one_of_each = false;                 ///< of what several places offer in the same words, the nearest only
    std::size_t skip = 0;                     ///< results before the first that is given
    std::size_t limit = 20;
};

/// Bytes of the name that answer what was asked.
struct Mark {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< not included
};

struct Found {
    Entry entry;
    double score = 0;
    std::vector<Mark> marks;
    std::size_t elsewhere = 0;  ///< with one_of_each: other places that offer the same
};

struct Answer {
    std::vector<Found> found;    ///< by falling score, the nearest first among equals
    std::size_t total = 0;       ///< that answer about as well as the best
    bool is_total_exact = true;  ///< false: so many at least, of a word that stands in very many names
    bool sure = false;           ///< false: nothing really fits
    double covered = 0;          ///< of what was meant by the best, 0 to 1
    std::string corrected;       ///< what was looked for instead of what was typed; empty: as typed
    std::string says;            ///< what operators tell those who ask this here: there is no such service
    std::string understood;      ///< the offices' word for what was typed, by which the best was found; may be empty
    std::vector<std::string> near_words;      ///< to look for instead, when nothing fits
    Audience audience = Audience::kEveryone;  ///< who seems to ask
};

struct Suggestion {
    std::string text;
    std::string id;    ///< of the item when the text is its name; empty for a word to look for
    std::string kind;  ///< of the item
};

class Search {
public:
    explicit Search(std::shared_ptr<const Thesaurus> thesaurus = Thesaurus::built_in());
    ~Search();
    /// @cost 0.1 to 2 ms without a lock; one row is read from the store when the search follows one
    Answer ask(const Question& question) const;
    /// With other words than those in use: what a change of them would bring.
    Answer ask(const Question& question, const Thesaurus& thesaurus) const;
    /// From now on asked with these; questions that are being answered keep theirs.
    void use(std::shared_ptr<const Thesaurus> thesaurus);
    std::shared_ptr<const Thesaurus> thesaurus() const { return thesaurus_.load(); }
    /// Whether the text is made of words of the lists and pairs of characters that names of items hold: then it names
    /// services, not somebody.
    bool knows(std::string_view text) const;
    /// How much of what was typed each name answers, 0 to 1, as an item's name would: for the few things of other kinds
    /// (departments, life events, one's own cases) that no index holds. @cost some microseconds a name
    std::vector<double> fits(std::string_view text, std::span<const std::string> names) const;
    std::vector<Suggestion> suggest(std::string_view typed, RegionCode place, std::size_t limit) const;
    std::uint64_t items() const;
    std::uint64_t generation() const;  ///< of the catalogue that is answered from

    Index& index() { return *index_; }

    /// Says which of these items the store has withdrawn since that generation. Asked with every answer before it is
    /// given: the index follows the store within a moment, what is withdrawn must not be found even in that moment.
    using Check = std::function<std::vector<std::string>(std::uint64_t generation, std::span<const std::string> ids)>;
    /// Before the first question, and again (empty) when what it asks ends.
    void check_with(Check check);

private:
    std::vector<std::string> withdrawn(const Answer& answer, std::uint64_t generation) const;

    Check check_;
    std::unique_ptr<Index> index_;
    std::atomic<std::shared_ptr<const Thesaurus>> thesaurus_;
};

/// Keeps a search in step with a catalogue while it lives: from the file where there is one, else by reading every
/// item; then each change within a moment of its commit.
class Following {
public:
    /// Returns when everything can be found. @param file  where the index is kept between starts; empty: nowhere
    Following(Search& search,
              const catalogue::Catalogue& catalogue,
              db::Database& database,
              std::filesystem::path file);
    ~Following();
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;
    /// Takes in what changed until now: what tests and imports wait for.
    void catch_up();

private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace yw::search
