// Office files (ECMA-376) and OFD (GB/T 33190): zip containers, read to the last byte of each entry.
#include <array>
#include <pugixml.hpp>
#include <string>

#include "platform/archive/archive.hpp"
#include "platform/filecheck/checks.hpp"

namespace yw::filecheck {
namespace {

constexpr std::size_t kMaxRelationsBytes = std::size_t{1} << 20;

bool is_relations(std::string_view name) {
    return ends_with_any_case(name, ".rels");
}

Result<void> check_start(std::string_view name, std::string_view bytes) {
    if (bytes.starts_with(kZipMagic) || bytes.starts_with("Rar!") || bytes.starts_with("7z\xBC\xAF"))
        return fail(kNested);
    if (bytes.starts_with(kOleMagic)) {
        return fail(name.find("vbaProject") == std::string_view::npos ? kNested : kMacro);
    }
    if (is_program(bytes)) return fail(kExecutable, "inside");
    return {};
}

/// Reads an entry to its end, so that its real size and checksum are known.
Result<void> check_entry(const archive::Archive& archive, const archive::Entry& entry) {
    if (is_program_name(entry.name)) return fail(kExecutable, "inside");
    if (entry.name.find("vbaProject") != std::string::npos) return fail(kMacro);
    YW_TRY(archive::EntryReader from, archive.reader(entry));
    std::array<char, 65536> buffer;
    YW_TRY(std::size_t got, from.read(buffer));
    YW_CHECK(check_start(entry.name, std::string_view(buffer.data(), got)));
    while (got > 0) {
        YW_TRY(got, from.read(buffer));
    }
    return {};
}

bool is_elsewhere(std::string_view target) {
    for (const std::string_view start :
         {"http:", "https:", "ftp:", "mhtml:", "smb:", "\\\\", "//", "file://///", "file:////", "file:\\\\"}) {
        if (starts_with_any_case(target, start)) return true;
    }
    return false;
}

/// A link that somebody may click is content; a template, object or picture from elsewhere is fetched on opening.
Result<void> check_relations(const archive::Archive& archive, const archive::Entry& entry) {
    YW_TRY(const std::string xml, archive.read(entry, kMaxRelationsBytes));
    if (xml.find("<!") != std::string::npos) return fail(kBroken, "declarations in " + entry.name);
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8)) {
        return fail(kBroken, entry.name);
    }
    for (const pugi::xml_node& relation : document.document_element().children()) {
        const std::string_view type(relation.attribute("Type").value());
        const std::string_view mode(relation.attribute("TargetMode").value());
        if (mode == "External" && !type.ends_with("/hyperlink") && is_elsewhere(relation.attribute("Target").value())) {
            return fail(kExternal, std::string(type.substr(type.rfind('/') + 1)));
        }
    }
    return {};
}

Result<FileKind> kind_of(const archive::Archive& archive) {
    if (archive.find("OFD.xml") != nullptr) return FileKind::kOfd;
    const archive::Entry* types = archive.find("[Content_Types].xml");
    if (types == nullptr) return fail(kKindUnknown, "a zip");
    YW_TRY(const std::string xml, archive.read(*types, kMaxRelationsBytes));
    if (xml.find("macroEnabled") != std::string::npos) return fail(kMacro);
    if (xml.find("wordprocessingml.document.main+xml") != std::string::npos) return FileKind::kDocx;
    if (xml.find("spreadsheetml.sheet.main+xml") != std::string::npos) return FileKind::kXlsx;
    return fail(kKindUnknown, "an office file of another kind");
}

/// The directory ends where the file ends: nothing is hung on behind it, and no comment holds another file.
bool ends_with_directory(std::string_view bytes) {
    const auto end = end_of_zip(bytes);
    return end && *end + 22 == bytes.size() && bytes.substr(*end + 20, 2) == std::string_view("\0\0", 2);
}

}  // namespace

Result<FileKind> check_container(std::string_view bytes, const Limits& limits) {
    archive::Limits bounds;
    bounds.max_entries = limits.max_entries;
    bounds.max_unpacked_bytes = limits.max_unpacked_bytes;
    bounds.max_ratio = limits.max_ratio;
    YW_TRY(const archive::Archive archive, archive::Archive::open(bytes, bounds));
    YW_TRY(const FileKind kind, kind_of(archive));
    for (const archive::Entry& entry : archive.entries()) {
        if (entry.is_folder) continue;
        YW_CHECK(check_entry(archive, entry));
        if (is_relations(entry.name)) YW_CHECK(check_relations(archive, entry));
    }
    if (!ends_with_directory(bytes)) return fail(kPolyglot, "bytes after the directory");
    return kind;
}

}  // namespace yw::filecheck
