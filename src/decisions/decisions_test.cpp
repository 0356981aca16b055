// Decisions over a real catalogue and real cases: what they take off, hand on, flag and leave out, and what stays.
#include "decisions/decisions.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "calendars/calendars.hpp"
#include "cases/cases.hpp"
#include "cases/migrations.hpp"
#include "cases/strings.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/sample_guide.hpp"
#include "catalogue/strings.hpp"
#include "decisions/migrations.hpp"
#include "kernel/ids.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/blob/blob.hpp"
#include "platform/outbox/migrations.hpp"
#include "platform/strings/strings.hpp"
#include "search/search.hpp"

namespace yw::decisions {
namespace {

using catalogue::ItemState;
using catalogue::test::kCity;
using catalogue::test::kDistrict;
using catalogue::test::kProvince;

constexpr std::string_view kCode = "000748001001";
constexpr std::string_view kOther = "000748001002";
const RegionCode kNeighbour = *RegionCode::parse("511603000000");

class OnePerson final : public identity::Accounts {
public:
    Result<identity::Profile> profile(const std::string& account) const override {
        return identity::Profile{account, "张示例", "51160218830930009X", "13800008000", "", "", ""};
    }
};

class DecisionsTest : public db::EngineTest {
protected:
    static void SetUpTestSuite() {
        if (strings::known("cases.changed")) return;
        strings::add(cases::strings_table());
    }
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{
            audit::migrations(), outbox::migrations(), catalogue::migrations(), cases::migrations(), migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
        blobs_ = blob::open_files(folder() / "blobs", keys_, clock_);
        const auto check_file = [](std::string_view, std::string_view,
                                   const std::vector<std::string>&) -> Result<cases::CheckedFile> {
            return cases::CheckedFile{"pdf", "application/pdf"};
        };
        cases::Dependencies on{database(), keys_,      clock_,
                               audit_,     *blobs_,    *catalogue_,
                               accounts_,  check_file, [] { return calendars::published_calendar(); }};
        cases_ = std::make_unique<cases::Cases>(std::move(on));
        decisions_ = open_decisions({database(), clock_, keys_, audit_, *catalogue_});
        person_.account_id = "person-1";
        person_.role = identity::Role::kPerson;
    }

    std::string listed(const std::string& source_id, RegionCode region, std::string_view code = kCode) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.region = region;
        facts.name = "示范许可" + source_id;
        facts.base_code = code;
        facts.task_type = "07";
        return catalogue::list_item(database(), clock_, facts, "示范局").value().id;
    }
    std::string published(const std::string& source_id, RegionCode region, std::string_view code = kCode) {
        const auto id = listed(source_id, region, code);
        auto guide = catalogue::test::sample_guide();
        guide.name = "示范许可" + source_id;
        guide.base_code = code;
        guide.task_type = "07";
        catalogue::publish_guide(database(), clock_, id, guide).value();
        return id;
    }
    Decision decision(DecisionKind kind, std::vector<std::string> codes = {std::string(kCode)}) {
        Decision made;
        made.id = new_id();
        made.kind = kind;
        made.document_number = "示范发〔2026〕1号";
        made.issuer = "示范人民政府";
        made.title = "关于调整一批事项的决定";
        made.decided_on = LocalDay(2026, 2, 27);
        made.summary = "按上级决定调整。";
        made.effective_at = clock_.now();
        made.base_codes = std::move(codes);
        return made;
    }
    std::string enter(const Decision& made) {
        const auto done = decisions_->enter("operator", made);
        if (!done) {
            ADD_FAILURE() << done.error().code.name << " " << done.error().detail;
            for (const auto& field : done.error().fields) ADD_FAILURE() << field.field << field.message;
            return {};
        }
        return done.value();
    }
    /// A submitted case of the item, by way of a draft.
    std::string submitted(const std::string& item_id) {
        const auto draft = cases_->start_draft(person_, item_id).value().id;
        const auto saved = cases_->save_draft(
            person_, {draft, "first", http::Fields({{"f.reason", "expired"}, {"f.area", "12"}}), "second"});
        EXPECT_TRUE(saved && saved->errors.empty());
        for (const auto* key : {"application", "card"})
            static_cast<void>(cases_->attach_material(person_, {draft, key, "a.pdf", "%PDF"}));
        const auto receipt = cases_->submit_case(person_, {draft, true});
        if (!receipt) {
            for (const auto& field : receipt.error().fields) ADD_FAILURE() << field.field << field.message;
            ADD_FAILURE() << receipt.error().code.name;
            return {};
        }
        return receipt->case_id;
    }
    ItemState state_of(const std::string& id) { return catalogue_->item(id).value().state; }
    int version_of(const std::string& id) { return catalogue_->item(id).value().version; }

