// Paths of elements in the words of the guide.
#include <fmt/format.h>

#include <charconv>
#include <map>

#include "lint/lint.hpp"

namespace yw::lint {
namespace {

const std::map<std::string_view, std::string_view>& words() {
    static const std::map<std::string_view, std::string_view> kWords{
        {"name", "事项名称"},
        {"personal_themes", "个人主题"},
        {"legal_themes", "法人主题"},
        {"project_type", "办件类型"},
        {"handle_types", "办理形式"},
        {"visits", "到现场次数"},
        {"visit_reason", "必须到现场的原因"},
        {"promised", "承诺办结时限"},
        {"statutory", "法定办结时限"},
        {"special_procedure", "特别程序"},
        {"quantity_limit", "数量限制"},
        {"penalty", "处罚的行为、种类、幅度"},
        {"levy_kind", "征收种类"},
        {"levy_reduction", "是否涉及征收费减免的审批"},
        {"conditions", "受理条件"},
        {"result.name", "结果名称"},
        {"result.type", "结果类型"},
        {"result.sample", "结果样本"},
        {"result.delivery", "结果送达"},
        {"consult_phone", "咨询方式"},
        {"complaint_phone", "监督投诉方式"},
        {"review_body", "行政复议机关"},
        {"court", "行政诉讼法院"},
        {"basis", "设定依据"},
        {"basis_text", "设定依据"},
        {"basis.law", "法律名称"},
        {"basis.article", "条款"},
        {"stages", "办理流程"},
        {"stages.name", "名称"},
        {"stages.what", "办理内容"},
        {"stages.requirement", "要求"},
        {"stages.who", "办理人"},
        {"stages.outcome", "结果"},
        {"materials", "材料"},
        {"materials.name", "名称"},
        {"materials.type", "类型"},
        {"materials.form", "形式"},
        {"materials.copies", "份数"},
        {"materials.need", "必要性"},
        {"materials.need_when", "何时需要"},
        {"materials.source", "来源渠道"},
        {"materials.source_note", "来源说明"},
        {"materials.signature", "签名盖章要求"},
        {"materials.basis", "依据"},
        {"materials.accept_standard", "受理标准"},
        {"materials.fill_note", "填报须知"},
        {"materials.commitment", "告知承诺的内容"},
        {"materials.sheet", "空白表格"},
        {"materials.sample", "样表"},
        {"fees", "收费"},
        {"fees.name", "名称"},
        {"fees.standard", "标准"},
        {"fees.basis", "依据"},
        {"fee_note", "收费说明"},
        {"pays_online", "网上支付"},
        {"places", "办理地点"},
        {"places.name", "名称"},
        {"places.address", "地址"},
        {"places.hours", "办公时间"},
        {"places.phone", "电话"},
        {"questions", "常见问题"},
        {"questions.q", "问题"},
        {"questions.a", "回答"},
    };
    return kWords;
}

std::string_view word(std::string_view path) {
    const auto found = words().find(path);
    return found == words().end() ? path : found->second;
}

}  // namespace

std::string label_of(std::string_view element) {
    const auto open = element.find('[');
    const auto close = element.find(']');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return std::string(word(element));
    const auto list = element.substr(0, open);
    std::size_t index = 0;
    std::from_chars(element.data() + open + 1, element.data() + close, index);
    const auto entry = fmt::format("{}第{}项", word(list), index + 1);
    if (close + 1 >= element.size()) return entry;
    const auto path = std::string(list) + std::string(element.substr(close + 1));
    return fmt::format("{}的{}", entry, word(path));
}

}  // namespace yw::lint
