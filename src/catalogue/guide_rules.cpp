#include <array>
#include <set>

#include "catalogue/form_rules.hpp"
#include "catalogue/publish_guide.hpp"

namespace yw::catalogue {
namespace {

/// Materials that a person fills in: they need a blank form, a sample and notes.
constexpr std::array<std::string_view, 9> kFilledIn{"申请表", "申请书", "登记表", "承诺书", "声明书",
                                                    "备案表", "委托书", "申报表", "申领表"};
constexpr std::size_t kLicenceStages = 5;  // 受理, 审查, 决定, 办结, 送达
constexpr std::size_t kLeastQuestions = 2;
constexpr std::size_t kLeastStageText = 10;  // bytes: three characters say no more than the stage's name

bool is_in(std::string_view value, const std::vector<std::string>& list) {
    for (const auto& known : list)
        if (known == value) return true;
    return false;
}

bool is_digits(std::string_view text, std::size_t length) {
    return text.size() == length && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string at(std::string_view list, std::size_t i, std::string_view element = {}) {
    auto path = std::string(list) + "[" + std::to_string(i) + "]";
    if (!element.empty()) path += "." + std::string(element);
    return path;
}

class Check {
public:
    explicit Check(const Guide& guide) : guide_(guide) {}

    std::vector<Finding> run() {
        required();
        known_codes();
        classes();
        visits();
        limits();
        contacts();
        stages();
        materials();
        fees();
        questions();
        check_form(guide_, findings_);
        return std::move(findings_);
    }

private:
    void say(std::string_view rule, std::string element, std::string message) {
        findings_.push_back({std::string(rule), std::move(element), std::move(message)});
    }
    void need(std::string element, std::string_view text) {
        if (text.empty()) say("element_missing", std::move(element), "缺少这个要素。");
    }
    template <class T>
    void need_list(std::string element, const std::vector<T>& list) {
        if (list.empty()) say("element_missing", std::move(element), "缺少这个要素，至少要有一项。");
    }
    void known(std::string element, std::string_view list, std::string_view code) {
        if (!code.empty() && code_name(list, code).empty())
            say("code_unknown", std::move(element), "没有代码“" + std::string(code) + "”。");
    }
    void known_all(std::string_view element, std::string_view list, const std::vector<std::string>& listed) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < listed.size(); ++i) {
            known(at(element, i), list, listed[i]);
            if (!seen.insert(listed[i]).second) say("code_twice", at(element, i), "同一个代码写了两次。");
        }
    }

    void required() {
        need("name", guide_.name);
        need("base_code", guide_.base_code);
        need("task_type", guide_.task_type);
        need_list("audience", guide_.audience);
        need("power_source", guide_.power_source);
        need("level", guide_.level);
        need("project_type", guide_.project_type);
        need_list("handle_types", guide_.handle_types);
        need_list("online_depth", guide_.online_depth);
        need("handle_area", guide_.handle_area);
        need("special_procedure", guide_.special_procedure);
        need("quantity_limit", guide_.quantity_limit);
        need_list("conditions", guide_.conditions);
        need("result.name", guide_.result.name);
        need("result.type", guide_.result.type);
        need("result.sample", guide_.result.sample);
        need("result.delivery", guide_.result.delivery);
        need("consult_phone", guide_.consult_phone);
        need("complaint_phone", guide_.complaint_phone);
        need("review_body", guide_.review_body);
        need("court", guide_.court);
        need_list("basis", guide_.bases);
        need_list("stages", guide_.stages);
        need_list("places", guide_.places);
        for (std::size_t i = 0; i < guide_.bases.size(); ++i) {
            need(at("basis", i, "law"), guide_.bases[i].law);
            need(at("basis", i, "article"), guide_.bases[i].article);
        }
    }