    const crypto::Keys keys_ = crypto::Keys::for_test("decisions");
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins().plus(std::chrono::hours(10)), ShiftedClock::Pace::kStands};
    audit::Audit audit_{keys_, clock_};
    OnePerson accounts_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    std::unique_ptr<blob::Blobs> blobs_;
    std::unique_ptr<cases::Cases> cases_;
    std::unique_ptr<Decisions> decisions_;
    identity::Viewer person_;
};

/// The moment comes by the clock alone: the timer's next round writes it, and from that commit on no answer shows it,
/// whether the index has followed or not.
TEST_P(DecisionsTest, WhatHasTakenEffectIsNotFoundAnyMore) {
    const auto id = listed("1", kDistrict);
    search::Search search;
    search::Following following(search, *catalogue_, database(), "");
    const auto found = [&] {
        const auto answer = search.ask({.text = "示范许可1", .place = kDistrict});
        return std::any_of(answer.found.begin(), answer.found.end(),
                           [&](const search::Found& each) { return each.entry.id == id; });
    };
    auto cancel = decision(DecisionKind::kCancel);
    cancel.effective_at = clock_.now().plus(std::chrono::hours(1));
    enter(cancel);
    EXPECT_TRUE(found()) << "announced, not in force";
    clock_.advance(std::chrono::minutes(59));
    EXPECT_EQ(decisions_->apply_due(), 0);
    EXPECT_TRUE(found());
    clock_.advance(std::chrono::minutes(1));
    EXPECT_EQ(decisions_->next_due(), cancel.effective_at) << "the timer wakes for it";
    EXPECT_EQ(decisions_->apply_due(), 1);
    EXPECT_FALSE(found());
    const auto restore = [&] {
        auto made = decision(DecisionKind::kRestore);
        made.effective_at = clock_.now();
        return made;
    }();
    enter(restore);
    following.catch_up();  // until then it may be found, not found, and found again: the two commits are followed apart
    EXPECT_TRUE(found()) << "restored";
}

TEST_P(DecisionsTest, ATrialSaysWhatWouldHappenAndChangesNothing) {
    const auto id = published("1", kDistrict);
    listed("2", kNeighbour);
    submitted(id);
    static_cast<void>(cases_->start_draft(person_, id));
    const auto generation = catalogue_->generation();
    const auto trial = decisions_->trial(decision(DecisionKind::kCancel)).value();
    EXPECT_EQ(trial.reach, (Reach{2, 1, 1, 2, 1, 1}));
    ASSERT_EQ(trial.lines.size(), 2U);
    EXPECT_EQ(trial.lines[0].open_cases, 1);
    EXPECT_TRUE(trial.obstacles.empty());
    EXPECT_EQ(state_of(id), ItemState::kActive);
    EXPECT_EQ(catalogue_->generation(), generation);
    EXPECT_TRUE(decisions_->all(10, "").decisions.empty());
    const auto nothing = decisions_->trial(decision(DecisionKind::kCancel, {"000100000000"})).value();
    EXPECT_EQ(nothing.reach.items, 0);
    EXPECT_EQ(nothing.warnings.size(), 1U);
}

