#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include "platform/archive/archive.hpp"
#include "platform/table/table.hpp"

namespace yw::table {
namespace {

using Texts = std::vector<std::string>;
using Files = std::vector<archive::File>;

/// A workbook by libxlsxwriter, so that the reader is not only tried on our own idea of the format.
std::string workbook_with(const std::function<void(lxw_workbook*)>& fill) {
    const auto path = std::filesystem::temp_directory_path() / ("yw_table_test_" + std::to_string(getpid()) + ".xlsx");
    lxw_workbook* workbook = workbook_new(path.c_str());
    fill(workbook);
    EXPECT_EQ(workbook_close(workbook), LXW_NO_ERROR);
    std::ifstream file(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    std::filesystem::remove(path);
    return bytes;
}

std::string zip_of(const Files& files) {
    return archive::pack(files).value();
}

/// A workbook written by hand: what only strange or hostile programs write.
Files parts(std::string sheet_data, std::string strings = "<sst/>", std::string workbook_properties = "") {
    return {
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\">" + workbook_properties +
                                R"(<sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
         R"(<Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml", std::move(strings)},
        {"xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?><worksheet>" + std::move(sheet_data) + "</worksheet>"}};
}

Table xlsx(std::string_view bytes, const Reading& reading = {}) {
    auto table = read_table(bytes, Format::kXlsx, reading);
    EXPECT_TRUE(table) << table.error().code.name << ' ' << table.error().detail;
    return table ? std::move(table).value() : Table{};
}

ErrorCode refusal(std::string_view bytes, const Reading& reading = {}) {
    const auto table = read_table(bytes, Format::kXlsx, reading);
    return table ? ErrorCode{"accepted", Kind::kInvalid} : table.error().code;
}

void write_header(lxw_worksheet* sheet, const Texts& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i), names[i].c_str(), nullptr);
    }
}

TEST(Xlsx, CellsAreReadAsWhatTheyAre) {
    const std::string bytes = workbook_with([](lxw_workbook* workbook) {
        lxw_worksheet* sheet = workbook_add_worksheet(workbook, "清单");
        write_header(sheet, {"a", "b", "c", "d", "e", "f", "g", "h"});
        lxw_format* date = workbook_add_format(workbook);
        format_set_num_format(date, "yyyy\"年\"m\"月\"d\"日\"");
        lxw_format* scientific = workbook_add_format(workbook);
        format_set_num_format(scientific, "0.00E+00");
        lxw_datetime day{2026, 3, 2, 0, 0, 0};
        worksheet_write_string(sheet, 1, 0, " 食品经营许可\t", nullptr);
        worksheet_write_number(sheet, 1, 1, 511602000000, nullptr);
        worksheet_write_datetime(sheet, 1, 2, &day, date);
        worksheet_write_boolean(sheet, 1, 3, 1, nullptr);
        worksheet_write_formula_num(sheet, 1, 4, "=1+1", nullptr, 2);
        worksheet_write_number(sheet, 1, 5, 511602199001010011.0, nullptr);
        worksheet_write_number(sheet, 1, 6, 511602000000, scientific);
        worksheet_write_string(sheet, 1, 7, "5.11602E+11", nullptr);
    });
    const Table table = xlsx(bytes);
    EXPECT_EQ(table.sheet, "清单");
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(table.rows[0].number, 2);
    const auto& cells = table.rows[0].cells;
    ASSERT_EQ(cells.size(), 8u);
    EXPECT_EQ(cells[0].text, "食品经营许可");
    EXPECT_EQ(cells[1].text, "511602000000");
    EXPECT_EQ(cells[1].origin, Cell::Origin::kNumber);
    EXPECT_EQ(cells[2].text, "2026-03-02");
    EXPECT_EQ(cells[2].origin, Cell::Origin::kDate);
    EXPECT_EQ(cells[3].text, "true");
    EXPECT_EQ(cells[4].text, "2");
    EXPECT_EQ(cells[5].problem, Problem::kScientificNotation);
    EXPECT_EQ(cells[6].problem, Problem::kScientificNotation);
    EXPECT_EQ(cells[7].problem, Problem::kScientificNotation);
}

