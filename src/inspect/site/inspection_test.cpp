#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "inspect/site/pages.hpp"
#include "inspect/site/site.hpp"
#include "inspect/site/strings.hpp"
#include "platform/html/html.hpp"
#include "platform/strings/strings.hpp"

namespace yw::site {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A platform in memory: what it answers, what it was asked.
class MemorySite final : public Fetcher {
public:
    Answer get(const Asked& asked) override {
        asked_.push_back(asked.address.path_and_query());
        if (answers_) {
            if (auto answer = answers_(asked)) return *answer;
        }
        const auto found = pages_.find(asked.address.path);
        Answer answer;
        answer.status = found == pages_.end() ? 404 : 200;
        answer.content_type =
            found != pages_.end() && found->first.ends_with(".txt") ? "text/plain" : "text/html; charset=utf-8";
        answer.body = found == pages_.end() ? "<p>404</p>" : found->second;
        return answer;
    }
    std::map<std::string, std::string> pages_;
    std::function<std::optional<Answer>(const Asked&)> answers_;
    std::vector<std::string> asked_;
};

class InspectSite : public testing::Test {
protected:
    static void SetUpTestSuite() {
        strings::add(strings_table());
        html::add_templates(pages());
        html::be_strict();
    }
    Inspection inspect(const std::string& address = "http://zwfw.example.gov.cn/") {
        Plan plan;
        plan.address = address;
        plan.per_second = 1;
        return inspect_site(plan, {site_, clock_, [this](std::chrono::milliseconds wait) { waited_ += wait; }}).value();
    }
    State state(const Inspection& inspection, std::string_view indicator) {
        const Check* check = inspection.check(indicator);
        EXPECT_TRUE(check) << indicator;
        return check ? check->state : State::kCouldNotCheck;
    }
    MemorySite site_;
    ShiftedClock clock_{UtcTime{1'772'413'200'000}, ShiftedClock::Pace::kStands};
    std::chrono::milliseconds waited_{0};
};

TEST_F(InspectSite, WhatRobotsForbidsIsNotFailed) {
    site_.pages_["/robots.txt"] = "User-agent: *\nDisallow: /\n";
    site_.pages_["/"] = "<p>hello</p>";
    const auto inspection = inspect();
    EXPECT_THAT(inspection.findings, IsEmpty());
    for (const Check& check : inspection.checks) EXPECT_EQ(check.state, State::kCouldNotCheck) << check.indicator;
    EXPECT_THAT(site_.asked_, ElementsAre("/robots.txt")) << "nothing else was asked for";
}

TEST_F(InspectSite, APlatformMadeByScriptsIsNotFailed) {
    site_.pages_["/"] = "<div id=app></div><script src=/a.js></script>";
    const auto inspection = inspect();
    EXPECT_THAT(inspection.findings, IsEmpty());
    EXPECT_EQ(state(inspection, "A3"), State::kCouldNotCheck);
    EXPECT_EQ(state(inspection, "A4"), State::kCouldNotCheck);
}

TEST_F(InspectSite, ATimeOutIsTriedAgainAndNotFailed) {
    site_.answers_ = [](const Asked& asked) -> std::optional<Answer> {
        if (asked.address.path == "/robots.txt") return std::nullopt;
        Answer answer;
        answer.failure = Failure::kTimedOut;
        return answer;
    };
    const auto inspection = inspect();
    EXPECT_THAT(inspection.findings, IsEmpty());
    EXPECT_EQ(site_.asked_.size(), 3U) << "robots.txt, the entrance twice";
    EXPECT_EQ(state(inspection, "A1"), State::kCouldNotCheck);
}

TEST_F(InspectSite, ADeadEntranceIsFailed) {
    const auto inspection = inspect();
    EXPECT_EQ(state(inspection, "A1"), State::kFailed);
}

TEST_F(InspectSite, StopsWhenAskedTo) {
    site_.pages_["/"] = "<nav><a href=/a>个人办事</a><a href=/b>法人办事</a><a href=/c>行政许可</a></nav>";
    site_.answers_ = [](const Asked& asked) -> std::optional<Answer> {
        if (asked.address.path.size() != 2) return std::nullopt;
        Answer answer;
        answer.status = 429;
        return answer;
    };
    const auto inspection = inspect();
    EXPECT_TRUE(inspection.stopped);
    EXPECT_EQ(state(inspection, "A2"), State::kCouldNotCheck);
}

TEST_F(InspectSite, KeepsItsPaceAndTheSitesOwn) {
    site_.pages_["/robots.txt"] = "User-agent: *\nCrawl-delay: 5\n";
    site_.pages_["/"] = "<p>nothing</p>";
    inspect();
    EXPECT_EQ(waited_.count() % 5000, 0);
    EXPECT_GE(waited_.count(), 5000);
}

TEST_F(InspectSite, AnUnencryptedSignInIsFound) {
    site_.pages_["/"] = "<a href=/login>登录</a>";
    site_.pages_["/login"] = "<form method=post action=/login><input name=u><input type=password name=p></form>";
    const auto inspection = inspect();
    bool found = false;
    for (const Finding& finding : inspection.findings) found = found || finding.kind == "not_encrypted";
    EXPECT_TRUE(found);
    EXPECT_EQ(state(inspection, "A4"), State::kPassed);
    bool on_the_machine_itself = false;
    for (const Finding& finding : inspect("http://127.0.0.1/").findings)
        on_the_machine_itself = on_the_machine_itself || finding.kind == "not_encrypted";
    EXPECT_FALSE(on_the_machine_itself);
}

TEST_F(InspectSite, LeavesOtherSitesAlone) {
    site_.pages_["/"] = "<nav><a href=http://other.example/x>个人办事</a></nav><a href=http://other.example/y>登录</a>";
    const auto inspection = inspect();
    for (const auto& path : site_.asked_) EXPECT_TRUE(path == "/" || path == "/robots.txt") << path;
}

TEST_F(InspectSite, AnswersThatCameTooLateAreCountedInWorkingDays) {
    site_.pages_["/"] = "<a href=/ask>我要咨询</a>";
    // Friday 6 March 2026 and five working days: the 13th.
    site_.pages_["/ask"] =
        "<ul><li><p>咨询时间：2026-03-06</p><p>答复时间：2026-03-13</p>"
        "<li><p>咨询时间：2026-03-06</p><p>答复时间：2026-03-16</p></ul><form><textarea name=t></textarea></form>";
    const auto inspection = inspect();
    ASSERT_TRUE(inspection.check("A5"));
    EXPECT_EQ(inspection.check("A5")->failed, 1);
    EXPECT_EQ(state(inspection, "A5"), State::kFailed);
}

TEST_F(InspectSite, ReportsCanBeWritten) {
    site_.pages_["/"] = "<title>某县政务服务</title><a href=/gone>链接</a>";
    const auto inspection = inspect();
    EXPECT_NE(to_json(inspection).find("\"checks\""), std::string::npos);
    EXPECT_NE(to_html(inspection).find("某县政务服务"), std::string::npos);
    EXPECT_NE(to_text(inspection).find("链接打不开"), std::string::npos);
}

TEST_F(InspectSite, TheSameSeedAsksForTheSame) {
    std::string home = "<nav>";
    for (const std::string name : {"户籍办理", "社会保障", "婚姻登记", "住房保障"}) {
        home += "<a href=/c" + std::to_string(site_.pages_.size()) + ">" + name + "</a>";
        site_.pages_["/c" + std::to_string(site_.pages_.size())] = "<p>暂无内容</p>";
    }
    site_.pages_["/"] = home;
    inspect();
    const auto first = site_.asked_;
    site_.asked_.clear();
    inspect();
    EXPECT_EQ(site_.asked_, first);
}

TEST(Kinds, EachHasItsSentence) {
    for (const auto kind : finding_kinds())
        EXPECT_TRUE(strings::known("site.finding." + std::string(kind)) || kind.size() == 2) << kind;
}

}  // namespace
}  // namespace yw::site
