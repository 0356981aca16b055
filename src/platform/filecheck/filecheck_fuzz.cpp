// The first byte chooses the kind that is put in front, so that the fuzzer does not have to find the magic first.
#include <cstdint>
#include <string>

#include "platform/filecheck/checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::filecheck;
    if (size == 0) return 0;
    constexpr FileKind kAll[] = {FileKind::kPdf,  FileKind::kJpeg, FileKind::kPng,
                                 FileKind::kDocx, FileKind::kXlsx, FileKind::kOfd};
    const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    Limits limits;
    limits.max_unpacked_bytes = 1 << 20;
    switch (data[0] % 4) {
        case 0:
            (void)check_file(rest, "a.pdf", kAll, limits);
            break;
        case 1:
            (void)check_file("%PDF-1.7\n" + rest + "%%EOF", "a.pdf", kAll, limits);
            break;
        case 2:
            (void)check_file("\xFF\xD8\xFF" + rest, "a.jpg", kAll, limits);
            break;
        case 3:
            (void)check_file("\x89PNG\r\n\x1A\n" + rest, "a.png", kAll, limits);
            break;
    }
    return 0;
}
