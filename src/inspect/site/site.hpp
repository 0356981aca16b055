// Inspection of somebody's platform from outside, as a person would use it (国办函〔2017〕115号): open the entrance,
// look into the columns, search for items that the platform itself names, read guides, open forms and attachments, look
// for sign-in and consultation. Politely: robots.txt, one request at a time at a set rate, the same host only, an
// honest User-Agent; nothing is sent but searches.
//
// What could not be checked (robots.txt, a script, a time-out, a picture of a procedure) is never counted as a defect.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/site/fetching.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace yw::site {

inline constexpr ErrorCode kAddressWrong{"site.address_wrong", Kind::kInvalid};

struct Plan {
    std::string address;
    std::string seed = "1";          ///< the same seed on the same site looks at the same pages
    double per_second = 1;           ///< requests; robots.txt may ask for fewer
    int most_pages = 200;            ///< requests in all
    int columns = 60;                ///< columns looked into
    int guides = 20;                 ///< guides read
    int searches = 6;                ///< names searched for
    int papers = 40;                 ///< forms and attachments opened
    int search_first = 10;           ///< an item must be among so many results
    std::vector<std::string> named;  ///< high-frequency items: searched for besides the drawn ones
    std::vector<std::string> items;  ///< addresses of guides that are read before all others: a campaign's sample
};

enum class State { kPassed, kFailed, kCouldNotCheck };
std::string_view to_string(State state);  ///< passed | failed | could_not_check

/// One thing that is wrong, at one place.
struct Finding {
    std::string indicator;  ///< A1 … A6, D1 … D6
    std::string kind;       ///< stable name, one of finding_kinds()
    std::string address;    ///< of the page
    std::string what;       ///< the sentence for people
    std::string words;      ///< as it stands on the page
};
/// empty_column, dead_link …
const std::vector<std::string_view>& finding_kinds();

/// One indicator over the whole platform.
struct Check {
    std::string indicator;
    State state = State::kCouldNotCheck;
    int checked = 0;  ///< columns, searches, links, guides
    int failed = 0;
    int could_not = 0;
    std::vector<std::string> reasons;  ///< why something could not be checked
};

struct Search {
    std::string name;
    std::string item_address;
    State state = State::kCouldNotCheck;
    int position = 0;  ///< among the results, from 1; 0: not found
    std::int64_t ms = 0;
    std::string results_address;
};

/// A finding of the linter in words that a report can print.
struct GuideFinding {
    std::string rule, severity, element, text, marks, why, better, defect;
};

struct GuideResult {
    std::string address;
    std::string name;
    std::string department;
    std::vector<std::string> defects;  ///< D1 … D6
    std::vector<std::string> could_not_check;
    std::vector<GuideFinding> findings;
    std::map<std::string, std::string> elements;
};

/// An item that the platform names on some page, its guide read or not.
struct ItemSeen {
    std::string name;
    std::string address;
};

/// Evidence of one request: the bytes lie in the folder under their SHA-256.
struct PageRecord {
    std::string address;
    std::string final_address;  ///< behind redirects
    std::string why;            ///< entrance, column, guide, search, sign_in, consult, paper, link
    int status = 0;
    std::string failure;  ///< timed_out, unreachable, certificate, robots, other_host, too_many, stopped
    std::string content_type;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string sm3;
    UtcTime at;
    std::int64_t ms = 0;
};

/// A page as a browser showed it.
struct Picture {
    std::string file;  ///< beside the report
    std::string address;
    std::string sha256;
};

struct Inspection {
    std::string address;
    std::string title;
    std::string seed;
    std::string words_version;
    UtcTime started, ended;
    std::string robots;  ///< found, none, refused
    bool entrance_opened = false;
    bool stopped = false;  ///< the platform asked us to (“too busy” again and again)
    int addresses_seen = 0;
    std::vector<Check> checks;
    std::vector<Finding> findings;
    std::vector<Search> searches;
    std::vector<GuideResult> guides;
    std::vector<ItemSeen> items;
    std::vector<PageRecord> pages;
    std::vector<Picture> pictures;  ///< taken after the inspection, for its report

    const Check* check(std::string_view indicator) const;
};

struct Surroundings {
    Fetcher& fetcher;
    const Clock& clock;
    std::function<void(std::chrono::milliseconds)> pause;
    /// The bytes of each answer with their SHA-256 in hexadecimal; may be empty.
    std::function<void(const std::string& sha256, std::string_view bytes)> keep = {};
    /// A line for whoever waits; may be empty.
    std::function<void(const std::string& line)> progress = {};
};

/// @errors site.address_wrong
Result<Inspection> inspect_site(const Plan& plan, const Surroundings& surroundings);

/// What a User-Agent of an inspection says; `contact` is an address or telephone number that the site may ask.
std::string user_agent(std::string_view contact);

std::string to_json(const Inspection& inspection);
/// For a terminal.
std::string to_text(const Inspection& inspection);
/// One page that prints well, with everything in it.
std::string to_html(const Inspection& inspection);

}  // namespace yw::site
