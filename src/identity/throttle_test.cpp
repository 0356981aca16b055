#include "identity/throttle.hpp"

#include <fmt/format.h>

#include <atomic>
#include <thread>

#include "identity/identity_fixture_test.hpp"

namespace yw::identity {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class ThrottleTest : public IdentityTest {
protected:
    std::optional<seconds> guess(const std::string& handle, const std::string& address) {
        return count_attempt(database(), clock_, sign_in_attempt(keys_, Kindred::kPerson, handle, address));
    }
    void succeed(const std::string& handle, const std::string& address) {
        const Attempt attempt = sign_in_attempt(keys_, Kindred::kPerson, handle, address);
        ASSERT_FALSE(count_attempt(database(), clock_, attempt));
        database()
            .write("t",
                   [&](db::Transaction& tx) -> Result<void> {
                       forgive_attempt(tx, attempt);
                       return {};
                   })
            .value();
    }
};

TEST_P(ThrottleTest, FiveFailuresOfAPairCloseItForTheRestOfTheWindow) {
    for (int i = 0; i < kFailuresPerPair; ++i) EXPECT_FALSE(guess("h", "192.0.2.1")) << i;
    EXPECT_EQ(guess("h", "192.0.2.1"), seconds{900});
    clock_.advance(minutes{14});
    EXPECT_EQ(guess("h", "192.0.2.1"), seconds{60});
    EXPECT_FALSE(guess("h", "192.0.2.2"));
    EXPECT_FALSE(guess("other", "192.0.2.1"));
    clock_.advance(minutes{1});
    for (int i = 0; i < kFailuresPerPair; ++i) EXPECT_FALSE(guess("h", "192.0.2.1")) << "new window " << i;
    EXPECT_TRUE(guess("h", "192.0.2.1"));
}

TEST_P(ThrottleTest, TwentyFailuresOfAnAccountFromManyAddressesCloseIt) {
    for (int i = 0; i < kFailuresPerHandle; ++i) EXPECT_FALSE(guess("h", fmt::format("192.0.2.{}", i)));
    EXPECT_TRUE(guess("h", "192.0.2.200"));
    EXPECT_FALSE(guess("other", "192.0.2.200"));
}

TEST_P(ThrottleTest, FiftyFailuresOfAnAddressOnManyAccountsCloseIt) {
    for (int i = 0; i < kFailuresPerAddress; ++i) EXPECT_FALSE(guess(fmt::format("h{}", i), "192.0.2.1"));
    EXPECT_TRUE(guess("fresh", "192.0.2.1"));
    EXPECT_FALSE(guess("fresh", "192.0.2.2"));
}

TEST_P(ThrottleTest, ASuccessForgetsTheFailuresOfTheAccountButNotOfTheAddress) {
    for (int i = 0; i < kFailuresPerPair - 1; ++i) EXPECT_FALSE(guess("h", "192.0.2.1"));
    succeed("h", "192.0.2.1");
    for (int i = 0; i < kFailuresPerPair; ++i) EXPECT_FALSE(guess("h", "192.0.2.1"));
    EXPECT_TRUE(guess("h", "192.0.2.1"));
    const int so_far = kFailuresPerPair - 1 + kFailuresPerPair;
    for (int i = so_far; i < kFailuresPerAddress; ++i) EXPECT_FALSE(guess(fmt::format("h{}", i), "192.0.2.1"));
    EXPECT_TRUE(guess("fresh", "192.0.2.1"));
}

TEST_P(ThrottleTest, ARefusedAttemptDoesNotLengthenTheWait) {
    for (int i = 0; i < kFailuresPerPair; ++i) (void)guess("h", "192.0.2.1");
    clock_.advance(minutes{10});
    for (int i = 0; i < 100; ++i) EXPECT_EQ(guess("h", "192.0.2.1"), seconds{300});
}

TEST_P(ThrottleTest, ParallelGuessesAreCountedExactly) {
    std::atomic<int> allowed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) allowed += guess("h", "192.0.2.1") ? 0 : 1;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(allowed, kFailuresPerPair);
}

TEST_P(ThrottleTest, OldCountsAreSwept) {
    (void)guess("h", "192.0.2.1");
    sweep_throttles(database(), clock_);
    EXPECT_EQ(count("identity_throttle"), 3);
    clock_.advance(kThrottleWindow);
    sweep_throttles(database(), clock_);
    EXPECT_EQ(count("identity_throttle"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, ThrottleTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
