#include "identity/sessions.hpp"

#include "identity/identity_fixture_test.hpp"

namespace yw::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        account_id_ = database().read([&](db::Reader& reader) {
            return AccountStore(keys_)
                .credentials(reader, phone_handle(keys_, "13800000001"), Kindred::kPerson)
                .value()
                .account_id;
        });
        sessions_ = std::make_unique<Sessions>(database(), keys_, clock_);
        session_ = open();
    }
    NewSession open() {
        const NewSession made = new_session();
        write([&](db::Transaction& tx) { sessions_->insert(tx, made, account_id_); });
        return made;
    }
    template <class F>
    void write(F f) {
        database()
            .write("t",
                   [&](db::Transaction& tx) -> Result<void> {
                       f(tx);
                       return {};
                   })
            .value();
    }
    std::int64_t stored_last_seen() {
        return database().read([](db::Reader& reader) {
            return reader.number({"t.seen", "SELECT last_seen_at_ms FROM identity_session"}, {}).value();
        });
    }

    std::string account_id_;
    NewSession session_;
    std::unique_ptr<Sessions> sessions_;
};

TEST_P(SessionsTest, ATokenFindsItsViewer) {
    const auto found = sessions_->find(session_.token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->viewer.account_id, account_id_);
    EXPECT_EQ(found->viewer.session_id, session_.token_hash);
    EXPECT_EQ(found->viewer.masked_name, "张*例");
    EXPECT_EQ(found->viewer.real_name_level, 3);
    EXPECT_TRUE(found->viewer.is_applicant());
}

TEST_P(SessionsTest, OtherTextsFindNobody) {
    for (const std::string& text : {std::string(), std::string("x"), session_.token_hash, crypto::random_token(),
                                    std::string(43, '\''), std::string(100000, 'a'), session_.token + "a"})
        EXPECT_FALSE(sessions_->find(text)) << text.substr(0, 50);
}

TEST_P(SessionsTest, EndsAfterThirtyMinutesWithoutUse) {
    clock_.advance(kIdleEnd - seconds{1});
    EXPECT_TRUE(sessions_->find(session_.token));
    clock_.advance(kIdleEnd - seconds{1});
    EXPECT_TRUE(sessions_->find(session_.token)) << "use prolongs it";
    clock_.advance(kIdleEnd);
    EXPECT_FALSE(sessions_->find(session_.token));
}

TEST_P(SessionsTest, EndsAfterTwelveHoursWhateverIsDone) {
    for (minutes spent{0}; spent < kAbsoluteEnd; spent += minutes{20}) {
        EXPECT_TRUE(sessions_->find(session_.token)) << spent.count();
        clock_.advance(minutes{20});
    }
    EXPECT_FALSE(sessions_->find(session_.token));
}

TEST_P(SessionsTest, UseIsRememberedExactlyHereAndWrittenSeldom) {
    const std::int64_t opened = clock_.now().ms;
    for (int i = 0; i < 11; ++i) {
        clock_.advance(seconds{10});
        ASSERT_TRUE(sessions_->find(session_.token));
    }
    EXPECT_EQ(stored_last_seen(), opened) << "110 seconds: nothing written yet";
    clock_.advance(kIdleEnd - seconds{1});
    EXPECT_TRUE(sessions_->find(session_.token)) << "idle is counted from the last use, not from the last write";
    EXPECT_EQ(stored_last_seen(), clock_.now().ms);
}

TEST_P(SessionsTest, ASignedInRequestCostsNoQueryForSeconds) {
    ASSERT_TRUE(sessions_->find(session_.token));
    script("DELETE FROM identity_session");  // as another process would
    clock_.advance(kRemembered - std::chrono::milliseconds{1});
    EXPECT_TRUE(sessions_->find(session_.token)) << "from memory";
    clock_.advance(std::chrono::milliseconds{1});
    EXPECT_FALSE(sessions_->find(session_.token)) << "another process's end is seen after kRemembered";
}

TEST_P(SessionsTest, WhatThisProcessEndsIsGoneAtOnce) {
    ASSERT_TRUE(sessions_->find(session_.token));
    write([&](db::Transaction& tx) { sessions_->end(tx, session_.token_hash); });
    sessions_->forget(session_.token_hash);
    EXPECT_FALSE(sessions_->find(session_.token));
}

TEST_P(SessionsTest, EndingAllButOneKeepsThatOne) {
    const NewSession other = open();
    ASSERT_TRUE(sessions_->find(session_.token));
    ASSERT_TRUE(sessions_->find(other.token));
    write([&](db::Transaction& tx) { sessions_->end_all(tx, account_id_, other.token_hash); });
    sessions_->forget_account(account_id_);
    EXPECT_FALSE(sessions_->find(session_.token));
    EXPECT_TRUE(sessions_->find(other.token));
}

TEST_P(SessionsTest, ADisabledAccountHasNoSession) {
    script("UPDATE identity_account SET status = 'disabled'");
    EXPECT_FALSE(sessions_->find(session_.token));
}

TEST_P(SessionsTest, AnAgentStandsForTheFirmOnlyWhileTheAgencyLasts) {
    const auto agent = database().read([&](db::Reader& reader) {
        return AccountStore(keys_).credentials(reader, phone_handle(keys_, "13800000002"), Kindred::kAgent).value();
    });
    account_id_ = agent.account_id;
    script("UPDATE identity_agency SET valid_from_on = '2026-03-02', valid_until_on = '2026-03-02'");
    session_ = open();
    EXPECT_EQ(sessions_->find(session_.token)->viewer.firm_name, "广安示范餐饮有限公司");
    clock_.set(LocalDay(2026, 3, 3).begins());
    session_ = open();
    EXPECT_EQ(sessions_->find(session_.token)->viewer.firm_name, "");
}

TEST_P(SessionsTest, SweepingTakesOnlyWhatHasEnded) {
    clock_.advance(hours{1});
    const NewSession fresh = open();
    sessions_->sweep();
    EXPECT_EQ(count("identity_session"), 1);
    EXPECT_TRUE(sessions_->find(fresh.token));
}

TEST_P(SessionsTest, MoreSessionsThanMemoryHoldsStillWork) {
    std::vector<NewSession> many(300);
    write([&](db::Transaction& tx) {
        for (NewSession& each : many) sessions_->insert(tx, each = new_session(), account_id_);
    });
    for (const NewSession& each : many) EXPECT_TRUE(sessions_->find(each.token));
}

INSTANTIATE_TEST_SUITE_P(Engines, SessionsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity
