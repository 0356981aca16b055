#include "platform/qr/qr.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace yw::qr {
namespace {

TEST(Qr, IsOneSvgPathWithTheQuietZone) {
    const std::string code = svg("https://example.cn/me/cases/1");
    EXPECT_TRUE(code.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "));
    EXPECT_NE(code.find("<path d=\"M4 4h7v1h-7z"), std::string::npos)
        << "the finder pattern begins behind four modules";
}

TEST(Qr, NothingOfTheTextStandsInTheSvg) {
    EXPECT_EQ(svg("\"/><script>alert(1)</script>").find("script"), std::string::npos);
}

TEST(Qr, ATextThatNoCodeHoldsIsRefused) {
    EXPECT_THROW(svg(std::string(5000, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace yw::qr
