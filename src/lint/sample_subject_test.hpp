// A guide without fault, and the words in which the examples of rules change it.
#pragma once

#include <charconv>
#include <stdexcept>

#include "lint/lint.hpp"

namespace yw::lint::test {

inline Subject sample_subject() {
    Subject s;
    s.name = "居民身份证换领";
    s.task_type = "07";
    s.project_type = "2";
    s.audience = {{"1"}};
    s.personal_themes = {{"090"}};
    s.legal_themes = std::vector<std::string>{};
    s.handle_types = {{"1", "2"}};
    s.online_depth = {{"1", "2"}};
    s.visits = 1;
    s.visit_reason = "采集指纹。";
    s.statutory = Limit{60, Unit::kWorkday, ""};
    s.promised = {20, Unit::kWorkday, ""};
    s.special_procedure = "无特别程序。";
    s.quantity_limit = "无数量限制。";
    s.conditions = {{"您是中国公民", "证件三个月内到期"}};
    s.result_name = "居民身份证";
    s.result_type = "10";
    s.result_sample = "一张卡片。";
    s.result_delivery = "窗口领取";
    s.contact = "0826-0001001";
    s.complaint = "0826-0001999";
    s.review_body = "示范人民政府";
    s.court = "示范人民法院";
    s.fee_note = "";
    s.fees = {{"工本费", "20元/证", "发改价格〔2003〕2322号"}};
    s.bases = {{{"居民身份证法", "第十一条"}}};
    s.stages = {{"受理", "窗口核对本人与证件。", "本人到场", "窗口", "凭证", 1}};
    Material form;
    form.name = "换领登记表";
    form.type = "1";
    form.form = "3";
    form.copies = "1";
    form.need = "1";
    form.source = "10";
    form.source_note = "";
    form.signature = "sign";
    form.basis = "第十一条";
    form.accept_standard = "能辨认，无涂改";
    form.fill_note = "签名处由本人签字。";
    form.blank = "/forms/1.docx";
    form.sample = "/samples/1.pdf";
    Material card = form;
    card.name = "原居民身份证";
    card.blank.reset();
    card.sample.reset();
    s.materials = {form, card};
    s.places = {{{"公安窗口", "示范路1号", "周一至周五 9:00—12:00", "0826-0001001"}}};
    s.questions = {{{"多久？", "二十日。"}, {"照片？", "现场拍。"}}};
    return s;
}

inline std::vector<std::string> list_of(const std::string& value, const std::string& separator) {
    std::vector<std::string> list;
    for (std::size_t from = 0; from < value.size();) {
        const auto end = std::min(value.find(separator, from), value.size());
        list.push_back(value.substr(from, end - from));
        from = end + separator.size();
    }
    return list;
}

/// "20 workday"; empty: nothing; else words.
inline Limit limit_of(const std::string& value) {
    Limit limit;
    const auto space = value.find(' ');
    if (space == std::string::npos) {
        limit.words = value;
        return limit;
    }
    limit.count = std::stoi(value);
    const auto unit = value.substr(space + 1);
    limit.unit = unit == "day" ? Unit::kDay : unit == "month" ? Unit::kMonth : Unit::kWorkday;
    return limit;
}

inline void change_entry(
    Subject& s, const std::string& list, std::size_t i, const std::string& element, const std::string& value) {
    if (list == "conditions") return void(s.conditions->at(i) = value);
    if (list == "stages" && element == "what") return void(s.stages.at(i).what = value);
    if (list == "stages" && element == "requirement") return void(s.stages.at(i).requirement = value);
    if (list == "stages" && element == "days") return void(s.stages.at(i).days = std::stoi(value));
    if (list == "basis") return void(s.bases->at(i).article = value);
    if (list == "fees" && element == "standard") return void(s.fees.at(i).standard = value);
    if (list == "fees" && element == "basis") return void(s.fees.at(i).basis = value);
    if (list == "places" && element == "hours") return void(s.places->at(i).hours = value);
    if (list == "questions" && element == "a") return void(s.questions->at(i).a = value);
    if (list != "materials") throw std::logic_error("no such element: " + list + "." + element);
    Material& m = s.materials.at(i);
    if (element == "name") return void(m.name = value);
    const std::pair<const char*, Text*> texts[] = {{"type", &m.type},
                                                   {"form", &m.form},
                                                   {"copies", &m.copies},
                                                   {"need", &m.need},
                                                   {"blank", &m.blank},
                                                   {"need_when", &m.need_when},
                                                   {"fill_note", &m.fill_note},
                                                   {"sample", &m.sample},
                                                   {"source", &m.source},
                                                   {"source_note", &m.source_note},
                                                   {"commitment", &m.commitment}};
    for (const auto& text : texts)
        if (element == text.first) return void(*text.second = value);
    throw std::logic_error("no such element: materials." + element);
}

inline void change(Subject& s, const std::string& element, const std::string& value) {
    if (const auto open = element.find('['); open != std::string::npos) {
        const auto close = element.find(']');
        const auto rest = close + 2 < element.size() ? element.substr(close + 2) : std::string();
        return change_entry(s, element.substr(0, open), std::stoul(element.substr(open + 1)), rest, value);
    }
    if (element == "stages") {
        s.stages.clear();
        for (const auto& name : list_of(value, "；")) s.stages.push_back({name, {}, {}, {}, {}, {}});
        return;
    }
    if (element == "fees") return s.fees.clear();
    if (element == "questions") return s.questions->clear();
    if (element == "promised") return void(s.promised = limit_of(value));
    if (element == "statutory") return void(s.statutory = limit_of(value));
    if (element == "visits") return void(s.visits = std::stoi(value));
    if (element == "pays_online") return void(s.pays_online = value == "1");
    if (element == "personal_themes") return void(s.personal_themes = list_of(value, ","));
    if (element == "legal_themes") return void(s.legal_themes = list_of(value, ","));
    if (element == "handle_types") return void(s.handle_types = list_of(value, ","));
    if (element == "online_depth") return void(s.online_depth = list_of(value, ","));
    if (element == "task_type") return void(s.task_type = value);
    if (element == "project_type") return void(s.project_type = value);
    if (element == "consult_phone") return void(s.contact = value);
    const std::pair<const char*, Text*> texts[] = {{"court", &s.court},
                                                   {"special_procedure", &s.special_procedure},
                                                   {"visit_reason", &s.visit_reason},
                                                   {"complaint_phone", &s.complaint},
                                                   {"fee_note", &s.fee_note},
                                                   {"result.type", &s.result_type},
                                                   {"result.sample", &s.result_sample}};
    for (const auto& text : texts)
        if (element == text.first) return void(*text.second = value);
    throw std::logic_error("no such element: " + element);
}

}  // namespace yw::lint::test
