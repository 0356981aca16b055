#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/site/attachment_rules.hpp"
#include "inspect/site/json_ld.hpp"
#include "inspect/site/page_reading.hpp"
#include "inspect/site/page_text.hpp"
#include "inspect/site/robots.hpp"
#include "inspect/site/tour.hpp"

namespace yw::site {
namespace {

using testing::ElementsAre;

const WebAddress kBase = parse_address("http://zwfw.example.gov.cn/a/b.html?c=1#d").value();

struct Link2 {
    std::string link;
    std::string to;  ///< empty: nowhere
};
class Resolving : public testing::TestWithParam<Link2> {};
TEST_P(Resolving, LeadsWhereABrowserWouldGo) {
    const auto to = resolve(kBase, GetParam().link);
    EXPECT_EQ(to ? to->text : "", GetParam().to);
}
INSTANTIATE_TEST_SUITE_P(Table,
                         Resolving,
                         testing::Values(Link2{"c.html", "http://zwfw.example.gov.cn/a/c.html"},
                                         Link2{"/x/../y?q=1#z", "http://zwfw.example.gov.cn/y?q=1"},
                                         Link2{"?p=2", "http://zwfw.example.gov.cn/a/b.html?p=2"},
                                         Link2{"//Other.example/x", "http://other.example/x"},
                                         Link2{"https://ZWFW.example.gov.cn:443/", "https://zwfw.example.gov.cn/"},
                                         Link2{" /x\ny ", "http://zwfw.example.gov.cn/xy"},
                                         Link2{"\\x\\y", "http://zwfw.example.gov.cn/x/y"},
                                         Link2{"/表格.doc", "http://zwfw.example.gov.cn/%E8%A1%A8%E6%A0%BC.doc"},
                                         Link2{"javascript:void(0)", ""},
                                         Link2{"mailto:a@b.cn", ""},
                                         Link2{"tel:12345", ""},
                                         Link2{"ftp://x/y", ""},
                                         Link2{"http://", ""}));

TEST(Addresses, TheSameSiteWithAndWithoutTls) {
    EXPECT_TRUE(same_site(kBase, parse_address("https://zwfw.example.gov.cn/x").value()));
    EXPECT_FALSE(same_site(kBase, parse_address("http://zwfw.example.gov.cn:8080/").value()));
    EXPECT_FALSE(same_site(kBase, parse_address("http://www.example.gov.cn/").value()));
    EXPECT_EQ(shape_of(parse_address("x.cn/i/0193-ab/print?v=2&w=1").value()), "/i/#/print&v&w");
    EXPECT_EQ(ending_of(parse_address("x.cn/a/表.DOCX?x=1").value()), "docx");
}

struct RobotsCase {
    std::string text;
    std::string path;
    bool allowed;
};
class RobotsTest : public testing::TestWithParam<RobotsCase> {};
TEST_P(RobotsTest, IsReadAsTheRfcSays) {
    EXPECT_EQ(Robots::parse(GetParam().text, "YiwangInspection").allows(GetParam().path), GetParam().allowed);
}
INSTANTIATE_TEST_SUITE_P(
    Table,
    RobotsTest,
    testing::Values(RobotsCase{"", "/x", true},
                    RobotsCase{"User-agent: *\nDisallow: /me\n", "/me/x", false},
                    RobotsCase{"User-agent: *\nDisallow: /me\n", "/you", true},
                    RobotsCase{"user-agent: *\ndisallow: /\nallow: /open # yes\n", "/open/1", true},
                    RobotsCase{"User-agent: *\nDisallow: /\nUser-agent: yiwanginspection\nDisallow:\n", "/x", true},
                    RobotsCase{"User-agent: a\nUser-agent: YiwangInspection\nDisallow: /x\n", "/x", false},
                    RobotsCase{"User-agent: *\nDisallow: /*.pdf$\n", "/f/a.pdf", false},
                    RobotsCase{"User-agent: *\nDisallow: /*.pdf$\n", "/f/a.pdfx", true},
                    RobotsCase{"User-agent: *\nDisallow: /a*b*c\n", "/aXbYYc/d", false},
                    RobotsCase{"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
                    RobotsCase{"<html>not robots</html>", "/x", true}));

TEST(RobotsTest, DelaysAndRefusals) {
    EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 2.5\n", "x").crawl_delay(), 2.5);
    EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 900\n", "x").crawl_delay(), 30) << "nobody can wait so long";
    EXPECT_FALSE(Robots::nothing().allows("/"));
}

TEST(PageText, ReadsOldPagesOfCounties) {
    const std::string gbk =
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>\xB0\xEC\xCA\xC2";  // 办事
    EXPECT_NE(page_text(gbk, "text/html").utf8.find("办事"), std::string::npos);
    EXPECT_EQ(page_text(gbk, "text/html").charset, "gb18030");
    EXPECT_EQ(page_text("\xB0\xEC\xCA\xC2", "").utf8, "办事") << "says nothing, is no UTF-8";
    EXPECT_EQ(page_text("办事", "text/html; charset=UTF-8").utf8, "办事");
    EXPECT_EQ(page_text("\xB0\xEC\xCA\xC2", "text/html; charset=utf-8").utf8, "办事") << "says UTF-8 and is GBK";
    EXPECT_EQ(page_text("a\xFF\xFE", "text/html; charset=nonsense").charset, "utf-8");
    EXPECT_EQ(in_charset("办事", "gb18030"), "\xB0\xEC\xCA\xC2");
}

struct PaperCase {
    std::string bytes;
    std::string ending;
    Paper verdict;
};
class Papers : public testing::TestWithParam<PaperCase> {};
TEST_P(Papers, AreJudgedByTheirBytes) {
    EXPECT_EQ(judge_paper(GetParam().bytes, GetParam().ending, ""), GetParam().verdict);
}
const std::string kOldWord = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(600, '\0');
INSTANTIATE_TEST_SUITE_P(Table,
                         Papers,
                         testing::Values(PaperCase{"", "pdf", Paper::kEmpty},
                                         PaperCase{"%PDF-1.4\n...\n%%EOF\n", "pdf", Paper::kOpens},
                                         PaperCase{"%PDF-1.4\n...", "pdf", Paper::kCutOff},
                                         PaperCase{"<!DOCTYPE html><html>404", "pdf", Paper::kWebPage},
                                         PaperCase{kOldWord, "doc", Paper::kOpens},
                                         PaperCase{"<html><head>error", "doc", Paper::kWebPage},
                                         PaperCase{std::string("PK\x03\x04...PK\x05\x06..", 14), "docx", Paper::kOpens},
                                         PaperCase{std::string("PK\x03\x04...", 7), "docx", Paper::kCutOff},
                                         PaperCase{"hello", "docx", Paper::kOtherKind},
                                         PaperCase{"anything", "xyz", Paper::kUnknown}));

struct LimitCase {
    std::string words;
    std::optional<int> count;
    lint::Unit unit;
};
class Limits : public testing::TestWithParam<LimitCase> {};
TEST_P(Limits, AreReadOutOfWords) {
    const auto limit = read_limit(GetParam().words);
    EXPECT_EQ(limit.count, GetParam().count);
    EXPECT_EQ(limit.unit, GetParam().unit);
}
INSTANTIATE_TEST_SUITE_P(Table,
                         Limits,
                         testing::Values(LimitCase{"5个工作日", 5, lint::Unit::kWorkday},
                                         LimitCase{"自受理之日起20 （工作日）", 20, lint::Unit::kWorkday},
                                         LimitCase{"十五个工作日", 15, lint::Unit::kWorkday},
                                         LimitCase{"二十日", 20, lint::Unit::kDay},
                                         LimitCase{"第3号令规定的7天", 7, lint::Unit::kDay},
                                         LimitCase{"1个月", 1, lint::Unit::kMonth},
                                         LimitCase{"当场办结", 0, lint::Unit::kWorkday},
                                         LimitCase{"尽快办理", std::nullopt, lint::Unit::kUnknown},
                                         LimitCase{"", std::nullopt, lint::Unit::kUnknown}));

PageReading page(const std::string& body) {
    return read_page("<!doctype html><meta charset=utf-8><title>某事项 - 政务服务</title>" + body, "text/html", kBase,
                     words());
}

/// One guide, laid out as four platforms would.
const std::string kTable = R"(<h1>食品经营许可</h1><table>
<tr><th>实施主体</th><td>县市场监督管理局</td><th>事项类型</th><td>行政许可</td></tr>
<tr><td>法定办结时限：</td><td>20个工作日</td><td>承诺办结时限：</td><td>8个工作日</td></tr>
<tr><td>是否收费</td><td>否</td><td>咨询电话</td><td>0826-1234567</td></tr></table>
<h2>申请材料</h2><table><thead><tr><th>序号</th><th>材料名称</th><th>材料类型</th><th>材料形式</th><th>份数</th><th>空白表格</th><th>示例样表</th><th>填报须知</th></tr></thead>
<tr><td>1</td><td>食品经营许可申请书</td><td>原件</td><td>纸质</td><td>1</td><td><a href="/f/1.doc">下载</a></td><td><a href="/f/2.pdf">查看</a></td><td>用黑色笔填写</td></tr>
<tr><td>2</td><td>营业执照</td><td>复印件</td><td>电子</td><td>1份</td><td>无</td><td>无</td><td>无</td></tr></table>
<h2>办理流程</h2><table><tr><th>环节名称</th><th>办理内容</th><th>时限</th></tr>
<tr><td>受理</td><td>窗口核对材料是否齐全</td><td>1天</td></tr><tr><td>审查</td><td>现场核查经营场所</td><td>6天</td></tr></table>)";
const std::string kDefinitions =
    R"(<h1>食品经营许可</h1><dl><dt>实施主体</dt><dd>县市场监督管理局</dd><dt>承诺时限</dt><dd>8个工作日</dd>
<dt>收费标准</dt><dd>不收费</dd><dt>联系电话</dt><dd>0826-1234567</dd>
<dt>申请材料</dt><dd><ol><li><strong>食品经营许可申请书</strong>：原件，纸质，1份。填写说明：用黑色笔填写 <a href="/f/1.doc">空白表格下载</a> <a href="/f/2.pdf">样表</a></li>
<li><strong>营业执照</strong>：复印件，电子，1份</li></ol></dd>
<dt>办理流程</dt><dd><ol><li>受理：窗口核对材料是否齐全</li><li>审查：现场核查经营场所</li></ol></dd></dl>)";
const std::string kTabs =
    R"(<h1>食品经营许可</h1><ul><li><a href="#t1">基本信息</a></li><li><a href="#t2">申请材料</a></li><li><a href="#t3">办理流程</a></li></ul>
<div id="t1"><p>办理机构：县市场监督管理局</p><p>办理时限：8个工作日</p><p>收费标准：不收费</p><p><span>咨询电话</span><span>0826-1234567</span></p></div>
<div id="t2"><p>1、食品经营许可申请书（原件1份，纸质）</p><p>2、营业执照（复印件1份，电子）</p></div>
<div id="t3"><p>受理→审查→决定</p></div>)";

