// From the draft to the receipt.
#include <gmock/gmock.h>

#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "cases/case_numbers.hpp"
#include "cases/cases_fixture.hpp"

namespace yw::cases::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> fields_of(const Error& error) {
    std::vector<std::string> fields;
    for (const auto& field : error.fields) fields.push_back(field.field);
    return fields;
}

class SubmitCaseTest : public CasesTest {};

TEST_P(SubmitCaseTest, ADraftBeginsWithWhatTheAccountKnowsAndIsFoundAgain) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    EXPECT_EQ(draft.answers.get("name"), "张示例");
    EXPECT_THAT(draft.from_account, ElementsAre("name", "id_number", "phone"));
    EXPECT_EQ(cases_->start_draft(person_, std::string(kItem)).value().id, draft.id) << "one draft an item";
    EXPECT_EQ(cases_->drafts(person_).size(), 1U);
    EXPECT_THAT(cases_->drafts(other_), IsEmpty());
    EXPECT_EQ(cases_->draft(other_, draft.id).error().code, kDraftNotFound);
    EXPECT_EQ(cases_->start_draft(window_, std::string(kItem)).error().code, kNotYours);
}

TEST_P(SubmitCaseTest, WrongAnswersAreKeptAndNamed) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    const auto saved = cases_->save_draft(
        person_, {draft.id, "applicant", http::Fields({{"f.name", ""}, {"f.phone", "123"}}), "matter"});
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved.value().errors.size(), 3U);
    const auto again = cases_->draft(person_, draft.id).value();
    EXPECT_EQ(again.answers.get("phone"), "123");
    EXPECT_EQ(again.step, "applicant") << "one goes on only from a right step";
}

TEST_P(SubmitCaseTest, EntriesAreAddedAndWhatWasTypedStays) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    SaveDraft command{draft.id, "family", typed("f.members[0].member_name", "甲"), ""};
    const auto saved = cases_->change_entries(person_, command, *parse_entry_button("add:members")).value();
    EXPECT_EQ(saved.draft.answers.entries("members"), 2);
    EXPECT_EQ(saved.draft.answers.get("members[0].member_name"), "甲");
}

TEST_P(SubmitCaseTest, OnlyACompleteDeclaredFormBecomesACase) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    EXPECT_EQ(cases_->submit_case(person_, {draft.id, false}).error().code, kDeclarationMissing);
    EXPECT_THAT(fields_of(cases_->submit_case(person_, {draft.id, true}).error()), ElementsAre("f.reason"));
    ASSERT_TRUE(cases_->save_draft(person_, {draft.id, "matter", typed("f.reason", "lost"), ""}));
    const auto missing = cases_->submit_case(person_, {draft.id, true});
    EXPECT_EQ(missing.error().code, kMaterialsMissing);
    EXPECT_THAT(fields_of(missing.error()), ElementsAre("material:card"));
    EXPECT_EQ(count("case_file"), 0);
}

TEST_P(SubmitCaseTest, WhoDoesNotWaitGetsTheSameReceipt) {
    const auto id = ready_draft();
    const auto outcome_of = [&](const SubmitCase& command) {
        std::promise<Result<Receipt>> given;
        cases_->submit_case_later(person_, command,
                                  [&](const std::function<Result<Receipt>()>& outcome) { given.set_value(outcome()); });
        return given.get_future().get();
    };
    EXPECT_EQ(outcome_of({id, false}).error().code, kDeclarationMissing);
    const auto receipt = outcome_of({id, true}).value();
    EXPECT_FALSE(receipt.repeated);
    const auto again = outcome_of({id, true}).value();
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.number, receipt.number);
    EXPECT_EQ(count("case_file"), 1);
}

