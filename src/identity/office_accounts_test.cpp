#include "identity/account_store.hpp"
#include "identity/identity_fixture_test.hpp"
#include "identity/staff_names.hpp"

namespace yw::identity {
namespace {

class StaffTest : public IdentityTest {
protected:
    Result<std::string> add(const NewStaff& staff) { return add_staff(database(), keys_, clock_, staff); }
};

NewStaff a_reviewer() {
    return {Role::kReviewer, "zhao.shencha", "a fine long password", {"department-2", "department-3"}};
}

TEST_P(StaffTest, AnAddedOfficerSignsInAndSeesOnlyTheGivenDepartments) {
    ASSERT_TRUE(add(a_reviewer()));
    std::vector<std::string> seen;
    router_.add(
        {http::Method::kGet, "/departments", identity_->gate().staff({Role::kReviewer}), [&](http::Request& request) {
             seen = viewer_of(request).department_ids;
             return http::text("");
         }});
    Browser someone = browser();
    EXPECT_EQ(someone.sign_in("/staff/sign-in", "zhao.shencha", "a fine long password").status, 303);
    EXPECT_EQ(someone.get("/departments").status, 200);
    EXPECT_EQ(seen, (std::vector<std::string>{"department-2", "department-3"}));
}

TEST_P(StaffTest, WrongInputIsNamed) {
    const auto field = [&](const NewStaff& staff) {
        const auto result = add(staff);
        return result ? std::string() : result.error().fields.at(0).field;
    };
    NewStaff staff = a_reviewer();
    staff.login = "Zhao";
    EXPECT_EQ(field(staff), "login");
    staff = a_reviewer();
    staff.login = "x'; --";
    EXPECT_EQ(field(staff), "login");
    staff = a_reviewer();
    staff.password = "short";
    EXPECT_EQ(field(staff), "password");
    staff = a_reviewer();
    staff.password = "zhao.shencha1";
    EXPECT_EQ(field(staff), "password");
    staff = a_reviewer();
    staff.department_ids.clear();
    EXPECT_EQ(field(staff), "department");
    staff = a_reviewer();
    staff.role = Role::kOperator;
    EXPECT_EQ(field(staff), "department");
    staff = a_reviewer();
    staff.role = Role::kPerson;
    EXPECT_EQ(field(staff), "role");
}

TEST_P(StaffTest, ALoginHasOneAccount) {
    ASSERT_TRUE(add(a_reviewer()));
    EXPECT_EQ(add(a_reviewer()).error().code, kLoginTaken);
}

TEST_P(StaffTest, ADisabledOfficerIsOutAtOnce) {
    Browser officer = signed_in(Role::kWindow);
    EXPECT_EQ(officer.get("/staff/account").status, 200);
    ASSERT_TRUE(disable_staff(database(), keys_, clock_, "chuangkou"));
    EXPECT_EQ(officer.get("/staff/account").status, 303);
    EXPECT_EQ(browser().sign_in("/staff/sign-in", "chuangkou", "yiwang-window-2026").status, 422);
    EXPECT_EQ(disable_staff(database(), keys_, clock_, "nobody").error().code, kNotFound);
    EXPECT_EQ(disable_staff(database(), keys_, clock_, "13800000001").error().code, kNotFound) << "people are no staff";
}

TEST_P(StaffTest, AForgottenPasswordIsReplacedAndTheSessionsEnd) {
    Browser someone = signed_in(Role::kPerson);
    const auto reset = [&](Role role, const std::string& login, const std::string& password) {
        return reset_password(database(), keys_, clock_, role, login, password);
    };
    ASSERT_TRUE(reset(Role::kPerson, "511602188503120017", "what I now remember"));
    EXPECT_EQ(someone.get("/me/account").status, 303);
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000001", "yiwang-zhang-2026").status, 422);
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000001", "what I now remember").status, 303);
    EXPECT_EQ(reset(Role::kPerson, "13800000001", "13800000001").error().code, kInput);
    EXPECT_EQ(reset(Role::kPerson, "13999999999", "what I now remember").error().code, kNotFound);
    EXPECT_EQ(reset(Role::kWindow, "13800000001", "what I now remember").error().code, kNotFound);
    EXPECT_TRUE(reset(Role::kReviewer, "shencha", "what they now remember"));
}

TEST_P(StaffTest, TheListShowsLoginsRolesAndDepartments) {
    ASSERT_TRUE(disable_staff(database(), keys_, clock_, "shencha"));
    const auto rows = list_staff(database());
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(rows[0].role, Role::kGuideAuthor);
    EXPECT_EQ(rows[1].login, "chuangkou");
    EXPECT_EQ(rows[1].department_ids, std::vector<std::string>{"department-1"});
    EXPECT_EQ(rows[2].role, Role::kInspector);
    EXPECT_TRUE(rows[2].department_ids.empty());
    EXPECT_EQ(rows[3].login, "shencha");
    EXPECT_TRUE(rows[3].disabled);
    EXPECT_EQ(rows[4].role, Role::kGuideReviewer);
    EXPECT_EQ(rows[5].role, Role::kOperator);
    EXPECT_TRUE(rows[5].department_ids.empty());
}

TEST_P(StaffTest, DemonstrationAccountsAreMadeOnceAndFollowTheDepartments) {
    ASSERT_TRUE(add_demo_accounts(database(), keys_, clock_, {"department-8", "department-9"}));
    EXPECT_EQ(count("identity_account"), 8);
    EXPECT_EQ(count("identity_account WHERE is_demo = 1"), 8);
    EXPECT_EQ(list_staff(database())[0].department_ids, (std::vector<std::string>{"department-8", "department-9"}));
    for (const Role role : {Role::kPerson, Role::kAgent, Role::kWindow, Role::kReviewer, Role::kOperator,
                            Role::kGuideAuthor, Role::kGuideReviewer, Role::kInspector})
        (void)signed_in(role);
}

TEST_P(StaffTest, DemonstrationPasswordsAreShownOnlyInADemonstration) {
    EXPECT_THAT(std::string(browser().get("/sign-in").bytes()), testing::HasSubstr("yiwang-zhang-2026"));
    const auto real = open_identity(database(), keys_, clock_, frame_, {});
    http::Router router;
    real->add_routes(router);
    Browser someone(router, real->gate());
    for (const char* door : {"/sign-in", "/staff/sign-in"})
        EXPECT_THAT(std::string(someone.get(door).bytes()), testing::Not(testing::HasSubstr("yiwang-")));
}

TEST_P(StaffTest, AnOfficerIsKnownByNameFromNowOn) {
    const auto id = add(a_reviewer()).value();
    const std::string login = a_reviewer().login;
    EXPECT_EQ(identity_->accounts().profile(id).value().name, "");
    ASSERT_TRUE(name_staff(database(), keys_, clock_, login, "郑示例"));
    EXPECT_EQ(identity_->accounts().profile(id).value().name, "郑示例");
    EXPECT_EQ(name_staff(database(), keys_, clock_, login, "两\n行").error().code, kInput);
    EXPECT_EQ(name_staff(database(), keys_, clock_, "nobody", "郑示例").error().code, kNotFound);
    EXPECT_EQ(name_staff(database(), keys_, clock_, "13800000001", "郑示例").error().code, kNotFound) << "no officer";
    ASSERT_TRUE(name_staff(database(), keys_, clock_, login, ""));
    EXPECT_EQ(identity_->accounts().profile(id).value().name, "");
}

INSTANTIATE_TEST_SUITE_P(Engines, StaffTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
