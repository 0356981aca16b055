#include "decisions/decision_rules.hpp"

#include <gtest/gtest.h>

#include "catalogue/guide_dependencies.hpp"
#include "catalogue/publish_guide.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::decisions {
namespace {

Decision good(DecisionKind kind) {
    Decision decision;
    decision.kind = kind;
    decision.document_number = "国发〔2019〕6号";
    decision.issuer = "国务院";
    decision.title = "关于取消和下放一批行政许可事项的决定";
    decision.decided_on = LocalDay(2019, 2, 27);
    decision.effective_at = LocalDay(2026, 3, 2).begins();
    decision.base_codes = {"000131048001"};
    if (kind == DecisionKind::kMerge) decision.base_codes.push_back("000131048002");
    if (kind == DecisionKind::kMerge) decision.targets = {{"000131048003", "新事项"}};
    if (kind == DecisionKind::kSplit) decision.targets = {{"000131048003", "甲"}, {"000131048004", "乙"}};
    if (kind == DecisionKind::kDelegate) {
        decision.level = RegionLevel::kProvince;
        decision.receivers = {{*RegionCode::parse("511602000000"), "示范局", "", "", "", "", ""}};
    }
    if (kind == DecisionKind::kLawChange) decision.laws = {"居民身份证法"};
    if (kind == DecisionKind::kAbolishProof) decision.proof_id = "p";
    return decision;
}

TEST(DecisionRules, EachKindSaysWhatItNeeds) {
    for (const auto kind : kKinds) {
        EXPECT_TRUE(check_decision(good(kind)).empty()) << to_string(kind);
        EXPECT_EQ(kind_of(to_string(kind)), kind);
        EXPECT_FALSE(kind_zh(kind).empty());
    }
    const auto faults = [](DecisionKind kind, auto change) {
        Decision decision = good(kind);
        change(decision);
        std::vector<std::string> fields;
        for (const auto& error : check_decision(decision)) fields.push_back(error.field);
        return fields;
    };
    using V = std::vector<std::string>;
    EXPECT_EQ(faults(DecisionKind::kCancel, [](Decision& d) { d.document_number = " 　"; }), V{"document_number"});
    EXPECT_EQ(faults(DecisionKind::kCancel, [](Decision& d) { d.base_codes.clear(); }), V{"codes"});
    EXPECT_EQ(faults(DecisionKind::kCancel, [](Decision& d) { d.effective_at = LocalDay(2019, 1, 1).begins(); }),
              V{"effective"});
    EXPECT_EQ(faults(DecisionKind::kDelegate, [](Decision& d) { d.level.reset(); }), V{"level"});
    EXPECT_EQ(faults(DecisionKind::kDelegate, [](Decision& d) { d.receivers.push_back(d.receivers[0]); }),
              V{"receivers"});
    EXPECT_EQ(faults(DecisionKind::kMerge, [](Decision& d) { d.base_codes.pop_back(); }), V{"codes"});
    EXPECT_EQ(faults(DecisionKind::kMerge, [](Decision& d) { d.targets[0].base_code = d.base_codes[0]; }),
              V{"targets"});
    EXPECT_EQ(faults(DecisionKind::kSplit, [](Decision& d) { d.targets.pop_back(); }), V{"targets"});
    EXPECT_EQ(faults(DecisionKind::kLawChange, [](Decision& d) { d.laws.clear(); }), V{"laws"});
    EXPECT_EQ(faults(DecisionKind::kAbolishProof, [](Decision& d) { d.proof_id.clear(); }), V{"proof"});
}

TEST(DecisionRules, AnImplementCodeNeedsAllItsParts) {
    EXPECT_EQ(implement_code("12441500196720244T", RegionLevel::kPrefecture, "442199806003"),
              "12441500196720244T3442199806003");
    EXPECT_EQ(implement_code("12441500196720244X", RegionLevel::kPrefecture, "442199806003"), "");
    EXPECT_EQ(implement_code("12441500196720244T", RegionLevel::kPrefecture, "44219980600"), "");
    EXPECT_EQ(implement_code("", RegionLevel::kCounty, "442199806003"), "");
}

TEST(DecisionRules, AGuideHandedDownIsComplete) {
    const Receiver receiver{
        *RegionCode::parse("511602000000"), "示范局", "", "示范路2号", "9:00—17:00", "0826-0001002", "0826-0001998"};
    const auto guide = handed_down(catalogue::test::sample_guide(), receiver);
    EXPECT_TRUE(catalogue::accept_guide(guide));
    EXPECT_EQ(guide.power_source, "2");
    EXPECT_EQ(guide.level, "4");
    ASSERT_EQ(guide.places.size(), 1U);
    EXPECT_EQ(guide.places[0].address, "示范路2号");
}

TEST(DecisionRules, AMaterialIsLeftOutHoweverItIsWritten) {
    std::string left_out;
    auto guide = catalogue::test::sample_guide();
    guide.materials[1].name = "旧证（ 复印件 ）";
    const auto without = without_materials(guide, {catalogue::material_key("旧证(复印件)")}, left_out);
    EXPECT_EQ(without.materials.size(), guide.materials.size() - 1);
    EXPECT_EQ(left_out, "旧证（ 复印件 ）");
}

TEST(DecisionRules, WhatIsTypedIsRead) {
    EXPECT_EQ(codes_in("000131048001\r\n\n　０００１３１０４８００１ \n511A0138000000-511602\n"),
              (std::vector<std::string>{"000131048001", "511A0138000000-511602"}));
    EXPECT_EQ(targets_in("000131048003 新 事项\n000131048004"),
              (std::vector<Target>{{"000131048003", "新 事项"}, {"000131048004", ""}}));
    std::vector<FieldError> errors;
    const auto receivers = receivers_in(
        "511602，示范局，12441500196720244T，示范路2号，9:00—17:00，0826-1，0826-2\n511621000000,另一个局\n没有代码\n",
        errors);
    ASSERT_EQ(receivers.size(), 2U);
    EXPECT_EQ(receivers[0].region.str(), "511602000000");
    EXPECT_EQ(receivers[0].complaint_phone, "0826-2");
    EXPECT_EQ(receivers[1].department, "另一个局");
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].field, "receivers");
}

TEST(DecisionRules, AProofNeedsABasis) {
    Proof proof;
    proof.name = "无犯罪记录证明";
    proof.basis = "示范条例第一条";
    proof.asked_by = "示范局，办示范许可时";
    proof.issued_by = "公安机关";
    proof.replacement = "sharing";
    EXPECT_TRUE(check_proof(proof).empty());
    proof.basis.clear();
    proof.replacement = "?";
    EXPECT_EQ(check_proof(proof).size(), 2U);
}

}  // namespace
}  // namespace yw::decisions
