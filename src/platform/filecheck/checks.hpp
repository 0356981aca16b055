// The checks behind check_file(), one for each family of files, and what they share.
#pragma once

#include <optional>

#include "platform/filecheck/filecheck.hpp"

namespace yw::filecheck {

Result<void> check_jpeg(std::string_view bytes, const Limits& limits);
Result<void> check_png(std::string_view bytes, const Limits& limits);
Result<void> check_pdf(std::string_view bytes, const Limits& limits);
/// Which of the zip containers it is, after all of its entries have been read.
Result<FileKind> check_container(std::string_view bytes, const Limits& limits);

/// Programs of any system, and scripts by their first characters.
bool is_program(std::string_view bytes);
/// Endings that some system would run.
bool is_program_name(std::string_view name);
/// Compares letters A to Z without case.
bool starts_with_any_case(std::string_view text, std::string_view lower);
bool ends_with_any_case(std::string_view text, std::string_view lower);
/// The end of a zip directory near the end of the file: some programs would open it as an archive.
std::optional<std::size_t> end_of_zip(std::string_view bytes);

inline constexpr std::string_view kZipMagic = "PK\x03\x04";
inline constexpr std::string_view kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

}  // namespace yw::filecheck