TEST_P(DecisionsTest, ACancellationTakesItemsOffEverywhereAndKeepsOpenCases) {
    const auto here = published("1", kDistrict);
    const auto there = listed("2", kNeighbour);
    const auto untouched = listed("3", kDistrict, kOther);
    const auto open_case = submitted(here);
    const auto draft = cases_->start_draft(person_, here).value().id;
    const auto id = enter(decision(DecisionKind::kCancel));
    EXPECT_EQ(state_of(here), ItemState::kCancelled);
    EXPECT_EQ(state_of(there), ItemState::kCancelled);
    EXPECT_EQ(state_of(untouched), ItemState::kActive);
    EXPECT_EQ(catalogue_->items({.region = kDistrict}, 10, "").total, 1);
    EXPECT_TRUE(cases_->case_view(person_, open_case)) << "what was filed stays readable";
    EXPECT_EQ(cases_->submit_case(person_, {draft, true}).error().code, catalogue::kItemEnded);
    EXPECT_EQ(cases_->start_draft(person_, here).error().code, catalogue::kItemEnded);
    const auto standing = catalogue_->standings(here).at(0);
    EXPECT_EQ(standing.decision_id, id);
    EXPECT_EQ(standing.document, "示范发〔2026〕1号《关于调整一批事项的决定》");

    const auto log = decisions_->change_log(10, "");
    ASSERT_EQ(log.decisions.size(), 1U);
    EXPECT_EQ(log.decisions[0].state, DecisionState::kApplied);
    EXPECT_EQ(log.decisions[0].reach, (Reach{2, 1, 1, 2, 1, 1}));
    EXPECT_EQ(decisions_->items(id, "", 10).size(), 2U);
    const auto cases = decisions_->open_cases(id, "", 10);
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].state, "submitted");
    EXPECT_EQ(cases[0].handed_to, "");
    EXPECT_TRUE(audit_.changed_rows(database()).empty());
}

TEST_P(DecisionsTest, TheSameFormTwiceIsOneDecision) {
    listed("1", kDistrict);
    const auto made = decision(DecisionKind::kCancel);
    EXPECT_EQ(enter(made), made.id);
    EXPECT_EQ(enter(made), made.id);
    EXPECT_EQ(decisions_->all(10, "").decisions.size(), 1U);
}

TEST_P(DecisionsTest, ADecisionWaitsForItsMoment) {
    const auto item = listed("1", kDistrict);
    auto made = decision(DecisionKind::kCancel);
    made.effective_at = clock_.now().plus(std::chrono::hours(24));
    const auto id = enter(made);
    EXPECT_EQ(decisions_->apply_due(), 0);
    EXPECT_EQ(decisions_->next_due(), made.effective_at);
    EXPECT_EQ(state_of(item), ItemState::kActive);
    EXPECT_EQ(decisions_->change_log(10, "").decisions.size(), 1U) << "announced before it holds";
    clock_.advance(std::chrono::hours(24));
    EXPECT_EQ(decisions_->apply_due(), 1);
    EXPECT_EQ(decisions_->apply_due(), 0);
    EXPECT_FALSE(decisions_->next_due());
    EXPECT_EQ(state_of(item), ItemState::kCancelled);
    EXPECT_EQ(decisions_->withdraw("operator", id).error().code, kNotPlanned);

    auto other = decision(DecisionKind::kRestore);
    other.effective_at = clock_.now().plus(std::chrono::hours(1));
    const auto withdrawn = enter(other);
    EXPECT_TRUE(decisions_->withdraw("operator", withdrawn));
    clock_.advance(std::chrono::hours(2));
    EXPECT_EQ(decisions_->apply_due(), 0);
    EXPECT_EQ(decisions_->change_log(10, "").decisions.size(), 1U);
    EXPECT_EQ(decisions_->withdraw("operator", new_id()).error().code, kNotFound);
}

