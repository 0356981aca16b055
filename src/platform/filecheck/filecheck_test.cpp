#include "platform/filecheck/filecheck.hpp"

#include <cairo-pdf.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <functional>
#include <vector>

#include "platform/archive/archive.hpp"

namespace yw::filecheck {
namespace {

constexpr FileKind kAll[] = {FileKind::kPdf,  FileKind::kJpeg, FileKind::kPng,
                             FileKind::kDocx, FileKind::kXlsx, FileKind::kOfd};
constexpr ErrorCode kAccepted{"accepted", Kind::kInvalid};

ErrorCode verdict(std::string_view bytes, std::string_view name, const Limits& limits = {}) {
    const auto kind = check_file(bytes, name, kAll, limits);
    return kind ? kAccepted : kind.error().code;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::string real_png() {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 40, 30);
    std::string bytes;
    cairo_surface_write_to_png_stream(surface, append, &bytes);
    cairo_surface_destroy(surface);
    return bytes;
}

std::string real_pdf() {
    std::string bytes;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &bytes, 100, 100);
    cairo_t* cr = cairo_create(surface);
    cairo_rectangle(cr, 10, 10, 50, 50);
    cairo_fill(cr);
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return bytes;
}

std::string number(std::uint32_t value, int bytes) {
    std::string result;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) result += static_cast<char>(value >> shift);
    return result;
}

std::string jpeg(std::uint32_t width = 640, std::uint32_t height = 480) {
    const std::string frame =
        std::string("\x08", 1) + number(height, 2) + number(width, 2) + std::string("\x01\x01\x11\0", 4);
    return std::string("\xFF\xD8\xFF\xE0\0\x07JFIF\0", 11) + "\xFF\xC0" +
           number(static_cast<std::uint32_t>(frame.size() + 2), 2) + frame +
           std::string("\xFF\xDA\0\x08\x01\x01\0\0\x3F\0", 10) + std::string("scan\xFF\0data\xFF\xD0more", 16) +
           "\xFF\xD9";
}

std::string chunk(const std::string& type, const std::string& content) {
    const std::string checked = type + content;
    return number(static_cast<std::uint32_t>(content.size()), 4) + checked +
           number(libdeflate_crc32(0, checked.data(), checked.size()), 4);
}
std::string png(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", number(width, 4) + number(height, 4) + std::string("\x08\0\0\0\0", 5)) +
           chunk("IDAT", "x") + chunk("IEND", "");
}

std::string pdf_with(const std::string& object) {
    return "%PDF-1.7\n1 0 obj\n" + object + "\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
}

std::string deflated(const std::string& text) {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
    std::string packed(libdeflate_zlib_compress_bound(compressor, text.size()), '\0');
    packed.resize(libdeflate_zlib_compress(compressor, text.data(), text.size(), packed.data(), packed.size()));
    libdeflate_free_compressor(compressor);
    return packed;
}

std::string object_stream(const std::string& objects, const std::string& filter = "/Filter /FlateDecode") {
    return pdf_with("<< /Type /ObjStm /N 1 /First 4 " + filter + " >>\nstream\n" + deflated(objects) + "\nendstream");
}

using Files = std::vector<archive::File>;
const archive::File kDocxTypes{"[Content_Types].xml",
                               "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument."
                               "wordprocessingml.document.main+xml\"/></Types>"};
std::string docx(const Files& more = {}) {
    Files files{kDocxTypes, {"word/document.xml", "<w:document/>"}};
    files.insert(files.end(), more.begin(), more.end());
    return archive::pack(files).value();
}

TEST(FileCheck, GoodFilesAreWhatTheyAre) {
    EXPECT_EQ(check_file(real_pdf(), "a.pdf", kAll).value(), FileKind::kPdf);
    EXPECT_EQ(check_file(real_png(), "照片.PNG", kAll).value(), FileKind::kPng);
    EXPECT_EQ(check_file(jpeg(), "a.jpeg", kAll).value(), FileKind::kJpeg);
    EXPECT_EQ(check_file(jpeg() + "a film that the phone appends", "a.jpg", kAll).value(), FileKind::kJpeg);
    EXPECT_EQ(check_file(docx(), "申请书.docx", kAll).value(), FileKind::kDocx);
    EXPECT_EQ(check_file(archive::pack({{"OFD.xml", "<OFD/>"}}).value(), "a.ofd", kAll).value(), FileKind::kOfd);
    for (const FileKind kind : kAll) {
        EXPECT_NE(media_type_of(kind).find('/'), std::string_view::npos);
        EXPECT_GE(ending_of(kind).size(), 3u);
    }
}

