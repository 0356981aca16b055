// A file of an index as a disk, or somebody, may leave it: taken or refused, and what is taken can be searched.
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <fstream>

#include "search/index.hpp"
#include "search/search.hpp"
#include "search/segment_file.hpp"

namespace {

using namespace yw::search;

std::string whole_segment() {
    SegmentBuilder builder;
    for (std::uint64_t i = 0; i < 300; ++i) {
        Entry entry;
        entry.kind = "item";
        entry.id = std::to_string(i);
        entry.name = i % 3 == 0 ? "居民身份证换领" : "食品经营许可证核发" + std::to_string(i % 50);
        entry.department = i % 2 == 0 ? "区公安分局" : "区市场监管局";
        entry.region = yw::RegionCode::from_number(510000000000 + i % 7 * 100000000);
        if (i % 5 == 0) entry.other_names = {"办证"};
        builder.add(entry);
    }
    return std::string(builder.finish()->bytes());
}

void search_in(std::shared_ptr<const Segment> segment) {
    Search search;
    search.index().replace(std::move(segment), 1);
    for (const auto width : {Width::kPlace, Width::kNation})
        for (const auto* text : {"身份证", "食品经营许可证核发7", "banzheng"}) {
            Question question{text, yw::RegionCode::from_number(510100000000)};
            question.width = width;
            (void)search.ask(question);
        }
    search.index().apply({}, std::vector<std::string>{"0", "1"}, 2);
    search.index().merge(0);
}

/// The bytes as a file.
void load(std::string_view bytes) {
    static const std::string path = "/tmp/segment_file_fuzz." + std::to_string(getpid());
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (auto loaded = load_segment(path); loaded.saved) search_in(loaded.saved->segment);
    unlink(path.c_str());
}

/// A whole segment in which some words are others.
void alter(std::string_view bytes) {
    static const std::string whole = whole_segment();
    constexpr std::size_t kWord = 4;
    std::string altered = whole;
    for (; bytes.size() >= 2 * kWord; bytes.remove_prefix(2 * kWord)) {
        std::uint32_t at = 0;
        std::memcpy(&at, bytes.data(), kWord);
        std::memcpy(altered.data() + at % (altered.size() - kWord), bytes.data() + kWord, kWord);
    }
    Memory memory;
    memory.append(altered.data(), altered.size());
    try {
        auto segment = std::make_shared<const Segment>(std::move(memory));
        segment->check();
        search_in(std::move(segment));
    } catch (const std::runtime_error&) {
        // refused
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (size > 0 && data[0] == 'Y')
        load(bytes);
    else
        alter(bytes);
    return 0;
}
