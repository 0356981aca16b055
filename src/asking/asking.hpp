// Asking: a question in plain words is answered from the published guides, with the guide's own words and the place
// where they stand; or it is said that nothing is known, and who can be asked.
//
// Owns no table and keeps nothing of what was asked: questions are neither stored nor logged here. How people ask is
// data (data/asking); which item is meant is for the search to say; what is answered is for the guide to say.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "search/search.hpp"

namespace yw::asking {

// Why there is no answer.
inline constexpr ErrorCode kNotAsked{"asking.not_asked", Kind::kInvalid};    ///< words to look for, not a question
inline constexpr ErrorCode kNoSubject{"asking.no_subject", Kind::kInvalid};  ///< of which item is not said
inline constexpr ErrorCode kNoItem{"asking.no_item", Kind::kNotFound};       ///< no item fits well enough
inline constexpr ErrorCode kNoSuchStep{"asking.no_such_step",
                                       Kind::kNotFound};                  ///< an item, but not for this step of it
inline constexpr ErrorCode kNoGuide{"asking.no_guide", Kind::kNotFound};  ///< the item's guide is not published
inline constexpr ErrorCode kNotInGuide{"asking.not_in_guide", Kind::kNotFound};  ///< the guide says nothing of it
inline constexpr ErrorCode kNoEvent{"asking.no_event", Kind::kNotFound};   ///< no item of this place belongs to it
inline constexpr ErrorCode kOwnCase{"asking.own_case", Kind::kForbidden};  ///< asks for the person's own case
inline constexpr ErrorCode kUnlawful{"asking.unlawful", Kind::kForbidden};
inline constexpr ErrorCode kAdvice{"asking.advice", Kind::kInvalid};  ///< asks for an opinion
inline constexpr ErrorCode kRulesUnreadable{"asking.rules_unreadable", Kind::kInvalid};

/// An element of a guide that answers one kind of question.
enum class Element {
    kMaterials,
    kFees,
    kPromised,
    kHours,
    kPlaces,
    kDepartment,
    kConditions,
    kVisits,
    kResult,
    kNext,
    kStages,
    kObjection,
    kComplaintPhone,
    kConsultPhone,
    kBasis,
    kQuestions,
};
std::string_view word_of(Element element);  ///< materials, fees, promised …: as guides name them
std::optional<Element> element_of(std::string_view word);
std::string_view element_zh(Element element);  ///< 要带什么, 收费 …: as the guide's page names the part

/// Words of the guide, and when they hold.
struct Line {
    std::string text;
    std::string note;
};

/// One element of one guide as an answer.
struct Passage {
    catalogue::Item item;
    Element element = Element::kStages;
    std::string path;         ///< of the element in the guide: materials, questions[2]
    std::string anchor;       ///< of the part on the guide's page; empty: its head
    std::string says;         ///< one sentence made of the element's values
    std::vector<Line> lines;  ///< the guide's own words, letter by letter
    int version = 0;
    std::int64_t published_at_ms = 0;
    std::string url() const;  ///< path of the place in the guide
};

/// What must be done when something happens, in order.
struct EventItems {
    std::string name;
    std::vector<catalogue::Item> items;
};

/// Whom to ask instead: the window of the department that is nearest to the question.
struct Person {
    std::string department;
    std::string place;  ///< may be empty
    std::string phone;
    std::string hours;  ///< may be empty
};

struct Reply {
    std::vector<Passage> passages;  ///< the likeliest first; several where it is open which item is meant
    std::optional<EventItems> event;
    ErrorCode reason = kNotAsked;       ///< why there is no answer
    std::optional<Person> person;       ///< where some department is near
    std::vector<catalogue::Item> near;  ///< items that may be meant when there is no answer
    bool answered() const { return !passages.empty() || event.has_value(); }
    bool was_asked() const { return answered() || !(reason == kNotAsked); }
};

class Rules;

class Asking {
public:
    /// What is referred to outlives it.
    Asking(const catalogue::Catalogue& catalogue, const search::Search& search);
    ~Asking();
    /// @cost a search of 0.1 to 4 ms and at most twelve guides out of the catalogue's cache
    Reply ask(std::string_view question, RegionCode place) const;
    /// Of the rules by which questions are understood.
    const std::string& rules_version() const;

private:
    struct Work;
    const catalogue::Catalogue& catalogue_;
    const search::Search& search_;
    std::shared_ptr<const Rules> rules_;
};

/// The question without numbers, names and addresses of persons: what may be shown, kept and searched by.
std::string without_personal_data(std::string_view question);

}  // namespace yw::asking