TEST_P(DecisionsTest, UndoingIsANewDecision) {
    const auto item = published("1", kDistrict);
    enter(decision(DecisionKind::kSuspend));
    EXPECT_EQ(state_of(item), ItemState::kSuspended);
    const auto id = enter(decision(DecisionKind::kRestore));
    EXPECT_EQ(state_of(item), ItemState::kActive);
    EXPECT_EQ(decisions_->decision(id)->reach.items, 1);
    EXPECT_EQ(catalogue_->counts(kDistrict).online, 1);
    EXPECT_EQ(catalogue_->standings(item).size(), 2U);
}

TEST_P(DecisionsTest, ADelegationHandsItemsGuidesAndCasesDown) {
    const auto city = published("1", kCity);
    const auto with_case = submitted(city);
    auto made = decision(DecisionKind::kDelegate);
    made.level = RegionLevel::kPrefecture;
    made.receivers = {
        {kDistrict, "示范区局", "12441500196720244T", "示范路2号", "9:00—17:00", "0826-0001002", "0826-0001998"}};
    const auto id = enter(made);
    EXPECT_EQ(state_of(city), ItemState::kDelegated);
    const auto successors = catalogue_->successors(city);
    ASSERT_EQ(successors.size(), 1U);
    EXPECT_EQ(successors[0].region, kDistrict);
    EXPECT_EQ(successors[0].department.name, "示范区局");
    EXPECT_EQ(successors[0].implement_code, "12441500196720244T4000748001001");
    const auto guide = catalogue_->guide(successors[0].id).value();
    EXPECT_EQ(guide->guide.power_source, "2");
    EXPECT_EQ(guide->guide.places.at(0).address, "示范路2号");
    EXPECT_EQ(decisions_->flags_of_item(successors[0].id).size(), 1U) << "its author must look at it";

    const auto view = cases_->case_view(person_, with_case).value();
    EXPECT_EQ(view.department_name, "示范区局");
    EXPECT_EQ(view.state, cases::State::kSubmitted);
    ASSERT_EQ(view.history.size(), 2U) << "the applicant reads from whom to whom, and by which document";
    EXPECT_EQ(view.history[1].action, cases::Action::kHandOver);
    EXPECT_EQ(view.history[1].party, cases::Party::kSystem);
    for (const auto* said : {"示范局", "示范区局", "示范发〔2026〕1号"})
        EXPECT_NE(view.history[1].opinion.find(said), std::string::npos) << said;
    EXPECT_EQ(view.version, 2);
    EXPECT_EQ(view.allowed, (std::vector{cases::Action::kWithdraw})) << "a hand-over is nobody's deed";
    const auto cases = decisions_->open_cases(id, "", 10);
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].department, "示范局");
    EXPECT_EQ(cases[0].handed_to, "示范区局");
}

TEST_P(DecisionsTest, ADelegationWithoutAnOfficeOnlyListsTheItem) {
    const auto province = published("1", kProvince);
    auto made = decision(DecisionKind::kDelegate);
    made.level = RegionLevel::kProvince;
    made.receivers = {{kDistrict, "示范区局", "", "", "", "", ""}, {kNeighbour, "邻区局", "", "", "", "", ""}};
    submitted(province);
    EXPECT_EQ(decisions_->trial(made)->warnings.size(), 3U) << "two guides to be written, cases stay";
    enter(made);
    const auto successors = catalogue_->successors(province);
    ASSERT_EQ(successors.size(), 2U);
    EXPECT_EQ(successors[0].status, catalogue::ItemStatus::kListed);
    EXPECT_EQ(decisions_->flags_of_item(successors[0].id).size(), 1U);
    auto guide = catalogue::test::sample_guide();
    guide.base_code = kCode;
    guide.task_type = "07";
    EXPECT_TRUE(catalogue::publish_guide(database(), clock_, successors[0].id, guide));
}

