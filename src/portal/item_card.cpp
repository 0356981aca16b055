#include "portal/item_card.hpp"

namespace yw::portal {
namespace {

void add_name(html::View& card, std::string_view name, std::string_view mark) {
    const auto at = mark.empty() ? std::string_view::npos : name.find(mark);
    if (at == std::string_view::npos) {
        card.set("BEFORE", name).set("AFTER", "").none("IF_MARK");
        return;
    }
    card.set("BEFORE", name.substr(0, at)).set("AFTER", name.substr(at + mark.size()));
    card.add("IF_MARK").set("MARKED", mark);
}

}  // namespace

std::string visits_text(int visits) {
    if (visits < 0) return {};
    return visits == 0 ? "不用跑" : "跑" + std::to_string(visits) + "次";
}

void add_item_card(const Site& site, html::View& view, const catalogue::Item& item, std::string_view mark) {
    html::View card = view.add("ITEMS");
    card.set("NAME", item.name).set("URL", "/i/" + item.id).set("DEPARTMENT", item.department.name);
    card.set("REGION", site.place_name(item.region));
    add_name(card, item.name, mark);
    const bool has_guide = item.status == catalogue::ItemStatus::kGuide;
    card.when("IF_LISTED", !has_guide).none("FACTS").none("IF_FACTS");
    const std::string visits = visits_text(item.visits);
    if (has_guide && (!item.promised.empty() || !visits.empty())) {
        html::View facts = card.add("IF_FACTS");
        if (!item.promised.empty()) facts.add("FACTS").set("FACT", item.promised);
        if (!visits.empty()) facts.add("FACTS").set("FACT", visits);
    }
    if (item.online)
        card.add("IF_ONLINE").set("APPLY_URL", "/apply/" + item.id);
    else
        card.none("IF_ONLINE");
    card.when("IF_GUIDE", has_guide && !item.online);
}

}  // namespace yw::portal
