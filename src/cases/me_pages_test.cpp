// The applicant's own cases: from the receipt to the result, a correction, a withdrawal, and everybody else's 404.
#include "cases/case_pages_fixture.hpp"

namespace yw::cases::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MePagesTest : public CasePagesTest {
protected:
    static std::string url(const std::string& id, const std::string& below = "") { return "/me/cases/" + id + below; }
    std::string version(const std::string& id) { return std::to_string(seen(person_, id).version); }
    void ask_correction(const std::string& id) {
        auto request = deed<RequestCorrection>(id);
        request.gaps = {
            {"material:card", "照片模糊，请重拍。"}, {"field:name", "与证件不一致。"}, {"field:members", "少一位。"}};
        ASSERT_TRUE(cases_->request_correction(window_, request));
    }
    void deliver(const std::string& id, const std::string& way) {
        auto delivery = deed<Deliver>(id);
        delivery.way = way;
        ASSERT_TRUE(cases_->deliver_result(window_, delivery));
    }
    void accept_and_review(const std::string& id) {
        ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
        ASSERT_TRUE(cases_->start_review(reviewer_, deed<Deed>(id)));
    }
};

TEST_P(MePagesTest, TheReceiptSaysNumberAndNextStepAndDay) {
    const auto id = handed_in();
    const std::string number = seen(person_, id).number;
    const std::string receipt = page(url(id, "/receipt"));
    EXPECT_THAT(receipt, AllOf(HasSubstr(number), HasSubstr("5个工作日内告诉您是否受理，最晚2026年3月9日（周一）"),
                               HasSubstr("纸质照片"), HasSubstr(url(id, "/documents/receipt.pdf"))));
    EXPECT_THAT(receipt, HasSubstr("请先打咨询电话问清交到哪里")) << "this guide names no place";
    const auto code = get(url(id, "/qr.svg"));
    EXPECT_EQ(code.status, 200);
    EXPECT_THAT(text(code), HasSubstr("<svg"));
    const auto paper = get(url(id, "/documents/receipt.pdf"));
    EXPECT_TRUE(text(paper).starts_with("%PDF"));
    EXPECT_EQ(get(url(id, "/documents/licence.pdf")).status, 404);
    EXPECT_EQ(get(url(id, "/documents/receipt")).status, 404);
}

TEST_P(MePagesTest, TheSpaceIsEmptyThenHoldsTheCase) {
    EXPECT_THAT(page("/me"), AllOf(HasSubstr("现在没有要您办的事"), HasSubstr("还没有办件")));
    const std::string draft = begun();
    EXPECT_THAT(page("/me"), AllOf(HasSubstr("接着填：居民身份证换领"), HasSubstr("/apply/d/" + id_in(draft))));
    post(draft + "discard", {});
    const auto id = handed_in();
    const std::string number = seen(person_, id).number;
    EXPECT_THAT(page("/me"), AllOf(HasSubstr(url(id)), HasSubstr(number), HasSubstr("最晚2026年3月9日（周一）")));
    EXPECT_THAT(page("/me/cases"), HasSubstr(number));
    EXPECT_THAT(page("/me/messages"), HasSubstr("还没有消息"));
}

TEST_P(MePagesTest, TheCaseSaysWhereItIsAndWhyThatDay) {
    const auto id = handed_in();
    EXPECT_THAT(page(url(id)),
                AllOf(HasSubstr("申请已提交，等部门告诉您是否受理，最晚2026年3月9日（周一）"),
                      HasSubstr("受理审查期限：还有5个工作日"), HasSubstr("从2026年3月2日（当天不计入）起5个工作日"),
                      HasSubstr("您提交了申请"), HasSubstr("撤回申请"), Not(HasSubstr("officer"))));
    ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("已受理，等审查"), HasSubstr("承诺办结期限：还有10个工作日"),
                                     HasSubstr("法定期限：最晚"), HasSubstr("受理通知书"), Not(HasSubstr("window-1")),
                                     Not(HasSubstr("同意。"))))
        << "an officer's name and opinion stay inside";
    EXPECT_THAT(page(url(id, "/receipt")), HasSubstr("已受理"));
}

