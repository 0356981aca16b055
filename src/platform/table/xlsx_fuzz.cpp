// With an even first byte the rest is a whole file; with an odd one it is the parts of a workbook, divided by NUL, so
// that the fuzzer reaches the XML without having to guess checksums.
#include <array>
#include <cstdint>

#include "platform/archive/archive.hpp"
#include "platform/table/table.hpp"

namespace {

constexpr std::array<const char*, 6> kParts{"_rels/.rels",     "xl/_rels/workbook.xml.rels",
                                            "xl/workbook.xml", "xl/sharedStrings.xml",
                                            "xl/styles.xml",   "xl/worksheets/sheet1.xml"};

std::string packed(std::string_view data) {
    std::vector<yw::archive::File> files;
    for (const char* part : kParts) {
        const std::string_view content = data.substr(0, data.find('\0'));
        data.remove_prefix(std::min(data.size(), content.size() + 1));
        files.push_back({part, std::string(content), yw::archive::File::Packing::kStored});
    }
    return yw::archive::pack(files).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    yw::table::Reading reading;
    reading.limits.max_rows = 100;
    reading.limits.max_unpacked_bytes = 1 << 20;
    (void)yw::table::read_table(data[0] % 2 == 0 ? std::string(rest) : packed(rest), yw::table::Format::kXlsx, reading);
    return 0;
}
