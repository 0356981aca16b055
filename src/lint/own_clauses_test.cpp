// Clauses written from general knowledge of Chinese law and of guides, with the verdict that a reader gives them: not
// taken from the reference data, so that a rule fitted to that file shows.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/lint.hpp"

namespace yw::lint {
namespace {

struct Clause {
    const char* text;
    Verdict verdict;
};
constexpr auto kSpecific = Verdict::kSpecific;
constexpr auto kAmbiguous = Verdict::kAmbiguous;
constexpr auto kVague = Verdict::kVague;
constexpr auto kCatchAll = Verdict::kCatchAll;

const Clause kClauses[] = {
    // Nothing but "other", whoever decides.
    {"法律、行政法规规定的其他材料", kCatchAll},
    {"国务院教育行政部门规定的其他材料", kCatchAll},
    {"省级人民政府卫生健康主管部门要求提供的其他资料", kCatchAll},
    {"市场监督管理部门认为需要提交的其他文件", kCatchAll},
    {"受理机关认为有必要提供的其他材料", kCatchAll},
    {"其他需要提供的材料", kCatchAll},
    {"其他必要材料", kCatchAll},
    {"其它有关资料。", kCatchAll},
    {"（七）其他应提交的材料", kCatchAll},
    {"（八） 其他（相关）证明材料", kCatchAll},
    {"其他与申请许可有关的材料", kCatchAll},
    {"其他能够证明符合许可条件的材料", kCatchAll},
    {"与办理业务相关的其他证明文件", kCatchAll},
    {"根据法律法规规定应提交的其他材料", kCatchAll},
    {"登记机关要求提交的材料", kCatchAll},
    {"依法应当提交的材料", kCatchAll},
    {"按照规定需要提供的资料", kCatchAll},
    {"身份证、户口簿及其他相关材料", kCatchAll},
    {"环境影响评价文件、节能报告以及其他材料", kCatchAll},
    {"审批部门规定的有关材料", kVague},
    {"公安机关要求的其他证件", kCatchAll},
    {"税务机关规定应当报送的其他证件、资料", kCatchAll},
    {"中国人民银行规定的其他文件和资料", kCatchAll},
    {"其他", kCatchAll},
    {"申请人认为需要说明的其他情况", kCatchAll},
    {"教育部门需要的其他材料", kCatchAll},
    {"其他需要说明的事项", kCatchAll},
    {"其他应当说明的，书面说明", kCatchAll},
    {"其他法律规定要提交的，按照其规定提交", kCatchAll},
    {"海关规定的其他单证、票据及证明文件", kCatchAll},
    {"章程、法律或者行政法规规定的其他文件", kCatchAll},
    {"其他可以证明其身份的", kCatchAll},
    {"其他举办展览必需的相关材料", kCatchAll},
    {"其他材料请咨询窗口", kCatchAll},
    // Named only by being relevant.
    {"相关证明材料", kVague},
    {"有关资料", kVague},
    {"企业生产经营情况的有关材料", kVague},
    {"经营场所相关证明", kVague},
    {"从业人员的相关资料", kVague},
    {"证明材料", kVague},
    {"必要的证明文件", kVague},
    {"有效证件", kVague},
    {"项目建设的相关技术资料", kVague},
    {"设备清单和相关资料", kVague},
    {"与申请事项有关的证据材料", kVague},
    {"残疾军人证等相关证明材料", kVague},
    {"有关部门出具的相关文件", kVague},
    {"符合要求的材料", kVague},
    {"视情况提供的证明", kVague},
    {"办理登记所需的材料", kVague},
    {"相关合同", kVague},
    {"相关工程资料", kVague},
    {"有关图纸、资料", kVague},
    {"满足要求的证明材料", kVague},
    {"项目的有关合同、章程", kVague},
    {"符合法定条件的证明材料", kVague},
    {"与建设有关的合同和结算资料", kVague},
    {"相关的信用证明材料", kVague},
    {"相关资料（复印件）", kVague},
    // A choice whose second half is open.
    {"户口簿或者其他身份证明", kAmbiguous},
    {"不动产权证书或其他能够证明合法使用权的文件", kAmbiguous},
    {"护照或者其他国际旅行证件", kAmbiguous},
    {"发票、收据或者其他付款凭证", kAmbiguous},
    {"劳动合同或者其他证明存在劳动关系的材料", kAmbiguous},
    // Named, although words of the others stand in them.
    {"申请人为法人或者其他组织的，法定代表人身份证明", kSpecific},
    {"其他股东放弃优先购买权的书面声明", kSpecific},
    {"其他医疗机构出具的诊断证明", kSpecific},
    {"其他有抚养义务的人出具的同意书", kSpecific},
    {"有关主管部门的批准文件", kSpecific},
    {"相关行业主管部门出具的审查意见", kSpecific},
    {"国家规定的学历证书", kSpecific},
    {"法律、行政法规规定须经批准的，批准文件的复印件", kSpecific},
    {"本法第十二条规定的验资证明", kSpecific},
    {"具有相应资质的检测机构出具的检验报告", kSpecific},
    {"相关专业中级以上职称证书", kSpecific},
    {"与用人单位签订的劳动合同", kSpecific},
    {"有关消防安全的合格证明", kSpecific},
    {"由所在单位或者其他组织推荐的，推荐函", kSpecific},
    {"其他医保已经报销的，报销结算单", kSpecific},
    {"已在其他省份参保的，参保凭证", kSpecific},
    {"其他原因造成损坏的，损坏情况说明书", kSpecific},
    {"《食品经营许可证》正本、副本", kSpecific},
    {"居民身份证", kSpecific},
    {"死亡医学证明", kSpecific},
    {"无犯罪记录证明", kSpecific},
    {"经营场所的不动产权证书或者租赁合同", kSpecific},
    {"申请前六个月的银行流水", kSpecific},
    {"法定代表人签署的变更登记申请书", kSpecific},
    {"土地使用权出让合同及缴款凭证", kSpecific},
    {"近期免冠白底彩色照片两张", kSpecific},
    {"从事互联网信息服务的，增值电信业务经营许可证", kSpecific},
    {"按规定缴纳水资源费的凭证", kSpecific},
    {"企业名称预先核准通知书", kSpecific},
    {"其他国家或者地区的机动车驾驶证", kSpecific},
    {"委托他人办理的，授权委托书和受托人身份证", kSpecific},
    {"涉及国家规定实施准入特别管理措施的，审批机关的批准文件", kSpecific},
    {"证明其财务状况的上一年度审计报告", kSpecific},
    {"其他持股百分之五以上股东的资信证明", kSpecific},
    {"其他直接责任人员的任职文件", kSpecific},
    {"土地权属明确的证明", kSpecific},
    {"粮食供应的证明", kSpecific},
    {"征收进度符合施工要求的说明", kSpecific},
    {"达到国家标准要求的检测证明", kSpecific},
    {"前款规定的证明文件", kSpecific},
    {"申请人及其控股股东的基本信息和相关信息", kSpecific},
    {"相关证明材料（结婚证、离婚证）", kSpecific},
    {"相关证明材料（户口簿或者出生医学证明原件）", kSpecific},
    {"符合安全生产条件的评价报告", kSpecific},
    {"符合第十二条规定条件的证明", kSpecific},
    {"域名注册的相关证书或者证明文件", kSpecific},
    {"其他拟任代表在境外执业的证明文件", kSpecific},
};

TEST(OwnClauses, GetTheVerdictOfAReader) {
    int right = 0;
    for (const Clause& clause : kClauses) {
        const auto judged = judge_clause(clause.text);
        right += judged.verdict == clause.verdict ? 1 : 0;
        EXPECT_EQ(to_string(judged.verdict), to_string(clause.verdict)) << judged.rule << " " << clause.text;
    }
    fmt::print("quality: own clauses {} of {} right\n", right, std::size(kClauses));
}

const Clause kConditions[] = {
    {"法律、法规规定的其他条件", kCatchAll},
    {"国务院药品监督管理部门规定的其他条件", kCatchAll},
    {"其他相关条件", kCatchAll},
    {"符合法律、法规规定的条件", kVague},
    {"没有其他不适合驾驶机动车的情形", kSpecific},
    {"您没有参加其他用人单位的社会保险", kSpecific},
    {"您年满18周岁", kSpecific},
    {"有与经营规模相适应的场所", kSpecific},
};

TEST(OwnClauses, ConditionsToo) {
    for (const Clause& clause : kConditions) {
        const auto judged = judge_clause(clause.text, Matter::kCondition);
        EXPECT_EQ(to_string(judged.verdict), to_string(clause.verdict)) << judged.rule << " " << clause.text;
    }
}

}  // namespace
}  // namespace yw::lint
