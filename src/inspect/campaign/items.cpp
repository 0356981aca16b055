#include "inspect/campaign/items.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "inspect/campaign/campaigns.hpp"
#include "inspect/campaign/sql.hpp"
#include "inspect/sampling/drawing.hpp"
#include "kernel/ids.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr std::int64_t kMostItems = 200'000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // by it spreadsheets know UTF-8

std::optional<Round> find_round(db::Reader& reader, const std::string& id) {
    return reader.one(sql::find_round, {{"id", id}}, [](const db::Row& row) {
        Round round;
        round.id = row.text(0);
        round.seed = row.text(4);
        round.state = row.text(5);
        round.item_quota = row.integer(7);
        round.items_drawn = !row.is_null(8);
        return round;
    });
}

int insert_item(db::Transaction& tx,
                const std::string& round_id,
                const std::string& platform_id,
                const FrameItem& item) {
    const auto id = new_id();
    return static_cast<int>(tx.execute(sql::insert_item, {{"id", id},
                                                          {"round_id", round_id},
                                                          {"platform_id", platform_id},
                                                          {"name", item.name},
                                                          {"address", item.address},
                                                          {"named", item.named ? 1 : 0}}));
}

ItemLine item_of_round(const db::Row& row) {
    ItemLine item;
    item.id = row.text(0);
    item.platform_id = row.text(1);
    item.stratum = row.text(2);
    item.platform_name = row.text(3);
    item.platform_address = row.text(4);
    item.name = row.text(5);
    item.address = row.text(6);
    item.named = row.integer(7) == 1;
    return item;
}

/// The items of one platform, in the frame of a draw.
struct PlatformItems {
    std::string address;
    std::vector<inspect::Unit> units;
    std::vector<std::string> ids;  ///< beside the units
};

/// One item of the platform for each high-frequency name: the one of exactly this name, else of those that hold it the
/// one that the seed puts first.
void name_high_frequency(PlatformItems& platform, const std::vector<std::string>& names, const std::string& seed) {
    for (const auto& name : names) {
        inspect::Unit* chosen = nullptr;
        for (auto& unit : platform.units) {
            if (unit.id.find(name) == std::string::npos) continue;
            const auto place = [&](const inspect::Unit& one) {
                return std::pair(one.id != name, inspect::draw_number(seed, one.stratum, one.id));
            };
            if (!chosen || place(unit) < place(*chosen)) chosen = &unit;
        }
        if (chosen) chosen->named = true;
    }
}

/// Text of others in a cell: quoted, and never a formula of a spreadsheet.
std::string cell(std::string_view text) {
    std::string quoted = "\"";
    if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos) quoted += '\'';
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::string_view how_drawn(bool named, bool sampled) {
    return named && sampled ? "必查" : sampled ? "抽中" : "未抽中";
}

}  // namespace

void ItemNames::add(std::string address, std::string name) {
    if (!address.empty()) names_.emplace(std::move(address), std::move(name));
}

const std::string& ItemNames::of(const MachineObservation& observation) const {
    const auto known = names_.find(observation.address);
    return observation.item.empty() || known == names_.end() ? observation.item : known->second;
}

ItemNames take_items(db::Transaction& tx,
                     const std::string& round_id,
                     const std::string& platform_id,
                     const std::vector<MachineItem>& items) {
    ItemNames names;
    std::set<std::string> addresses;
    tx.each(sql::items_of_platform, {{"platform_id", platform_id}}, [&](const db::Row& row) {
        addresses.insert(row.text(2));
        names.add(row.text(2), row.text(1));
    });
    const auto round = find_round(tx, round_id);
    if (items.empty() || !round || round->items_drawn) return names;
    auto room = kMostItems - tx.number(sql::count_items, {{"round_id", round_id}}).value_or(0);
    for (const auto& item : items) {
        if (room <= 0) break;
        if (!addresses.insert(item.address).second) continue;
        const int added = insert_item(tx, round_id, platform_id, {"", item.name, item.address, false});
        if (added > 0) names.add(item.address, item.name);
        room -= added;
    }
    return names;
}

Result<int> OpenCampaigns::add_items(const identity::Viewer& viewer,
                                     const std::string& round_id,
                                     std::string_view text) {
    auto frame = read_item_frame(text);
    if (frame.items.empty() && frame.wrong.empty())
        frame.wrong.push_back({"items", std::string(strings::text("campaign.fill_in"))});
    if (!frame.wrong.empty()) return fail(kInput, std::move(frame.wrong));
    return database_.write("campaign.add_items", [&](db::Transaction& tx) -> Result<int> {
        const auto round = find_round(tx, round_id);
        if (!round) return fail(kNotFound);
        if (round->state != "running") return fail(kNotRunning);
        if (round->items_drawn) return fail(kItemsDrawn);
        std::map<std::string, std::string, std::less<>> platforms;
        tx.each(sql::sample_of_round, {{"round_id", round_id}},
                [&](const db::Row& row) { platforms.emplace(std::string(bare_address(row.view(3))), row.text(0)); });
        std::vector<FieldError> wrong;
        for (const auto& item : frame.items)
            if (!platforms.contains(bare_address(item.platform)) && wrong.size() < 10)
                wrong.push_back({item.platform, std::string(strings::text("campaign.item_platform"))});
        const auto known = tx.number(sql::count_items, {{"round_id", round_id}}).value_or(0);
        if (known + static_cast<std::int64_t>(frame.items.size()) > kMostItems)
            wrong.push_back({"items", std::string(strings::text("campaign.item_long"))});
        if (!wrong.empty()) return fail(kInput, std::move(wrong));
        int added = 0;
        for (const auto& item : frame.items)
            added += insert_item(tx, round_id, platforms.find(bare_address(item.platform))->second, item);
        audit_.record(tx, {viewer.account_id, "campaign.items_added", round_id, std::to_string(added)});
        return added;
    });
}