TEST(GuideReading, ATable) {
    const auto read = page(kTable).guide;
    ASSERT_TRUE(read);
    const auto& guide = read->subject;
    EXPECT_EQ(guide.name, "食品经营许可");
    EXPECT_EQ(read->department, "县市场监督管理局");
    EXPECT_EQ(guide.promised.count, 8);
    EXPECT_EQ(guide.statutory->count, 20);
    EXPECT_EQ(guide.charged, false);
    EXPECT_EQ(guide.contact, "0826-1234567");
    ASSERT_EQ(guide.materials.size(), 2U);
    EXPECT_EQ(guide.materials[0].name, "食品经营许可申请书");
    EXPECT_EQ(guide.materials[0].type, "原件");
    EXPECT_EQ(guide.materials[0].form, "纸质");
    EXPECT_EQ(guide.materials[0].copies, "1");
    EXPECT_EQ(guide.materials[0].blank, "/f/1.doc");
    EXPECT_EQ(guide.materials[0].sample, "/f/2.pdf");
    EXPECT_EQ(guide.materials[0].fill_note, "用黑色笔填写");
    EXPECT_EQ(guide.materials[1].copies, "1");
    EXPECT_EQ(guide.materials[1].fill_note, "");
    ASSERT_EQ(guide.stages.size(), 2U);
    EXPECT_EQ(guide.stages[1].name, "审查");
    EXPECT_EQ(guide.stages[1].what, "现场核查经营场所");
    EXPECT_EQ(read->papers.size(), 2U);
}

