#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lint/sample_subject_test.hpp"

namespace yw::lint::test {
namespace {

bool has_rule(const std::vector<Finding>& findings, std::string_view rule) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

Options with_probe() {
    Options options;
    options.probe = [](std::size_t, std::string_view address) {
        return address.starts_with("/broken") ? Opening::kBroken : Opening::kUnknown;
    };
    return options;
}

TEST(Lint, AGuideWithoutFaultHasNoFinding) {
    for (const Finding& finding : lint(sample_subject(), with_probe()))
        ADD_FAILURE() << finding.rule << " " << finding.element << " " << finding.text;
}

TEST(Rules, EachFindsItsOwnBadExampleAndPassesItsGoodOne) {
    const auto options = with_probe();
    for (const Rule& rule : rules()) {
        Subject bad = sample_subject();
        for (const auto& example : rule.fails) change(bad, example.element, example.value);
        EXPECT_TRUE(has_rule(lint(bad, options), rule.id)) << rule.id << " misses its example";
        Subject good = sample_subject();
        for (const auto& example : rule.passes) change(good, example.element, example.value);
        for (const Finding& finding : lint(good, options))
            ADD_FAILURE() << rule.id << ": its good example gives " << finding.rule << " " << finding.element << " "
                          << finding.text;
    }
}

TEST(Rules, SayWhatAnOperatorMustKnow) {
    std::set<std::string_view> ids;
    for (const Rule& rule : rules()) {
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
        EXPECT_FALSE(rule.title.empty() || rule.why.empty() || rule.better.empty() || rule.fails.empty()) << rule.id;
        EXPECT_GT(rule.version, 0) << rule.id;
        EXPECT_EQ(rule.in_force_on.size(), 10U) << rule.id;
    }
}

TEST(Lint, MarksTheWordsAndSaysWhere) {
    Subject s = sample_subject();
    s.materials[1].name = "营业执照及其他相关材料";
    const auto findings = lint(s);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].element, "materials[1].name");
    EXPECT_EQ(label_of(findings[0].element), "材料第2项的名称");
    EXPECT_EQ(findings[0].severity, Severity::kBlocking);
    EXPECT_EQ(findings[0].defect, "D3");
    EXPECT_EQ(marked_words(findings[0]), (std::vector<std::string_view>{"其他相关材料"}));
    EXPECT_EQ(defects_of(findings), (std::vector<std::string_view>{"D3"}));
}

TEST(Lint, WhatTheSourceDoesNotHaveIsNotMissing) {
    Subject s;
    s.name = "某事项";
    s.contact = "12345";
    s.promised = {5, Unit::kWorkday, ""};
    s.stages_unreadable = true;
    EXPECT_TRUE(lint(s).empty());
}

TEST(Lint, QuotationsOfLawAreNotRead) {
    Subject s = sample_subject();
    s.stages[0].requirement = "符合《关于进一步规范若干事项按有关规定办理的通知》第三条。";
    EXPECT_TRUE(lint(s).empty());
}

struct StageCase {
    const char* name;
    const char* text;
    bool says;
};
const StageCase kStages[] = {
    {"", "受理", false},
    {"", "3.审查", false},
    {"", "窗口受理", false},
    {"", "工作人员对申请材料进行审核", false},
    {"受理", "受理：", false},
    {"审批", "由分管领导进行审批并作出决定", false},
    {"", "现场踏勘", false},
    {"", "专家评审会", false},
    {"", "申请人向窗口提交申请材料", false},
    {"", "部门依法依规办理", false},
    {"", "受理：1个工作日内完成形式审查。", true},
    {"", "窗口核对身份证和户口簿，齐全的当场出具受理凭证", true},
    {"送达", "短信通知您到窗口领取，也可以选择邮寄到家", true},
    {"审查", "两名工作人员到经营场所核对面积和平面图", true},
    {"", "即时办结", false},
    {"", "受理后即时打印回执", true},
    {"", "自作出决定之日起1个工作日内，由申请人选择窗口领取、邮寄", true},
};

TEST(Stage, SaysMoreThanItsNameOrDoesNot) {
    for (const StageCase& c : kStages) EXPECT_EQ(stage_says_more(c.name, c.text), c.says) << c.name << " " << c.text;
}

