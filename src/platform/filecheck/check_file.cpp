#include <algorithm>

#include "kernel/utf8.hpp"
#include "platform/filecheck/checks.hpp"

namespace yw::filecheck {
namespace {

struct KnownEnding {
    std::string_view ending;
    FileKind kind;
};
constexpr KnownEnding kEndings[] = {{".pdf", FileKind::kPdf}, {".jpg", FileKind::kJpeg},  {".jpeg", FileKind::kJpeg},
                                    {".png", FileKind::kPng}, {".docx", FileKind::kDocx}, {".xlsx", FileKind::kXlsx},
                                    {".ofd", FileKind::kOfd}};
constexpr std::string_view kProgramEndings[] = {".exe", ".com", ".bat", ".cmd", ".msi",  ".scr", ".pif", ".js",
                                                ".jse", ".vbs", ".vbe", ".wsf", ".ps1",  ".sh",  ".jar", ".apk",
                                                ".dll", ".lnk", ".hta", ".php", ".html", ".htm", ".svg", ".reg"};
constexpr std::string_view kProgramMagics[] = {"MZ",
                                               "\x7F"
                                               "ELF",
                                               "\xFE\xED\xFA\xCE",
                                               "\xFE\xED\xFA\xCF",
                                               "\xCE\xFA\xED\xFE",
                                               "\xCF\xFA\xED\xFE",
                                               "\xCA\xFE\xBA\xBE",
                                               "#!",
                                               "dex\n",
                                               "!<arch>\n"};
constexpr std::string_view kScriptStarts[] = {"<?php", "<script", "<html", "<!doctype html", "<svg", "@echo off"};
constexpr std::string_view kHeicBrands[] = {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Characters that make a name look like another one, or that a file system or a header would take amiss.
bool is_refused_in_name(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == '/' || c == '\\' || c == ':' || c == '"' || c == '<' ||
           c == '>' || c == '|' || c == '*' || c == '?';
}

Result<void> check_name(std::string_view name, const Limits& limits) {
    if (name.empty() || name.size() > limits.max_name_bytes || !utf8::is_valid(name)) return fail(kNameRefused);
    for (std::string_view rest = name; !rest.empty();) {
        if (is_refused_in_name(utf8::decode(utf8::take(rest)))) return fail(kNameRefused);
    }
    if (is_program_name(name)) return fail(kExecutable, "by its name");
    return {};
}

bool is_heic(std::string_view bytes) {
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
    return std::find(std::begin(kHeicBrands), std::end(kHeicBrands), bytes.substr(8, 4)) != std::end(kHeicBrands);
}

Result<FileKind> check_content(std::string_view bytes, const Limits& limits) {
    if (bytes.starts_with("%PDF-")) {
        YW_CHECK(check_pdf(bytes, limits));
        return FileKind::kPdf;
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) {
        YW_CHECK(check_jpeg(bytes, limits));
        return FileKind::kJpeg;
    }
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
        YW_CHECK(check_png(bytes, limits));
        return FileKind::kPng;
    }
    if (bytes.starts_with(kZipMagic)) return check_container(bytes, limits);
    if (is_heic(bytes)) return fail(kHeic);
    if (bytes.starts_with(kOleMagic)) return fail(kOldOffice);
    if (is_program(bytes)) return fail(kExecutable, "by its bytes");
    return fail(kKindUnknown);
}

}  // namespace

bool starts_with_any_case(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

bool ends_with_any_case(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           starts_with_any_case(text.substr(text.size() - lower_case.size()), lower_case);
}

bool is_program(std::string_view bytes) {
    if (std::any_of(std::begin(kProgramMagics), std::end(kProgramMagics),
                    [&](std::string_view magic) { return bytes.starts_with(magic); })) {
        return true;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    return std::any_of(std::begin(kScriptStarts), std::end(kScriptStarts),
                       [&](std::string_view start) { return starts_with_any_case(bytes, start); });
}

bool is_program_name(std::string_view name) {
    // Windows drops dots and spaces at the end before it looks at the ending.
    name = name.substr(0, name.find_last_not_of(". ") + 1);
    return std::any_of(std::begin(kProgramEndings), std::end(kProgramEndings),
                       [&](std::string_view ending) { return ends_with_any_case(name, ending); });
}

std::optional<std::size_t> end_of_zip(std::string_view bytes) {
    constexpr std::size_t kRecord = 22;
    constexpr std::size_t kFarthest = kRecord + 65'535;  // the record and its longest comment
    const std::size_t tail = bytes.size() - std::min(bytes.size(), kFarthest);
    const std::size_t found = bytes.substr(tail).rfind("PK\x05\x06");
    if (found == std::string_view::npos || tail + found + kRecord > bytes.size()) return std::nullopt;
    return tail + found;
}

std::string_view media_type_of(FileKind kind) {
    switch (kind) {
        case FileKind::kPdf:
            return "application/pdf";
        case FileKind::kJpeg:
            return "image/jpeg";
        case FileKind::kPng:
            return "image/png";
        case FileKind::kDocx:
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        case FileKind::kXlsx:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        case FileKind::kOfd:
            return "application/ofd";
    }
    return "application/octet-stream";
}

std::string_view ending_of(FileKind kind) {
    const auto known =
        std::find_if(std::begin(kEndings), std::end(kEndings), [&](const KnownEnding& e) { return e.kind == kind; });
    return known->ending.substr(1);
}

Result<FileKind> check_file(std::string_view bytes,
                            std::string_view name,
                            std::span<const FileKind> allowed,
                            const Limits& limits) {
    if (bytes.empty()) return fail(kEmpty);
    if (bytes.size() > limits.max_bytes) return fail(kTooLarge);
    YW_CHECK(check_name(name, limits));
    YW_TRY(const FileKind kind, check_content(bytes, limits));
    if (std::find(allowed.begin(), allowed.end(), kind) == allowed.end()) return fail(kKindNotAllowed);
    const bool agrees = std::any_of(std::begin(kEndings), std::end(kEndings), [&](const KnownEnding& known) {
        return known.kind == kind && ends_with_any_case(name, known.ending);
    });
    if (!agrees) return fail(kNameDisagrees);
    return kind;
}

}  // namespace yw::filecheck
