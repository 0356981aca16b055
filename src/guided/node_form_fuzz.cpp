// Whatever a browser sends as the form of a node: taken, checked, written, and taken away again, without harm.
#include <cstdint>

#include "guided/edit_node.hpp"
#include "guided/strings.hpp"
#include "platform/strings/strings.hpp"

namespace {

using namespace yw::guided;

Tree small_tree() {
    Tree tree;
    tree.id = "small";
    tree.title = "样例";
    tree.lead = "说明。";
    tree.first = "why";
    tree.questions = {{"why", "为什么办？", "", {{"lost", "丢了", "", "end", {"p1"}}, {"away", "外地", "", "no", {}}}}};
    tree.parts = {{"p1", "I-1", "补领。", {"a"}, {"b"}, {{"reason", "lost"}}, false}};
    tree.stops = {{"no", "不能办", "因为。", ""}};
    return tree;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    yw::strings::add(strings_table());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto typed = yw::http::parse_urlencoded({reinterpret_cast<const char*>(data), size});
    if (!typed) return 0;
    const Node nodes[] = {{NodeKind::kHead, ""},   {NodeKind::kQuestion, "why"}, {NodeKind::kQuestion, ""},
                          {NodeKind::kPart, "p1"}, {NodeKind::kPart, ""},        {NodeKind::kStop, "no"},
                          {NodeKind::kStop, ""}};
    for (const Node& node : nodes) {
        const Edited after = edited(small_tree(), node, *typed);
        if (!after.node.is_in(after.tree)) __builtin_trap();
        for (const Finding& finding : check_tree(after.tree, [](const std::string&) { return nullptr; }))
            (void)field_of(finding, after);
        (void)write_tree(after.tree);
        if (node.kind != NodeKind::kHead && after.node.is_in(without(after.tree, after.node))) __builtin_trap();
    }
    return 0;
}
