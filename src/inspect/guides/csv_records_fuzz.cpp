// Any bytes as a CSV file: read once, then each record again from where it began.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "inspect/guides/csv_records.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    yw::inspect::CsvRecords rows(in);
    std::vector<std::pair<std::uint64_t, std::vector<std::string>>> seen;
    while (rows.next()) seen.emplace_back(rows.offset(), rows.cells());
    for (const auto& record : seen) {
        rows.seek(record.first);
        if (!rows.next() || rows.cells() != record.second) std::abort();
    }
    return 0;
}
