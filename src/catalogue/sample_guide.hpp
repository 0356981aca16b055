// A complete guide for tests, and the store that they share.
#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/catalogue_change.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/publish_guide.hpp"
#include "platform/db/test_database.hpp"

namespace yw::catalogue::test {

inline const RegionCode kDistrict = *RegionCode::parse("511602000000");
inline const RegionCode kCity = *RegionCode::parse("511600000000");
inline const RegionCode kProvince = *RegionCode::parse("510000000000");
inline const RegionCode kVillage = *RegionCode::parse("511602002001");

inline FormField sample_field(std::string key, std::string label, FieldType type) {
    FormField field;
    field.key = std::move(key);
    field.label = std::move(label);
    field.type = type;
    field.why = "核对时要用。";
    return field;
}

inline Form sample_form() {
    FormField reason = sample_field("reason", "原因", FieldType::kChoice);
    reason.required = true;
    reason.options = {{"expired", "到期"}, {"A1", "损坏"}};
    FormField area = sample_field("area", "面积", FieldType::kNumber);
    area.min = 1;
    area.max = 30'000;
    area.decimals = 2;
    area.unit = "平方米";
    FormField day = sample_field("day", "日期", FieldType::kDate);
    day.not_after = "today";
    day.show_if = Condition{"reason", {"A1"}};
    FormField file = sample_field("photo", "照片", FieldType::kFile);
    file.accept = {"jpg", "png"};
    file.max_mb = 5;
    FormField name = sample_field("member_name", "姓名", FieldType::kText);
    name.max_length = 50;
    name.pattern = "[^<>]+";
    name.pattern_says = "不含尖括号";
    FormField group = sample_field("members", "家人", FieldType::kGroup);
    group.min = 0;
    group.max = 8;
    group.item_label = "一位家人";
    group.fields = {name};
    return {"本人承诺真实。", {{"first", "情况", {reason, area, day, file}}, {"second", "家人", {group}}}};
}

inline Material sample_material(std::string key, std::string name, std::string need, std::string source) {
    Material material;
    material.key = std::move(key);
    material.name = std::move(name);
    material.type = "1";
    material.form = "3";
    material.need = std::move(need);
    material.source = std::move(source);
    material.signature = "none";
    material.basis = "第十一条";
    material.accept_standard = "能辨认，无涂改";
    return material;
}

/// Passes check_guide(); every element says something.
inline Guide sample_guide() {
    Guide guide;
    guide.name = "居民身份证换领";
    guide.short_names = {"换身份证", "ID卡到期"};
    guide.base_code = "000707001001";
    guide.task_type = "07";
    guide.audience = {"1"};
    guide.personal_themes = {"090"};
    guide.life_events = {"sheng-huo", "chu-xing"};
    guide.power_source = "1";
    guide.level = "4";
    guide.project_type = "2";
    guide.handle_types = {"1", "2"};
    guide.online_depth = {"1", "2"};
    guide.visits = 1;
    guide.visit_reason = "采集指纹。";
    guide.statutory = {60, LimitUnit::kDay, "《居民身份证法》第十二条"};
    guide.promised = {20, LimitUnit::kDay, ""};
    guide.handle_area = "全国";
    guide.special_procedure = "无特别程序。";
    guide.quantity_limit = "无数量限制。";
    guide.conditions = {"您是中国公民", "证件将满期"};
    guide.result = {"居民身份证", "10", "一张卡片。", "窗口领取"};
    guide.consult_phone = "0826-0001001";
    guide.complaint_phone = "0826-0001999";
    guide.review_body = "示范人民政府";
    guide.court = "示范人民法院";
    guide.bases = {{"居民身份证法", "第十一条", "应当换领"}};
    guide.stages = {{"受理", "窗口核对本人与证件。", "本人到场", 1, "窗口", "凭证"}};
    Material form = sample_material("application", "换领登记表", "1", "10");
    form.signature = "sign";
    form.fill_note = "签名";
    form.sheet = Sheet{"换领登记表", {{"姓名", "张示例"}, {"住址", "示范路1号"}}};
    Material card = sample_material("card", "旧证", "2", "20");
    card.need_when = "损坏时";
    card.copies = 2;
    card.source_note = "公安机关签发";
    card.exempt = true;
    card.show_if = Condition{"reason", {"A1"}};
    guide.materials = {form, card};
    guide.fees = {{"工本费", "20元/证", 2000, "发改价格〔2003〕2322号", "低保免收"}};
    guide.places = {{"公安窗口", "示范路1号", "9:00—12:00", "0826-0001001", "3路公交"}};
    guide.questions = {{"多久？", "二十日。"}, {"照片？", "现场拍。"}};
    guide.form = sample_form();
    return guide;
}

/// Guides of what nobody applies for: no conditions, no promise, no result, and what only their types have.
inline Guide penalty_guide() {
    Guide guide = sample_guide();
    guide.name = "对拒绝依法换领居民身份证的处罚";
    guide.task_type = "02";
    guide.base_code = "000207001001";
    guide.penalty = "应当换领居民身份证而拒不换领的，由公安机关给予警告；情节严重的，处二百元罚款。";
    guide.project_type = guide.handle_area = guide.special_procedure = guide.quantity_limit = "";
    guide.handle_types.clear();
    guide.online_depth.clear();
    guide.visits = 0;
    guide.visit_reason = "";
    guide.promised = {-1, LimitUnit::kWorkday, ""};
    guide.conditions.clear();
    guide.result = {};
    guide.materials.clear();
    guide.fees.clear();
    guide.fee_note = "不收费";
    guide.places.clear();
    guide.form.reset();
    return guide;
}

inline Guide levy_guide() {
    Guide guide = sample_guide();
    guide.name = "居民身份证工本费征收";
    guide.task_type = "04";
    guide.base_code = "000407001001";
    guide.levy_kind = "2";
    guide.levy_reduction = "1";
    guide.project_type = guide.handle_area = guide.special_procedure = guide.quantity_limit = "";
    guide.handle_types.clear();
    guide.online_depth.clear();
    guide.conditions.clear();
    return guide;
}

class CatalogueTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
        catalogue_ = open_catalogue(database());
    }
    /// Lists an item of 示范局 there and gives back its id.
    std::string list(const std::string& source_id, const std::string& name, RegionCode region = kDistrict) {
        ItemFacts facts;
        facts.source_id = source_id;
        facts.region = region;
        facts.name = name;
        facts.task_type = "07";
        return list_item(database(), clock_, facts, "示范局").value().id;
    }
    CatalogueChange::Published publish(const std::string& id, const Guide& guide) {
        return publish_guide(database(), clock_, id, guide).value();
    }
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace yw::catalogue::test
