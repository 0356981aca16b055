#include "publication/publication.hpp"

#include <map>

#include "platform/crypto/crypto.hpp"
#include "publication/gzip.hpp"
#include "publication/publication_fixture_test.hpp"

namespace yw::publication::test {
namespace {

/// What a follower holds: the entry of each item by place and source id.
using Copy = std::map<std::string, std::string>;

void take(Copy& copy, std::string_view line) {
    const auto record = read_record(line);
    ASSERT_TRUE(record) << record.error().code.name << " " << record.error().detail;
    copy[record->entry.region.str() + record->entry.source_id] = entry_json(record->entry);
}

class FeedTest : public PublicationTest {
protected:
    /// Reads all that is new behind the cursor in steps of `limit`.
    std::string follow(Copy& copy, std::string cursor, int limit) {
        for (;;) {
            const auto page =
                json_at("/api/v1/changes?include=guide&limit=" + std::to_string(limit) + "&cursor=" + cursor);
            for (const auto& change : page.at("changes").as_array()) take(copy, json::serialize(change));
            cursor = page.at("next").as_string();
            if (!page.at("more").as_bool()) return cursor;
        }
    }
    struct Snapshot {
        Copy copy;
        std::string cursor;
        json::object end;
        std::vector<std::string> lines;
    };
    Snapshot snapshot() {
        const auto answer = get("/api/v1/snapshot", {{"Accept-Encoding", "gzip"}});
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(header(answer, "Content-Encoding"), "gzip");
        Snapshot made;
        std::istringstream lines(gunzip(answer.bytes(), 1 << 26).value());
        for (std::string line; std::getline(lines, line);) made.lines.push_back(line);
        made.cursor = json::parse(made.lines.front()).at("cursor").as_string();
        made.end = json::parse(made.lines.back()).as_object();
        for (std::size_t i = 1; i + 1 < made.lines.size(); ++i) take(made.copy, made.lines[i]);
        return made;
    }
};

TEST_P(FeedTest, AFollowerThatStopsAnywhereGoesOnAndMissesNothing) {
    ASSERT_GT(import_demo(6), 0);
    Copy copy;
    std::string cursor;
    for (int step = 0; step < 3; ++step)
        cursor = json_at("/api/v1/changes?limit=1&cursor=" + cursor).at("next").as_string();
    cursor = follow(copy, cursor, 2);
    list("x", "新增事项");
    cursor = follow(copy, cursor, 1);
    EXPECT_EQ(copy.size(), 4U) << "the last three guides and the new item";
    const auto nothing = json_at("/api/v1/changes?cursor=" + cursor);
    EXPECT_TRUE(nothing.at("changes").as_array().empty());
    EXPECT_EQ(nothing.at("next").as_string(), cursor);
}

TEST_P(FeedTest, SnapshotAndFeedFromItsCursorAreTheStateOfNow) {
    import_demo(5);
    list("x", "一件事");
    auto made = snapshot();
    EXPECT_EQ(made.copy.size(), 6U);
    EXPECT_EQ(made.end.at("items"), 6);
    EXPECT_EQ(made.end.at("guides"), 5);

    clock_.advance(std::chrono::hours{1});
    list("x", "改了名称的事");
    list("y", "又一件事");
    auto guide = *catalogue_->guide(catalogue_->all_items(1, "").items[0].id).value();
    guide.guide.consult_phone = "0826-0000001";
    ASSERT_TRUE(catalogue::publish_guide(database(), clock_, guide.item.id, guide.guide));

    follow(made.copy, made.cursor, 2);
    const auto now = snapshot();
    EXPECT_EQ(made.copy, now.copy);
    EXPECT_NE(made.end.at("list_hash"), now.end.at("list_hash"));
}

TEST_P(FeedTest, TheSameVersionHasTheSameHashInEveryChannel) {
    import_demo(3);
    const auto id = catalogue_->all_items(1, "").items[0].id;
    const auto hash = catalogue_->guide(id).value()->content_hash;
    const auto made = snapshot();
    const auto feed = json_at("/api/v1/changes?include=guide");
    int seen = 0;
    for (const auto& change : feed.at("changes").as_array()) {
        if (change.at("id").as_string() != id) continue;
        ++seen;
        EXPECT_EQ(change.at("item").at("content_hash").as_string(), hash);
        EXPECT_EQ(crypto::hex(crypto::sm3(json::serialize(change.at("guide")))), hash);
        EXPECT_EQ(change.at("url").as_string(), "https://zwfw.example/i/" + id);
        EXPECT_EQ(change.at("kind").as_string(), "published");
    }
    for (const auto& line : made.lines)
        if (line.find(id) != std::string::npos && line.find(hash) != std::string::npos) ++seen;
    EXPECT_EQ(seen, 2);
    std::vector<std::string> hashes;
    for (const auto& change : feed.at("changes").as_array()) hashes.emplace_back(change.at("entry_hash").as_string());
    EXPECT_EQ(made.end.at("list_hash").as_string(), list_hash(hashes));
}

TEST_P(FeedTest, WhatHasNotChangedIsNotSentAgain) {
    list("x", "一件事");
    for (const char* target : {"/api/v1/changes", "/api/v1/snapshot"}) {
        const auto first = get(target, {{"Accept-Encoding", "gzip"}});
        const auto etag = header(first, "ETag");
        ASSERT_FALSE(etag.empty()) << target;
        EXPECT_EQ(get(target, {{"If-None-Match", etag}, {"Accept-Encoding", "gzip"}}).status, 304) << target;
    }
    list("y", "又一件事");
    EXPECT_EQ(snapshot().copy.size(), 2U);
    const auto plain = get("/api/v1/snapshot");
    EXPECT_EQ(header(plain, "Content-Encoding"), "");
    EXPECT_EQ(plain.bytes().substr(0, 10), "{\"format\":");
}

TEST_P(FeedTest, WrongParametersAreNamedAndACursorOfTheFutureIsTold) {
    for (const char* query : {"cursor=x", "limit=0", "limit=501", "limit=a", "include=all"})
        EXPECT_EQ(get(std::string("/api/v1/changes?") + query).status, 400) << query;
    const auto ahead = get("/api/v1/changes?cursor=999999");
    EXPECT_EQ(ahead.status, 409);
    EXPECT_NE(std::string(ahead.bytes()).find("publication.cursor_ahead"), std::string::npos);
}

TEST_P(FeedTest, WhatIsNewIsAJsonFeed) {
    import_demo(4);
    list("x", "只有名称的事");
    const auto feed = json_at("/feed.json?place=511602000000");
    EXPECT_EQ(feed.at("version").as_string(), "https://jsonfeed.org/version/1.1");
    EXPECT_EQ(feed.at("items").as_array().size(), 4U) << "published guides";
    const auto& item = feed.at("items").at(0);
    EXPECT_TRUE(std::string(item.at("url").as_string()).starts_with("https://zwfw.example/i/"));
    EXPECT_TRUE(json_at("/feed.json?place=511603000000").at("items").as_array().empty());
    EXPECT_EQ(get("/feed.json?place=5").status, 400);
}

INSTANTIATE_TEST_SUITE_P(Engines, FeedTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::publication::test
