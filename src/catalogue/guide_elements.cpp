#include "catalogue/guide_elements.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace yw::catalogue {
namespace {

using K = ElementKind;

constexpr std::array kCondition{
    Element{"field", "看哪一道选择题", K::kText, "", "写那道题的字段名，它要在前面"},
    Element{"is", "选了哪些选项才算", K::kLines, "", "每行一个选项编码"},
};
constexpr Element kShowIf{"show_if", "什么时候才要", K::kGroup, "", "留空就是总要", kCondition, "", "", 0, true};

constexpr std::array kLimit{
    Element{"count", "多少", K::kNumber, "", "0表示当场办结", {}, "", "", std::nullopt},
    Element{"unit", "单位", K::kCode, "limit_unit"},
    Element{"basis", "依据", K::kText, "", "法律名称和条款，或者为什么"},
};
constexpr std::array kResult{
    Element{"name", "结果名称"},
    Element{"type", "结果类型", K::kCode, "result_type"},
    Element{"sample", "结果样子", K::kText, "", "一句话说它长什么样"},
    Element{"delivery", "怎么给申请人"},
};
constexpr std::array kBasis{
    Element{"law", "法律、法规、文件名称"},
    Element{"article", "条款", K::kText, "", "第几条第几款"},
    Element{"quote", "原文", K::kLong, "", "照抄条文，不改一个字"},
};
constexpr std::array kStage{
    Element{"name", "环节名称"},
    Element{"what", "做什么", K::kLong, "", "写完整的一句话：谁对什么做什么"},
    Element{"requirement", "要求或者标准", K::kLong, "", "对申请人的要求，或者审查的标准"},
    Element{"days", "用几个工作日", K::kNumber, "", "当场就写0"},
    Element{"who", "谁来做"},
    Element{"outcome", "得到什么"},
};
constexpr std::array kSheet{
    Element{"title", "表格名称"},
    Element{"rows", "栏目和样例", K::kPairs, "", "空白表格印栏目，填写样例再填上样例", {}, "栏目"},
};
constexpr std::array kMaterial{
    Element{"name", "材料名称", K::kText, "", "写材料本来的名称，不写“其他材料”"},
    Element{"key", "字段名", K::kText, "", "小写字母、数字、下划线；本指南里不重复"},
    Element{"type", "原件还是复印件", K::kCode, "material_type"},
    Element{"form", "纸质还是电子", K::kCode, "material_form"},
    Element{"copies", "份数", K::kNumber, "", "", {}, "", "", 1},
    Element{"need", "必要性", K::kCode, "material_need"},
    Element{"need_when", "什么情况下要交", K::kLong, "", "不是必要的，写清什么情况下要"},
    Element{"source", "来源", K::kCode, "material_source"},
    Element{"source_note", "由谁核发、从哪里来"},
    Element{"signature", "签名盖章", K::kCode, "signature"},
    Element{"basis", "要这份材料的依据", K::kText, "", "法律名称和条款"},
    Element{"accept_standard", "受理标准", K::kLong, "", "怎样算合格"},
    Element{"fill_note", "填报须知", K::kLong, "", "要填写的材料：怎么填"},
    Element{"exempt", "免提交（由我们去取）", K::kFlag},
    Element{"sheet", "空白表格和填写样例", K::kGroup, "", "要申请人填写的材料才有", kSheet, "", "", 0, true},
    kShowIf,
    Element{"commitment", "可以用什么承诺代替", K::kLong, "",
            "收告知承诺的才写：要申请人承诺的事实，例如“本人承诺：……”；不收的留空"},
};
constexpr std::array kFee{
    Element{"name", "收费项目"},
    Element{"standard", "收费标准", K::kText, "", "例如：20元/证"},
    Element{"amount_fen", "金额（元）", K::kMoney},
    Element{"basis", "收费依据"},
    Element{"reducible", "谁可以少交或者不交"},
};
constexpr std::array kPlace{
    Element{"name", "地点名称"},
    Element{"address", "地址"},
    Element{"hours", "办理时间", K::kText, "", "例如：周一至周五 9:00—12:00，13:30—17:00"},
    Element{"phone", "电话"},
    Element{"traffic", "怎么去"},
};
constexpr std::array kQuestion{
    Element{"q", "问题"},
    Element{"a", "回答", K::kLong},
};
constexpr std::array kOption{
    Element{"value", "选项编码", K::kText, "", "字母、数字、下划线"},
    Element{"label", "选项文字"},
};

/// A field of the online form without the fields of a group.
constexpr std::array kInnerField{
    Element{"label", "填写项名称"},
    Element{"key", "字段名", K::kText, "", "小写字母、数字、下划线；整个表单里不重复"},
    Element{"type", "怎么填", K::kCode, "field_type"},
    Element{"required", "必须填", K::kFlag},
    Element{"why", "为什么要填", K::kText, "", "给申请人看"},
    Element{"hint", "填写提示"},
    Element{"options", "选项", K::kRows, "", "单选、多选才有", kOption, "选项", "value"},
    Element{"prefill", "自动带出", K::kCode, "prefill"},
    kShowIf,
    Element{"max_length", "最多多少字", K::kNumber, "", "0：不另外限制"},
    Element{"pattern", "格式（正则表达式）"},
    Element{"pattern_says", "格式的文字说明"},
    Element{"min", "最小值、最少几项", K::kNumber, "", "带小数的数，写去掉小数点以后的整数", {}, "", "", std::nullopt},
    Element{"max", "最大值、最多几项", K::kNumber, "", "", {}, "", "", std::nullopt},
    Element{"decimals", "几位小数", K::kNumber},
    Element{"unit", "计量单位"},
    Element{"not_before", "日期不早于", K::kText, "", "2026-03-02这样的日期，或者today（当天）"},
    Element{"not_after", "日期不晚于", K::kText, "", "同上"},
    Element{"accept", "收哪些文件", K::kCodes, "file_kind"},
    Element{"max_mb", "文件最大（MB）", K::kNumber, "", "", {}, "", "", 10},
    Element{"item_label", "一项叫什么", K::kText, "", "重复填写的一组才有，例如：一位家人"},
};
constexpr Element kInnerFields{"fields",    "组里的填写项", K::kRows, "", "重复填写的一组才有",
                               kInnerField, "填写项",       "key"};

constexpr auto with_inner_fields() {
    std::array<Element, kInnerField.size() + 1> all{};
    std::copy(kInnerField.begin(), kInnerField.end(), all.begin());
    all.back() = kInnerFields;
    return all;
}
constexpr auto kField = with_inner_fields();

constexpr std::array kStep{
    Element{"title", "步骤标题"},
    Element{"key", "步骤代号", K::kText, "", "小写字母、数字、下划线；不重复"},
    Element{"fields", "填写项", K::kRows, "", "", kField, "填写项", "key"},
};
constexpr std::array kForm{
    Element{"declaration", "承诺声明", K::kLong, "", "提交前请申请人确认的话"},
    Element{"steps", "步骤", K::kRows, "", "", kStep, "步骤", "key"},
};

constexpr std::array kGuide{
    Element{"name", "事项名称"},
    Element{"short_names", "大家怎么叫它", K::kLines, "", "每行一个，用来搜索"},
    Element{"base_code", "基本编码", K::kText, "", "12位数字，第3、4位是事项类型"},
    Element{"task_type", "事项类型", K::kCode, "task_type"},
    Element{"audience", "服务对象", K::kCodes, "audience"},
    Element{"personal_themes", "个人主题", K::kCodes, "personal_theme", "服务对象有自然人才选"},
    Element{"legal_themes", "法人主题", K::kCodes, "legal_theme", "服务对象有法人或者其他组织才选"},
    Element{"life_events", "人生、经营中的事", K::kCodes, "life_event"},
    Element{"power_source", "权力来源", K::kCode, "power_source"},
    Element{"level", "行使层级", K::kCode, "level"},
    Element{"project_type", "办件类型", K::kCode, "project_type"},
    Element{"handle_types", "办理形式", K::kCodes, "handle_type"},
    Element{"online_depth", "网上办理深度", K::kCodes, "online_depth"},
    Element{"visits", "要到现场几次", K::kNumber},
    Element{"visit_reason", "为什么要到现场", K::kText, "", "不用到现场就不写"},
    Element{"statutory", "法定办结时限", K::kGroup, "", "", kLimit},
    Element{"promised", "承诺办结时限", K::kGroup, "", "", kLimit},
    Element{"handle_area", "通办范围", K::kCode, "handle_area"},
    Element{"special_procedure", "特别程序", K::kLong, "", "没有就写“无特别程序。”"},
    Element{"quantity_limit", "数量限制", K::kText, "", "没有就写“无数量限制。”"},
    Element{"penalty", "处罚的行为、种类、幅度", K::kLong, "",
            "行政处罚才写：对什么行为，给什么处罚，罚多少，照法律条文写全"},
    Element{"levy_kind", "征收种类", K::kCode, "levy_kind", "行政征收才选"},
    Element{"levy_reduction", "是否涉及征收费减免的审批", K::kCode, "yes_no", "行政征收才选"},
    Element{"conditions", "受理条件", K::kLines, "", "每行一条，都是申请人能回答是或者不是的一句话"},
    Element{"result", "办理结果", K::kGroup, "", "", kResult},
    Element{"consult_phone", "咨询电话"},
    Element{"complaint_phone", "投诉电话", K::kText, "", "不能和咨询电话相同"},
    Element{"review_body", "行政复议机关"},
    Element{"court", "行政诉讼法院"},
    Element{"fee_note", "收费说明", K::kText, "", "没有收费项目就写“不收费”"},
    Element{"bases", "设定依据", K::kRows, "", "", kBasis, "依据", "law"},
    Element{"stages", "办理环节", K::kRows, "", "", kStage, "环节", "name"},
    Element{"materials", "申请材料", K::kRows, "", "", kMaterial, "材料", "key"},
    Element{"fees", "收费项目", K::kRows, "", "", kFee, "收费项目", "name"},
    Element{"places", "办理地点", K::kRows, "", "", kPlace, "地点", "name"},
    Element{"questions", "常见问题", K::kRows, "", "", kQuestion, "问题", "q"},
    Element{"form", "网上申请表单", K::kGroup, "", "有了它，才能在网上申请", kForm, "", "", 0, true},
};

const std::array<Code, 3> kLimitUnits{{{"workday", "个工作日"}, {"day", "天（自然日）"}, {"month", "个月"}}};
const std::array<Code, 12> kFieldTypes{{{"text", "一行文字"},
                                        {"multiline", "多行文字"},
                                        {"number", "数"},
                                        {"date", "日期"},
                                        {"choice", "单选"},
                                        {"choices", "多选"},
                                        {"address", "地址"},
                                        {"phone", "手机号码"},
                                        {"id_number", "公民身份号码"},
                                        {"credit_code", "统一社会信用代码"},
                                        {"file", "文件"},
                                        {"group", "重复填写的一组"}}};
const std::array<Code, 6> kPrefills{{{"person.name", "申请人姓名"},
                                     {"person.id_number", "申请人公民身份号码"},
                                     {"person.phone", "申请人手机号码"},
                                     {"firm.name", "单位名称"},
                                     {"firm.credit_code", "单位统一社会信用代码"},
                                     {"firm.representative", "单位法定代表人"}}};
const std::array<Code, 3> kFileKinds{{{"pdf", "PDF"}, {"jpg", "JPG"}, {"png", "PNG"}}};

}  // namespace

