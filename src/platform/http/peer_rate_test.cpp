#include "platform/http/peer_rate.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "platform/http/http.hpp"

namespace yw::http {
namespace {

constexpr PeerRate::Limit kTwoASecond{.per_second = 2, .at_once = 3};

TEST(PeerRateTest, SoManyAtOnceThenAsTheyComeBack) {
    PeerRate rate(kTwoASecond);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(rate.allow("203.0.113.7", 1'000)) << i;
    EXPECT_FALSE(rate.allow("203.0.113.7", 1'000));
    EXPECT_FALSE(rate.allow("203.0.113.7", 1'400));
    EXPECT_TRUE(rate.allow("203.0.113.7", 1'500));
    EXPECT_FALSE(rate.allow("203.0.113.7", 1'500));
    EXPECT_TRUE(rate.allow("203.0.113.8", 1'500)) << "another address is another's";
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(rate.allow("203.0.113.7", 100'000)) << "no more than after a pause";
    EXPECT_FALSE(rate.allow("203.0.113.7", 100'000));
    EXPECT_FALSE(rate.allow("203.0.113.7", 50'000)) << "a clock that goes back gives nothing";
}

TEST(PeerRateTest, OneCustomerOfIPv6IsOneHoweverManyAddressesThereAre) {
    PeerRate rate(kTwoASecond);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(rate.allow(fmt::format("2001:db8:1:2::{}", i + 1), 0));
    EXPECT_FALSE(rate.allow("2001:db8:1:2:ffff::9", 0));
    EXPECT_TRUE(rate.allow("2001:db8:1:3::1", 0));
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::9"));
    EXPECT_NE(network_of("2001:db8:1:2::9"), network_of("2001:db8:1:3::9"));
    EXPECT_NE(network_of("192.0.2.1"), network_of("192.0.2.2"));
    EXPECT_NE(network_of("::ffff:192.0.2.1"), network_of("::ffff:192.0.2.2"));
    EXPECT_EQ(network_of("no address"), "no address");
}

TEST(PeerRateTest, TheMachineItselfAndNoLimitAreNeverRefused) {
    PeerRate limited(kTwoASecond);
    PeerRate open({});
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(limited.allow("127.0.0.1", 0));
        EXPECT_TRUE(limited.allow("::1", 0));
        EXPECT_TRUE(open.allow("203.0.113.7", 0));
    }
}

TEST(PeerRateTest, AFloodOfAddressesTakesBoundedMemory) {
    PeerRate rate(kTwoASecond);
    for (int i = 0; i < 300'000; ++i) rate.allow(fmt::format("10.{}.{}.{}", i >> 16, (i >> 8) & 255, i & 255), 0);
    EXPECT_LE(rate.remembered(), 16 * PeerRate::kMostOfAPart);
}

}  // namespace
}  // namespace yw::http
