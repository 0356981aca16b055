// Any bytes as the text of a tree: read, written, read again, walked over every way.
#include <cstdint>

#include "guided/walk.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::guided;
    const auto tree = read_tree({reinterpret_cast<const char*>(data), size});
    if (!tree) return 0;
    const auto again = read_tree(write_tree(tree.value()));
    if (!again || !(again.value() == tree.value())) __builtin_trap();
    for (const Given& way : all_ways(tree.value())) (void)walk(tree.value(), way);
    return 0;
}