TEST(GuideReading, ADefinitionListWithLists) {
    const auto read = page(kDefinitions).guide;
    ASSERT_TRUE(read);
    const auto& guide = read->subject;
    EXPECT_EQ(guide.promised.count, 8);
    ASSERT_EQ(guide.materials.size(), 2U);
    EXPECT_EQ(guide.materials[0].name, "食品经营许可申请书");
    EXPECT_EQ(guide.materials[0].type, "原件");
    EXPECT_EQ(guide.materials[0].copies, "1");
    EXPECT_EQ(guide.materials[0].blank, "/f/1.doc");
    EXPECT_EQ(guide.materials[0].sample, "/f/2.pdf");
    EXPECT_EQ(guide.materials[1].type, "复印件");
    ASSERT_EQ(guide.stages.size(), 2U);
    EXPECT_EQ(guide.stages[0].what, "窗口核对材料是否齐全");
}

TEST(GuideReading, TabsAndLines) {
    const auto read = page(kTabs).guide;
    ASSERT_TRUE(read);
    const auto& guide = read->subject;
    EXPECT_EQ(read->department, "县市场监督管理局");
    EXPECT_EQ(guide.promised.count, 8);
    EXPECT_EQ(guide.contact, "0826-1234567");
    ASSERT_EQ(guide.materials.size(), 2U);
    EXPECT_EQ(guide.materials[1].name, "营业执照");
    EXPECT_EQ(guide.materials[1].type, "复印件");
    ASSERT_EQ(guide.stages.size(), 3U);
    EXPECT_EQ(guide.stages[2].name, "决定");
}

