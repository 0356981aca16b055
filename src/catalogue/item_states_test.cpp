// Items that are taken off, by one and by thousands, and come back: lists, counts, themes, guides and feed.
#include "catalogue/item_states.hpp"

#include <chrono>
#include <iostream>

#include "catalogue/sample_guide.hpp"
#include "kernel/ids.hpp"

namespace yw::catalogue::test {
namespace {

constexpr std::string_view kCode = "000709001002";
const Standing kCancelled{ItemState::kCancelled, UtcTime{1'772'380'800'000}, "没有法律依据。", "示范发〔2026〕1号", ""};
const Standing kRestored{ItemState::kActive, UtcTime{1'772'467'200'000}, "恢复办理。", "示范发〔2026〕2号", ""};

class ItemStates : public CatalogueTest {
protected:
    std::string listed(const std::string& source_id, RegionCode region, std::string_view base_code = kCode) {
        ItemFacts facts;
        facts.source_id = source_id;
        facts.region = region;
        facts.name = "事项" + source_id;
        facts.base_code = base_code;
        return list_item(database(), clock_, facts, "示范局").value().id;
    }
    std::string with_guide(const std::string& source_id, RegionCode region) {
        const auto id = listed(source_id, region);
        Guide guide = sample_guide();
        guide.base_code = kCode;
        publish(id, guide);
        return id;
    }
    std::int64_t take_off(const ItemScope& scope, const Standing& standing = kCancelled) {
        return change_catalogue(
                   database(), clock_, "test.take_off",
                   [&](CatalogueChange& change) -> Result<std::int64_t> { return change.take_off(scope, standing); })
            .value();
    }
    std::vector<std::string> ids_of(const ItemFilter& filter) {
        std::vector<std::string> ids;
        for (const Item& item : catalogue_->items(filter, 100, "").items) ids.push_back(item.id);
        return ids;
    }
};

TEST_P(ItemStates, ACancelledItemStandsOnNoList) {
    const auto gone = with_guide("1", kDistrict);
    const auto other = listed("2", kDistrict, "000709001999");
    const auto before = catalogue_->generation();
    EXPECT_EQ(take_off({std::string(kCode), {}, {}}), 1);
    EXPECT_GT(catalogue_->generation(), before);
    EXPECT_EQ(ids_of({.region = kDistrict}), std::vector{other});
    EXPECT_EQ(catalogue_->items({.region = kDistrict}, 10, "").total, 1);
    EXPECT_EQ(catalogue_->items({.region = kDistrict, .text = "证"}, 10, "").total, 0);
    const Item item = catalogue_->item(gone).value();
    EXPECT_EQ(item.state, ItemState::kCancelled);
    EXPECT_TRUE(ids_of({.department_id = item.department.id, .text = "居民"}).empty());
    const Guide guide = sample_guide();
    EXPECT_TRUE(ids_of({.region = kDistrict, .personal_theme = guide.personal_themes.at(0)}).empty());
    const auto counts = catalogue_->counts(kVillage);
    EXPECT_EQ(counts.items, 1);
    EXPECT_EQ(counts.guides, 0);
    EXPECT_EQ(counts.online, 0);
    EXPECT_TRUE(counts.personal_themes.empty());
    ASSERT_EQ(counts.departments.size(), 1U);
    EXPECT_EQ(counts.departments[0].items, 1);
    ASSERT_EQ(catalogue_->all_items(10, "").items.size(), 1U);
    EXPECT_EQ(catalogue_->guide(gone).error().code, kItemEnded);
    EXPECT_EQ(catalogue_->guide_version(gone, 1).value()->guide.base_code, kCode) << "cases were filed under it";
    const auto changed = catalogue_->changed_since(before, 10, "");
    ASSERT_EQ(changed.items.size(), 1U) << "who keeps an index learns that it is gone";
    EXPECT_EQ(changed.items[0].state, ItemState::kCancelled);
    const auto standings = catalogue_->standings(gone);
    ASSERT_EQ(standings.size(), 1U);
    EXPECT_EQ(standings[0].document, "示范发〔2026〕1号");
    EXPECT_EQ(publish_guide(database(), clock_, gone, sample_guide()).error().code, kItemEnded);
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(check_active(reader, gone).error().code, kItemEnded);
        EXPECT_EQ(check_active(reader, "none").error().code, kItemNotFound);
        EXPECT_TRUE(check_active(reader, other));
    });
}

TEST_P(ItemStates, WhatIsRestoredIsWhereItWas) {
    const auto id = with_guide("1", kDistrict);
    const auto before = catalogue_->counts(kVillage);
    take_off({std::string(kCode), {}, {}}, {ItemState::kSuspended, clock_.now(), "系统升级。", "", ""});
    ASSERT_EQ(catalogue_->counts(kVillage).items, 0);
    EXPECT_TRUE(set_item_state(database(), clock_, id, kRestored));
    const auto after = catalogue_->counts(kVillage);
    EXPECT_EQ(after.items, before.items);
    EXPECT_EQ(after.online, before.online);
    EXPECT_EQ(after.personal_themes.size(), before.personal_themes.size());
    EXPECT_EQ(ids_of({.region = kDistrict, .personal_theme = sample_guide().personal_themes.at(0)}), std::vector{id});
    EXPECT_TRUE(catalogue_->guide(id));
    EXPECT_EQ(catalogue_->standings(id).size(), 2U);
    EXPECT_EQ(set_item_state(database(), clock_, "none", kRestored).error().code, kItemNotFound);
}

