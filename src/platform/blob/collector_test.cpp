#include "platform/blob/collector.hpp"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "platform/blob/migrations.hpp"
#include "platform/db/test_database.hpp"

namespace yw::blob {
namespace {

using std::chrono::hours;

/// The rows that name files, and the collector over them.
class CollectorTest : public db::EngineTest {
protected:
    void SetUp() override {
        if (GetParam() == db::Engine::kSqlite) {
            blobs_ = open_files(folder() / "blobs", keys_, clock_);
        } else {
            const std::vector<std::span<const db::Migration>> modules{migrations()};
            database().migrate(modules, 0);
            blobs_ = open_table(database(), keys_, clock_);
        }
    }
    Collector collector() {
        return Collector(*blobs_, database(), clock_, {[this](db::Reader&, const std::string& name) {
            const std::lock_guard lock(mutex_);
            return named_.contains(name);
        }});
    }
    void name(const std::string& blob) {
        const std::lock_guard lock(mutex_);
        named_.insert(blob);
    }
    std::string path_of(const std::string& blob) const {
        return folder() / ("blobs/" + blob.substr(0, 2) + "/" + blob);
    }

    crypto::Keys keys_ = crypto::Keys::for_test("blobs");
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    std::unique_ptr<Blobs> blobs_;
    std::mutex mutex_;
    std::set<std::string> named_;
};

TEST_P(CollectorTest, TakesWhatNoRowNamesAndNobodyHasPutForSevenDays) {
    const auto kept = blobs_->put("named"), gone = blobs_->put("not named"), again = blobs_->put("put again");
    name(kept);
    auto collecting = collector();
    EXPECT_EQ(collecting.work(10), 0);
    clock_.advance(kGrace + hours(1));
    const auto young = blobs_->put("young");
    EXPECT_EQ(blobs_->put("put again"), again);
    EXPECT_EQ(collecting.work(10), 1);
    EXPECT_EQ(blobs_->get(gone), std::nullopt);
    for (const auto& one : {kept, again, young}) EXPECT_TRUE(blobs_->get(one));
    EXPECT_EQ(blobs_->put("not named"), gone) << "and may come again";
    EXPECT_EQ(blobs_->get(gone), "not named");
}

TEST_P(CollectorTest, GoesThroughAllFilesAFewAtATimeThenRests) {
    for (int i = 0; i < 25; ++i) name(blobs_->put("named " + std::to_string(i)));
    for (int i = 0; i < 25; ++i) blobs_->put("lost " + std::to_string(i));
    clock_.advance(kGrace + hours(1));
    auto collecting = collector();
    int removed = 0;
    for (int i = 0; i < 8; ++i) removed += collecting.work(7);
    EXPECT_EQ(removed, 25);
    blobs_->put("lost later");
    clock_.advance(kBetweenRounds - std::chrono::minutes(1));
    EXPECT_EQ(collecting.work(7), 0) << "it rests";
}

TEST_P(CollectorTest, AnUploadAtTheSameMomentWins) {
    constexpr int kRounds = 60;
    const std::string bytes = "the same bytes, put again while they are looked at";
    for (int i = 0; i < kRounds; ++i) {
        const auto blob = blobs_->put(bytes);
        clock_.advance(kGrace + hours(7));
        std::thread uploads([&] {
            blobs_->put(bytes);
            EXPECT_TRUE(blobs_->get(blob)) << "put() has returned";
            name(blob);
        });
        auto collecting = collector();
        collecting.work(10);
        uploads.join();
        ASSERT_EQ(blobs_->get(blob), bytes) << i;
        const std::lock_guard lock(mutex_);
        named_.clear();
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, CollectorTest, db::both_engines(), db::engine_name);

class KilledCollectorTest : public CollectorTest {};

TEST_P(KilledCollectorTest, WhatStoodAsideComesBackAndHalfAFileGoes) {
    namespace fs = std::filesystem;
    const auto kept = blobs_->put("named"), lost = blobs_->put("lost");
    name(kept);
    for (const auto& blob : {kept, lost}) fs::rename(path_of(blob), path_of(blob) + ".aside");
    const auto half = path_of(kept) + ".0123456789ab";
    std::ofstream(half) << "half";
    fs::last_write_time(half, fs::last_write_time(path_of(kept) + ".aside"));
    EXPECT_EQ(blobs_->get(kept), "named") << "while it stands aside, too";
    clock_.advance(kGrace + hours(1));
    auto collecting = collector();
    int removed = 0;
    for (int round = 0; round < 2; ++round) {
        removed += collecting.work(10);
        clock_.advance(kBetweenRounds);
    }
    EXPECT_EQ(removed, 1);
    EXPECT_TRUE(fs::exists(path_of(kept)));
    EXPECT_FALSE(fs::exists(path_of(kept) + ".aside"));
    EXPECT_FALSE(fs::exists(path_of(lost) + ".aside"));
    EXPECT_FALSE(fs::exists(half));
    EXPECT_EQ(blobs_->get(kept), "named");
    EXPECT_EQ(blobs_->get(lost), std::nullopt);
}

TEST_P(KilledCollectorTest, BytesThatWerePutAnewWhileTheyStoodAsideAreKept) {
    const auto blob = blobs_->put("twice");
    std::filesystem::rename(path_of(blob), path_of(blob) + ".aside");
    blobs_->put("twice");
    name(blob);
    clock_.advance(kGrace + hours(1));
    auto collecting = collector();
    EXPECT_EQ(collecting.work(10), 0);
    EXPECT_EQ(blobs_->get(blob), "twice");
    EXPECT_FALSE(std::filesystem::exists(path_of(blob) + ".aside"));
}

INSTANTIATE_TEST_SUITE_P(Files, KilledCollectorTest, testing::Values(db::Engine::kSqlite), db::engine_name);

}  // namespace
}  // namespace yw::blob
