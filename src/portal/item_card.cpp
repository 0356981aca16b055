#include "portal/item_card.hpp"

#include "portal/search_words.hpp"

namespace yw::portal {
namespace {

void add_piece(html::View& card, std::string_view text, bool marked) {
    html::View piece = card.add("PIECES");
    if (marked) {
        piece.add("IF_MARK").set("TEXT", text);
        piece.none("IF_PLAIN");
    } else {
        piece.add("IF_PLAIN").set("TEXT", text);
        piece.none("IF_MARK");
    }
}

/// The name with what answers marked.
void add_name(html::View& card, std::string_view name, const std::vector<search::Mark>& marks) {
    std::size_t at = 0;
    for (const auto& mark : marks) {
        if (mark.first > at) add_piece(card, name.substr(at, mark.first - at), false);
        add_piece(card, name.substr(mark.first, mark.last - mark.first), true);
        at = mark.last;
    }
    if (at < name.size()) add_piece(card, name.substr(at), false);
}

/// What a card says, whether it was listed or found.
struct Shown {
    std::string_view id, name, department, promised;
    RegionCode region;
    int visits = -1;
    bool has_guide = false, online = false;
    std::string_view query = {};  ///< for which it was found: choosing it is counted
};

/// Straight to it, or by the counter of choices.
std::string address(const Shown& item, std::string_view deed) {
    const auto path = (deed == "apply" ? "/apply/" : "/i/") + std::string(item.id);
    return item.query.empty() ? path : chosen_url(item.query, path);
}

void fill_card(const Site& site, html::View& card, const Shown& item) {
    card.set("NAME", item.name).set("URL", address(item, "guide")).set("DEPARTMENT", item.department);
    card.set("REGION", site.place_name(item.region));
    card.when("IF_LISTED", !item.has_guide).none("FACTS").none("IF_FACTS");
    const std::string visits = visits_text(item.visits);
    if (item.has_guide && (!item.promised.empty() || !visits.empty())) {
        html::View facts = card.add("IF_FACTS");
        if (!item.promised.empty()) facts.add("FACTS").set("FACT", item.promised);
        if (!visits.empty()) facts.add("FACTS").set("FACT", visits);
    }
    if (item.online)
        card.add("IF_ONLINE").set("APPLY_URL", address(item, "apply"));
    else
        card.none("IF_ONLINE");
    card.when("IF_GUIDE", item.has_guide && !item.online);
}

}  // namespace

std::string visits_text(int visits) {
    if (visits < 0) return {};
    return visits == 0 ? "不用跑" : "跑" + std::to_string(visits) + "次";
}

void add_item_card(const Site& site, html::View& view, const catalogue::Item& item) {
    html::View card = view.add("ITEMS");
    add_name(card, item.name, {});
    card.none("IF_ELSEWHERE");
    fill_card(site, card,
              {item.id, item.name, item.department.name, item.promised, item.region, item.visits,
               item.status == catalogue::ItemStatus::kGuide, item.online});
}

void add_found_card(const Site& site, html::View& view, const search::Found& found, std::string_view query) {
    html::View card = view.add("ITEMS");
    const auto& item = found.entry;
    add_name(card, item.name, found.marks);
    if (found.elsewhere > 0)
        card.add("IF_ELSEWHERE").set("PLACES", in_thousands(static_cast<std::int64_t>(found.elsewhere)));
    else
        card.none("IF_ELSEWHERE");
    fill_card(site, card,
              {item.id, item.name, item.department, item.promised, item.region, item.visits, item.has_guide,
               item.online, query});
}

}  // namespace yw::portal
