#include "publication/record.hpp"

#include <gtest/gtest.h>

#include "catalogue/guide_json.hpp"
#include "platform/crypto/crypto.hpp"
#include "publication/gzip.hpp"

namespace yw::publication {
namespace {

catalogue::ItemChange sample_change() {
    catalogue::ItemChange change;
    change.kind = catalogue::ChangeKind::kPublished;
    change.changed_at_ms = LocalDay(2026, 3, 2).begins().ms;
    change.item.id = "01957a2c-0000-7000-8000-000000000001";
    change.item.region = *RegionCode::parse("511602000000");
    change.item.source_id = "S-1";
    change.item.name = "居民身份证“换领”";
    change.item.department.name = "示范公安局";
    change.item.version = 2;
    return change;
}

catalogue::Guide small_guide() {
    catalogue::Guide guide;
    guide.name = "居民身份证“换领”";
    guide.materials.push_back({});
    guide.materials[0].name = "照片";
    return guide;
}

TEST(Record, ComesBackAsItWasSent) {
    auto change = sample_change();
    change.content_hash = catalogue::content_hash(small_guide());
    const auto line = record_json(change, "https://zwfw.example", catalogue::canonical_json(small_guide()));
    const auto record = read_record(line);
    ASSERT_TRUE(record) << record.error().detail;
    EXPECT_EQ(record->kind, "published");
    EXPECT_EQ(record->entry, entry_of(change));
    EXPECT_EQ(record->changed_at.ms, change.changed_at_ms);
    EXPECT_EQ(record->guide, small_guide());
}

TEST(Record, AChangedLetterIsFound) {
    auto change = sample_change();
    change.content_hash = catalogue::content_hash(small_guide());
    const auto line = record_json(change, "", catalogue::canonical_json(small_guide()));
    const auto with = [&](std::string_view from, std::string_view to, std::size_t begin) {
        std::string changed = line;
        changed.replace(changed.find(from, begin), from.size(), to);
        return changed;
    };
    EXPECT_EQ(read_record(with("示范公安局", "示范民政局", 0)).error().code, kRecordHash);
    EXPECT_EQ(read_record(with("照片", "照骗", 0)).error().code, kRecordHash);
    EXPECT_EQ(read_record(with("published", "forgotten", 0)).error().code, kRecordUnreadable);
    EXPECT_EQ(read_record("{}").error().code, kRecordUnreadable);
    EXPECT_EQ(read_record("").error().code, kRecordUnreadable);
}

/// The guide says how outsiders compute it: SM3 of the item's text in the line.
TEST(Record, TheEntryHashIsMadeOfTheTextInTheLine) {
    const auto line = record_json(sample_change(), "", "");
    const auto begin = line.find("\"item\":") + 7;
    const auto text = line.substr(begin, line.size() - 1 - begin);
    EXPECT_EQ(
        text,
        R"({"region":"511602000000","source_id":"S-1","code":"","base_code":"","name":"居民身份证“换领”",)"
        R"("main_item":"","task_type":"","department":"示范公安局","department_code":"","state":"active","version":2,)"
        R"("content_hash":""})");
    EXPECT_NE(line.find(crypto::hex(crypto::sm3(text))), std::string::npos);
}

TEST(Record, ListsInAnyOrderHaveOneHash) {
    EXPECT_EQ(list_hash({"b", "a"}), list_hash({"a", "b"}));
    EXPECT_NE(list_hash({"a"}), list_hash({"a", "a"}));
    EXPECT_EQ(list_hash({"a", "b"}), crypto::hex(crypto::sm3("a\nb\n")));
}

TEST(Cursor, OnlyOursAreRead) {
    const std::string id = "01957a2c-0000-7000-8000-000000000001";
    EXPECT_EQ(position_of("")->generation, 0);
    EXPECT_EQ(*position_of("17"), (catalogue::FeedPosition{17, ""}));
    EXPECT_EQ(*position_of("17." + id), (catalogue::FeedPosition{17, id}));
    for (const char* wrong : {"x", "17.", "17.x", "-1", "1e3", "17 ", ".17", "99999999999999999999"})
        EXPECT_FALSE(position_of(wrong)) << wrong;
}

TEST(Gzip, UnpacksWhatItPackedAndNothingElse) {
    GzipWriter writer;
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + "\n";
    writer.add(text);
    const auto packed = writer.finish();
    EXPECT_LT(packed.size(), text.size() / 2);
    EXPECT_EQ(gunzip(packed, text.size()), text);
    EXPECT_FALSE(gunzip(packed, text.size() - 1)) << "larger than allowed";
    EXPECT_FALSE(gunzip(packed.substr(0, packed.size() - 9), text.size())) << "cut off";
    EXPECT_FALSE(gunzip("no gzip", 100));
}

}  // namespace
}  // namespace yw::publication
