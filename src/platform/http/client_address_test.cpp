#include "platform/http/client_address.hpp"

#include <gtest/gtest.h>

namespace yw::http {
namespace {

struct AddressCase {
    const char* forwarded_for;
    const char* client;
};
class ClientAddress : public testing::TestWithParam<AddressCase> {};
TEST_P(ClientAddress, IsTheRightmostThatIsNoProxy) {
    const TrustedProxies proxies({"10.1.0.0/16", "2001:db8:1::/48", "192.0.2.9"});
    EXPECT_EQ(client_address(GetParam().forwarded_for, "127.0.0.1", proxies), GetParam().client);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         ClientAddress,
                         testing::Values(AddressCase{"", "127.0.0.1"},
                                         AddressCase{"203.0.113.7", "203.0.113.7"},
                                         AddressCase{"1.1.1.1, 203.0.113.7", "203.0.113.7"},
                                         AddressCase{"1.1.1.1, 203.0.113.7, 10.1.2.3", "203.0.113.7"},
                                         AddressCase{"1.1.1.1,203.0.113.7,192.0.2.9,127.0.0.1", "203.0.113.7"},
                                         AddressCase{"1.1.1.1, 10.2.0.1", "10.2.0.1"},
                                         AddressCase{"203.0.113.7:5555", "203.0.113.7"},
                                         AddressCase{"[2001:db8::7]:5555", "2001:db8::7"},
                                         AddressCase{"2001:db8::7, 2001:db8:1::1", "2001:db8::7"},
                                         AddressCase{"203.0.113.7, unknown", "127.0.0.1"},
                                         AddressCase{"203.0.113.7, <script>, 10.1.2.3", "10.1.2.3"},
                                         AddressCase{"10.1.2.3", "10.1.2.3"},
                                         AddressCase{"203.0.113.7,", "127.0.0.1"}));

TEST(TrustedProxies, MistakesAreSaidAtTheStart) {
    for (const char* text : {"", "10.0.0.0/33", "10.0.0/8", "proxy.example", "::1/129", "10.0.0.0/x", "10.0.0.0/8x"})
        EXPECT_THROW(TrustedProxies({text}), std::runtime_error) << text;
}

}  // namespace
}  // namespace yw::http
