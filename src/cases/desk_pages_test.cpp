// The officer's desk: the queue, and the errors of a deed at the very inputs.
#include "cases/case_pages_fixture.hpp"

namespace yw::cases::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DeskPagesTest : public CasePagesTest {
protected:
    static std::string url(const std::string& id, const std::string& below = "") { return "/desk/cases/" + id + below; }
    std::string version(const std::string& id) { return std::to_string(seen(person_, id).version); }
    void window() { gate_.viewer = identity::TestGate::window("window-1", {std::string(kDepartment)}); }
    void reviewer() { gate_.viewer = identity::TestGate::reviewer("reviewer-1", {std::string(kDepartment)}); }
    /// The sentence stands at the input, the summary leads there, and the input says that it is wrong.
    static void expect_error_at(const http::Response& answer, const std::string& input) {
        EXPECT_EQ(answer.status, 422) << input;
        EXPECT_THAT(text(answer), AllOf(HasSubstr("href=\"#" + input + "\""), HasSubstr("id=\"" + input + "-error\""),
                                        HasSubstr(input + "-error\""), HasSubstr("govuk-form-group--error")));
    }
};

TEST_P(DeskPagesTest, ErrorsOfADeedStandAtTheirInputsAndNothingTypedIsLost) {
    const auto id = handed_in();
    window();
    auto answer =
        post(url(id, "/refuse_acceptance"), {{"version", version(id)}, {"refuse_acceptance.opinion", "看过了。"}});
    expect_error_at(answer, "f-refuse-acceptance-reasons");
    EXPECT_THAT(text(answer), AllOf(HasSubstr("看过了。"), HasSubstr("aria-invalid=\"true\"")));
    answer = post(url(id, "/refuse_acceptance"), {{"version", version(id)},
                                                  {"refuse_acceptance.reasons", "不归我们管。"},
                                                  {"refuse_acceptance.other_authority", "yes"}});
    expect_error_at(answer, "f-refuse-acceptance-right-authority");
    answer = post(url(id, "/request_correction"),
                  {{"version", version(id)}, {"request_correction.gap.material:card", std::string(2001, 'x')}});
    expect_error_at(answer, "f-request-correction-gap-material-card");
    answer = post(url(id, "/request_correction"), {{"version", version(id)}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(text(answer), HasSubstr("href=\"#deed-request_correction\"")) << "the form as a whole";
    answer = post(url(id, "/reveal"), {{"reason", " "}});
    expect_error_at(answer, "f-reason");
    EXPECT_THAT(text(answer), HasSubstr("<details class=\"govuk-details\" open>"));

    ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
    ASSERT_TRUE(cases_->start_review(reviewer_, deed<Deed>(id)));
    reviewer();
    expect_error_at(post(url(id, "/approve"), {{"version", version(id)}}), "f-approve-opinion");
    expect_error_at(post(url(id, "/approve"),
                         {{"version", version(id)}, {"approve.opinion", "同意"}, {"approve.valid_until", "下个月"}}),
                    "f-approve-valid-until");
    expect_error_at(post(url(id, "/begin_special"), {{"version", version(id)}}), "f-begin-special-code");
    answer =
        post(url(id, "/extend"), {{"version", version(id)}, {"extend.reasons", "案情复杂。"}, {"extend.days", "99"}});
    expect_error_at(answer, "f-extend-days");
    expect_error_at(answer, "f-extend-approver");
    EXPECT_THAT(text(answer), HasSubstr("value=\"99\""));
}

TEST_P(DeskPagesTest, WhatWasTypedForADeedThatAnotherMadeImpossibleStaysOnThePage) {
    const auto id = handed_in();
    window();
    const auto before = version(id);
    ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
    const auto answer = post(
        url(id, "/refuse_acceptance"),
        {{"version", before}, {"refuse_acceptance.reasons", "照片看不清。"}, {"refuse_acceptance.opinion", "已看。"}});
    EXPECT_EQ(answer.status, 409);
    EXPECT_THAT(text(answer),
                AllOf(HasSubstr("href=\"#deed-refuse_acceptance\""), HasSubstr("id=\"deed-refuse_acceptance\""),
                      HasSubstr("没有办成：不予受理"), HasSubstr("照片看不清。"), HasSubstr("已看。")));
}

TEST_P(DeskPagesTest, AnUnansweredCorrectionCanBeEndedWithItsReasonWritten) {
    const auto id = handed_in();
    window();
    EXPECT_THAT(page(url(id)), HasSubstr("从告知的第二天算起15个工作日"));
    EXPECT_EQ(location(post(url(id, "/request_correction"),
                            {{"version", version(id)}, {"request_correction.gap.material:card", "照片模糊。"}})),
              url(id));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("计时暂停：等申请人补正，最晚2026年3月23日（周一）"),
                                     HasSubstr("广安区示范公安局 周演示"), Not(HasSubstr("等您补正"))));
    EXPECT_THAT(page("/desk"), HasSubstr("等申请人补正，最晚2026年3月23日（周一）"));
    clock_.set(LocalDay(2026, 3, 24).begins());
    EXPECT_THAT(
        page("/desk?urgency=unanswered"),
        AllOf(HasSubstr("可以处理"), HasSubstr("补正期限到2026年3月23日（周一），已过"), HasSubstr("1件补正过期")));
    const std::string shown = page(url(id));
    EXPECT_THAT(shown,
                AllOf(HasSubstr("2026年3月2日一次告知补正：旧身份证。补正期限到2026年3月23日"), HasSubstr("不予受理")));
    EXPECT_EQ(location(post(url(id, "/refuse_acceptance"),
                            {{"version", version(id)}, {"refuse_acceptance.reasons", "期限内没有补正。"}})),
              url(id));
    gate_.viewer = identity::TestGate::person("person-1");
    EXPECT_THAT(page("/me/cases/" + id),
                AllOf(HasSubstr("这次申请没有受理。"), HasSubstr("期限内没有补正。"), HasSubstr("60日内"),
                      HasSubstr("广安区示范公安局窗口"), Not(HasSubstr("周演示"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, DeskPagesTest, testing::Values(db::Engine::kSqlite), db::engine_name);

}  // namespace
}  // namespace yw::cases::test
