// What a question asks for: pure, by the rules of data/asking.
#pragma once

#include <unordered_map>

#include "asking/asking.hpp"
#include "search/text.hpp"

namespace yw::asking {

inline constexpr std::size_t kLongestQuestion = 256;  ///< characters that are looked at
inline constexpr std::size_t kMostElements = 2;       ///< that one question is answered with

/// What was said of a step (丢了), and what an item must say to be about it (补领).
struct Step {
    std::vector<std::u32string> said;
    std::vector<std::u32string> item;
};

struct Event {
    std::string name;
    std::vector<std::u32string> words;
    std::vector<std::string> life_events;
    std::vector<std::u32string> order;  ///< parts of items' names
};

struct Understood {
    std::u32string whole;  ///< folded
    std::u32string about;  ///< without what only asks
    std::vector<Element> elements;
    const Event* event = nullptr;  ///< something happened, and it is asked what must be done
    std::size_t event_word = 0;    ///< characters of the word by which it was recognised
    std::vector<const Step*> steps;
    std::u32string doing;  ///< the two characters behind how it is done (怎么签注), or empty
    bool is_question = false;
    std::optional<ErrorCode> refusal;
};

class Rules {
public:
    /// @errors kRulesUnreadable
    static Result<std::shared_ptr<const Rules>> read(std::string_view toml);
    /// The ones that the program carries.
    static std::shared_ptr<const Rules> built_in();

    Understood understand(std::string_view question) const;
    const std::string& version() const { return version_; }
    const std::vector<Event>& events() const { return events_; }

private:
    struct Phrases {
        std::unordered_map<std::u32string, Element> all;
        std::size_t longest = 0;
        void add(std::u32string phrase, Element element);
    };
    struct Refusal {
        ErrorCode reason;
        std::vector<std::u32string> words;
    };
    void drop_lead(std::u32string& about) const;
    void find_event(Understood& understood) const;

    std::string version_;
    Phrases asks_;
    std::vector<std::u32string> leads_, how_;
    std::vector<std::u32string> event_asks_;
    std::vector<std::u32string> question_words_;
    std::vector<Event> events_;
    std::vector<Step> steps_;
    std::vector<Refusal> refusals_;
};

/// Whether one of them stands in the text.
bool says_any(std::u32string_view text, const std::vector<std::u32string>& words);

}  // namespace yw::asking
