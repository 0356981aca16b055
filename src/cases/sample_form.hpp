// A guide with every type of field, for tests.
#pragma once

#include "catalogue/guide.hpp"

namespace yw::cases::test {

inline catalogue::FormField field(std::string key, std::string label, catalogue::FieldType type, bool required = true) {
    catalogue::FormField made;
    made.key = std::move(key);
    made.label = std::move(label);
    made.type = type;
    made.required = required;
    return made;
}

inline catalogue::Form sample_form() {
    using catalogue::FieldType;
    catalogue::FormField name = field("name", "姓名", FieldType::kText);
    name.max_length = 10;
    name.prefill = "person.name";
    catalogue::FormField id_number = field("id_number", "公民身份号码", FieldType::kIdNumber);
    id_number.prefill = "person.id_number";
    catalogue::FormField phone = field("phone", "联系电话", FieldType::kPhone);
    phone.prefill = "person.phone";
    catalogue::FormField plate = field("plate", "车牌", FieldType::kText, false);
    plate.pattern = "[\\u4e00-\\u9fa5][A-Z][A-Z0-9]{5}";
    plate.pattern_says = "例如 川XA1234";
    catalogue::FormField reason = field("reason", "原因", FieldType::kChoice);
    reason.options = {{"lost", "丢失"}, {"damaged", "损坏"}};
    catalogue::FormField story = field("story", "损坏经过", FieldType::kMultiline);
    story.max_length = 20;
    story.show_if = catalogue::Condition{"reason", {"damaged"}};
    catalogue::FormField kinds = field("kinds", "经营项目", FieldType::kChoices, false);
    kinds.options = {{"hot", "热食"}, {"cold", "冷食"}};
    catalogue::FormField area = field("area", "面积", FieldType::kNumber, false);
    area.min = 100;
    area.max = 99'999;
    area.decimals = 2;
    area.unit = "平方米";
    catalogue::FormField since = field("since", "开始日期", FieldType::kDate, false);
    since.not_before = "2020-01-01";
    since.not_after = "today";
    catalogue::FormField home = field("home", "住址", FieldType::kAddress, false);
    catalogue::FormField firm = field("firm", "信用代码", FieldType::kCreditCode, false);
    catalogue::FormField members = field("members", "家庭成员", FieldType::kGroup, false);
    members.min = 0;
    members.max = 3;
    members.item_label = "家庭成员";
    catalogue::FormField works = field("works", "有没有工作", FieldType::kChoice);
    works.options = {{"yes", "有"}, {"no", "没有"}};
    catalogue::FormField income = field("income", "月收入", FieldType::kNumber);
    income.min = 0;
    income.unit = "元";
    income.show_if = catalogue::Condition{"works", {"yes"}};
    members.fields = {field("member_name", "姓名", FieldType::kText), works, income};
    return {"本人承诺所填内容真实。",
            {{"applicant", "您的情况", {name, id_number, phone, plate}},
             {"matter", "办什么", {reason, story, kinds, area, since, home, firm}},
             {"family", "家庭成员", {members}}}};
}

inline catalogue::Guide sample_guide() {
    catalogue::Guide guide;
    guide.name = "居民身份证换领";
    guide.audience = {"1"};
    guide.project_type = "2";
    guide.statutory = {20, catalogue::LimitUnit::kWorkday, "《居民身份证法》第十二条"};
    guide.promised = {10, catalogue::LimitUnit::kWorkday, ""};
    guide.review_body = "广安市示范公安局";
    guide.court = "广安区示范人民法院";
    guide.result.name = "居民身份证";
    guide.form = sample_form();
    catalogue::Material card;
    card.key = "card";
    card.name = "旧身份证";
    card.form = "3";
    card.need = "1";
    catalogue::Material proof;
    proof.key = "proof";
    proof.name = "损坏照片";
    proof.form = "2";
    proof.need = "2";
    proof.show_if = catalogue::Condition{"reason", {"damaged"}};
    catalogue::Material fetched;
    fetched.key = "household";
    fetched.name = "户口信息";
    fetched.form = "2";
    fetched.need = "1";
    fetched.exempt = true;
    catalogue::Material paper;
    paper.key = "paper";
    paper.name = "纸质照片";
    paper.form = "1";
    paper.need = "1";
    card.basis = "《居民身份证法》第十一条";
    card.accept_standard = "能辨认，无涂改";
    card.commitment = "本人承诺：旧身份证确实已经遗失，没有转借、出租或者抵押给他人使用。";
    guide.materials = {card, proof, fetched, paper};
    return guide;
}

}  // namespace yw::cases::test