    void known_codes() {
        known("task_type", "task_type", guide_.task_type);
        known("power_source", "power_source", guide_.power_source);
        known("level", "level", guide_.level);
        known("project_type", "project_type", guide_.project_type);
        known("handle_area", "handle_area", guide_.handle_area);
        known("result.type", "result_type", guide_.result.type);
        known_all("audience", "audience", guide_.audience);
        known_all("handle_types", "handle_type", guide_.handle_types);
        known_all("online_depth", "online_depth", guide_.online_depth);
        known_all("personal_themes", "personal_theme", guide_.personal_themes);
        known_all("legal_themes", "legal_theme", guide_.legal_themes);
        known_all("life_events", "life_event", guide_.life_events);
    }

    void classes() {
        if (!is_digits(guide_.base_code, 12) || guide_.base_code.substr(2, 2) != guide_.task_type)
            say("base_code_form", "base_code", "基本编码应为 12 位数字，第 3、4 位是事项类型。");
        const bool has_person = is_in("1", guide_.audience);
        const bool has_legal = guide_.audience.size() > static_cast<std::size_t>(has_person ? 1 : 0);
        if (guide_.personal_themes.empty() == has_person)
            say("theme_audience", "personal_themes", "服务对象有自然人时要有个人主题，没有时不能有。");
        if (guide_.legal_themes.empty() == has_legal)
            say("theme_audience", "legal_themes", "服务对象有法人或者其他组织时要有法人主题，没有时不能有。");
    }

    void visits() {
        if ((guide_.visits > 0) == guide_.visit_reason.empty())
            say("visit_reason", "visit_reason", "要到现场的写明原因；不用到现场的不写。");
        if (is_in("5", guide_.online_depth) && guide_.visits > 0)
            say("visit_online", "visits", "网上办理深度到“办理”的，不能再要求到现场。");
        if (guide_.visits == 0 && !is_in("2", guide_.handle_types) && !is_in("3", guide_.handle_types))
            say("visit_none", "handle_types", "不用到现场的，办理形式要有网上办理或者快递申请。");
    }

    void limits() {
        const Limit& statutory = guide_.statutory;
        const Limit& promised = guide_.promised;
        if (promised.count > statutory.count && promised.unit == statutory.unit)
            say("promise_longer", "promised", "承诺时限比法定时限长。");
        if ((promised.unit == LimitUnit::kMonth) != (statutory.unit == LimitUnit::kMonth))
            say("promise_unit", "promised", "承诺时限与法定时限的单位不同，无法比较。");
        const bool is_instant = promised.count == 0 || (promised.count == 1 && promised.unit != LimitUnit::kMonth);
        if (is_instant != (guide_.project_type == "1"))
            say("instant", "project_type", "承诺时限不超过一日的是即办件，其余是承诺件。");
    }

    void contacts() {
        if (!guide_.consult_phone.empty() && guide_.consult_phone == guide_.complaint_phone)
            say("phone_same", "complaint_phone", "投诉电话不能与咨询电话相同。");
        if (guide_.result.name.ends_with("证") && guide_.result.type != "10")
            say("result_type", "result.type", "名称以“证”结尾的结果是证照（10）。");
        for (std::size_t i = 0; i < guide_.places.size(); ++i) {
            const Place& place = guide_.places[i];
            need(at("places", i, "name"), place.name);
            need(at("places", i, "address"), place.address);
            need(at("places", i, "hours"), place.hours);
            need(at("places", i, "phone"), place.phone);
        }
    }

    void stages() {
        int days = 0;
        for (std::size_t i = 0; i < guide_.stages.size(); ++i) {
            const Stage& stage = guide_.stages[i];
            days += stage.days;
            need(at("stages", i, "name"), stage.name);
            need(at("stages", i, "requirement"), stage.requirement);
            need(at("stages", i, "who"), stage.who);
            need(at("stages", i, "outcome"), stage.outcome);
            if (stage.what.size() < kLeastStageText)
                say("stage_name_only", at("stages", i, "what"), "只有环节名称，没有写明做什么。");
        }
        if (guide_.task_type == "01" && guide_.stages.size() < kLicenceStages)
            say("licence_stages", "stages", "行政许可至少写明五个环节。");
        const int promised = guide_.promised.count > 1 ? guide_.promised.count : 1;
        if (guide_.promised.unit == LimitUnit::kWorkday && days > promised)
            say("stage_days", "stages", "各环节的工作日合计超过承诺时限。");
    }

