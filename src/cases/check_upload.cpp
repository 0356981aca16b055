#include "cases/check_upload.hpp"

#include <algorithm>

#include "platform/filecheck/filecheck.hpp"

namespace yw::cases {
namespace {

using filecheck::FileKind;

constexpr FileKind kKinds[] = {FileKind::kPdf,  FileKind::kJpeg, FileKind::kPng,
                               FileKind::kDocx, FileKind::kXlsx, FileKind::kOfd};

}  // namespace

Result<CheckedFile> check_upload(std::string_view bytes,
                                 std::string_view name,
                                 const std::vector<std::string>& accept) {
    std::vector<FileKind> allowed;
    for (const FileKind kind : kKinds) {
        // Guides write jpg, and some jpeg: one kind.
        const bool jpeg = kind == FileKind::kJpeg && std::ranges::find(accept, "jpeg") != accept.end();
        if (jpeg || std::ranges::find(accept, filecheck::ending_of(kind)) != accept.end()) allowed.push_back(kind);
    }
    filecheck::Limits limits;
    limits.max_bytes = static_cast<std::size_t>(kMostFileBytes);
    YW_TRY(const FileKind kind, filecheck::check_file(bytes, name, allowed, limits));
    return CheckedFile{std::string(filecheck::ending_of(kind)), std::string(filecheck::media_type_of(kind))};
}

}  // namespace yw::cases