TEST_P(DecisionsTest, ADelegationThatNobodyReceivesIsRefused) {
    const auto city = listed("1", kCity);
    auto made = decision(DecisionKind::kDelegate);
    made.level = RegionLevel::kPrefecture;
    made.receivers = {{*RegionCode::parse("520102000000"), "外省局", "", "", "", "", ""}};
    EXPECT_EQ(decisions_->trial(made)->obstacles.size(), 1U);
    EXPECT_EQ(decisions_->enter("operator", made).error().code, kObstacle);
    EXPECT_EQ(state_of(city), ItemState::kActive);
    EXPECT_TRUE(decisions_->change_log(10, "").decisions.empty());
}

TEST_P(DecisionsTest, MergedItemsLeadToTheOne) {
    const auto one = published("1", kDistrict);
    const auto two = published("2", kDistrict, kOther);
    const auto far = listed("3", kNeighbour, kOther);
    auto made = decision(DecisionKind::kMerge, {std::string(kCode), std::string(kOther)});
    made.targets = {{"000748001009", "合并后的许可"}};
    enter(made);
    EXPECT_EQ(state_of(one), ItemState::kMerged);
    ASSERT_EQ(catalogue_->successors(one).size(), 1U);
    EXPECT_EQ(catalogue_->successors(one)[0].id, catalogue_->successors(two).at(0).id);
    EXPECT_EQ(catalogue_->successors(far).at(0).region, kNeighbour);
    const auto guide = catalogue_->guide(catalogue_->successors(one)[0].id).value();
    EXPECT_EQ(guide->guide.name, "合并后的许可");
    EXPECT_EQ(guide->guide.base_code, "000748001009");
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 1);
}

TEST_P(DecisionsTest, ASplitItemLeadsToItsParts) {
    const auto old = published("1", kDistrict);
    auto made = decision(DecisionKind::kSplit);
    made.targets = {{"000748001011", "许可（甲类）"}, {"000748001012", "许可（乙类）"}};
    enter(made);
    EXPECT_EQ(state_of(old), ItemState::kSplit);
    EXPECT_EQ(catalogue_->successors(old).size(), 2U);
    EXPECT_EQ(catalogue_->counts(kDistrict).guides, 2);
}

TEST_P(DecisionsTest, AChangedLawFlagsGuidesUntilTheyAreUpdated) {
    const auto item = published("1", kDistrict);
    auto made = decision(DecisionKind::kLawChange, {});
    made.laws = {"《中华人民共和国居民身份证法》（2030年修正）"};
    const auto id = enter(made);
    EXPECT_EQ(decisions_->decision(id)->reach.guides, 1);
    ASSERT_EQ(decisions_->flags_of_item(item).size(), 1U);
    EXPECT_EQ(decisions_->settle_flags(), 0);
    auto guide = catalogue_->guide(item).value()->guide;
    guide.conditions.emplace_back("按新法增加的条件");
    catalogue::publish_guide(database(), clock_, item, guide).value();
    EXPECT_EQ(decisions_->settle_flags(), 1);
    EXPECT_TRUE(decisions_->flags_of_item(item).empty());
    EXPECT_EQ(decisions_->flags(id, "", 10).at(0).settled_version, 2);
    made.id = new_id();
    made.laws = {"没有这部法"};
    EXPECT_EQ(decisions_->trial(made)->warnings.size(), 1U);
}

/// The documents of mission row B4; docs/sources/proofs.md says what is known of them.
struct ProofCase {
    const char* document;
    const char* issuer;
    const char* title;
    const char* item;
    const char* proof;
};
constexpr ProofCase kRowB4[] = {
    {"工业和信息化部令第51号", "工业和信息化部", "关于取消规章设定的证明事项的决定", "业余无线电台设置、使用许可",
     "业余无线电台操作技术能力证明复印件"},
    {"人力资源社会保障部第二批取消证明材料的决定", "人力资源和社会保障部",
     "关于第二批取消部分规章规范性文件设定的证明材料的决定", "工伤认定申请", "工伤职工居民身份证复印件"}};

