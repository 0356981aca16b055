// The first byte chooses the format; the rest is the file. Limits are low, so that they are reached.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "platform/table/mapping.hpp"
#include "platform/table/parts.hpp"
#include "platform/table/table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::table;
    if (size == 0) return 0;
    constexpr Format kFormats[] = {Format::kCsv, Format::kTsv, Format::kJson, Format::kJsonLines};
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 8 == 7) {
        (void)read_mapping(bytes);
        return 0;
    }
    Reading reading;
    reading.limits.max_columns = 8;
    reading.limits.max_rows = 64;
    reading.limits.max_cell_bytes = 64;
    std::istringstream in{std::string(bytes)};
    for (Parts parts(in, kFormats[data[0] % 2], 0, 7); parts.next();)
        if (parts.bytes().size() > bytes.size() + 1) std::abort();
    const auto table = read_table(bytes, kFormats[data[0] % 4], reading);
    if (!table) return 0;
    std::vector<RowProblem> problems;
    for (const Row& row : table->rows) {
        for (const Cell& cell : row.cells) problems.push_back(problem_of(row.number, "c", cell));
    }
    (void)as_text(problems);
    (void)as_json(problems);
    return 0;
}
