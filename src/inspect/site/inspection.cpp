#include "inspect/site/judging.hpp"
#include "inspect/site/site.hpp"
#include "inspect/site/tour.hpp"
#include "inspect/site/walk.hpp"

namespace yw::site {
namespace {

/// A campaign draws from them; more than any column shows without paging.
constexpr std::size_t kMostItems = 5000;

}  // namespace

std::string_view to_string(State state) {
    switch (state) {
        case State::kPassed:
            return "passed";
        case State::kFailed:
            return "failed";
        case State::kCouldNotCheck:
            return "could_not_check";
    }
    return "could_not_check";
}

const std::vector<std::string_view>& finding_kinds() {
    static const std::vector<std::string_view> kKinds{"entrance_dead",
                                                      "item_differs",
                                                      "empty_column",
                                                      "no_search",
                                                      "search_broken",
                                                      "search_misses",
                                                      "search_far",
                                                      "no_sign_in",
                                                      "second_registration",
                                                      "no_consultation",
                                                      "answered_late",
                                                      "attachment_empty",
                                                      "attachment_broken",
                                                      "attachment_dead",
                                                      "dead_link",
                                                      "not_encrypted",
                                                      "D1",
                                                      "D2",
                                                      "D3",
                                                      "D4",
                                                      "D5",
                                                      "D6"};
    return kKinds;
}

const Check* Inspection::check(std::string_view indicator) const {
    for (const Check& one : checks)
        if (one.indicator == indicator) return &one;
    return nullptr;
}

Result<Inspection> inspect_site(const Plan& plan, const Surroundings& around) {
    const auto address = parse_address(plan.address);
    if (!address) return fail(kAddressWrong, plan.address);
    Inspection result;
    result.address = address->text;
    result.seed = plan.seed;
    result.words_version = words().version;
    result.started = around.clock.now();
    Walk walk(plan, around, *address);
    Tour tour(plan, walk);
    tour.go();
    result.entrance_opened = tour.home().page != nullptr;
    if (tour.home().page) result.title = tour.home().page->title;
    Judging(plan, walk, tour, result).judge_all();
    result.robots = walk.robots_found();
    result.stopped = walk.stopped();
    result.addresses_seen = static_cast<int>(tour.links().size() + tour.files().size());
    for (const Place& item : tour.items())
        if (result.items.size() < kMostItems) result.items.push_back({item.text, item.address.text});
    for (const auto& visit : walk.visits()) result.pages.push_back(visit->record);
    result.ended = around.clock.now();
    return result;
}

}  // namespace yw::site