TEST_P(DecisionsTest, AnAbolishedProofLeavesEveryGuide) {
    for (const ProofCase& known : kRowB4) {
        std::vector<std::string> items;
        for (const RegionCode region : {kDistrict, kNeighbour}) {
            const auto id = listed(std::string("B4-") + known.item, region, kOther);
            auto guide = catalogue::test::sample_guide();
            guide.name = known.item;
            guide.materials.push_back(catalogue::test::sample_material("proof", known.proof, "1", "10"));
            catalogue::publish_guide(database(), clock_, id, guide).value();
            items.push_back(id);
        }
        Proof proof;
        proof.name = known.proof;
        proof.basis = "示范规章";
        proof.asked_by = known.item;
        proof.issued_by = known.issuer;
        proof.replacement = "none";
        const auto proof_id = decisions_->put_proof("operator", proof).value();
        EXPECT_EQ(decisions_->proof_count(ProofState::kRetained), 1);
        auto made = decision(DecisionKind::kAbolishProof, {});
        made.document_number = known.document;
        made.issuer = known.issuer;
        made.title = known.title;
        made.proof_id = proof_id;
        EXPECT_EQ(decisions_->trial(made)->reach.guides, 2);
        const auto id = enter(made);
        for (const auto& item : items) {
            const auto guide = catalogue_->guide(item).value();
            EXPECT_EQ(guide->version, 2);
            for (const auto& material : guide->guide.materials) EXPECT_NE(material.name, known.proof);
            EXPECT_EQ(catalogue_->guide_version(item, 1).value()->guide.materials.back().name, known.proof)
                << "cases filed before stay on what they were filed under";
        }
        const auto changes = decisions_->guides(id, "", 10);
        ASSERT_EQ(changes.size(), 2U);
        EXPECT_EQ(changes[0].materials, known.proof);
        const auto abolished = decisions_->proof(proof_id).value();
        EXPECT_EQ(abolished.state, ProofState::kAbolished);
        EXPECT_EQ(abolished.decision_id, id);
        made.id = new_id();
        EXPECT_EQ(decisions_->enter("operator", made).error().code, kProofAbolished);
        EXPECT_EQ(decisions_->put_proof("operator", abolished).error().code, kProofAbolished);
    }
    EXPECT_EQ(decisions_->proof_count(ProofState::kAbolished), 2);
    EXPECT_EQ(decisions_->proofs(ProofState::kAbolished, 1, "").proofs.size(), 1U);
    const auto first = decisions_->proofs(ProofState::kAbolished, 1, "");
    EXPECT_EQ(decisions_->proofs(ProofState::kAbolished, 1, first.next).next, "");
}

TEST_P(DecisionsTest, TheBaseCatalogueFollowsADecisionOfItsArea) {
    constexpr std::string_view kFile =
        "基本编码,事项名称,设定依据,行使层级,主项编码\n"
        "000748001000,示范许可,《示范法》,3^4,\n000748001001,示范许可（甲）,《示范法》,3^4,000748001000\n";
    ASSERT_TRUE(catalogue::import_directory(database(), clock_, table::read_table(kFile, "a.csv").value(), {}));
    const auto item = listed("1", kDistrict);
    const auto entry = [&] {
        return database()
            .read([](db::Reader& reader) { return catalogue::find_directory_entry(reader, std::string(kCode)); })
            .value();
    };
    auto made = decision(DecisionKind::kSuspend, {"000748001000"});
    made.region = kDistrict;
    enter(made);
    EXPECT_EQ(state_of(item), ItemState::kSuspended) << "a main item brings its sub-items along";
    EXPECT_EQ(entry().state, "active") << "a district does not change the nation's list";
    enter(decision(DecisionKind::kCancel, {"000748001000"}));
    EXPECT_EQ(state_of(item), ItemState::kCancelled);
    EXPECT_EQ(entry().state, "cancelled");
    EXPECT_EQ(entry().version, 2);
    enter(decision(DecisionKind::kRestore, {"000748001000"}));
    EXPECT_EQ(entry().state, "active");
    const auto city = listed("2", kCity);
    auto down = decision(DecisionKind::kDelegate);
    down.level = RegionLevel::kPrefecture;
    down.receivers = {{*RegionCode::parse("511602002000"), "示范街道办", "", "", "", "", ""}};
    enter(down);
    EXPECT_EQ(entry().levels, (std::vector<std::string>{"4", "5"}));
    EXPECT_EQ(state_of(city), ItemState::kDelegated);
}

