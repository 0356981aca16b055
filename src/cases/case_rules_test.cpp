#include "cases/case_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cases/cases.hpp"
#include "cases/sample_form.hpp"
#include "cases/strings.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

class CaseRulesTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("cases.changed")) strings::add(strings_table());
    }
};

/// The procedure as it is written, a line for each deed that somebody may do: state, who, what, state after.
constexpr std::string_view kProcedure[] = {
    "submitted window request_correction correction_requested",
    "submitted window accept accepted",
    "submitted window refuse_acceptance not_accepted",
    "submitted system deem_accepted accepted",
    "submitted applicant withdraw withdrawn",
    "correction_requested applicant answer_correction resubmitted",
    "correction_requested applicant withdraw withdrawn",
    "resubmitted window request_correction correction_requested",
    "resubmitted window accept accepted",
    "resubmitted window refuse_acceptance not_accepted",
    "resubmitted system deem_accepted accepted",
    "resubmitted applicant withdraw withdrawn",
    "accepted reviewer start_review in_review",
    "accepted applicant withdraw withdrawn",
    "in_review applicant withdraw withdrawn",
    "decided_approved window deliver delivered",
    "decided_refused window deliver delivered",
    "delivered applicant confirm_receipt closed",
    "delivered system confirm_receipt closed",
};
constexpr std::string_view kWhileClockRuns[] = {
    "in_review reviewer approve decided_approved",
    "in_review reviewer refuse decided_refused",
    "in_review reviewer begin_special in_review",
};
constexpr std::string_view kInstantOnly[] = {
    "accepted window approve decided_approved",
    "accepted window refuse decided_refused",
    "accepted reviewer approve decided_approved",
    "accepted reviewer refuse decided_refused",
};

/// Once the applicant's time for a correction is over.
constexpr std::string_view kUnanswered[] = {"correction_requested window refuse_acceptance not_accepted"};
constexpr std::string_view kGivenUp[] = {"correction_requested system deem_withdrawn withdrawn"};

std::map<std::string, std::string> procedure(const Standing& standing) {
    std::map<std::string, std::string> result;
    const auto add = [&](std::string_view line) {
        const auto last = line.rfind(' ');
        result[std::string(line.substr(0, last))] = line.substr(last + 1);
    };
    for (const auto line : kProcedure) add(line);
    if (standing.instant) {
        for (const auto line : kInstantOnly) add(line);
    }
    if (standing.unanswered) {
        for (const auto line : kUnanswered) add(line);
        if (standing.deems_withdrawn)
            for (const auto line : kGivenUp) add(line);
    }
    if (standing.special) {
        add("in_review reviewer end_special in_review");
    } else {
        for (const auto line : kWhileClockRuns) add(line);
        if (!standing.extended) add("in_review reviewer extend in_review");
    }
    return result;
}

TEST_F(CaseRulesTest, EveryDeedInEveryStateByEverybodyIsAsWritten) {
    for (int bits = 0; bits < 32; ++bits) {
        Standing standing{State::kSubmitted, (bits & 1) != 0, (bits & 2) != 0,
                          (bits & 4) != 0,   (bits & 8) != 0, (bits & 16) != 0};
        const auto written = procedure(standing);
        int allowed = 0;
        for (const State state : kStates) {
            standing.state = state;
            for (const Party party : kParties) {
                for (const Action action : kActions) {
                    const std::string key = std::string(to_string(state)) + " " + std::string(to_string(party)) + " " +
                                            std::string(to_string(action));
                    const auto next = next_state(standing, action, party);
                    const auto line = written.find(key);
                    if (line == written.end()) {
                        ASSERT_FALSE(next) << key;
                        EXPECT_TRUE(next.error().code == kNotNow || next.error().code == kNotYours) << key;
                    } else {
                        ASSERT_TRUE(next) << key;
                        EXPECT_EQ(to_string(next.value()), line->second) << key;
                        ++allowed;
                    }
                }
            }
        }
        EXPECT_EQ(static_cast<std::size_t>(allowed), written.size());
    }
}