TEST_P(MePagesTest, FromCorrectionToTheResult) {
    const auto id = handed_in();
    ask_correction(id);
    EXPECT_THAT(page("/me"), AllOf(HasSubstr("补正：居民身份证换领"), HasSubstr(url(id, "/correction"))));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("请您补正3处，最晚2026年3月23日（周一）。"),
                                     HasSubstr("照片模糊，请重拍。"), HasSubstr("计时暂停"), HasSubstr("补正告知书")));
    const std::string form = page(url(id, "/correction"));
    EXPECT_THAT(form, AllOf(HasSubstr("name=\"material.card\""), HasSubstr("name=\"f.name\""),
                            HasSubstr("name=\"replies[1]\""), Not(HasSubstr("name=\"f.phone\""))));

    // A file is sent while something is typed: both are kept.
    const auto sent = upload(
        url(id, "/correction"),
        {{"version", version(id)}, {"replies[2]", "家里只有我。"}, {"f.name", "张示"}, {"action", "upload:card"}},
        {{"material.card", "新照.pdf", small_pdf()}});
    EXPECT_EQ(sent.status, 200);
    EXPECT_THAT(text(sent), AllOf(HasSubstr("新照.pdf"), HasSubstr("家里只有我。"), HasSubstr("value=\"张示\"")));
    // A group's entry comes without losing the rest.
    const auto added =
        post(url(id, "/correction"), {{"version", version(id)}, {"replies[0]", "重拍了"}, {"action", "add:members"}});
    EXPECT_THAT(text(added), AllOf(HasSubstr("name=\"f.members[0].member_name\""), HasSubstr("重拍了")));

    const Pairs wrong{{"version", version(id)},
                      {"f.name", "一个长得超过十个字的名字"},
                      {"replies[2]", "家里只有我。"},
                      {"action", "send"}};
    const auto refused = post(url(id, "/correction"), wrong);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(text(refused),
                AllOf(HasSubstr("href=\"#f-f-name\""), HasSubstr("家里只有我。"), HasSubstr("新照.pdf")));
    const Pairs right{
        {"version", version(id)}, {"f.name", "张示例"}, {"replies[2]", "家里只有我。"}, {"action", "send"}};
    EXPECT_EQ(location(post(url(id, "/correction"), right)), url(id));
    EXPECT_EQ(location(post(url(id, "/correction"), right)), url(id)) << "sent twice";
    EXPECT_EQ(location(get(url(id, "/correction"))), url(id));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("补正已收到"), HasSubstr("您的说明：家里只有我。")));

    accept_and_review(id);
    auto approval = deed<Approve>(id);
    approval.valid_until = LocalDay(2046, 3, 2);
    ASSERT_TRUE(cases_->approve_case(reviewer_, approval));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("已经批准，结果送给您，最晚"), HasSubstr("2046年3月2日"),
                                     HasSubstr("下载办理结果（PDF）")));
    EXPECT_TRUE(text(get(url(id, "/documents/licence.pdf"))).starts_with("%PDF"));
    deliver(id, "post");
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("结果已经送出，请查收。"), HasSubstr("我已收到")));
    EXPECT_EQ(location(post(url(id, "/confirm"), {{"version", version(id)}})), url(id));
    EXPECT_THAT(page(url(id)),
                AllOf(HasSubstr("已经办结，结果在下面。"), HasSubstr(url(id, "/rate")), Not(HasSubstr("我已收到"))));
    EXPECT_THAT(page("/me"), HasSubstr("评价：居民身份证换领"));
}