TEST_P(DecisionsTest, FormsWithFaultsAreRefused) {
    auto made = decision(DecisionKind::kCancel, {});
    EXPECT_EQ(decisions_->trial(made).error().code, kInvalid);
    EXPECT_EQ(decisions_->enter("operator", made).error().code, kInvalid);
    made = decision(DecisionKind::kAbolishProof);
    made.proof_id = new_id();
    EXPECT_EQ(decisions_->trial(made).error().code, kProofNotFound);
    EXPECT_EQ(decisions_->put_proof("operator", {}).error().code, kInvalid);
    EXPECT_EQ(decisions_->decision("none").error().code, kNotFound);
}

TEST_P(DecisionsTest, ProofsOfAFileAreAddedOnce) {
    constexpr std::string_view kFile = R"([[proof]]
name = "无房证明"
basis = "示范办法第三条"
asked_by = "住房保障部门"
issued_by = "不动产登记机构"
replacement = "sharing"
materials = ["无房证明", "住房情况证明"]
)";
    EXPECT_EQ(import_proofs(database(), clock_, kFile).value(), 1);
    EXPECT_EQ(import_proofs(database(), clock_, kFile).value(), 0);
    const auto page = decisions_->proofs(ProofState::kRetained, 10, "");
    ASSERT_EQ(page.proofs.size(), 1U);
    EXPECT_EQ(decisions_->proof(page.proofs[0].id)->materials.size(), 2U);
    EXPECT_EQ(import_proofs(database(), clock_, "[[proof]]\nname = 1").error().code, kInvalid);
    EXPECT_EQ(import_proofs(database(), clock_, "[[proof").error().code, kInvalid);
}

/// A national decision: 5,000 implementing items, each in a place of its own.
TEST_P(DecisionsTest, FiveThousandItemsOfOneDecision) {
    constexpr int kItems = 5'000;
    const auto filled = catalogue::change_catalogue(
        database(), clock_, "test.fill", [&](catalogue::CatalogueChange& change) -> Result<void> {
            for (int i = 0; i < kItems; ++i) {
                catalogue::ItemFacts facts;
                facts.source_id = "1";
                facts.region = RegionCode::from_number(110'101'001'000 + static_cast<std::uint64_t>(i));
                facts.name = "示范许可";
                facts.base_code = kCode;
                facts.department = change.put_department(facts.region, "示范局", {}).department;
                change.put_item(facts);
            }
            return {};
        });
    ASSERT_TRUE(filled);
    const auto begin = std::chrono::steady_clock::now();
    const auto id = enter(decision(DecisionKind::kCancel));
    const auto took = std::chrono::steady_clock::now() - begin;
    std::cout << "[ measured ] a decision over " << kItems
              << " items: " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
    EXPECT_EQ(decisions_->decision(id)->reach, (Reach{kItems, 0, 0, kItems, 0, 0}));
    EXPECT_TRUE(catalogue_->all_items(10, "").items.empty());
    const auto rows = decisions_->items(id, "", 50);
    ASSERT_EQ(rows.size(), 50U);
    EXPECT_EQ(decisions_->items(id, rows.back().id, 50).size(), 50U);
}

INSTANTIATE_TEST_SUITE_P(Engines, DecisionsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::decisions