    void materials() {
        std::set<std::string_view> keys;
        for (std::size_t i = 0; i < guide_.materials.size(); ++i) {
            const Material& material = guide_.materials[i];
            if (!keys.insert(material.key).second)
                say("key_twice", at("materials", i, "key"), "材料的 key 与前面的重复。");
            material_elements(i, material);
            if (material.need != "1" && material.need_when.empty() && material.need != "3")
                say("need_when", at("materials", i, "need_when"), "非必要的材料要写明什么情况下需要。");
            bool is_filled = false;
            for (const auto ending : kFilledIn) is_filled = is_filled || material.name.ends_with(ending);
            if (is_filled && (!material.sheet || material.sheet->rows.empty()))
                say("sheet_missing", at("materials", i, "sheet"), "要填写的材料没有空白表格和样表。");
            if (is_filled && material.fill_note.empty())
                say("fill_note_missing", at("materials", i, "fill_note"), "要填写的材料没有填报须知。");
        }
    }

    void material_elements(std::size_t i, const Material& material) {
        need(at("materials", i, "key"), material.key);
        need(at("materials", i, "name"), material.name);
        need(at("materials", i, "type"), material.type);
        need(at("materials", i, "form"), material.form);
        need(at("materials", i, "need"), material.need);
        need(at("materials", i, "source"), material.source);
        need(at("materials", i, "signature"), material.signature);
        need(at("materials", i, "basis"), material.basis);
        need(at("materials", i, "accept_standard"), material.accept_standard);
        known(at("materials", i, "type"), "material_type", material.type);
        known(at("materials", i, "form"), "material_form", material.form);
        known(at("materials", i, "need"), "material_need", material.need);
        known(at("materials", i, "source"), "material_source", material.source);
        known(at("materials", i, "signature"), "signature", material.signature);
        if (material.copies < 1) say("copies", at("materials", i, "copies"), "份数至少是一份。");
    }

    void fees() {
        if (guide_.fees.empty() && guide_.fee_note != "不收费")
            say("fee_note", "fee_note", "没有收费项目时写“不收费”。");
        for (std::size_t i = 0; i < guide_.fees.size(); ++i) {
            need(at("fees", i, "name"), guide_.fees[i].name);
            need(at("fees", i, "standard"), guide_.fees[i].standard);
            need(at("fees", i, "basis"), guide_.fees[i].basis);
        }
    }

    void questions() {
        if (guide_.questions.size() < kLeastQuestions) say("questions", "questions", "常见问题至少写两条。");
        for (std::size_t i = 0; i < guide_.questions.size(); ++i) {
            need(at("questions", i, "q"), guide_.questions[i].q);
            need(at("questions", i, "a"), guide_.questions[i].a);
        }
    }

    const Guide& guide_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_guide(const Guide& guide) {
    return Check(guide).run();
}

std::vector<std::string_view> guide_rules() {
    std::vector<std::string_view> rules{
        "element_missing", "code_unknown",      "code_twice",     "base_code_form", "theme_audience", "visit_reason",
        "visit_online",    "visit_none",        "promise_longer", "promise_unit",   "instant",        "phone_same",
        "result_type",     "stage_name_only",   "licence_stages", "stage_days",     "key_twice",      "need_when",
        "sheet_missing",   "fill_note_missing", "copies",         "fee_note",       "questions"};
    for (const auto rule : form_rules()) rules.push_back(rule);
    return rules;
}

}  // namespace yw::catalogue
