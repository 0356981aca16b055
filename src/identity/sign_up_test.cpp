#include "identity/identity_fixture_test.hpp"
#include "identity/use_cases.hpp"

namespace yw::identity {
namespace {

const LocalDay kToday(2026, 3, 2);

SignUp a_person() {
    SignUp form;
    form.name = "王演示";
    form.id_number = "51160219880615001X";
    form.phone = "13900000003";
    form.password = form.password_again = "over the hills and far";
    form.agreed = form.agreed_number = true;
    return form;
}

SignUp an_agent() {
    SignUp form = a_person();
    form.role = Role::kAgent;
    form.firm = {"91511602DM0009421D", "广安样例商贸有限公司", "赵模拟"};
    return form;
}

std::vector<std::string> fields_of(const SignUp& form) {
    strings::add(strings_table());
    std::vector<std::string> fields;
    for (const FieldError& error : faults_of(form, kToday)) fields.push_back(error.field);
    return fields;
}

struct Fault {
    std::string what;
    void (*spoil)(SignUp&);
    std::vector<std::string> fields;
};

class SignUpFaults : public testing::TestWithParam<Fault> {};

TEST_P(SignUpFaults, AreAllNamed) {
    SignUp form = an_agent();
    GetParam().spoil(form);
    EXPECT_EQ(fields_of(form), GetParam().fields) << GetParam().what;
}

using F = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    Table,
    SignUpFaults,
    testing::Values(
        Fault{"nothing wrong", [](SignUp&) {}, F{}},
        Fault{"a minority name", [](SignUp& f) { f.name = "阿卜杜拉·买买提"; }, F{}},
        Fault{"a foreign name", [](SignUp& f) { f.name = "Anna-Maria O'Neil"; }, F{}},
        Fault{"no name", [](SignUp& f) { f.name = ""; }, F{"name"}},
        Fault{"a name with program text", [](SignUp& f) { f.name = "<b>王</b>"; }, F{"name"}},
        Fault{"a name with a line break", [](SignUp& f) { f.name = "王\n演示"; }, F{"name"}},
        Fault{"a name of bytes", [](SignUp& f) { f.name = "\xff\xfe\xfd"; }, F{"name"}},
        Fault{"wrong check character", [](SignUp& f) { f.id_number = "511602198806150011"; }, F{"id_number"}},
        Fault{"fifteen digits", [](SignUp& f) { f.id_number = "511602880615001"; }, F{"id_number"}},
        Fault{"a child", [](SignUp& f) { f.id_number = "51160220150505001X"; }, F{"id_number"}},
        Fault{"a landline", [](SignUp& f) { f.phone = "08260001001"; }, F{"phone"}},
        Fault{"passwords differ", [](SignUp& f) { f.password_again = "another one entirely"; }, F{"password_again"}},
        Fault{"a short password", [](SignUp& f) { f.password = f.password_again = "short"; }, F{"password"}},
        Fault{"the phone as password", [](SignUp& f) { f.password = f.password_again = f.phone; }, F{"password"}},
        Fault{"no consent", [](SignUp& f) { f.agreed = false; }, F{"agree"}},
        Fault{"no consent to the number", [](SignUp& f) { f.agreed_number = false; }, F{"agree_number"}},
        Fault{"no firm", [](SignUp& f) { f.firm = {}; }, F{"firm_name", "credit_code", "representative"}},
        Fault{"wrong credit code", [](SignUp& f) { f.firm.credit_code[17] = '0'; }, F{"credit_code"}},
        Fault{"several",
              [](SignUp& f) {
                  f.name = "";
                  f.phone = "1";
                  f.password = "";
              },
              F{"name", "phone", "password"}}));

TEST(SignUpFaults, APersonIsNotAskedForAFirm) {
    EXPECT_EQ(fields_of(a_person()), F{});
}

class SignUpTest : public IdentityTest {
protected:
    Result<NewSession> up(const SignUp& form) { return sign_up({database(), keys_, clock_, sessions_ref()}, form); }
    Sessions& sessions_ref() {
        if (!sessions_) sessions_ = std::make_unique<Sessions>(database(), keys_, clock_);
        return *sessions_;
    }
    static std::string field(const Result<NewSession>& result) {
        return result ? "" : result.error().fields.at(0).field;
    }

private:
    std::unique_ptr<Sessions> sessions_;
};

TEST_P(SignUpTest, ANumberOrPhoneHasOneAccountOfAKind) {
    ASSERT_TRUE(up(a_person()));
    EXPECT_EQ(field(up(a_person())), "id_number");
    SignUp other = a_person();
    other.id_number = "511602197512030042";
    EXPECT_EQ(field(up(other)), "phone");
    EXPECT_EQ(count("identity_handle WHERE kind = 'person'"), 2 + 2) << "the refused ones left nothing behind";
    SignUp agent = an_agent();
    EXPECT_TRUE(up(agent)) << "the same human may also act for a firm";
}

TEST_P(SignUpTest, AFirmIsTheSameForAllItsAgents) {
    ASSERT_TRUE(up(an_agent()));
    SignUp second = an_agent();
    second.id_number = "511602197512030042";
    second.phone = "13900000004";
    second.firm.representative = "钱冒名";
    EXPECT_EQ(field(up(second)), "credit_code");
    second.firm.representative = "赵模拟";
    EXPECT_TRUE(up(second));
    EXPECT_EQ(count("identity_firm"), 2) << "with the demonstration's";
}

TEST_P(SignUpTest, TheAccountIsSignedInAtTheLowestLevel) {
    const auto session = up(an_agent());
    ASSERT_TRUE(session);
    const auto found = sessions_ref().find(session->token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->viewer.real_name_level, 1);
    EXPECT_EQ(found->viewer.firm_name, "广安样例商贸有限公司");
    const auto profile = identity_->accounts().profile(found->viewer.account_id);
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->name, "王演示");
    EXPECT_EQ(profile->id_number, "51160219880615001X");
    EXPECT_EQ(profile->phone, "13900000003");
    EXPECT_EQ(profile->firm_credit_code, "91511602DM0009421D");
    EXPECT_EQ(profile->firm_representative, "赵模拟");
    EXPECT_EQ(identity_->accounts().profile("nobody").error().code, kNotFound);
}

TEST_P(SignUpTest, NothingPersonalStandsInTheClear) {
    const SignUp form = an_agent();
    const auto session = up(form);
    ASSERT_TRUE(session);
    (void)signed_in(Role::kPerson);
    (void)browser().sign_in("/sign-in", form.phone, "a wrong password");
    const std::vector<std::string> secrets{form.name,      form.id_number,           form.phone,         form.password,
                                           session->token, form.firm.representative, "192.0.2.1",        "13800000001",
                                           "张示例",       "511602188503120017",     "yiwang-zhang-2026"};
    for (const std::string table :
         {"identity_account", "identity_handle", "identity_firm", "identity_agency", "identity_session",
          "identity_throttle", "identity_staff_department", "audit_entry"}) {
        const std::string text = "SELECT * FROM " + table;
        const int columns = table == "identity_account" ? 13 : table == "audit_entry" ? 7 : 2;
        std::int64_t rows = database().read([&](db::Reader& reader) {
            return reader.each({"test.all", text}, {}, [&](const db::Row& row) {
                for (int column = 0; column < columns; ++column)
                    for (const std::string& secret : secrets)
                        EXPECT_EQ(row.text(column).find(secret), std::string::npos)
                            << table << " column " << column << ": " << secret;
            });
        });
        EXPECT_GT(rows, 0) << table;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, SignUpTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
