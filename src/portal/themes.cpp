#include "portal/themes.hpp"

#include <algorithm>
#include <array>

#include "portal/site.hpp"

namespace yw::portal {
namespace {

constexpr std::array<std::string_view, 9> kEnterpriseEvents{
    "kai-ban", "zhun-ying", "jian-she", "yong-gong", "na-shui", "jing-ying", "bian-geng", "rong-zi", "zhu-xiao"};

std::vector<catalogue::Count> events_that(const catalogue::PlaceCounts& counts, bool enterprise) {
    std::vector<catalogue::Count> picked;
    for (const catalogue::Count& count : counts.life_events)
        if (count.items > 0 && is_enterprise_event(count.key) == enterprise) picked.push_back(count);
    return picked;
}

}  // namespace

bool is_enterprise_event(std::string_view key) {
    return std::find(kEnterpriseEvents.begin(), kEnterpriseEvents.end(), key) != kEnterpriseEvents.end();
}

std::vector<catalogue::Count> personal_events(const catalogue::PlaceCounts& counts) {
    return events_that(counts, false);
}
std::vector<catalogue::Count> enterprise_events(const catalogue::PlaceCounts& counts) {
    return events_that(counts, true);
}

void add_themes(html::View& view,
                const std::vector<catalogue::Count>& counts,
                std::string_view kind,
                std::string_view icon) {
    for (const catalogue::Count& count : counts) {
        if (count.items <= 0) continue;
        view.add("THEMES")
            .set("URL", "/items?" + std::string(kind) + "=" + http::url_encode(count.key))
            .set("ICON", std::string(icon) + count.key)
            .set("NAME", count.name)
            .set("COUNT", in_thousands(count.items));
    }
}

}  // namespace yw::portal
