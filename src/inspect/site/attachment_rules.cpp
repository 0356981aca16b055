#include "inspect/site/attachment_rules.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace yw::site {
namespace {

constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // .doc, .xls, .wps, .et, .ppt
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kZipEnd = "PK\x05\x06";
/// The directory at the end of an archive may be followed by a comment, the end of a PDF by a few lines.
constexpr std::size_t kZipTail = 66'000;
constexpr std::size_t kPdfTail = 2'048;
constexpr std::size_t kHeadBytes = 512;

bool is_html(std::string_view bytes) {
    std::string head(bytes.substr(0, kHeadBytes));
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string::npos || head[first] != '<') return false;
    return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos ||
           head.find("<head") != std::string::npos || head.find("<body") != std::string::npos ||
           head.find("<script") != std::string::npos;
}

bool ends_with_within(std::string_view bytes, std::string_view mark, std::size_t tail) {
    return bytes.substr(bytes.size() - std::min(bytes.size(), tail)).find(mark) != std::string_view::npos;
}

Paper archive(std::string_view bytes) {
    return ends_with_within(bytes, kZipEnd, kZipTail) ? Paper::kOpens : Paper::kCutOff;
}

bool is_one_of(std::string_view ending, std::initializer_list<std::string_view> endings) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

std::string_view ending_of_type(std::string_view type) {
    if (type.starts_with("application/pdf")) return "pdf";
    if (type.starts_with("application/msword") || type.starts_with("application/vnd.ms-")) return "doc";
    if (type.starts_with("application/vnd.openxmlformats")) return "docx";
    if (type.starts_with("application/zip")) return "zip";
    return {};
}

}  // namespace

Paper judge_paper(std::string_view bytes, std::string_view ending, std::string_view content_type) {
    if (bytes.empty()) return Paper::kEmpty;
    if (ending.empty() || ending.size() > 5) ending = ending_of_type(content_type);
    if (is_one_of(ending, {"html", "htm", "shtml", "jsp", "jspx", "aspx", "asp", "php", "do", "action", "txt", ""})) {
        if (bytes.starts_with("%PDF-") || bytes.starts_with(kOle) || bytes.starts_with(kZip)) return Paper::kOpens;
        return Paper::kUnknown;
    }
    const bool html = is_html(bytes);
    if (ending == "pdf") {
        // Readers accept some bytes before the mark.
        if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos)
            return ends_with_within(bytes, "%%EOF", kPdfTail) ? Paper::kOpens : Paper::kCutOff;
        return html ? Paper::kWebPage : Paper::kOtherKind;
    }
    if (is_one_of(ending, {"docx", "xlsx", "pptx", "ofd", "zip"})) {
        if (bytes.starts_with(kZip)) return archive(bytes);
        if (bytes.starts_with(kOle) && ending != "zip")
            return Paper::kOpens;  // saved under the new ending: offices open it
        return html ? Paper::kWebPage : Paper::kOtherKind;
    }
    if (is_one_of(ending, {"doc", "xls", "wps", "et", "ppt", "rtf"})) {
        if (bytes.starts_with(kOle) || bytes.starts_with("{\\rtf") || bytes.starts_with("<?xml")) return Paper::kOpens;
        if (bytes.starts_with(kZip)) return archive(bytes);
        // Word opens a web page that Word itself saved as .doc.
        if (html && bytes.substr(0, 2048).find("urn:schemas-microsoft-com:office") != std::string_view::npos)
            return Paper::kOpens;
        return html ? Paper::kWebPage : Paper::kOtherKind;
    }
    if (ending == "rar") return bytes.starts_with("Rar!") ? Paper::kOpens : html ? Paper::kWebPage : Paper::kOtherKind;
    if (ending == "png")
        return bytes.starts_with("\x89PNG") ? Paper::kOpens : html ? Paper::kWebPage : Paper::kOtherKind;
    if (is_one_of(ending, {"jpg", "jpeg"}))
        return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG") ? Paper::kOpens
               : html                                                            ? Paper::kWebPage
                                                                                 : Paper::kOtherKind;
    return html ? Paper::kWebPage : Paper::kUnknown;
}

}  // namespace yw::site
