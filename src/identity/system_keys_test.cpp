#include "identity/system_keys.hpp"

#include "identity/identity_fixture_test.hpp"

namespace yw::identity {
namespace {

class SystemKeyTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        router_.add({http::Method::kPut, "/api/v1/hello", identity_->gate().system(), [](http::Request& request) {
                         return http::text(system_of(request).department_id + " " + system_of(request).name);
                     }});
        key_ = issue_system_key(database(), keys_, clock_, "国土审批系统", "department-1").value();
    }
    http::Response call(const std::string& authorization) {
        http::Request request = http::test_request(http::Method::kPut, "/api/v1/hello");
        if (!authorization.empty()) request.headers.push_back({"Authorization", authorization});
        return http::dispatch(router_, {}, request);
    }
    std::string key_;
};

TEST_P(SystemKeyTest, AKeySpeaksForItsDepartmentOnly) {
    const auto answer = call("Bearer " + key_);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.bytes(), "department-1 国土审批系统");
    EXPECT_EQ(count("identity_system_key WHERE key_hash = '" + key_ + "'"), 0) << "the key itself is not kept";
}

TEST_P(SystemKeyTest, OthersAreRefusedAndToldHow) {
    for (const std::string& wrong : {std::string(), std::string("Bearer "), "Bearer " + key_ + "x", "Basic " + key_,
                                     std::string("Bearer yw_short"), key_})
        EXPECT_EQ(call(wrong).status, 403) << wrong;
}

TEST_P(SystemKeyTest, ARevokedKeyIsRefusedAtOnce) {
    const auto rows = list_system_keys(database());
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows[0].revoked);
    EXPECT_EQ(rows[0].created_at_ms, clock_.now().ms);
    ASSERT_TRUE(revoke_system_key(database(), keys_, clock_, rows[0].id, "operator-1"));
    EXPECT_EQ(count("audit_entry WHERE actor = 'operator-1'"), 1);
    EXPECT_EQ(list_system_keys(database())[0].revoked_at_ms, clock_.now().ms);
    EXPECT_EQ(call("Bearer " + key_).status, 403);
    EXPECT_TRUE(list_system_keys(database())[0].revoked);
    EXPECT_EQ(revoke_system_key(database(), keys_, clock_, rows[0].id).error().code, kNotFound);
}

TEST_P(SystemKeyTest, TooManyCallsInAMinuteWaitForTheNext) {
    for (int i = 0; i < kCallsPerMinute; ++i) ASSERT_EQ(call("Bearer " + key_).status, 200);
    EXPECT_EQ(call("Bearer " + key_).status, 429);
    clock_.advance(std::chrono::minutes{1});
    EXPECT_EQ(call("Bearer " + key_).status, 200);
}

TEST_P(SystemKeyTest, ASystemHasAName) {
    EXPECT_EQ(issue_system_key(database(), keys_, clock_, "", "department-1").error().code, kInput);
}

INSTANTIATE_TEST_SUITE_P(Engines, SystemKeyTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