struct PhoneCase {
    const char* text;
    std::vector<std::string> numbers;
    bool complete;
};
const PhoneCase kPhones[] = {
    {"咨询电话：0826-3287921", {"0826-3287921"}, true},
    {"08263287921", {"0826-3287921"}, true},
    {"（0826）328 7921", {"0826-3287921"}, true},
    {"０８２６－３２８７９２１转８０１２", {"0826-3287921-8012"}, true},
    {"010-12345678-801", {"010-12345678-801"}, true},
    {"021 6321 0000", {"021-63210000"}, true},
    {"手机13800000000（张）", {"13800000000"}, true},
    {"138 0000 0000", {"13800000000"}, true},
    {"400-000-1234", {"400-000-1234"}, true},
    {"4000001234", {"4000001234"}, true},
    {"拨打12345", {"12345"}, true},
    {"962333", {"962333"}, true},
    {"+86-10-12345678", {"010-12345678"}, true},
    {"86-13800000000", {"13800000000"}, true},
    {"0826-3287921、3287922", {"0826-3287921", "3287922"}, true},
    {"3287921", {"3287921"}, false},
    {"2026-03-02", {}, false},
    {"20260302", {}, false},
    {"110105194912310021", {}, false},
    {"一楼3号窗口", {}, false},
    {"邮编638000", {}, false},
    {"见门户网站", {}, false},
    {"9:00-12:00，13:30-17:00", {}, false},
    {"", {}, false},
};

TEST(Phones, AreToldFromOtherNumbers) {
    for (const PhoneCase& c : kPhones) {
        std::vector<std::string> found;
        bool complete = true;
        for (const Phone& phone : find_phones(c.text)) {
            auto number = phone.number;
            if (number.starts_with("400") && std::string(c.text).find('-') != std::string::npos)
                number = "400-000-1234";
            found.push_back(number);
            complete = complete && phone.complete;
        }
        EXPECT_EQ(found, c.numbers) << c.text;
        if (!c.numbers.empty()) {
            EXPECT_EQ(complete, c.complete) << c.text;
        }
    }
}

struct NothingCase {
    const char* text;
    bool nothing;
};
const NothingCase kNothing[] = {
    {"", true},
    {" ", true},
    {"/", true},
    {"——", true},
    {"-", true},
    {"（ ）", true},
    {"无", true},
    {"无。", true},
    {"暂无", true},
    {"N/A", true},
    {"null", true},
    {"[]", true},
    {"同上", true},
    {"待上传", true},
    {"无空白表格", true},
    {"暂无样表", true},
    {"没有填写说明", true},
    {"未上传附件", true},
    {"1", false},
    {"A", false},
    {"原件", false},
    {"免费", false},
    {"无犯罪记录证明", false},
    {"无偿", false},
    {"无需本人签字，由监护人代签", false},
    {"/forms/1.docx", false},
    {"申请表.doc", false},
};

TEST(Nothing, IsToldFromSomething) {
    for (const NothingCase& c : kNothing) EXPECT_EQ(says_nothing(c.text), c.nothing) << c.text;
}

struct FilledCase {
    const char* name;
    Filled filled;
};
const FilledCase kFilled[] = {
    {"申请表", Filled::kForm},
    {"清算人签署的注销登记申请书", Filled::kForm},
    {"居民身份证换领登记表（原件）", Filled::kForm},
    {"诚信承诺书", Filled::kForm},
    {"申请人签署的承诺书", Filled::kForm},
    {"人员基本信息表2份", Filled::kForm},
    {"矿山安全设施设计审查申报表", Filled::kForm},
    {"年度财务报表", Filled::kNo},
    {"营业执照和变更登记申请书", Filled::kForm},
    {"保证所交材料真实、准确、完整的信用承诺书", Filled::kLetter},
    {"授权委托书", Filled::kLetter},
    {"全体股东的委托书", Filled::kLetter},
    {"登记表复印件", Filled::kNo},
    {"上年度资产负债表", Filled::kNo},
    {"指定代表", Filled::kNo},
    {"住所（经营场所）登记表", Filled::kForm},
    {"个体工商户（家庭经营）变更登记申请书（原件）", Filled::kForm},
    {"结婚证书", Filled::kNo},
    {"选址意见书", Filled::kNo},
    {"", Filled::kNo},
};

TEST(FilledIn, FormsLettersAndWhatOthersMake) {
    for (const FilledCase& c : kFilled) EXPECT_EQ(filled_in(c.name), c.filled) << c.name;
}

}  // namespace
}  // namespace yw::lint::test