TEST(FileCheck, NameAndContentMustAgree) {
    EXPECT_EQ(verdict(real_pdf(), "a.jpg"), kNameDisagrees);
    EXPECT_EQ(verdict(real_png(), "a.pdf"), kNameDisagrees);
    EXPECT_EQ(verdict(docx(), "a.xlsx"), kNameDisagrees);
    EXPECT_EQ(verdict(real_pdf(), "a"), kNameDisagrees);
    EXPECT_EQ(verdict("MZ\x90 program", "a.pdf"), kExecutable);
    EXPECT_EQ(verdict(real_pdf(), "a.pdf.exe"), kExecutable);
    EXPECT_EQ(verdict(real_pdf(), "a.exe. "), kExecutable);
    EXPECT_EQ(verdict("just text", "a.pdf"), kKindUnknown);
}

TEST(FileCheck, OnlyAllowedKindsPass) {
    const FileKind pdf_only[] = {FileKind::kPdf};
    EXPECT_EQ(check_file(real_png(), "a.png", pdf_only).error().code, kKindNotAllowed);
    EXPECT_TRUE(check_file(real_pdf(), "a.pdf", pdf_only));
}

TEST(FileCheck, NamesThatLieOrLeaveTheFolderAreRefused) {
    for (const char* name : {"../a.pdf", "a\\b.pdf", "C:a.pdf", "a\n.pdf",
                             "fdp.\xE2\x80\xAE"
                             "a.pdf",
                             "\xFF.pdf", "", "a\xE2\x80\x8B.pdf", "a\".pdf"}) {
        EXPECT_EQ(verdict(real_pdf(), name), kNameRefused) << name;
    }
    EXPECT_EQ(verdict(real_pdf(), std::string(300, 'a') + ".pdf"), kNameRefused);
    EXPECT_EQ(verdict(real_pdf(), "营业执照（副本） 2.pdf"), kAccepted);
}

TEST(FileCheck, SizeIsBounded) {
    Limits limits;
    limits.max_bytes = 10;
    EXPECT_EQ(verdict(real_pdf(), "a.pdf", limits), kTooLarge);
    EXPECT_EQ(verdict("", "a.pdf"), kEmpty);
}

TEST(FileCheck, ProgramsAndScriptsAreRefusedUnderAnyName) {
    for (const char* bytes : {"MZ",
                              "\x7F"
                              "ELF\x02",
                              "#!/bin/sh", "\xCF\xFA\xED\xFE", "\xCA\xFE\xBA\xBE", "<?php echo 1;", " \n<HTML>",
                              "<!DOCTYPE html>", "\xEF\xBB\xBF<svg onload=x>", "<script>"}) {
        EXPECT_EQ(verdict(bytes, "a.jpg"), kExecutable) << bytes;
    }
}

TEST(FileCheck, PhonePhotoAndOldOfficeAreNamedAsSuch) {
    EXPECT_EQ(verdict(std::string("\0\0\0\x18"
                                  "ftypheic\0\0\0\0",
                                  16),
                      "a.heic"),
              kHeic);
    EXPECT_EQ(verdict(std::string("\0\0\0\x18"
                                  "ftypmif1\0\0\0\0",
                                  16),
                      "a.jpg"),
              kHeic);
    EXPECT_EQ(verdict("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a.doc"), kOldOffice);
}

TEST(FileCheck, CutOffImagesAreTruncatedAtEveryLength) {
    const std::string photo = jpeg();
    for (std::size_t length = 4; length < photo.size(); ++length) {
        EXPECT_EQ(verdict(std::string_view(photo).substr(0, length), "a.jpg"), kTruncated) << length;
    }
    const std::string picture = real_png();
    for (std::size_t length = 8; length < picture.size(); ++length) {
        EXPECT_EQ(verdict(std::string_view(picture).substr(0, length), "a.png"), kTruncated) << length;
    }
}

