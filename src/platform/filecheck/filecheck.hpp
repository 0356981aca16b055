// What an uploaded file really is, by its bytes, and whether it may be kept: the right kind under the right name,
// whole, and without anything that acts when somebody opens it.
//
// This is no virus scanner: it refuses whole classes of content that papers for an authority never need (scripts,
// attachments, macros, content fetched from elsewhere). Errors: the list at the end. Cost: one pass over the bytes and,
// for office files, over what they unpack to; up to a second for the largest, so not on an I/O thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "kernel/result.hpp"

namespace yw::filecheck {

enum class FileKind : std::uint8_t { kPdf, kJpeg, kPng, kDocx, kXlsx, kOfd };
std::string_view media_type_of(FileKind kind);
/// Without the dot: "pdf".
std::string_view ending_of(FileKind kind);

struct Limits {
    std::size_t max_bytes = std::size_t{50} << 20;
    std::size_t max_name_bytes = 255;
    std::uint32_t max_side_pixels = 20'000;
    std::uint64_t max_pixels = 120'000'000;  ///< 108-megapixel phones exist; decoded, that is 480 MB
    std::size_t max_entries = 2'000;         ///< of an office file
    std::uint64_t max_unpacked_bytes = std::uint64_t{256} << 20;
    std::uint64_t max_ratio = 200;  ///< unpacked to packed, once an entry is larger than 8 MiB
};

/// @errors all of the list below, and those of platform/archive for office files
Result<FileKind> check_file(std::string_view bytes,
                            std::string_view name,
                            std::span<const FileKind> allowed,
                            const Limits& limits = {});

inline constexpr ErrorCode kEmpty{"file.empty", Kind::kInvalid};
inline constexpr ErrorCode kTooLarge{"file.too_large", Kind::kInvalid};
inline constexpr ErrorCode kNameRefused{"file.name_refused", Kind::kInvalid};      ///< path, control or direction marks
inline constexpr ErrorCode kNameDisagrees{"file.name_disagrees", Kind::kInvalid};  ///< the ending says another kind
inline constexpr ErrorCode kKindUnknown{"file.kind_unknown", Kind::kInvalid};
inline constexpr ErrorCode kKindNotAllowed{"file.kind_not_allowed", Kind::kInvalid};
inline constexpr ErrorCode kHeic{"file.heic", Kind::kInvalid};             ///< a phone's own format; send JPG
inline constexpr ErrorCode kOldOffice{"file.old_office", Kind::kInvalid};  ///< .doc, .xls, .wps, or with a password
inline constexpr ErrorCode kExecutable{"file.executable", Kind::kInvalid};
inline constexpr ErrorCode kTruncated{"file.truncated", Kind::kInvalid};
inline constexpr ErrorCode kBroken{"file.broken", Kind::kInvalid};
inline constexpr ErrorCode kPolyglot{"file.polyglot", Kind::kInvalid};  ///< also a file of another kind
inline constexpr ErrorCode kImageTooBig{"file.image_too_big", Kind::kInvalid};
inline constexpr ErrorCode kPdfActive{"file.pdf_active", Kind::kInvalid};  ///< scripts, programs, films, XFA
inline constexpr ErrorCode kPdfAttachment{"file.pdf_attachment", Kind::kInvalid};
inline constexpr ErrorCode kPdfEncrypted{"file.pdf_encrypted", Kind::kInvalid};
inline constexpr ErrorCode kPdfUnreadable{"file.pdf_unreadable", Kind::kInvalid};  ///< packed so that it hides objects
inline constexpr ErrorCode kMacro{"file.macro", Kind::kInvalid};
inline constexpr ErrorCode kNested{"file.nested", Kind::kInvalid};      ///< an archive or object inside an office file
inline constexpr ErrorCode kExternal{"file.external", Kind::kInvalid};  ///< fetches a part of itself from elsewhere
inline constexpr ErrorCode kErrors[] = {kEmpty,          kTooLarge,      kNameRefused, kNameDisagrees, kKindUnknown,
                                        kKindNotAllowed, kHeic,          kOldOffice,   kExecutable,    kTruncated,
                                        kBroken,         kPolyglot,      kImageTooBig, kPdfActive,     kPdfAttachment,
                                        kPdfEncrypted,   kPdfUnreadable, kMacro,       kNested,        kExternal};

}  // namespace yw::filecheck
