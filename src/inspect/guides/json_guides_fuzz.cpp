// Any bytes as JSON lines of guides, as objects and as a report.
#include <cstdint>
#include <sstream>

#include "inspect/guides/inspect_guides.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const bool as_json : {true, false}) {
        std::istringstream in(bytes);
        std::ostringstream out;
        std::ostringstream problems;
        yw::inspect::GuideFiles files;
        files.guides = "fuzz";
        files.as_json = as_json;
        (void)yw::inspect::inspect_lines(in, files, out, problems);
    }
    std::istringstream clauses("id\ttext\n" + bytes);
    std::ostringstream out;
    (void)yw::inspect::inspect_clauses(clauses, out, out);
    return 0;
}