TEST(FileCheck, ImagesTooLargeToDecodeAreRefused) {
    EXPECT_EQ(verdict(png(100'000, 100'000), "a.png"), kImageTooBig);
    EXPECT_EQ(verdict(png(20'000, 20'000), "a.png"), kImageTooBig);
    EXPECT_EQ(verdict(png(20'001, 1), "a.png"), kImageTooBig);
    EXPECT_EQ(verdict(png(12'000, 9'000), "a.png"), kAccepted);
    EXPECT_EQ(verdict(png(0, 10), "a.png"), kBroken);
    EXPECT_EQ(verdict(jpeg(65'535, 65'535), "a.jpg"), kImageTooBig);
    EXPECT_EQ(verdict(jpeg(0, 10), "a.jpg"), kBroken);
}

TEST(FileCheck, DamagedImagesAreBroken) {
    std::string picture = real_png();
    picture[20] = static_cast<char>(picture[20] ^ 1);
    EXPECT_EQ(verdict(picture, "a.png"), kBroken);
    EXPECT_EQ(verdict("\x89PNG\r\n\x1A\n" + chunk("IDAT", "x") + chunk("IEND", ""), "a.png"), kBroken);
    EXPECT_EQ(verdict(std::string("\xFF\xD8\xFF\xD9", 4), "a.jpg"), kBroken);
    EXPECT_EQ(verdict(std::string("\xFF\xD8\xFF\xE0\0\0\xFF\xD9", 8), "a.jpg"), kBroken);
}

TEST(FileCheck, FilesOfTwoKindsAreRefused) {
    const std::string zip = archive::pack({{"a", "x"}}).value();
    EXPECT_EQ(verdict(jpeg() + zip, "a.jpg"), kPolyglot);
    EXPECT_EQ(verdict(real_png() + zip, "a.png"), kPolyglot);
    EXPECT_EQ(verdict(real_png() + "x", "a.png"), kPolyglot);
    EXPECT_EQ(verdict(real_pdf() + zip, "a.pdf"), kPolyglot);
    EXPECT_EQ(verdict(real_pdf() + zip + "%%EOF", "a.pdf"), kPolyglot);
    EXPECT_EQ(verdict(real_pdf() + "<script>", "a.pdf"), kPolyglot);
    EXPECT_EQ(verdict(jpeg() + "<?PHP system('x');", "a.jpg"), kPolyglot);
    EXPECT_EQ(verdict(jpeg() + "<SCRIPT>", "a.jpg"), kPolyglot);
    EXPECT_EQ(verdict(docx() + "trailing", "a.docx"), kPolyglot);
    EXPECT_EQ(verdict(real_pdf() + "\r\n\0", "a.pdf"), kAccepted);
}

TEST(FileCheck, PdfThatActsIsRefused) {
    struct Case {
        const char* object;
        ErrorCode code;
    };
    const Case cases[] = {
        {"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", kPdfActive},
        {"<< /S /J#61vaScript >>", kPdfActive},
        {"<< /#4a#53 (x) >>", kPdfActive},
        {"<< /JS 5 0 R >>", kPdfActive},
        {"<< /JS\n<6170> >>", kPdfActive},
        {"<< /S/Launch/F(cmd.exe) >>", kPdfActive},
        {"<< /XFA [ 1 0 R ] >>", kPdfActive},
        {"<< /Subtype /RichMedia >>", kPdfActive},
        {"<< /Names << /EmbeddedFiles 3 0 R >> >>", kPdfAttachment},
        {"<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream", kPdfAttachment},
        {"<< /Encrypt 4 0 R >>", kPdfEncrypted},
        {"<< /Length 20 >>\nstream\n<< /S /JavaScript >>\nendstream", kPdfActive},
        {"<< /Length 20 >>\nstream\nq /JS (x) /Encrypt Q\nendstream", kAccepted},
        {"<< /URI (https://example.cn/JS/a.html) /Title (JavaScript) >>", kAccepted},
        {"<< /JSX 1 /Launcher 2 >>", kAccepted},
        {"<< /Length 5 >>\nstream\nabc", kTruncated},
    };
    for (const Case& c : cases) EXPECT_EQ(verdict(pdf_with(c.object), "a.pdf"), c.code) << c.object;
}

TEST(FileCheck, ObjectsPackedInStreamsAreLookedAtToo) {
    EXPECT_EQ(verdict(object_stream("1 0 << /Type /Catalog >>"), "a.pdf"), kAccepted);
    EXPECT_EQ(verdict(object_stream("1 0 << /S /JavaScript /JS (x) >>"), "a.pdf"), kPdfActive);
    EXPECT_EQ(verdict(object_stream("1 0 << /JS (x) >>"), "a.pdf"), kPdfActive);
    EXPECT_EQ(verdict(object_stream("1 0 << /JS (x) >>", "/X (1 0 obj) /Filter /FlateDecode"), "a.pdf"), kPdfActive);
    EXPECT_EQ(verdict(object_stream("1 0 << >>", "/Filter [/ASCIIHexDecode /FlateDecode]"), "a.pdf"), kPdfUnreadable);
    EXPECT_EQ(verdict(object_stream("1 0 << >>", "/Filter 9 0 R"), "a.pdf"), kPdfUnreadable);
    EXPECT_EQ(verdict(pdf_with("<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot zlib\nendstream"), "a.pdf"),
              kPdfUnreadable);
    EXPECT_EQ(verdict(pdf_with("<< /Type /ObjStm >>\nstream\n1 0 << /JS (x) >>\nendstream"), "a.pdf"), kPdfActive);
    Limits limits;
    limits.max_unpacked_bytes = 100'000;
    EXPECT_EQ(verdict(object_stream(std::string(1'000'000, ' ')), "a.pdf", limits), kPdfUnreadable);
}

TEST(FileCheck, PdfWithoutHeadOrEndIsRefused) {
    EXPECT_EQ(verdict("%PDF-x.y\n%%EOF", "a.pdf"), kBroken);
    EXPECT_EQ(verdict("%PDF-", "a.pdf"), kBroken);
    EXPECT_EQ(verdict("%PDF-1.7\n1 0 obj", "a.pdf"), kTruncated);
    EXPECT_EQ(verdict("x" + real_pdf(), "a.pdf"), kKindUnknown);
}

TEST(FileCheck, OfficeFilesWithMoreThanTextAreRefused) {
    const std::string zip = archive::pack({{"a", "x"}}).value();
    const auto relations = [](const std::string& type, const std::string& target) {
        return archive::File{"word/_rels/document.xml.rels", "<R><r Type=\"http://x/" + type + "\" Target=\"" + target +
                                                                 "\" TargetMode=\"External\"/></R>"};
    };
    struct Case {
        Files more;
        ErrorCode code;
    };
    const Case cases[] = {
        {{{"word/vbaProject.bin", "x"}}, kMacro},
        {{{"word/embeddings/a.docx", zip}}, kNested},
        {{{"word/embeddings/a.bin", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}}, kNested},
        {{{"word/media/a.png", "MZ program"}}, kExecutable},
        {{{"a.exe", "x"}}, kExecutable},
        {{relations("attachedTemplate", "http://evil.example/t.dotm")}, kExternal},
        {{relations("oleObject", "\\\\host\\share")}, kExternal},
        {{relations("image", "HTTPS://track.example/a.png")}, kExternal},
        {{relations("hyperlink", "https://www.gov.cn/")}, kAccepted},
        {{relations("attachedTemplate", "file:///C:/Users/a/Normal.dotm")}, kAccepted},
        {{{"x.rels", "<!DOCTYPE a><R/>"}}, kBroken},
        {{{"x.rels", "<R"}}, kBroken},
    };
    for (const Case& c : cases)
        EXPECT_EQ(verdict(docx(c.more), "a.docx"), c.code) << c.more[0].name << c.more[0].content;
    Files macro{{"[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"}};
    EXPECT_EQ(verdict(archive::pack(macro).value(), "a.docx"), kMacro);
    EXPECT_EQ(verdict(zip, "a.docx"), kKindUnknown);
}

TEST(FileCheck, ContainersAreBounded) {
    EXPECT_EQ(verdict(docx({{"word/a.xml", std::string(30u << 20, ' ')}}), "a.docx"), archive::kBomb);
    Limits limits;
    limits.max_unpacked_bytes = 1000;
    EXPECT_EQ(verdict(docx({{"word/a.xml", std::string(1000, 'x')}}), "a.docx", limits), archive::kBomb);
    limits = {};
    limits.max_entries = 2;
    EXPECT_EQ(verdict(docx({{"a", ""}}), "a.docx", limits), archive::kTooManyEntries);
    const std::string whole = docx();
    for (std::size_t length = 4; length < whole.size(); ++length) {
        EXPECT_EQ(verdict(std::string_view(whole).substr(0, length), "a.docx"), archive::kBroken) << length;
    }
}

TEST(FileCheck, ChangedBytesNeverCrash) {
    const std::string files[] = {real_pdf(), real_png(), jpeg(), docx(), object_stream("1 0 << >>")};
    for (const std::string& file : files) {
        for (std::size_t at = 0; at < file.size(); ++at) {
            std::string changed = file;
            changed[at] = static_cast<char>(~changed[at]);
            (void)verdict(changed, "a.pdf");
        }
    }
}

}  // namespace
}  // namespace yw::filecheck