TEST_P(SubmitCaseTest, ASubmissionWritesCaseEventAuditAndMessageAndRemovesTheDraft) {
    const auto id = ready_draft();
    const auto audit_before = count("audit_entry");
    const auto receipt = cases_->submit_case(person_, {id, true}).value();
    EXPECT_EQ(receipt.case_id, id);
    EXPECT_FALSE(receipt.repeated);
    EXPECT_EQ(receipt.number, "51160200000020260302000001");
    EXPECT_EQ(receipt.department_name, "广安区示范公安局");
    EXPECT_EQ(count("case_file"), 1);
    EXPECT_EQ(count("case_event"), 1);
    EXPECT_EQ(count("outbox_message"), 1);
    EXPECT_EQ(count("audit_entry"), audit_before + 1);
    EXPECT_EQ(count("case_draft"), 0);
    const auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kSubmitted);
    EXPECT_EQ(view.answers.get("reason"), "lost");
    EXPECT_EQ(view.files.size(), 1U);
    EXPECT_EQ(view.clock.due->deadline.due.iso(), "2026-03-09");
}

TEST_P(SubmitCaseTest, TheSameFormSentAgainIsTheSameReceipt) {
    const auto id = ready_draft();
    const auto first = cases_->submit_case(person_, {id, true}).value();
    const auto again = cases_->submit_case(person_, {id, true}).value();
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(cases_->submit_case(other_, {id, true}).error().code, kDraftNotFound) << "not somebody else's receipt";
    EXPECT_EQ(cases_->submit_case(person_, {"' OR 1=1 --", true}).error().code, kDraftNotFound);
}

TEST_P(SubmitCaseTest, FiftyTimesAtOnceIsOneCase) {
    const auto id = ready_draft();
    std::vector<std::thread> people;
    std::mutex mutex;
    std::set<std::string> numbers;
    int fresh = 0;
    for (int i = 0; i < 50; ++i) {
        people.emplace_back([&] {
            const auto receipt = cases_->submit_case(person_, {id, true});
            const std::lock_guard lock(mutex);
            numbers.insert(receipt ? receipt.value().number : std::string(receipt.error().code.name));
            if (receipt && !receipt.value().repeated) ++fresh;
        });
    }
    for (auto& one : people) one.join();
    EXPECT_EQ(numbers.size(), 1U) << testing::PrintToString(numbers);
    EXPECT_EQ(fresh, 1);
    EXPECT_EQ(count("case_file"), 1);
    EXPECT_EQ(count("outbox_message"), 1);
}

TEST_P(SubmitCaseTest, ANewerGuideIsShownBeforeItIsAppliedUnder) {
    const auto id = ready_draft();
    catalogue::Guide second = sample_guide();
    second.conditions = {"新的条件"};
    catalogue_.publish(second);
    EXPECT_TRUE(cases_->draft(person_, id).value().guide_changed);
    EXPECT_EQ(cases_->submit_case(person_, {id, true}).error().code, kGuideChanged);
    ASSERT_TRUE(cases_->submit_case(person_, {id, true}));
    EXPECT_EQ(seen(person_, id).guide_version, 2);
    catalogue_.publish(sample_guide());
    EXPECT_EQ(seen(person_, id).guide_version, 2) << "a case stays on its version";
}

TEST_P(SubmitCaseTest, NothingIsTakenThatTheGuideDoesNotAsk) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    for (const auto* key : {"tax", "household", "", "form:name"})
        EXPECT_EQ(cases_->attach_material(person_, {draft.id, key, "a.pdf", "%PDF"}).error().code, kNotAsked) << key;
    EXPECT_EQ(cases_->attach_material(person_, {draft.id, "card", "a.pdf", "bad"}).error().code.name, "file.broken");
    EXPECT_EQ(cases_->attach_material(other_, {draft.id, "card", "a.pdf", "%PDF"}).error().code, kNotFound);
    const std::string large(static_cast<std::size_t>(kMostFileBytes) + 1, 'x');
    EXPECT_EQ(cases_->attach_material(person_, {draft.id, "card", "a.pdf", large}).error().code, kFileTooLarge);
}

