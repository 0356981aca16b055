#include "inspect/self/exposed.hpp"

#include <gtest/gtest.h>

namespace yw::inspect {
namespace {

const LocalDay kToday(2026, 3, 2);

TEST(ExposedNumbers, AreOfPeopleWhoMayLive) {
    // 11010519491231002X is the example of GB 11643.
    EXPECT_EQ(exposed_in("号码11010519491231002X。", kToday, {}).numbers, 1);
    EXPECT_EQ(exposed_in("11010519491231002X 11010519491231002X", kToday, {}).numbers, 2);
    for (const auto* text : {"110105194912310021", "511602188503120017", "a11010519491231002X", "11010519491231002X0",
                             "110105********002X", "", "11010519491231002"})
        EXPECT_EQ(exposed_in(text, kToday, {}).numbers, 0) << text;
}

TEST(ExposedPhones, AreWholeMobileNumbersThatNobodyPublished) {
    const std::set<std::string, std::less<>> published{"13900000001"};
    EXPECT_EQ(exposed_in("电话13812345678，或者13900000001", kToday, published).phones, 1);
    EXPECT_EQ(exposed_in("<a href=\"tel:13812345678\">打电话</a>", kToday, {}).phones, 1);
    for (const auto* text : {"138****5678", "0826-0001001", "12812345678", "138123456789", "1381234567", "a13812345678",
                             "1381234567812345678", "400-810-0000"})
        EXPECT_EQ(exposed_in(text, kToday, {}).phones, 0) << text;
}

TEST(ExposedNames, StandWholeBehindALabel) {
    for (const auto* text :
         {"姓名：张三丰", "申请人: 李四", "<dt>申请人</dt><dd>王小明</dd>", "<th>户主</th> <td>欧阳修文</td>",
          "<p>投诉人：<b>赵六</b>，反映…</p>", "当事人：陈大文，男"})
        EXPECT_EQ(exposed_in(text, kToday, {}).names, 1) << text;
    for (const auto* text :
         {"姓名：张**", "申请人：李某某", "<dt>申请人</dt><dd>张示例</dd>", "申请人可以是自然人",
          "<p>申请人</p><p>高中毕业</p>", "申请人：法定代表人",
          "<label>姓名</label><input value=\"\"><label>手机号码</label>", "当事人：任何单位和个人",
          "申请人：程序见下面", "申请人：王府井大街居民", "联系人：张三", "姓名 张三", "申请人：", "张三"})
        EXPECT_EQ(exposed_in(text, kToday, {}).names, 0) << text;
}

}  // namespace
}  // namespace yw::inspect
