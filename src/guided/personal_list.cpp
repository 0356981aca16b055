#include "guided/personal_list.hpp"

#include <algorithm>

#include "guided/guided.hpp"
#include "platform/http/http.hpp"

namespace yw::guided {
namespace {

bool names(const Walked& walked,
           const std::string& item,
           const std::string& key,
           std::vector<std::string> Part::*list) {
    return std::any_of(walked.parts.begin(), walked.parts.end(), [&](const Part* part) {
        return part->item == item && std::find((part->*list).begin(), (part->*list).end(), key) != (part->*list).end();
    });
}

void sort_materials(NeededItem& needed, const Walked& walked, const std::string& item) {
    for (const auto& material : needed.guide->guide.materials) {
        const bool is_needed = material.need == "1" || names(walked, item, material.key, &Part::needs);
        if (is_needed)
            (material.exempt ? needed.fetched : needed.bring).push_back(&material);
        else if (names(walked, item, material.key, &Part::spares))
            needed.spared.push_back(&material);
        else if (!material.exempt)
            needed.open.push_back(&material);
    }
}

}  // namespace

std::string NeededItem::apply_url() const {
    if (!guide->item.online) return {};
    std::string url = "/apply/" + guide->item.id;
    char sign = '?';
    for (const auto& [field, option] : answers) {
        url += sign + ("given=" + http::url_encode(field + ":" + option));
        sign = '&';
    }
    return url;
}

Result<std::vector<NeededItem>> personal_list(const Walked& walked, const GuideOf& guide_of) {
    std::vector<NeededItem> list;
    std::vector<std::string> items;
    for (const Part* part : walked.parts) {
        const auto at = std::find(items.begin(), items.end(), part->item);
        const auto number = static_cast<std::size_t>(at - items.begin());
        if (at == items.end()) {
            NeededItem needed;
            needed.guide = guide_of(part->item);
            if (!needed.guide) return fail(kBroken, part->item);
            sort_materials(needed, walked, part->item);
            items.push_back(part->item);
            list.push_back(std::move(needed));
        }
        list[number].why.push_back(part->why);
        list[number].answers.insert(part->answers.begin(), part->answers.end());
    }
    return list;
}

}  // namespace yw::guided