TEST(GuideReading, APictureOfTheProcedureIsNotAMissingProcedure) {
    auto text = kTabs;
    text.replace(text.find("<p>受理→审查→决定</p>"), std::string("<p>受理→审查→决定</p>").size(), "<img src=flow.png>");
    const auto read = page(text).guide;
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->subject.stages_unreadable);
    EXPECT_THAT(read->unreadable, ElementsAre("stages"));
}

TEST(GuideReading, APenaltyHasNothingToBring) {
    const auto read = [](const std::string& type) {
        return page("<h1>对擅自占用城市道路的处罚</h1>" + type +
                    "<h2>什么行为要受处罚，怎么罚？</h2><p>擅自占用城市道路的，处二万元以下的罚款。</p>"
                    "<h2>按什么程序办？</h2><ol><li><h3>立案</h3><p>核实线索，符合条件的5个工作日内立案。</p></li>"
                    "<li><h3>决定</h3><p>负责人审查后作出决定，送达决定书。</p></li></ol>"
                    "<h2>依据什么？</h2><p>《城市道路管理条例》第四十二条</p>"
                    "<dl><dt>咨询</dt><dd>0826-0000001</dd><dt>投诉</dt><dd>12345</dd></dl>")
            .guide;
    };
    const auto penalty = read("<ul><li>示范局</li><li>行政处罚</li></ul>");
    ASSERT_TRUE(penalty);
    EXPECT_EQ(penalty->subject.task_type, "02");
    EXPECT_EQ(penalty->subject.penalty, "擅自占用城市道路的，处二万元以下的罚款。");
    EXPECT_EQ(penalty->subject.stages.size(), 2U);
    EXPECT_EQ(read("<dl><dt>事项类型</dt><dd>行政检查</dd></dl>")->subject.task_type, "06");
    EXPECT_EQ(read("<a href=\"/x\">行政处罚</a>")->subject.task_type, "") << "a link leads to others";
    EXPECT_EQ(read("<p>行政许可</p><p>行政处罚</p>")->subject.task_type, "") << "a list to choose from";
}

TEST(GuideReading, AListOfItemsIsNoGuide) {
    EXPECT_FALSE(
        page("<h1>办事指南</h1><ul><li><a href=1>办理时限的说明</a><li><a href=2>申请材料目录</a></ul>").guide);
}

