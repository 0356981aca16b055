// Any bytes as a record from another instance, as a cursor and as a packed body; what is read says its hash again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "publication/gzip.hpp"
#include "publication/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)yw::publication::gunzip(bytes, 1 << 20);
    const auto position = yw::publication::position_of(bytes);
    if (position && yw::publication::position_of(yw::publication::cursor_text(*position)) != position) std::abort();
    const auto record = yw::publication::read_record(bytes);
    if (record) (void)yw::publication::entry_hash(record->entry);
    return 0;
}
