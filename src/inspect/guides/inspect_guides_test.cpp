#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "inspect/guides/csv_records.hpp"
#include "inspect/guides/inspect_guides.hpp"

namespace yw::inspect {
namespace {

struct Inspected {
    int code = 0;
    std::string out;
    std::string problems;
};

Inspected inspect(const std::string& lines, GuideFiles files = {}) {
    files.guides = "guides.jsonl";
    std::istringstream in(lines);
    std::ostringstream out;
    std::ostringstream problems;
    const int code = inspect_lines(in, files, out, problems);
    return {code, out.str(), problems.str()};
}

GuideFiles as_json() {
    GuideFiles files;
    files.as_json = true;
    return files;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr const char* kGood =
    R"({"case_id":"A1","task_name":"某登记","task_type":"7","handle_flow":[{"step":"受理：1个工作日内核对材料。"}],)"
    R"("promise_day":"5","promise_type":"工作日","is_fee":"否","link_way":"0826-0001001",)"
    R"("materials":[{"material_name":"营业执照","material_type":"1","material_format":"1","page_num":"1"}]})";

TEST(InspectGuides, AGoodOneHasNoDefect) {
    const auto done = inspect(std::string(kGood) + "\n", as_json());
    EXPECT_EQ(done.code, kAllRead);
    EXPECT_EQ(done.out, "{\"case_id\":\"A1\",\"defects\":[],\"unchecked\":[],\"findings\":[]}\n");
}

TEST(InspectGuides, ReadsWhatOthersWrite) {
    struct Case {
        const char* line;
        const char* part;
    };
    const Case cases[] = {
        {R"({"handle_flow":"申请→受理→审查→办结"})", "\"D1\""},
        {R"({"handle_flow":"申请—受理—办结"})", "\"D1\""},
        {R"({"handle_flow":"[{\"stage_name\":\"受理\"},{\"stage_name\":\"办结\"}]"})", "\"D1\""},
        {R"({"handle_flow":"/files/flow.png"})", "\"unchecked\":[\"D1\""},
        {R"({"promise_day":5,"promise_type":"1","link_way":"12345","handle_flow":"x.png"})", "\"defects\":[]"},
        {R"({"promise_day":"5个工作日","link_way":"12345","handle_flow":"x.png"})", "\"defects\":[]"},
        {R"({"promise_explain":"当场办结","link_way":"12345","handle_flow":"x.png"})", "\"defects\":[]"},
        {R"({"promise_explain":"按规定","link_way":"12345","handle_flow":"x.png"})", "\"limit_words\""},
        {R"({"is_fee":1,"promise_day":1,"link_way":"12345","handle_flow":"x.png"})", "\"fee_incomplete\""},
        {R"({"is_fee":"1","fee_project":[{"fee_name":"工本费","fee_stand":"20元","by_law":"发改价格〔2003〕2322号"}],"promise_day":1,"link_way":"12345","handle_flow":"x.png"})",
         "\"defects\":[]"},
        {R"({"materials":[{"name":"其他相关材料"}]})", "\"marks\":[\"其他相关材料\"]"},
        {R"({"materials":"1.营业执照；2.有关证明材料"})", "\"element\":\"materials[1].name\""},
        {R"({"task_type":"行政许可","handle_flow":[{"stage_name":"受理","content":"窗口当场核对材料，出具受理凭证"}]})",
         "\"licence_stages\""},
        {R"({"accept_condition":"年满18周岁；法律法规规定的其他条件"})", "\"conditions[1]\""},
        // The same elements under other habits of writing names and values.
        {R"({"TASK_CODE":"X1","linkWay":"12345","PROMISE_DAY":3,"HANDLE_FLOW":"x.png"})",
         "\"case_id\":\"X1\",\"defects\":[]"},
        {R"({"materials":[{"materialName":"申请表","materialType":"原件","pageNum":"1份","materialFormat":"纸质","formUrl":"无","exampleUrl":[],"fillExplain":"——"}],"link_way":"12345","promise_day":1,"handle_flow":"x.png"})",
         "\"defects\":[\"D4\",\"D5\"]"},
        {R"({"materials":"无需提交任何材料","promise_day":1,"link_way":"12345","handle_flow":"x.png"})",
         "\"defects\":[]"},
        {R"({"materials":[{"name":"免于提交"}],"promise_day":1,"link_way":"12345","handle_flow":"x.png"})",
         "\"defects\":[]"},
        {R"({"materials":[{"name":"无犯罪记录证明"}],"promise_day":1,"link_way":"12345","handle_flow":"x.png"})",
         "\"defects\":[\"D6\"]"},
        {R"({"is_fee":"是","fee_stand":"每证10元","fee_basis":"——","promise_day":1,"link_way":"12345","handle_flow":"x.png"})",
         "\"defects\":[\"D2\"]"},
        {R"({"handle_flow":[{"stage_name":"受理","liuchengshuoming":"窗口当场核对身份证和户口簿，出具受理凭证"}]})",
         "\"defects\":[\"D2\"]"},
        {R"({})", "\"case_id\":\"#1\""},
    };
    for (const Case& c : cases) {
        const auto done = inspect(c.line, as_json());
        EXPECT_EQ(done.code, kAllRead) << c.line << done.problems;
        EXPECT_TRUE(has(done.out, c.part)) << c.line << "\n" << done.out;
    }
}

TEST(InspectGuides, ABadLineIsNamedAndNotCountedAsFailed) {
    const std::string lines =
        "\xEF\xBB\xBF" + std::string(kGood) + "\r\n\n{\"case_id\":\"名\",}\n[1]\n{\"a\":1\n" + kGood + "\n";
    const auto done = inspect(lines, as_json());
    EXPECT_EQ(done.code, kSomeUnread);
    EXPECT_TRUE(has(done.problems, "guides.jsonl:3:16: ")) << done.problems;
    EXPECT_TRUE(has(done.problems, "guides.jsonl:4:1: ")) << done.problems;
    EXPECT_TRUE(has(done.problems, "guides.jsonl:5:7: ")) << done.problems;
    EXPECT_EQ(std::count(done.out.begin(), done.out.end(), '\n'), 2);
    auto stop = as_json();
    stop.stop = true;
    const auto stopped = inspect(lines, stop);
    EXPECT_EQ(std::count(stopped.out.begin(), stopped.out.end(), '\n'), 1);
    EXPECT_TRUE(has(inspect(lines).out, "读不出的 3 行"));
}

TEST(InspectGuides, TheReportCountsBesideTheCircular) {
    const auto done = inspect(std::string(kGood) + "\n" +
                              R"({"case_id":"B2","task_name":"坏的","materials":[{"name":"相关材料"}]})" + "\n");
    EXPECT_TRUE(has(done.out, "办事指南 2 份，其中没有问题的 1 份")) << done.out;
    EXPECT_TRUE(has(done.out, "50.0%")) << done.out;
    EXPECT_TRUE(has(done.out, "25%") && has(done.out, "55%")) << done.out;
    EXPECT_TRUE(has(done.out, "B2 坏的") && has(done.out, "“相关材料”")) << done.out;
}

class InspectCsv : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("yiwang-inspect-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string file(const std::string& name, const std::string& text) {
        const auto path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    std::filesystem::path folder_;
};

TEST_F(InspectCsv, JoinsMaterialsAndStagesInAnyOrder) {
    GuideFiles files = as_json();
    files.guides = file("guides.csv",
                        "task_code,task_name,promise_day,promise_type,is_fee,link_way\n"
                        "T1,\"甲,登记\",5,1,0,0826-0001001\nT2,乙登记,5,1,0,12345\nT3,丙登记,,1,0,\"见\n网站\"\n");
    files.materials = file("materials.csv",
                           "material_name,task_code,material_type,material_format,page_num\n"
                           "营业执照,T2,1,1,1\n身份证,T1,1,1,1\n其他有关材料,T2,1,1,1\n户口簿,T1,1,1,\n");
    files.stages = file("stages.csv",
                        "task_code,stage_name,step_content\nT1,受理,窗口当场核对材料，出具受理凭证\nT2,受理,\nT2,办结,"
                        "\nT3,受理,两日内电话核实住址\n");
    std::ostringstream out;
    std::ostringstream problems;
    EXPECT_EQ(inspect_guides(files, out, problems), kAllRead) << problems.str();
    std::istringstream lines(out.str());
    const char* expected[] = {R"({"case_id":"T1","defects":["D6"])", R"({"case_id":"T2","defects":["D1","D3"])",
                              R"({"case_id":"T3","defects":["D2"])"};
    for (const char* start : expected) {
        std::string line;
        std::getline(lines, line);
        EXPECT_TRUE(line.starts_with(start)) << line;
    }
}

TEST_F(InspectCsv, SaysWhatItCannotOpenOrJoin) {
    std::ostringstream out;
    std::ostringstream problems;
    GuideFiles files;
    files.guides = (folder_ / "none.jsonl").string();
    EXPECT_EQ(inspect_guides(files, out, problems), kNotOpened);
    files.guides = file("guides.csv", "task_name\n甲\n");
    EXPECT_EQ(inspect_guides(files, out, problems), kNotOpened);
    files.guides = file("guides.csv", "task_code\nT1\n");
    files.materials = file("materials.csv", "material_name\n甲\n");
    EXPECT_EQ(inspect_guides(files, out, problems), kNotOpened);
}

TEST(CsvRecords, QuotesLineEndsAndGb18030) {
    std::istringstream in("a;b\r\n\"x;\"\"y\n\";2\r\n\r\n\xCE\xD2;3\n4;5;6\n\"open");
    CsvRecords rows(in);
    EXPECT_EQ(rows.header(), (std::vector<std::string>{"a", "b"}));
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.cells(), (std::vector<std::string>{"x;\"y\n", "2"}));
    EXPECT_EQ(rows.line(), 2);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.cell(0), "我");
    const auto offset = rows.offset();
    ASSERT_TRUE(rows.next());
    EXPECT_FALSE(rows.problem().empty());
    ASSERT_TRUE(rows.next());
    EXPECT_FALSE(rows.problem().empty()) << "the quote never closes";
    EXPECT_FALSE(rows.next());
    rows.seek(offset);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.cell(1), "3");
}

TEST(InspectClauses, WritesAVerdictALine) {
    std::istringstream in("label\tid\ttext\nx\tC1\t营业执照复印件\nx\tC2\t法律、法规规定的其他材料\nshort\n");
    std::ostringstream out;
    std::ostringstream problems;
    EXPECT_EQ(inspect_clauses(in, out, problems), kSomeUnread);
    EXPECT_EQ(out.str(), "C1\tspecific\tnamed\t\nC2\tcatch_all\tother_documents\t其他材料\n");
    EXPECT_TRUE(problems.str().starts_with("4: ")) << problems.str();
    std::istringstream none("a\tb\n");
    EXPECT_EQ(inspect_clauses(none, out, problems), kNotOpened);
}

}  // namespace
}  // namespace yw::inspect