TEST(PageReading, FormsAreWhatTheyAreFor) {
    const auto read = page(
        R"(<form action="/s" method=get role=search><input type=hidden name=lang value=zh><input name=q type=search placeholder="要办什么事"><button>搜索</button></form>
<form action="/login" method=post><input name=u><input type=password name=p></form><input name=kw placeholder="请输入关键词">)");
    ASSERT_EQ(read.forms.size(), 2U);
    EXPECT_TRUE(read.forms[0].is_search);
    EXPECT_EQ(read.forms[0].search_field()->name, "q");
    EXPECT_FALSE(read.forms[1].is_search);
    EXPECT_TRUE(read.forms[1].has_password);
    EXPECT_TRUE(read.loose_search) << "a search outside a form needs a script";
}

TEST(PageReading, APageThatAScriptMustFill) {
    EXPECT_TRUE(page("<div id=app></div><script src=a.js></script>").needs_script);
    EXPECT_FALSE(page("<p>暂无内容</p>").needs_script);
}

TEST(PageReading, NestedWithoutEnd) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<div>";
    EXPECT_TRUE(page(deep).lines.empty());
}

TEST(Columns, CountsAreNoPartOfTheName) {
    EXPECT_EQ(column_name("户籍办理（12项）"), "户籍办理");
    EXPECT_EQ(column_name("户籍办理 12 项"), "户籍办理");
    EXPECT_EQ(column_name("县公安局"), "县公安局");
}

constexpr std::string_view kService = R"({"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
{"@type":["GovernmentService"],"name":"食品经营许可","provider":{"@type":"GovernmentOrganization","name":"某县市场监督管理局"},
"availableChannel":{"servicePhone":{"telephone":"0826-0001001"},"processingTime":"P5D",
 "serviceLocation":{"name":"政务服务中心","address":{"addressLocality":"某县","streetAddress":"一路1号"}}},
"offers":[{"price":"0"}],"step":[{"name":"受理","text":"核对材料是否齐全，当场决定是否受理"}]}]})";

TEST(JsonLd, GivesAPageOfScriptsItsGuide) {
    const auto text = "<div id=app></div><script src=a.js></script><script type=\"application/ld+json\">" +
                      std::string(kService) + "</script>";
    const auto read = page(text);
    EXPECT_TRUE(read.needs_script);
    ASSERT_TRUE(read.guide);
    EXPECT_TRUE(read.guide->from_data);
    EXPECT_EQ(read.guide->subject.name, "食品经营许可");
    EXPECT_EQ(read.guide->department, "某县市场监督管理局");
    EXPECT_EQ(read.guide->subject.contact, "0826-0001001");
    EXPECT_EQ(read.guide->subject.promised.count, 5);
    EXPECT_EQ(read.guide->subject.promised.unit, lint::Unit::kDay);
    EXPECT_EQ(read.guide->subject.charged, false);
    EXPECT_EQ(read.guide->subject.stages.size(), 1U);
    EXPECT_EQ(read.guide->elements.at("place"), "某县一路1号");
    EXPECT_THAT(read.guide->unreadable, ElementsAre("materials"));
}

TEST(JsonLd, NeverMendsWhatAPersonDoesNotSee) {
    const auto text = "<p>" + std::string(300, 'x') + "</p><script type=\"application/ld+json\">" +
                      std::string(kService) + "</script>";
    EXPECT_FALSE(page(text).guide);
}

TEST(JsonLd, TakesWhateverStandsThere) {
    for (
        const std::string_view text :
        {"", "{", "[]", "null", R"({"@type":"GovernmentService"})", R"({"@type":"Article","name":"x"})",
         R"({"@type":"Service","name":7,"availableChannel":[1,{"processingTime":{}}],"offers":"x","step":{"name":"a"}})"})
        (void)service_in(text);
    EXPECT_FALSE(service_in(R"({"@type":"GovernmentService"})")) << "without a name it is no item";
    EXPECT_FALSE(service_in(std::string(300 << 10, ' ') + std::string(kService)));
    std::string deep(100, '[');
    EXPECT_FALSE(service_in(deep));
}

}  // namespace
}  // namespace yw::site
