#include "platform/pdf/pdf.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

/// What these two keep until the process ends is not ours: fontconfig its configuration, and Debian's cairo 1.16 about
/// 800 bytes for each font of each file (independent of its length).
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}

namespace yw::pdf {
namespace {

std::string repeated(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

Document paper() {
    Document document;
    document.title = "公共场所卫生许可申请表";
    document.author = "示例区卫生健康局";
    document.header_line = "示例区政务服务 · 业务编号 2026-000123";
    document.watermark = "示例";
    document.created = UtcTime{1'772'415'000'000};
    return document;
}

std::size_t pages_of(const std::string& pdf) {
    // Uncompressed in cairo's output: one "/Type /Page" for each page, besides "/Type /Pages".
    std::size_t count = 0;
    for (std::size_t at = pdf.find("/Type /Page"); at != std::string::npos; at = pdf.find("/Type /Page", at + 1)) {
        if (pdf[at + 11] != 's') ++count;
    }
    return count;
}

bool has_pdftotext() {
    return std::system("command -v pdftotext >/dev/null 2>&1") == 0;
}

/// Text as a reader copies it, without white space; empty when the tool is not there.
std::string text_of(const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / ("yw_pdf_test_" + std::to_string(getpid()) + ".pdf");
    std::ofstream(path, std::ios::binary) << pdf;
    std::FILE* out = popen(("pdftotext -enc UTF-8 '" + path.string() + "' -").c_str(), "r");
    std::string text;
    std::array<char, 4096> buffer;
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), out)) > 0;) {
        for (std::size_t i = 0; i < got; ++i) {
            if (buffer[i] > ' ' || buffer[i] < 0) text += buffer[i];
        }
    }
    pclose(out);
    std::filesystem::remove(path);
    return text;
}

std::size_t occurrences(std::string_view text, std::string_view wanted) {
    std::size_t count = 0;
    for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) ++count;
    return count;
}

class Pdf : public testing::Test {
protected:
    void SetUp() override {
        if (!has_chinese_font()) GTEST_SKIP() << "left out: no Chinese font on this machine";
    }
};

TEST_F(Pdf, PaperWithEveryBlockIsOneReadableFile) {
    Document document = paper();
    document.add(Heading{Heading::Level::kTitle, "公共场所卫生许可申请表"})
        .add(Paragraph{"根据《公共场所卫生管理条例》提出申请。"})
        .add(Form{{{"单位名称", "示例宾馆", 1}, {"经营地址", "", 2}}})
        .add(Heading{Heading::Level::kSection, "一、办理材料"})
        .add(NumberedList{{"身份证明", "平面图"}})
        .add(Grid{{"序号", "材料", "份数"}, {{"1", "申请表", "1"}, {"2", "检测报告"}}, {1, 6, 2}})
        .add(QrCode{"https://example.gov.cn/v/abc", "扫码核验本凭证"})
        .add(Signature{"示例区卫生健康局", "2026年3月2日"});
    const auto pdf = render(document);
    ASSERT_TRUE(pdf) << pdf.error().detail;
    EXPECT_TRUE(pdf->starts_with("%PDF-1."));
    EXPECT_NE(pdf->find("%%EOF"), std::string::npos);
    EXPECT_NE(pdf->find("/FontFile3"), std::string::npos) << "fonts are not embedded";
    EXPECT_NE(pdf->find("/ToUnicode"), std::string::npos) << "text cannot be copied";
    EXPECT_NE(pdf->find("/StructTreeRoot"), std::string::npos) << "screen readers find no structure";
    EXPECT_EQ(pages_of(pdf.value()), 1u);
    if (const char* keep = std::getenv("YIWANG_KEEP_PDF")) std::ofstream(keep, std::ios::binary) << pdf.value();
    if (!has_pdftotext()) {
        std::cout << "left out: pdftotext is not here\n";
        return;
    }
    const std::string text = text_of(pdf.value());
    for (const char* word : {"公共场所卫生许可申请表", "根据《公共场所卫生管理条例》提出申请。", "单位名称", "示例宾馆",
                             "2.", "平面图", "检测报告", "扫码核验本凭证", "示例区卫生健康局", "2026年3月2日",
                             "第1页，共1页", "业务编号2026-000123", "示例"}) {
        EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
    }
}

TEST_F(Pdf, SameDocumentGivesTheSameBytes) {
    Document document = paper();
    document.add(Paragraph{"相同的内容。"}).add(QrCode{"x", "y"});
    const std::string first = render(document).value();
    EXPECT_EQ(render(document).value(), first);
    document.created = document.created.plus(std::chrono::seconds(1));
    EXPECT_NE(render(document).value(), first);
}