TEST(Xlsx, GapsStayGapsAndRowsKeepTheirNumber) {
    const std::string bytes = workbook_with([](lxw_workbook* workbook) {
        lxw_worksheet* sheet = workbook_add_worksheet(workbook, nullptr);
        worksheet_write_string(sheet, 2, 1, "编码", nullptr);
        worksheet_write_string(sheet, 2, 3, "名称", nullptr);
        worksheet_write_string(sheet, 9, 3, "甲", nullptr);
        lxw_format* border = workbook_add_format(workbook);
        format_set_border(border, LXW_BORDER_THIN);
        worksheet_write_blank(sheet, 9, 5000, border);
        worksheet_write_blank(sheet, 11, 1, border);
    });
    const Table table = xlsx(bytes);
    EXPECT_EQ(table.header, (Texts{"", "编码", "", "名称"}));
    EXPECT_EQ(table.header_row, 3);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(table.rows[0].number, 10);
    EXPECT_EQ(table.rows[0].cells.size(), 4u);
    EXPECT_EQ(table.rows[0].cells[1].origin, Cell::Origin::kEmpty);
    EXPECT_EQ(Table::at(table.rows[0], 3).text, "甲");
}

TEST(Xlsx, SheetIsTheNamedOneOrTheFirstVisible) {
    const std::string bytes = workbook_with([](lxw_workbook* workbook) {
        lxw_worksheet* lists = workbook_add_worksheet(workbook, "字典");
        write_header(lists, {"隐藏"});
        lxw_worksheet* items = workbook_add_worksheet(workbook, "事项");
        write_header(items, {"事项"});
        worksheet_activate(items);
        worksheet_hide(lists);
        write_header(workbook_add_worksheet(workbook, "另一张"), {"另一张"});
    });
    EXPECT_EQ(xlsx(bytes).header, (Texts{"事项"}));
    Reading reading;
    reading.sheet = "另一张";
    EXPECT_EQ(xlsx(bytes, reading).header, (Texts{"另一张"}));
    reading.sheet = "没有";
    EXPECT_EQ(refusal(bytes, reading), kSheetMissing);
}

TEST(Xlsx, EpochOf1904IsKept) {
    const std::string styles = R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)";
    Files files = parts(
        R"(<sheetData><row><c t="inlineStr"><is><t>日</t></is></c></row><row><c s="1"><v>44621</v></c></row></sheetData>)",
        "<sst/>", "<workbookPr date1904=\"1\"/>");
    files.push_back({"xl/styles.xml", styles});
    files[2].content.insert(files[2].content.find("</"),
                            R"(<Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/>)");
    EXPECT_EQ(xlsx(zip_of(files)).rows[0].cells[0].text, "2026-03-02");
}

TEST(Xlsx, StringsOfAllKindsAreJoined) {
    const std::string strings =
        R"(<x:sst xmlns:x="m"><x:si><x:t>头</x:t></x:si><x:si/><x:si><x:r><x:t>甲</x:t></x:r><x:r><x:t xml:space="preserve"> </x:t></x:r>)"
        R"(<x:r><x:t>乙&amp;_x000D_</x:t></x:r><x:rPh><x:t>jia</x:t></x:rPh></x:si><x:si/></x:sst>)";
    const Table table = xlsx(zip_of(parts(
        R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>头二</v></c></row>)"
        R"(<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>)"
        R"(<row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="B4"><f>A1</f></c></row><row r="9"/></sheetData><pageMargins/>)",
        strings)));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].cells[0].text, "甲 乙&");
    EXPECT_EQ(table.rows[0].cells.size(), 1u);
    EXPECT_EQ(table.rows[1].cells[0].problem, Problem::kFormulaError);
    EXPECT_EQ(table.rows[1].cells[1].problem, Problem::kFormulaWithoutValue);
}

TEST(Xlsx, HostileXmlIsRefused) {
    struct Case {
        const char* sheet_data;
        ErrorCode code;
    };
    const Case cases[] = {
        {"<!DOCTYPE a [<!ENTITY x \"y\">]><sheetData></sheetData>", kXmlRefused},
        {"<sheetData><!-- <row><c/></row> --></sheetData>", kXmlRefused},
        {"<sheetData><row><c></row></sheetData>", kXmlBroken},
        {"<sheetData><row r=\"2\"/><row r=\"1\"><c/></row></sheetData>", kXmlBroken},
        {"<sheetData><row r=\"1048577\"><c><v>1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row r=\"0\"><c><v>1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c r=\"1\"><v>1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c t=\"s\"><v>-1</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c t=\"str\"><v>\xFF</v></c></row></sheetData>", kXmlBroken},
        {"<sheetData><row><c><v>1</v></c></row>", kXmlBroken},
        {"<nothing/>", kXmlBroken},
        {"<sheetData/>", kEmpty},
        {"<sheetData><row><c r=\"XFD1\"><v>1</v></c></row></sheetData>", kTooManyColumns},
    };
    for (const Case& c : cases) EXPECT_EQ(refusal(zip_of(parts(c.sheet_data))), c.code) << c.sheet_data;
    EXPECT_EQ(refusal(zip_of(parts("<sheetData/>", "<!DOCTYPE a><sst></sst>"))), kXmlRefused);
    Files files = parts("<sheetData/>");
    files[1].content.insert(0, "<!DOCTYPE workbook>");
    EXPECT_EQ(refusal(zip_of(files)), kXmlRefused);
}