std::span<const Element> guide_elements() {
    return kGuide;
}

const Element* find_element(std::span<const Element> elements, std::string_view key) {
    const auto found = std::ranges::find(elements, key, &Element::key);
    return found == elements.end() ? nullptr : &*found;
}

std::span<const Code> choices_of(std::string_view list) {
    if (list == "limit_unit") return kLimitUnits;
    if (list == "field_type") return kFieldTypes;
    if (list == "prefill") return kPrefills;
    if (list == "file_kind") return kFileKinds;
    return codes(list);
}

std::string_view choice_name(std::string_view list, std::string_view code) {
    const auto choices = choices_of(list);
    const auto found = std::ranges::find(choices, code, &Code::code);
    return found == choices.end() ? code : std::string_view(found->name);
}

std::string element_words(std::string_view path) {
    std::string words;
    std::span<const Element> level = kGuide;
    std::string_view rest = path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(".["), rest.size());
        const Element* element = find_element(level, rest.substr(0, end));
        if (!element) return words.empty() ? std::string(path) : words;
        words += (words.empty() ? "" : "：") + std::string(element->name);
        rest.remove_prefix(end);
        if (rest.starts_with('[')) {
            int index = -1;
            std::from_chars(rest.data() + 1, rest.data() + rest.size(), index);
            if (index >= 0) words += "第" + std::to_string(index + 1) + "项";
            rest.remove_prefix(std::min(rest.find(']'), rest.size() - 1) + 1);
        }
        if (rest.starts_with('.')) rest.remove_prefix(1);
        level = element->parts;
    }
    return words;
}

}  // namespace yw::catalogue