TEST_F(Pdf, LongTableGoesOverPagesAndRepeatsItsHeader) {
    Grid grid{{"序号", "材料名称"}, {}, {1, 5}};
    for (int i = 1; i <= 200; ++i) grid.rows.push_back({std::to_string(i), "材料" + std::to_string(i) + "号"});
    Document document = paper();
    document.add(grid);
    const std::string pdf = render(document).value();
    const std::size_t pages = pages_of(pdf);
    EXPECT_GT(pages, 5u);
    EXPECT_LT(pages, 12u);
    if (!has_pdftotext()) return;
    const std::string text = text_of(pdf);
    EXPECT_EQ(occurrences(text, "材料名称"), pages);
    for (int i = 1; i <= 200; ++i) {
        EXPECT_EQ(occurrences(text, "材料" + std::to_string(i) + "号"), 1u) << i;
    }
}

TEST_F(Pdf, RoomToWriteIsNotCutByTheEndOfThePage) {
    Document document = paper();
    document.add(Form{{{"甲", "", 15}, {"乙", "", 15}, {"丙", "", 1'000'000}}});
    EXPECT_EQ(pages_of(render(document).value()), 3u);
}

TEST_F(Pdf, TenThousandCharactersAnywhereLoseNone) {
    const std::string text = repeated("政务服务一网通办便民利企", 833) + "末尾字";
    const Block blocks[] = {
        Paragraph{text},         Heading{Heading::Level::kTitle, text}, Form{{{"说明", text, 1}}},
        Form{{{text, "值", 1}}}, Grid{{"甲", "乙"}, {{text, "x"}}, {}}, Grid{{text, "乙"}, {{"x", "y"}}, {}},
        NumberedList{{text}},    Signature{text, "2026年3月2日"},       QrCode{"x", text}};
    for (const Block& block : blocks) {
        Document document = paper();
        document.watermark.clear();
        document.add(block);
        const auto pdf = render(document);
        ASSERT_TRUE(pdf) << block.index();
        EXPECT_GT(pages_of(pdf.value()), 3u) << block.index();
        if (!has_pdftotext()) continue;
        // A word may stand on two pages, with the number of the page between.
        EXPECT_GE(occurrences(text_of(pdf.value()), "利"), 833u) << block.index();
        EXPECT_NE(text_of(pdf.value()).find("字"), std::string::npos) << block.index();
    }
}

TEST_F(Pdf, TextWithoutBreaksOrWithBrokenBytesIsStillAPaper) {
    Document document = paper();
    document.watermark = repeated("很长的水印", 50);
    document.header_line = repeated("很长的页眉", 200);
    document.title = std::string("a\0b", 3);
    document.add(Paragraph{std::string(3000, 'x')})
        .add(Paragraph{std::string("a\xFF\xC0\0b\t\x01\n\n\nc", 11)})
        .add(Paragraph{""})
        .add(Form{})
        .add(Form{{{"", "", 1'000'000}, {"", "", -5}}})
        .add(Grid{})
        .add(Grid{{"a"}, {{}}, {}})
        .add(NumberedList{})
        .add(Signature{})
        .add(Heading{});
    EXPECT_TRUE(render(document));
}

TEST_F(Pdf, HeadingIsNotLeftAloneAtTheFootOfAPage) {
    if (!has_pdftotext()) GTEST_SKIP() << "left out: pdftotext is not here";
    for (int lines = 20; lines < 34; ++lines) {
        Document document = paper();
        document.watermark.clear();
        document.header_line.clear();
        for (int i = 0; i < lines; ++i) document.add(Paragraph{"行"});
        document.add(Heading{Heading::Level::kSection, "小标题"}).add(Paragraph{"正文"});
        const std::string text = text_of(render(document).value());
        EXPECT_NE(text.find("小标题正文"), std::string::npos) << lines << text;
    }
}

TEST_F(Pdf, WhatCannotBePrintedIsRefused) {
    Document document = paper();
    document.add(QrCode{std::string(3000, 'x'), ""});
    EXPECT_EQ(render(document).error().code, kQrTooLong);
    document.blocks = {QrCode{"", ""}};
    EXPECT_EQ(render(document).error().code, kQrTooLong);
    document.blocks = {Grid{{"a"}, {{"1", "2"}}, {}}};
    EXPECT_EQ(render(document).error().code, kGridUneven);
    document.blocks.assign(kMaxPages + 1, Paragraph{repeated("长\n", 33)});
    EXPECT_EQ(render(document).error().code, kTooLong);
    for (const char* text : {"\n", "很长的文字"}) {
        document.blocks = {Form{{{"a", repeated(text, 1'000'000), 1}}}};
        EXPECT_EQ(render(document).error().code, kTooLong);
    }
}

}  // namespace
}  // namespace yw::pdf
