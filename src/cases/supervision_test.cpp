// 办件监督: the counts that everybody sees, and the cases behind them that supervisors see.
#include "cases/supervision.hpp"

#include <boost/json.hpp>

#include "cases/case_pages_fixture.hpp"
#include "cases/cases_of_items.hpp"

namespace yw::cases::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kPlace = "511602000000";

class SupervisionTest : public CasePagesTest {
protected:
    void SetUp() override {
        CasePagesTest::SetUp();
        add_supervision_routes(router_, {.database = database(),
                                         .catalogue = catalogue_,
                                         .clock = clock_,
                                         .calendar = [this] { return calendar_; },
                                         .gate = gate_,
                                         .frame = frame_,
                                         .place_of = [](const http::Request&) { return *RegionCode::parse(kPlace); },
                                         .place_name =
                                             [](RegionCode code) {
                                                 if (code.str() == kPlace) return "广安区";
                                                 return code.str() == "511600000000" ? "广安市" : "";
                                             }});
    }
    PlaceTimes times(const std::string& place = kPlace) {
        return times_of_place(database(), *RegionCode::parse(place), clock_.today());
    }
    void to_day(unsigned month, unsigned day) { clock_.set(LocalDay(2026, month, day).begins()); }
    void approve(const std::string& id) { ASSERT_TRUE(cases_->approve_case(reviewer_, deed<Approve>(id))); }
    void inspector() { gate_.viewer = identity::TestGate::inspector("inspector-1"); }
};

TEST_P(SupervisionTest, ADecisionCountsAsInTimeUntilTheLastDayIsOver) {
    const auto in_time = in_review(), late = in_review();  // last day 2026-03-16
    to_day(3, 16);
    approve(in_time);
    EXPECT_EQ(times().departments.at(0).counts.ended, 1);
    EXPECT_EQ(times().departments.at(0).counts.in_time_permille(), 1000);
    to_day(3, 17);
    EXPECT_EQ(times().departments.at(0).late, 1);
    approve(late);
    const auto row = times().departments.at(0);
    EXPECT_EQ(row.department_id, kDepartment);
    EXPECT_EQ(row.late, 0) << "it has ended";
    EXPECT_EQ(row.counts.ended, 2);
    EXPECT_EQ(row.counts.ended_late, 1) << "and was late all the same";
    EXPECT_EQ(row.counts.in_time_permille(), 500);
}

TEST_P(SupervisionTest, RefusalsCountAndWithdrawalsDoNot) {
    ASSERT_TRUE(cases_->withdraw_case(person_, deed<Deed>(submitted())));
    EXPECT_TRUE(times().departments.empty());
    auto not_accepted = deed<RefuseAcceptance>(submitted());
    not_accepted.reasons = "不属于本机关职权范围。";
    ASSERT_TRUE(cases_->refuse_acceptance(window_, not_accepted));
    auto refused = deed<Refuse>(in_review());
    refused.reasons = "不符合条件。";
    ASSERT_TRUE(cases_->refuse_case(reviewer_, refused));
    EXPECT_EQ(times().departments.at(0).counts.ended, 2);
}

TEST_P(SupervisionTest, TimeThatIsTheApplicantsIsNobodysDelay) {
    const auto id = submitted();
    auto asked = deed<RequestCorrection>(id);
    asked.gaps = {{"material:card", "照片模糊。"}};
    ASSERT_TRUE(cases_->request_correction(window_, asked));
    to_day(3, 31);  // fifteen working days to answer are over
    auto ended = deed<RefuseAcceptance>(id);
    ended.reasons = "逾期没有补正。";
    ASSERT_TRUE(cases_->refuse_acceptance(window_, ended));
    const auto counts = times().departments.at(0).counts;
    EXPECT_EQ(counts.ended, 1);
    EXPECT_EQ(counts.ended_late, 0);
}

TEST_P(SupervisionTest, EachWarningIsACardThatStays) {
    const auto id = in_review();
    to_day(3, 13);
    cases_->sweep();
    cases_->sweep();
    EXPECT_EQ(times().departments.at(0).counts.soon_warnings, 1);
    to_day(3, 17);
    cases_->sweep();
    cases_->sweep();
    approve(id);
    const auto counts = times().departments.at(0).counts;
    EXPECT_EQ(counts.soon_warnings, 1);
    EXPECT_EQ(counts.late_warnings, 1);
    EXPECT_EQ(times("511600000000").with_below.late_warnings, 1) << "the city counts its districts";
    EXPECT_TRUE(times("511600000000").departments.empty());
    EXPECT_EQ(times("511603000000").with_below.ended, 0) << "another district";
}

TEST_P(SupervisionTest, TwelveMonthsAreCountedAndTheOneBeforeThemIsNot) {
    for (const auto& [year, month] : {std::pair(2025, 2U), std::pair(2025, 3U), std::pair(2026, 2U)})
        database()
            .write("test.month",
                   [&](db::Transaction& tx) -> Result<void> {
                       count_cases(tx, kPlace, std::string(kDepartment), LocalDay(year, month, 28), {.ended = 1});
                       return {};
                   })
            .value();
    to_day(2, 28);
    EXPECT_EQ(times().since, LocalDay(2025, 3, 1));
    EXPECT_EQ(times().departments.at(0).counts.ended, 2);
    EXPECT_EQ(times().with_below.ended, 2);
}