TEST(Xlsx, OtherFilesAreRefusedClearly) {
    EXPECT_EQ(refusal("a,b\n1,2\n"), kNotXlsx);
    EXPECT_EQ(refusal("<html><table>"), kNotXlsx);
    EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), kOldExcel);
    EXPECT_EQ(refusal(zip_of({{"word/document.xml", "<a/>"}})), kNotXlsx);
    EXPECT_EQ(refusal("PK\x03\x04 cut off"), archive::kBroken);
}

TEST(Xlsx, BombIsRefusedBeforeItUnpacks) {
    std::string rows = "<sheetData>";
    for (int i = 0; i < 600'000; ++i) rows += "<row><c><v>1</v></c></row>";
    EXPECT_EQ(refusal(zip_of(parts(rows + "</sheetData>"))), archive::kBomb);
    const std::string padding = "<sheetData>" + std::string(20u << 20, ' ') + "</sheetData>";
    EXPECT_FALSE(read_table(zip_of(parts(padding)), Format::kXlsx));
    Reading reading;
    reading.limits.max_unpacked_bytes = 100;
    EXPECT_EQ(refusal(zip_of(parts("<sheetData/>")), reading), archive::kBomb);
}

TEST(Xlsx, OneLongTextNamedOftenIsBounded) {
    Reading reading;
    reading.limits.max_text_bytes = 1'000'000;
    std::string rows;
    for (int i = 0; i < 20; ++i) rows += R"(<row><c t="s"><v>0</v></c></row>)";
    const std::string strings = "<sst><si><t>" + std::string(100'000, 'x') + "</t></si></sst>";
    EXPECT_EQ(refusal(zip_of(parts("<sheetData>" + rows + "</sheetData>", strings)), reading), kTooLarge);
    reading.limits.max_cell_bytes = 99'999;
    EXPECT_EQ(refusal(zip_of(parts("<sheetData>" + rows + "</sheetData>", strings)), reading), kCellTooLarge);
}

TEST(Xlsx, CutOffOrChangedFileNeverCrashes) {
    const std::string bytes = workbook_with([](lxw_workbook* workbook) {
        lxw_worksheet* sheet = workbook_add_worksheet(workbook, nullptr);
        write_header(sheet, {"编码", "名称"});
        worksheet_write_number(sheet, 1, 0, 1, nullptr);
    });
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        EXPECT_FALSE(read_table(std::string_view(bytes).substr(0, length), Format::kXlsx)) << length;
    }
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(~changed[at]);
        (void)read_table(changed, Format::kXlsx);
    }
}

TEST(Xlsx, HundredThousandRowsAreReadWhole) {
    constexpr int kRows = 100'000;
    const std::string bytes = workbook_with([](lxw_workbook* workbook) {
        lxw_worksheet* sheet = workbook_add_worksheet(workbook, nullptr);
        write_header(sheet, {"编码", "名称", "部门", "序号"});
        for (lxw_row_t i = 1; i <= kRows; ++i) {
            worksheet_write_string(sheet, i, 0, ("511Z07001006-511602000000-" + std::to_string(i)).c_str(), nullptr);
            worksheet_write_string(sheet, i, 1, ("企业投资项目备案（" + std::to_string(i % 1000) + "）").c_str(),
                                   nullptr);
            worksheet_write_string(sheet, i, 2, "区经信局", nullptr);
            worksheet_write_number(sheet, i, 3, i, nullptr);
        }
    });
    const auto began = std::chrono::steady_clock::now();
    const Table table = xlsx(bytes);
    const auto took = std::chrono::steady_clock::now() - began;
    std::cout << "100,000 rows in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
    ASSERT_EQ(table.rows.size(), static_cast<std::size_t>(kRows));
    for (int i = 0; i < kRows; i += 997) {
        const Row& row = table.rows[static_cast<std::size_t>(i)];
        ASSERT_EQ(row.number, i + 2);
        ASSERT_EQ(row.cells[3].text, std::to_string(i + 1));
        ASSERT_EQ(row.cells[0].text, "511Z07001006-511602000000-" + std::to_string(i + 1));
    }
}

}  // namespace
}  // namespace yw::table
