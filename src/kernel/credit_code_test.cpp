#include "kernel/credit_code.hpp"

#include <gtest/gtest.h>

#include "kernel/test_data.hpp"

namespace yw {
namespace {

TEST(CreditCode, TakesCodesInUse) {
    for (const char* text : {"91350100M000100Y43", "91330102MA28NBU477", "11430000006122244L", "11100000000013338W",
                             "12441500196720244T"}) {
        const auto code = CreditCode::parse(text);
        ASSERT_TRUE(code) << text;
        EXPECT_EQ(code->str(), text);
        EXPECT_EQ(code->authority(), text[0]);
    }
}

TEST(CreditCode, TellsWhereItWasRegistered) {
    EXPECT_EQ(CreditCode::parse("91330102MA28NBU477")->registered_in().value().str(), "330102000000");
    EXPECT_EQ(CreditCode::parse("91330102MA28NBU477")->organisation_code(), "MA28NBU47");
}

class NotACreditCode : public testing::TestWithParam<std::string_view> {};
TEST_P(NotACreditCode, IsRefused) {
    EXPECT_FALSE(CreditCode::parse(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Texts,
                         NotACreditCode,
                         testing::Values("",
                                         "9133010",
                                         "91330102MA28NBU478",
                                         "91330102MA28NBU4777",
                                         "91330102ma28nbu477",
                                         " 91330102MA28NBU477",
                                         "９1330102MA28NBU477",
                                         "9133A102MA28NBU477",
                                         "I1330102MA28NBU477"));

TEST(CreditCode, AgreesWithTheVectors) {
    const auto path = test::shared_data("vectors/uscc_gb32100.tsv");
    if (!path) return;
    const auto rows = test::rows_of(*path, '\t');
    ASSERT_GT(rows.size(), 50U);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto code = CreditCode::parse(rows[i].at(0));
        EXPECT_EQ(code.has_value(), rows[i].at(1) == "1") << rows[i].at(0) << ": " << rows[i].at(2);
        EXPECT_TRUE(!code || code->organisation_code_holds()) << rows[i].at(0);
    }
}

TEST(OrganisationCode, KeepsItsCheck) {
    EXPECT_TRUE(is_organisation_code("MA28NBU47"));
    EXPECT_TRUE(is_organisation_code("D2143569X"));  // the example of GB 11714
    EXPECT_FALSE(is_organisation_code("D21435690"));
    EXPECT_FALSE(is_organisation_code("D2143569"));
    EXPECT_FALSE(is_organisation_code("D2143569-X"));
    EXPECT_FALSE(is_organisation_code("d2143569X"));
}

TEST(TidyCode, BringsWhatPeopleTypeIntoOneSpelling) {
    EXPECT_EQ(tidy_code("  ９1330102 ma28nbu477　"), "91330102MA28NBU477");
    EXPECT_EQ(tidy_code("１１０１０５１９４９１２３１００２Ｘ"), "11010519491231002X");
    EXPECT_EQ(tidy_code("138-0000 8000"), "13800008000");
    EXPECT_EQ(tidy_code("张三"), "张三");
    EXPECT_EQ(tidy_code("\xFF"), "\xFF");
}

}  // namespace
}  // namespace yw
