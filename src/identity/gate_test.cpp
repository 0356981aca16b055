#include "identity/gate.hpp"

#include "identity/identity_fixture_test.hpp"

namespace yw::identity {
namespace {

Viewer viewer(Role role, std::string firm = {}) {
    Viewer made;
    made.account_id = "a";
    made.role = role;
    made.firm_name = std::move(firm);
    return made;
}

TEST(Rights, EveryRoleAtEveryDoor) {
    const Demand anyone{}, applicant{true, true, {}}, officers{true, false, {Role::kWindow, Role::kReviewer}},
        deciders{true, false, {Role::kReviewer}}, operators{true, false, {Role::kOperator}};
    using A = Admission;
    struct {
        Viewer who;
        std::vector<Admission> at;  // anyone, applicant, officers, deciders, operators
    } const table[] = {
        {Viewer{}, {A::kWelcome, A::kSignIn, A::kStaffSignIn, A::kStaffSignIn, A::kStaffSignIn}},
        {viewer(Role::kPerson), {A::kWelcome, A::kWelcome, A::kRefused, A::kRefused, A::kRefused}},
        {viewer(Role::kAgent, "firm"), {A::kWelcome, A::kWelcome, A::kRefused, A::kRefused, A::kRefused}},
        {viewer(Role::kAgent), {A::kWelcome, A::kNoFirm, A::kRefused, A::kRefused, A::kRefused}},
        {viewer(Role::kWindow), {A::kWelcome, A::kRefused, A::kWelcome, A::kRefused, A::kRefused}},
        {viewer(Role::kReviewer), {A::kWelcome, A::kRefused, A::kWelcome, A::kWelcome, A::kRefused}},
        {viewer(Role::kOperator), {A::kWelcome, A::kRefused, A::kRefused, A::kRefused, A::kWelcome}},
        {viewer(Role::kInspector), {A::kWelcome, A::kRefused, A::kRefused, A::kRefused, A::kRefused}},
    };
    for (const auto& row : table) {
        std::size_t door = 0;
        for (const Demand* demand : {&anyone, &applicant, &officers, &deciders, &operators})
            EXPECT_EQ(admit(row.who, *demand), row.at[door++]) << to_string(row.who.role) << " at door " << door;
    }
}

TEST(Rights, AnEmptyListOfStaffAdmitsNobody) {
    for (const Role role : {Role::kPerson, Role::kAgent, Role::kWindow, Role::kReviewer, Role::kOperator})
        EXPECT_EQ(admit(viewer(role, "firm"), {true, false, {}}), Admission::kRefused);
}

class GateTest : public IdentityTest {};

TEST_P(GateTest, WhoIsNotSignedInComesBackAfterSigningIn) {
    Browser someone = browser();
    EXPECT_EQ(header_of(someone.get("/me/account?x=1"), "Location"), "/sign-in?back=%2Fme%2Faccount%3Fx%3D1");
    EXPECT_EQ(header_of(someone.get("/staff/account"), "Location"), "/staff/sign-in?back=%2Fstaff%2Faccount");
}

TEST_P(GateTest, APostThatNeedsSigningInComesBackToThePageOfTheForm) {
    Browser someone = browser();
    const auto to = [&](const std::string& referer) {
        return header_of(someone.post_plainly("/hello/own", {}, {{"Referer", referer}}), "Location");
    };
    EXPECT_EQ(to("https://zwfw.example/apply/1"), "/sign-in?back=%2Fapply%2F1");
    EXPECT_EQ(to("https://evil.example/apply/1"), "/sign-in?back=%2F");
    EXPECT_EQ(to("https://zwfw.example//evil.example"), "/sign-in?back=%2F");
    EXPECT_EQ(to(""), "/sign-in?back=%2F");
}

TEST_P(GateTest, AnEndedSessionIsExplained) {
    Browser someone = signed_in(Role::kPerson);
    clock_.advance(kIdleEnd);
    const std::string onward = header_of(someone.get("/me/account"), "Location");
    EXPECT_EQ(onward, "/sign-in?back=%2Fme%2Faccount&ended=1");
    EXPECT_THAT(std::string(someone.get(onward).bytes()), testing::HasSubstr("30分钟没有操作"));
}

TEST_P(GateTest, APostWithoutTheTokenOfThisVisitorIsRefused) {
    Browser someone = signed_in(Role::kPerson), other = signed_in(Role::kAgent);
    (void)someone.get("/me/account");
    (void)other.get("/me/account");
    EXPECT_EQ(someone.post("/hello", {}).status, 200);
    EXPECT_EQ(someone.post_plainly("/hello", {}).status, 403);
    EXPECT_EQ(someone.post_plainly("/hello", {{"csrf", other.csrf}}).status, 403);
    EXPECT_EQ(someone.post_plainly("/hello", {{"csrf", someone.csrf}}, {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    EXPECT_EQ(someone.post_plainly("/hello", {}, {{"X-CSRF-Token", someone.csrf}}).status, 200);
    EXPECT_EQ(browser().post_plainly("/hello", {{"csrf", someone.csrf}}).status, 403);
}

TEST_P(GateTest, ATokenDiesWithItsSession) {
    Browser someone = signed_in(Role::kPerson);
    (void)someone.get("/me/account");
    const std::string before = someone.csrf;
    EXPECT_EQ(someone.post("/sign-out", {}).status, 303);
    EXPECT_EQ(someone.post_plainly("/hello", {{"csrf", before}}).status, 403);
    (void)signed_in(Role::kPerson);
    EXPECT_EQ(someone.post_plainly("/hello", {{"csrf", before}}).status, 403);
}

TEST_P(GateTest, AVisitCookieComesOnlyWithAForm) {
    Browser someone = browser();
    EXPECT_EQ(header_of(someone.get("/hello"), "Set-Cookie"), "");
    EXPECT_EQ(header_of(someone.get("/hello"), "Cache-Control"), "");
    const auto form = someone.get("/sign-in");
    EXPECT_THAT(header_of(form, "Set-Cookie"),
                testing::AllOf(testing::StartsWith("__Host-yw-visit="), testing::HasSubstr("; Path=/"),
                               testing::HasSubstr("; Secure"), testing::HasSubstr("; HttpOnly"),
                               testing::HasSubstr("; SameSite=Lax")));
    EXPECT_EQ(header_of(form, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(someone.get("/sign-in"), "Set-Cookie"), "") << "the visit has its cookie";
    EXPECT_EQ(someone.post("/hello", {}).status, 200);
}

TEST_P(GateTest, PagesOfASignedInPersonAreNotKept) {
    Browser someone = signed_in(Role::kPerson);
    EXPECT_EQ(header_of(someone.get("/hello"), "Cache-Control"), "no-store");
}

TEST_P(GateTest, GuardsOfStaffNameOnlyStaff) {
    EXPECT_THROW((void)identity_->gate().staff({Role::kPerson}), std::logic_error);
}

TEST_P(GateTest, RolesAreKeptApartOnRealRoutes) {
    struct {
        Role role;
        int own_page, staff_page;
    } const table[] = {
        {Role::kPerson, 200, 403},   {Role::kAgent, 200, 403},    {Role::kWindow, 403, 200},
        {Role::kReviewer, 403, 200}, {Role::kOperator, 403, 200}, {Role::kInspector, 403, 200},
    };
    for (const auto& row : table) {
        Browser someone = signed_in(row.role);
        EXPECT_EQ(someone.get("/me/account").status, row.own_page) << to_string(row.role);
        EXPECT_EQ(someone.get("/staff/account").status, row.staff_page) << to_string(row.role);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, GateTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