TEST_P(SubmitCaseTest, ACommitmentStandsInPlaceOfTheMaterialWithItsWords) {
    const auto id = ready_draft();
    ASSERT_TRUE(cases_->remove_material(person_, id, cases_->draft(person_, id).value().files.at(0).id));
    EXPECT_EQ(cases_->submit_case(person_, {id, true}).error().code, kMaterialsMissing);
    for (const auto* key : {"proof", "paper", "household"})
        EXPECT_EQ(cases_->sign_commitment(person_, id, key).error().code, kNoCommitment) << key;
    EXPECT_EQ(cases_->sign_commitment(person_, id, "tax").error().code, kNotAsked);
    EXPECT_EQ(cases_->sign_commitment(other_, id, "card").error().code, kNotFound);

    const auto signed_one = cases_->sign_commitment(person_, id, "card").value();
    EXPECT_EQ(signed_one.name, "告知承诺书：旧身份证.pdf");
    EXPECT_TRUE(cases_->file(person_, id, signed_one.id).value().bytes.starts_with("%PDF"));
    EXPECT_EQ(cases_->sign_commitment(person_, id, "card").value().id, signed_one.id) << "twice is once";
    ASSERT_TRUE(cases_->submit_case(person_, {id, true}));
    const auto view = seen(window_, id);
    ASSERT_EQ(view.files.size(), 1U);
    EXPECT_EQ(view.files[0].commitment, sample_guide().materials[0].commitment)
        << "the officer reads what was promised";

    catalogue::Guide later = sample_guide();
    later.materials[0].commitment.clear();
    catalogue_.publish(later);
    EXPECT_EQ(seen(window_, id).files[0].commitment, sample_guide().materials[0].commitment);
}

TEST_P(SubmitCaseTest, ACommitmentWhoseWordsHaveChangedIsSignedAnew) {
    const auto id = ready_draft();
    ASSERT_TRUE(cases_->remove_material(person_, id, cases_->draft(person_, id).value().files.at(0).id));
    ASSERT_TRUE(cases_->sign_commitment(person_, id, "card"));
    catalogue::Guide second = sample_guide();
    second.materials[0].commitment = "本人承诺：旧身份证确实已经遗失，找到后当天交回。";
    catalogue_.publish(second);
    EXPECT_EQ(cases_->submit_case(person_, {id, true}).error().code, kGuideChanged);
    EXPECT_EQ(cases_->submit_case(person_, {id, true}).error().code, kMaterialsMissing);
    ASSERT_TRUE(cases_->sign_commitment(person_, id, "card"));
    const auto files = cases_->draft(person_, id).value().files;
    ASSERT_EQ(files.size(), 1U) << "the old words are gone";
    EXPECT_EQ(files[0].commitment, second.materials[0].commitment);
    EXPECT_TRUE(cases_->submit_case(person_, {id, true}));
}

TEST_P(SubmitCaseTest, FilesOfADraftAreSeenAndRemovedByTheirOwnerOnly) {
    const auto id = ready_draft();
    const auto file = cases_->draft(person_, id).value().files.at(0);
    EXPECT_EQ(file.name, "旧证.pdf");
    EXPECT_EQ(cases_->file(person_, id, file.id).value().bytes, "%PDF card");
    EXPECT_EQ(cases_->file(other_, id, file.id).error().code, kFileNotFound);
    EXPECT_EQ(cases_->file(window_, id, file.id).error().code, kFileNotFound) << "no officer looks into drafts";
    EXPECT_FALSE(cases_->remove_material(other_, id, file.id));
    EXPECT_TRUE(cases_->remove_material(person_, id, file.id));
    EXPECT_EQ(cases_->remove_material(person_, id, file.id).error().code, kFileNotFound);
}

TEST_P(SubmitCaseTest, FilesOfOneCaseTogetherAreBounded) {
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    for (int i = 0; i < 6; ++i) {
        const std::string bytes = std::to_string(i) + std::string(static_cast<std::size_t>(kMostFileBytes) - 1, 'x');
        ASSERT_TRUE(cases_->attach_material(person_, {draft.id, "card", "a.pdf", bytes})) << i;
    }
    EXPECT_EQ(cases_->attach_material(person_, {draft.id, "card", "a.pdf", "x"}).error().code, kFilesTooLarge);
}