TEST_F(CaseRulesTest, NothingIsAllowedOnceACaseHasEnded) {
    for (const State state : {State::kNotAccepted, State::kClosed, State::kWithdrawn}) {
        EXPECT_TRUE(is_ended(state));
        for (const Party party : kParties) EXPECT_TRUE(allowed_actions({state, true}, party).empty());
    }
}

TEST_F(CaseRulesTest, WhoMayNeverDoItIsToldSoAndWhoMayLaterIsToldThat) {
    EXPECT_EQ(next_state({State::kInReview}, Action::kApprove, Party::kWindow).error().code, kNotYours);
    EXPECT_EQ(next_state({State::kSubmitted}, Action::kApprove, Party::kReviewer).error().code, kNotNow);
    EXPECT_EQ(next_state({State::kInReview}, Action::kApprove, Party::kStranger).error().code, kNotYours);
    EXPECT_EQ(next_state({State::kApproved}, Action::kWithdraw, Party::kApplicant).error().code, kNotNow);
}

TEST_F(CaseRulesTest, EveryWordHasANameAndReadsBack) {
    std::set<std::string> names;
    for (const State state : kStates) {
        EXPECT_EQ(state_of(to_string(state)), state);
        EXPECT_TRUE(names.insert(std::string(state_zh(state))).second);
    }
    for (const Action action : kActions) {
        EXPECT_EQ(action_of(to_string(action)), action);
        EXPECT_FALSE(action_zh(action).empty());
    }
    for (const Party party : kParties) EXPECT_EQ(party_of(to_string(party)), party);
    EXPECT_THROW(state_of("draft"), std::logic_error);
    for (const ErrorCode& code : kErrors) EXPECT_TRUE(strings::known(code.name)) << code.name;
}

TEST_F(CaseRulesTest, ANoticeTellsAllGapsOnceAndOnlyWhatTheGuideLists) {
    const auto guide = test::sample_guide();
    const Gap card{"material:card", "照片模糊，请重拍。"}, name{"field:name", "与身份证不一致。"};
    EXPECT_TRUE(check_correction_request({card, name}, "", 0, guide));
    EXPECT_EQ(check_correction_request({}, "", 0, guide).error().code, kGapsMissing);
    for (const auto* target : {"material:tax", "field:salary", "card", "", "material:", "step:applicant"})
        EXPECT_EQ(check_correction_request({{target, "请提供。"}}, "", 0, guide).error().code, kGapNotInGuide)
            << target;
    EXPECT_EQ(check_correction_request({{"material:card", "  "}}, "", 0, guide).error().code, kInvalid);
}

TEST_F(CaseRulesTest, ASecondNoticeNeedsNewFacts) {
    const auto guide = test::sample_guide();
    const std::vector<Gap> gaps{{"material:card", "请重拍。"}};
    EXPECT_EQ(check_correction_request(gaps, " \n", 1, guide).error().code, kCorrectionsAskedBefore);
    EXPECT_TRUE(check_correction_request(gaps, "补交的照片不是同一本证件。", 1, guide));
}

TEST_F(CaseRulesTest, RefusalWithoutReasonIsRejected) {
    EXPECT_EQ(check_acceptance_refusal("", false, "").error().code, kReasonMissing);
    EXPECT_EQ(check_acceptance_refusal("不属于本机关职权。", true, " ").error().code, kRightAuthorityMissing);
    EXPECT_TRUE(check_acceptance_refusal("不属于本机关职权。", true, "广安市示范民政局"));
    EXPECT_TRUE(check_acceptance_refusal("户籍不在四川省内。", false, ""));
}

TEST_F(CaseRulesTest, RemediesNameTheBodyTheCourtAndTheTimes) {
    const std::string told = remedies_of(test::sample_guide()).zh();
    for (const auto* part : {"60日", "6个月", "广安市示范公安局", "广安区示范人民法院"})
        EXPECT_THAT(told, testing::HasSubstr(part));
}

}  // namespace
}  // namespace yw::cases
