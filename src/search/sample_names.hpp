// Invented names of items, for benchmarks and tests that need very many: whose affair, what, and which step of it.
#pragma once

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace yw::search {

/// So many different names, the same for the same seed; at most 28,800.
inline std::vector<std::string> sample_names(std::mt19937& random, std::size_t count) {
    constexpr std::string_view kWhose[] = {
        "居民",         "企业",       "个体工商户", "社会团体",     "民办非企业单位", "农民专业合作社", "机关事业单位",
        "灵活就业人员", "高校毕业生", "退役士兵",   "残疾人",       "老年人",         "城乡居民",       "外国人",
        "未成年人",     "合伙企业",   "分公司",     "外商投资企业", "宗教活动场所",   "医疗机构",       "民办学校",
        "幼儿园",       "养老机构",   "旅行社",     "互联网",       "道路",           "水路",           "建设工程",
        "房地产",       "矿山",       "林木",       "草原",         "河道",           "渔业",           "种畜禽",
        "农作物",       "食品",       "药品",       "化妆品",       "特种设备"};
    constexpr std::string_view kWhat[] = {"身份证",
                                          "居住证",
                                          "社保卡",
                                          "社会保障卡",
                                          "公积金",
                                          "住房公积金提取",
                                          "医保",
                                          "基本医疗保险",
                                          "养老保险关系",
                                          "失业保险金",
                                          "结婚登记",
                                          "离婚登记",
                                          "户口迁移",
                                          "低保",
                                          "最低生活保障",
                                          "临时救助",
                                          "网约车运输证",
                                          "道路运输证",
                                          "卫生许可证",
                                          "卫生证",
                                          "经营许可证",
                                          "生产许可",
                                          "工业产品生产许可证",
                                          "营业执照",
                                          "开公司",
                                          "设立登记",
                                          "个税",
                                          "个人所得税",
                                          "增值税",
                                          "发票",
                                          "施工许可证",
                                          "规划许可证",
                                          "竣工验收",
                                          "消防安全检查",
                                          "环境影响评价",
                                          "排污许可证",
                                          "采伐许可证",
                                          "采矿权",
                                          "取水许可证",
                                          "水土保持方案",
                                          "执业资格",
                                          "职业技能鉴定",
                                          "劳务派遣",
                                          "人力资源服务",
                                          "从业人员培训",
                                          "质量监督",
                                          "计量器具检定",
                                          "安全生产标准化",
                                          "危险化学品",
                                          "烟草专卖零售许可证",
                                          "出版物零售",
                                          "营业性演出",
                                          "娱乐场所",
                                          "文物保护",
                                          "体育赛事",
                                          "教师资格",
                                          "学籍",
                                          "助学贷款",
                                          "法律援助",
                                          "公证"};
    constexpr std::string_view kStep[] = {"核发", "变更", "延续", "注销", "补办",     "备案",
                                          "审批", "查询", "申领", "认定", "年度报告", "撤销"};
    std::set<std::string> names;
    while (names.size() < count)
        names.insert(std::string(kWhose[random() % std::size(kWhose)]) +
                     std::string(kWhat[random() % std::size(kWhat)]) + std::string(kStep[random() % std::size(kStep)]));
    std::vector<std::string> all(names.begin(), names.end());
    std::shuffle(all.begin(), all.end(), random);
    return all;
}

}  // namespace yw::search