TEST_P(SupervisionTest, ADepartmentThatWasHandedLateCasesShowsThem) {
    in_review();
    to_day(3, 17);
    cases_->sweep();
    database()
        .write("test.hand_over",
               [&](db::Transaction& tx) -> Result<void> {
                   catalogue::Department next{"department-2", "广安区示范行政审批局", *RegionCode::parse(kPlace), ""};
                   hand_over(tx, clock_, keys_, audit_, {std::string(kItem), next, "示范决定"});
                   return {};
               })
        .value();
    const auto rows = times().departments;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].department_id, "department-2");
    EXPECT_EQ(rows[0].late, 1);
    EXPECT_EQ(rows[1].late, 0);
    inspector();
    EXPECT_THAT(page("/inspect/cases"), HasSubstr("已经撤销的部门")) << "the directory does not know it";
    EXPECT_EQ(get("/inspect/cases/department-2").status, 404);
    EXPECT_EQ(get("/inspect/cases?region=5116").status, 404);
    EXPECT_EQ(get("/inspect/cases/" + std::string(kDepartment) + "?cursor=%27--").status, 200);
}

TEST_P(SupervisionTest, EverybodySeesTheCountsAndNoCase) {
    gate_.viewer = {};
    EXPECT_THAT(page("/inspection/cases"), HasSubstr("本级还没有办结的、超期的办件"));
    const auto id = in_review();
    const auto number = seen(person_, id).number;
    to_day(3, 17);
    cases_->sweep();
    gate_.viewer = {};
    EXPECT_THAT(page("/inspection/cases"), AllOf(HasSubstr("广安区示范公安局"), HasSubstr("1件"),
                                                 Not(HasSubstr("/inspect/cases")), Not(HasSubstr(number))));
    EXPECT_EQ(get("/inspection/cases?region=nowhere").status, 404);
    EXPECT_EQ(get("/inspection/cases?region=990000000000").status, 404);
    const auto answer = boost::json::parse(page("/api/v1/case-times?region=" + kPlace));
    EXPECT_EQ(answer.at("since").as_string(), "2025-04-01");
    const auto& department = answer.at("departments").at(0);
    EXPECT_EQ(department.at("late").as_int64(), 1);
    EXPECT_EQ(department.at("late_warnings").as_int64(), 1);
    EXPECT_TRUE(department.at("in_time_permille").is_null());
}

TEST_P(SupervisionTest, SupervisorsSeeWhichCasesAreLateAndNothingOfThePerson) {
    const auto late = in_review();
    to_day(3, 6);
    const auto soon = in_review(), silent = submitted();
    to_day(3, 19);  // of the second 2026-03-20 is the last day, and of the third, which silence accepts
    cases_->sweep();
    inspector();
    EXPECT_THAT(page("/inspect/cases"), HasSubstr("href=\"/inspect/cases/" + std::string(kDepartment) + "\""))
        << "a warning or a decision gave it its row";
    const auto list = page("/inspect/cases/" + std::string(kDepartment));
    EXPECT_THAT(list, AllOf(HasSubstr("超期3个工作日"), HasSubstr("快到期"), HasSubstr(seen(person_, late).number),
                            HasSubstr(seen(person_, soon).number), HasSubstr(seen(person_, silent).number)));
    EXPECT_LT(list.find(seen(person_, late).number), list.find(seen(person_, soon).number)) << "first due first";
    EXPECT_THAT(list, AllOf(Not(HasSubstr("张")), Not(HasSubstr("/desk/cases")), Not(HasSubstr("13800"))));
}

TEST_P(SupervisionTest, TheListGoesOnWhereThePageEnded) {
    for (int i = 0; i < 3; ++i) in_review();
    to_day(3, 17);
    const std::string department(kDepartment);
    const auto first = pressing_cases(database(), department, clock_.today(), 2, "");
    ASSERT_EQ(first.cases.size(), 2U);
    const auto rest = pressing_cases(database(), department, clock_.today(), 2, first.next);
    ASSERT_EQ(rest.cases.size(), 1U);
    EXPECT_TRUE(rest.next.empty());
    EXPECT_NE(rest.cases[0].id, first.cases[1].id);
    EXPECT_EQ(pressing_cases(database(), department, clock_.today(), 2, "'--").cases.size(), 2U);
}

TEST_P(SupervisionTest, NobodyElseOpensTheSupervisorsPages) {
    for (const auto* path : {"/inspect/cases", "/inspect/cases/department-1"}) {
        gate_.viewer = {};
        EXPECT_EQ(get(path).status, 303) << path;
        gate_.viewer = identity::TestGate::person("person-1");
        EXPECT_EQ(get(path).status, 403) << path;
        gate_.viewer = identity::TestGate::window("window-1", {std::string(kDepartment)});
        EXPECT_EQ(get(path).status, 403) << path;
        gate_.viewer = identity::TestGate::oper("operator-1");
        EXPECT_EQ(get(path).status, 200) << path;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, SupervisionTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::cases::test