Result<int> OpenCampaigns::draw_items(const identity::Viewer& viewer, const std::string& round_id) {
    return database_.write("campaign.draw_items", [&](db::Transaction& tx) -> Result<int> {
        const auto round = find_round(tx, round_id);
        if (!round) return fail(kNotFound);
        if (round->state != "running") return fail(kNotRunning);
        if (round->items_drawn) return fail(kItemsDrawn);
        std::vector<PlatformItems> platforms;
        tx.each(sql::items_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            // Sorted by the platform's address: not by ids, which another database would not have.
            if (platforms.empty() || platforms.back().address != row.view(4))
                platforms.push_back({row.text(4), {}, {}});
            platforms.back().units.push_back({row.text(5), row.text(4), row.integer(7) == 1});
            platforms.back().ids.push_back(row.text(0));
        });
        if (platforms.empty() || round->item_quota == 0) return fail(kNoItems);
        // Engines sort text in ways of their own; ties of the shares go to the earlier platform.
        std::sort(platforms.begin(), platforms.end(),
                  [](const PlatformItems& a, const PlatformItems& b) { return a.address < b.address; });
        const auto names = tx.list(sql::named_items_of_round, {{"round_id", round_id}},
                                   [](const db::Row& row) { return row.text(0); });
        std::vector<std::int64_t> sizes;
        for (const auto& platform : platforms) sizes.push_back(static_cast<std::int64_t>(platform.units.size()));
        const auto shares = inspect::proportional(sizes, round->item_quota);
        int drawn = 0;
        for (std::size_t i = 0; i < platforms.size(); ++i) {
            auto& platform = platforms[i];
            name_high_frequency(platform, names, round->seed);
            std::map<std::string_view, std::string_view> ids;
            for (std::size_t k = 0; k < platform.units.size(); ++k) ids[platform.units[k].id] = platform.ids[k];
            for (const auto& one : inspect::draw_sample(platform.units, {{platform.address, shares[i]}}, round->seed)) {
                tx.execute(sql::mark_item_sampled, {{"id", ids[one.unit.id]}, {"named", one.unit.named ? 1 : 0}});
                ++drawn;
            }
        }
        if (tx.execute(sql::set_items_drawn, {{"id", round_id}, {"items_drawn_at_ms", clock_.now().ms}}) == 0)
            return fail(kItemsDrawn);
        audit_.record(tx, {viewer.account_id, "campaign.items_drawn", round_id, std::to_string(drawn)});
        return drawn;
    });
}

ItemCounts OpenCampaigns::item_counts(const std::string& round_id) const {
    return database_.read([&](db::Reader& reader) {
        ItemCounts counts;
        counts.frame = reader.number(sql::count_items, {{"round_id", round_id}}).value_or(0);
        counts.sampled = reader.number(sql::count_sampled_items, {{"round_id", round_id}}).value_or(0);
        counts.platforms_without =
            reader.number(sql::count_platforms_without_items, {{"round_id", round_id}}).value_or(0);
        counts.named = reader.list(sql::named_items_of_round, {{"round_id", round_id}},
                                   [](const db::Row& row) { return row.text(0); });
        return counts;
    });
}

std::vector<ItemLine> OpenCampaigns::sampled_items(const std::string& round_id,
                                                   int limit,
                                                   const std::string& after) const {
    return database_.read([&](db::Reader& reader) {
        return reader.list(sql::sampled_items, {{"round_id", round_id}, {"after", after}, {"most", limit}},
                           [](const db::Row& row) {
                               auto item = item_of_round(row);
                               item.sampled = true;
                               item.inspected = row.integer(8) > 0;
                               return item;
                           });
    });
}

Result<std::string> OpenCampaigns::platforms_csv(const std::string& round_id) const {
    YW_TRY(const Round drawn, round(round_id));
    std::string csv(kByteOrderMark);
    csv += "层级,平台,网址,抽样数,结果\r\n";
    database_.read([&](db::Reader& reader) {
        reader.each(sql::frame_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            const auto number = inspect::draw_number(drawn.seed, row.view(1), row.view(3));
            csv += fmt::format("{},{},{},{:016x},{}\r\n", stratum_zh(row.view(1)), cell(row.view(2)), cell(row.view(3)),
                               number, how_drawn(row.integer(4) == 1, row.integer(5) == 1));
        });
    });
    return csv;
}

Result<std::string> OpenCampaigns::items_csv(const std::string& round_id) const {
    YW_TRY(const Round drawn, round(round_id));
    std::string csv(kByteOrderMark);
    csv += "层级,平台,平台网址,事项名称,指南网址,抽样数,结果\r\n";
    database_.read([&](db::Reader& reader) {
        reader.each(sql::items_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            const auto item = item_of_round(row);
            csv += fmt::format("{},{},{},{},{},{:016x},{}\r\n", stratum_zh(item.stratum), cell(item.platform_name),
                               cell(item.platform_address), cell(item.name), cell(item.address),
                               inspect::draw_number(drawn.seed, item.platform_address, item.name),
                               how_drawn(item.named, row.integer(8) == 1));
        });
    });
    return csv;
}

}  // namespace yw::campaign