TEST_P(SubmitCaseTest, HostileTextsAreKeptAsTexts) {
    const std::string hostile = "'\"; DROP TABLE case_file; --<script>alert(1)</script>";
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    const http::Fields hostile_form(
        {{"f.name", hostile}, {"f.id_number", hostile}, {"f.phone", hostile}, {"f.plate", hostile}});
    ASSERT_TRUE(cases_->save_draft(person_, {draft.id, "applicant", hostile_form, ""}));
    EXPECT_EQ(cases_->draft(person_, draft.id).value().answers.get("name"), hostile);
    const auto file = cases_->attach_material(person_, {draft.id, "card", hostile, "%PDF"}).value();
    EXPECT_EQ(cases_->draft(person_, draft.id).value().files.at(0).name, file.name);
    EXPECT_EQ(cases_->start_draft(person_, hostile).error().code, catalogue::kGuideNotFound);
    EXPECT_EQ(cases_->case_view(person_, hostile).error().code, kNotFound);
}

TEST_P(SubmitCaseTest, AnUntouchedDraftIsRemovedWithItsFiles) {
    const auto id = ready_draft();
    clock_.advance(std::chrono::hours(24 * 89));
    EXPECT_EQ(cases_->sweep().drafts_removed, 0);
    clock_.advance(std::chrono::hours(24 * 2));
    EXPECT_EQ(cases_->sweep().drafts_removed, 1);
    EXPECT_EQ(cases_->draft(person_, id).error().code, kDraftNotFound);
    EXPECT_EQ(count("case_material"), 0);
}

TEST_P(SubmitCaseTest, NumbersAreUniqueInEveryThreadAndProcess) {
    CaseNumbers one(database()), two(database());
    const std::string code =
        "11511602DM00000133"
        "4"
        "000707001001";
    ASSERT_TRUE(is_national_code(code));
    EXPECT_EQ(one.next("511602000000", code, LocalDay(2026, 3, 2)), code + "202603020001");
    std::mutex mutex;
    std::set<std::string> numbers;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                auto number = (t % 2 ? one : two).next("511602000000", t < 2 ? code : "", LocalDay(2026, 3, 2));
                const std::lock_guard lock(mutex);
                EXPECT_TRUE(numbers.insert(std::move(number)).second);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    for (const auto* none : {"", "123", "11511602DM000001344000707001001", "11511602DM000001339000707001001"})
        EXPECT_FALSE(is_national_code(none)) << none;
}

INSTANTIATE_TEST_SUITE_P(Engines, SubmitCaseTest, db::both_engines(), db::engine_name);

TEST_P(SubmitCaseTest, NumbersStayTheirOwnWhileBlocksAreAskedForAhead) {
    constexpr int kThreads = 4, kEach = 700;  // past several of the largest blocks
    std::vector<std::string> taken(kThreads * kEach);
    {
        CaseNumbers numbers(database());
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread)
            threads.emplace_back([&, thread] {
                for (int i = 0; i < kEach; ++i)
                    taken[static_cast<std::size_t>(thread * kEach + i)] =
                        numbers.next("511602000000", "", LocalDay(2026, 3, 2));
            });
    }
    EXPECT_EQ(std::set<std::string>(taken.begin(), taken.end()).size(), taken.size());
}

TEST_P(SubmitCaseTest, WhoLeavesTakesTheDraftsAndKeepsNothingOpen) {
    const auto id = submitted();
    (void)ready_draft();
    const auto leave = [&] {
        return database().write("test.leave",
                                [&](db::Transaction& tx) { return cases_->leave(tx, person_.account_id); });
    };
    EXPECT_EQ(leave().error().code, kStillOpen);
    EXPECT_EQ(cases_->drafts(person_).size(), 1U);
    ASSERT_TRUE(cases_->withdraw_case(person_, deed<Deed>(id)));
    ASSERT_TRUE(leave());
    EXPECT_TRUE(cases_->drafts(person_).empty());
    EXPECT_EQ(count("case_material"), 1);  // the case's own
    EXPECT_EQ(seen(person_, id).state, State::kWithdrawn);
}

}  // namespace
}  // namespace yw::cases::test