TEST_P(ItemStates, TheScopeIsAPlaceAndALevel) {
    const auto province = listed("1", kProvince);
    const auto city = listed("2", kCity);
    const auto district = listed("3", kDistrict);
    const auto elsewhere = listed("4", *RegionCode::parse("520102000000"));
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), {}, {}}).items, 4);
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), kProvince, {}}).items, 3);
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), kProvince, RegionLevel::kProvince}).items, 1);
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), {}, RegionLevel::kPrefecture}).items, 1);
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), {}, RegionLevel::kCounty}).items, 2);
        EXPECT_EQ(count_items_of(reader, {std::string(kCode), {}, RegionLevel::kNation}).items, 0);
        const auto first = items_of(reader, {std::string(kCode), {}, {}}, nullptr, 2);
        ASSERT_EQ(first.size(), 2U);
        const auto rest = items_of(reader, {std::string(kCode), {}, {}}, &first.back(), 10);
        EXPECT_EQ(rest.size(), 2U);
    });
    EXPECT_EQ(take_off({std::string(kCode), kProvince, RegionLevel::kPrefecture}), 1);
    EXPECT_EQ(catalogue_->item(city).value().state, ItemState::kCancelled);
    EXPECT_EQ(take_off({std::string(kCode), kProvince, {}}), 2);
    EXPECT_EQ(catalogue_->item(province).value().state, ItemState::kCancelled);
    EXPECT_EQ(catalogue_->item(district).value().state, ItemState::kCancelled);
    EXPECT_EQ(catalogue_->item(elsewhere).value().state, ItemState::kActive);
    EXPECT_EQ(catalogue_->standings(city).size(), 1U);
}

TEST_P(ItemStates, AnImportDoesNotBringACancelledItemBack) {
    const auto id = listed("1", kDistrict);
    take_off({std::string(kCode), {}, {}});
    ItemFacts facts;
    facts.source_id = "1";
    facts.region = kDistrict;
    facts.name = "换了名字";
    facts.base_code = kCode;
    EXPECT_EQ(list_item(database(), clock_, facts, "另一个局").value().outcome, Outcome::kChanged);
    EXPECT_EQ(catalogue_->item(id).value().state, ItemState::kCancelled);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 0);
}

TEST_P(ItemStates, SuccessorsAreShownWhileTheyAreActive) {
    const auto old = listed("1", kProvince);
    const auto one = listed("2", kDistrict, "a");
    const auto two = listed("3", kDistrict, "b");
    const auto done = change_catalogue(database(), clock_, "test", [&](CatalogueChange& change) -> Result<void> {
        change.set_state(catalogue_->item(old).value(), {ItemState::kSplit, clock_.now(), "", "", ""});
        change.add_successor(old, one);
        change.add_successor(old, two);
        change.add_successor(old, two);
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(catalogue_->successors(old).size(), 2U);
    EXPECT_TRUE(set_item_state(database(), clock_, two, kCancelled));
    EXPECT_EQ(catalogue_->successors(old).size(), 1U);
}

/// 5,000 items of one entry, each in a place of its own with a guide: the size that a national decision has.
TEST_P(ItemStates, FiveThousandItemsInOneTransaction) {
    constexpr int kItems = 5'000;
    Guide guide = sample_guide();
    guide.base_code = kCode;
    const auto filled = change_catalogue(database(), clock_, "test.fill", [&](CatalogueChange& change) -> Result<void> {
        for (int i = 0; i < kItems; ++i) {
            ItemFacts facts;
            facts.source_id = "1";
            facts.region = RegionCode::from_number(110'101'001'000 + static_cast<std::uint64_t>(i));
            facts.name = "事项";
            facts.base_code = kCode;
            facts.department = change.put_department(facts.region, "示范局", {}).department;
            const auto id = change.put_item(facts).id;
            if (i % 100 != 0) continue;  // publishing 5,000 guides would take most of the test's time
            Item item;
            item.id = id;
            item.region = facts.region;
            item.department = facts.department;
            change.publish(item, guide);
        }
        return {};
    });
    ASSERT_TRUE(filled);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(take_off({std::string(kCode), {}, {}}), kItems);
    const auto took = std::chrono::steady_clock::now() - begin;
    std::cout << "[ measured ] " << kItems << " items taken off in "
              << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
    EXPECT_EQ(catalogue_->counts(RegionCode::from_number(110'101'001'000)).items, 0);
    EXPECT_TRUE(catalogue_->all_items(10, "").items.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, ItemStates, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::catalogue::test