TEST_P(MePagesTest, TheDayToAnswerStandsOnEveryPageAndWhatFollowsIt) {
    const auto id = handed_in();
    ask_correction(id);
    EXPECT_THAT(page("/me"), HasSubstr("等您补正，最晚2026年3月23日（周一）"));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("补正期限：最晚2026年3月23日（周一）"), HasSubstr("部门可以不予受理")));
    EXPECT_THAT(page(url(id, "/correction")), HasSubstr("<strong>最晚2026年3月23日（周一）</strong>提交"));
    clock_.set(LocalDay(2026, 3, 24).begins());
    EXPECT_THAT(page("/me"), HasSubstr("补正期限到2026年3月23日（周一），已过"));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("补正期限已过，请马上补正3处。"), HasSubstr("现在补正仍然有效")));
    EXPECT_THAT(page(url(id, "/correction")), HasSubstr("补正期限已过。"));
}

TEST_P(MePagesTest, AnUnansweredGapIsNamedAtItsPlace) {
    const auto id = handed_in();
    ask_correction(id);
    const auto answer =
        post(url(id, "/correction"), {{"version", version(id)}, {"f.name", "张示例"}, {"action", "send"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(text(answer),
                AllOf(HasSubstr("href=\"#f-replies-0-\""), HasSubstr("请补正“旧身份证”，或者写明情况。")));
    const auto file = upload(url(id, "/correction"), {{"version", version(id)}, {"action", "upload:card"}},
                             {{"material.card", "a.exe", "MZ\x90"}});
    EXPECT_EQ(file.status, 422);
    EXPECT_THAT(text(file), HasSubstr("这是程序文件"));
    EXPECT_EQ(upload(url(id, "/correction"), {{"version", version(id)}, {"action", "upload:proof"}},
                     {{"material.proof", "a.pdf", small_pdf()}})
                  .status,
              422)
        << "the notice does not ask for it";
}

TEST_P(MePagesTest, ARefusalSaysWhyAndWhatOneCanDo) {
    const auto id = handed_in();
    accept_and_review(id);
    auto refusal = deed<Refuse>(id);
    refusal.reasons = "户籍不在四川省内。<b>";
    ASSERT_TRUE(cases_->refuse_case(reviewer_, refusal));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("没有批准"), HasSubstr("户籍不在四川省内。&lt;b&gt;"),
                                     HasSubstr("60日内"), HasSubstr("6个月内"), HasSubstr("广安区示范人民法院")));
    EXPECT_TRUE(text(get(url(id, "/documents/refusal.pdf"))).starts_with("%PDF"));
    deliver(id, "window");
    EXPECT_THAT(page(url(id)), HasSubstr("已经办结：没有批准。"));
}

TEST_P(MePagesTest, WhatIsNotAcceptedNamesTheRightAuthority) {
    const auto id = handed_in();
    auto refusal = deed<RefuseAcceptance>(id);
    refusal.reasons = "不属于本机关职权。";
    refusal.other_authority = true;
    refusal.right_authority = "广安市示范公安局";
    ASSERT_TRUE(cases_->refuse_acceptance(window_, refusal));
    EXPECT_THAT(page(url(id)), AllOf(HasSubstr("这次申请没有受理。"), HasSubstr("为什么不受理"),
                                     HasSubstr("<strong>广安市示范公安局</strong>申请"), HasSubstr("不予受理决定书")));
}

TEST_P(MePagesTest, WithdrawingAsksFirstAndThenEndsIt) {
    const auto id = handed_in();
    EXPECT_THAT(page(url(id, "/withdraw")), HasSubstr("不能恢复"));
    EXPECT_EQ(seen(person_, id).state, State::kSubmitted);
    const auto long_reason =
        post(url(id, "/withdraw"), {{"version", version(id)}, {"opinion", std::string(2001, 'x')}});
    EXPECT_EQ(long_reason.status, 422);
    EXPECT_THAT(text(long_reason), AllOf(HasSubstr("href=\"#f-opinion\""), HasSubstr(std::string(2001, 'x'))));
    EXPECT_EQ(post(url(id, "/withdraw"), {{"version", "99"}}).status, 409);
    EXPECT_EQ(location(post(url(id, "/withdraw"), {{"version", version(id)}, {"opinion", "不办了"}})), url(id));
    EXPECT_THAT(page(url(id)),
                AllOf(HasSubstr("您已经撤回了申请。"), HasSubstr("不办了"), Not(HasSubstr("撤回申请</a>"))));
    EXPECT_EQ(get(url(id, "/withdraw")).status, 409);
}

TEST_P(MePagesTest, CasesOfOthersAreNotThere) {
    const auto id = handed_in();
    const std::string file = seen(person_, id).files.front().id;
    ask_correction(id);
    for (const auto& stranger :
         {identity::TestGate::person("person-2"), identity::TestGate::agent("agent-1", "公司")}) {
        gate_.viewer = stranger;
        for (const char* below : {"", "/receipt", "/qr.svg", "/correction", "/withdraw", "/documents/receipt.pdf"})
            EXPECT_EQ(get(url(id, below)).status, 404) << below;
        for (const char* below : {"/correction", "/withdraw", "/confirm"})
            EXPECT_EQ(post(url(id, below), {{"version", "2"}, {"action", "send"}}).status, 404) << below;
        EXPECT_EQ(get("/me/files/" + id + "/" + file).status, 404);
        EXPECT_THAT(page("/me"), Not(HasSubstr(id)));
    }
    gate_.viewer = identity::TestGate::window("window-1", {std::string(kDepartment)});
    EXPECT_EQ(get(url(id)).status, 403) << "officers look at cases at their desk";
    gate_.viewer = {};
    EXPECT_THAT(location(get(url(id))), HasSubstr("/sign-in?back=%2Fme%2Fcases%2F"));
    gate_.viewer = identity::TestGate::person("person-1");
    EXPECT_EQ(get("/me/cases/nonsense").status, 404);
}

TEST_P(MePagesTest, ManyCasesComePageByPageNewestFirst) {
    std::vector<std::string> ids;
    for (int i = 0; i < 23; ++i) {
        ids.push_back(handed_in());
        clock_.advance(std::chrono::minutes(1));
    }
    const std::string first = page("/me/cases");
    EXPECT_THAT(first, AllOf(HasSubstr(ids[22]), HasSubstr(ids[3]), Not(HasSubstr(ids[2])), HasSubstr("更早的")));
    const auto at = first.find("/me/cases?after=");
    const std::string next = page(first.substr(at, first.find('"', at) - at));
    EXPECT_THAT(next, AllOf(HasSubstr(ids[2]), HasSubstr(ids[0]), Not(HasSubstr(ids[3])), Not(HasSubstr("更早的")),
                            HasSubstr("回到最新的")));
    EXPECT_THAT(page("/me/cases?after=%3Cx%3E"), HasSubstr(ids[22])) << "a cursor that we did not make begins anew";
    EXPECT_THAT(page("/me"), AllOf(HasSubstr(ids[22]), Not(HasSubstr(ids[17])), HasSubstr("全部办件")));
}

TEST_P(MePagesTest, MessagesAreReadWhenTheirPersonSaysSo) {
    const auto id = handed_in();
    outbox::Deliverer deliverer(database(), clock_);
    cases_->listen(deliverer);
    deliverer.deliver_pending();
    EXPECT_THAT(page("/me"), HasSubstr("1<span class=\"govuk-visually-hidden\">条未读"));
    EXPECT_THAT(page("/me/messages"), AllOf(HasSubstr("申请已经提交"), HasSubstr("未读"), HasSubstr(url(id))));
    EXPECT_THAT(page(url(id)), HasSubstr("申请已经提交，部门会在5个工作日内"));
    EXPECT_EQ(location(post("/me/messages/read", {})), "/me/messages");
    EXPECT_THAT(page("/me/messages"), Not(HasSubstr("未读")));
    EXPECT_THAT(page("/me"), Not(HasSubstr("条未读")));
}

INSTANTIATE_TEST_SUITE_P(Engines, MePagesTest, testing::Values(db::Engine::kSqlite), db::engine_name);

}  // namespace
}  // namespace yw::cases::test
