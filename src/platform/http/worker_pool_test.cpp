// Few run at a time, and nobody is held up by those who wait.
#include "platform/http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>

namespace yw::http {
namespace {

/// Longer than any test: nobody steps in.
constexpr std::chrono::hours kForEver{1};

TEST(WorkerPoolTest, NoMoreRunAtATimeThanAreWanted) {
    constexpr int kJobs = 2'000;
    WorkerPool pool({.threads = 16, .queue = kJobs, .at_once = 3, .patience = kForEver});
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    std::latch done(kJobs);
    pool.start();
    for (int i = 0; i < kJobs; ++i) {
        ASSERT_TRUE(pool.submit([&] {
            const int now = ++running;
            int seen = most;
            while (seen < now && !most.compare_exchange_weak(seen, now)) {
            }
            std::this_thread::yield();
            --running;
            done.count_down();
        }));
    }
    done.wait();
    EXPECT_LE(most, 3);
    pool.stop();
}

TEST(WorkerPoolTest, WhoWaitsLetsAnotherRun) {
    constexpr int kWaiting = 15;
    WorkerPool pool({.threads = kWaiting + 1, .queue = 64, .at_once = 2, .patience = kForEver});
    std::latch freed(1);
    std::latch done(kWaiting + 1);
    pool.start();
    for (int i = 0; i < kWaiting; ++i) {
        ASSERT_TRUE(pool.submit([&] {
            {
                const Waiting waiting;
                freed.wait();
            }
            done.count_down();
        }));
    }
    ASSERT_TRUE(pool.submit([&] {
        freed.count_down();
        done.count_down();
    })) << "is begun although fifteen before it are not done";
    done.wait();
    pool.stop();
}

TEST(WorkerPoolTest, WhoWatchesRunsWhenNobodyElseIsLeft) {
    WorkerPool pool({.threads = 2, .queue = 64, .at_once = 1, .patience = kForEver});
    std::latch begun(1);
    std::latch go(1);
    std::latch freed(1);
    std::latch done(2);
    pool.start();
    ASSERT_TRUE(pool.submit([&] {
        begun.count_down();
        go.wait();
        {
            const Waiting waiting;
            freed.wait();
        }
        done.count_down();
    }));
    begun.wait();
    ASSERT_TRUE(pool.submit([&] {
        freed.count_down();
        done.count_down();
    }));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the other thread watches the first by now
    go.count_down();
    done.wait();
    pool.stop();
}

TEST(WorkerPoolTest, WhenNothingGoesOnOneMoreStepsIn) {
    constexpr int kStuck = 7;
    WorkerPool pool({.threads = kStuck + 1, .queue = 64, .at_once = 2, .patience = std::chrono::microseconds(100)});
    std::latch freed(1);
    std::latch done(kStuck + 1);
    pool.start();
    for (int i = 0; i < kStuck; ++i) {
        ASSERT_TRUE(pool.submit([&] {
            freed.wait();  // without saying so
            done.count_down();
        }));
    }
    ASSERT_TRUE(pool.submit([&] {
        freed.count_down();
        done.count_down();
    }));
    done.wait();
    pool.stop();
}

TEST(WorkerPoolTest, AFullQueueIsSaidAndWhatIsLeftIsDroppedAtTheEnd) {
    WorkerPool pool({.threads = 1, .queue = 2, .at_once = 1, .patience = kForEver});
    std::latch begun(1);
    std::latch freed(1);
    std::atomic<int> ran = 0;
    pool.start();
    ASSERT_TRUE(pool.submit([&] {
        begun.count_down();
        freed.wait();
        ++ran;
    }));
    begun.wait();
    EXPECT_TRUE(pool.submit([&] { ++ran; }));
    EXPECT_TRUE(pool.submit([&] { ++ran; }));
    EXPECT_FALSE(pool.submit([&] { ++ran; }));
    std::thread ending([&] { pool.stop(); });
    while (pool.submit([] {})) std::this_thread::yield();
    freed.count_down();
    ending.join();
    EXPECT_LE(ran, 1 + 2);
    EXPECT_GE(ran, 1);
}

}  // namespace
}  // namespace yw::http
