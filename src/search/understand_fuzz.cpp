// Any bytes as a query: taken apart, spelt, compared, and asked of a small index.
#include <cstdint>

#include "search/han.hpp"
#include "search/index.hpp"
#include "search/search.hpp"
#include "search/understand.hpp"

namespace {

yw::search::Search& small_search() {
    static yw::search::Search search;
    static const bool filled = [] {
        std::vector<yw::search::Entry> entries;
        for (const auto* name :
             {"居民身份证换领", "社会保障卡申领", "食品经营许可证核发（县级）", "KTV《娱乐经营许可证》"}) {
            yw::search::Entry entry;
            entry.kind = "item";
            entry.id = std::to_string(entries.size());
            entry.name = name;
            entry.other_names = {"办证"};
            entries.push_back(entry);
        }
        search.index().apply(entries, {}, 1);
        return true;
    }();
    (void)filled;
    return search;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::search;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)understand(text, *Thesaurus::built_in());
    (void)words_of_letters(text.substr(0, 64), *Thesaurus::built_in());
    Question question{std::string(text), {}};
    for (const auto& found : small_search().ask(question).found)
        for (const auto& mark : found.marks)
            if (mark.first >= mark.last || mark.last > found.entry.name.size()) __builtin_trap();
    (void)small_search().suggest(text, {}, 5);
    return 0;
}
