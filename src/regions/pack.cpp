#include "regions/pack.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "kernel/utf8.hpp"
#include "regions/region_files.hpp"

namespace yw::regions {
namespace {

constexpr std::string_view kMagic = "YWREG001";
constexpr std::size_t kSections = 12;

/// What stands after the magic, as tools/region_pack.py writes it.
struct Head {
    std::uint32_t rows;
    std::uint32_t names;
    std::uint32_t readings;
    std::array<std::uint32_t, 7> level_begin;
    std::array<std::uint64_t, kSections> offsets;
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_syllable(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string_view piece(std::span<const char> pool, std::span<const std::uint32_t> begin, std::size_t number) {
    return {pool.data() + begin[number], begin[number + 1] - begin[number]};
}

}  // namespace

int compare_pinyin(std::string_view spelt, std::string_view prefix) {
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (i == spelt.size()) return -1;
        const char c = lower(spelt[i]);
        if (c != prefix[i]) return c < prefix[i] ? -1 : 1;
    }
    return 0;
}

int compare_initials(std::string_view spelt, std::string_view prefix) {
    std::size_t i = 0;
    for (const char c : spelt) {
        if (i == prefix.size()) return 0;
        if (!begins_syllable(c)) continue;
        if (lower(c) != prefix[i]) return lower(c) < prefix[i] ? -1 : 1;
        ++i;
    }
    return i == prefix.size() ? 0 : -1;
}

template <class T>
std::span<const T> Pack::section(std::string_view bytes, std::size_t number, std::size_t count) const {
    Head head{};
    std::memcpy(&head, bytes.data() + kMagic.size(), sizeof head);
    const std::size_t offset = head.offsets.at(number);
    if (offset > bytes.size() || offset % alignof(T) != 0 || (bytes.size() - offset) / sizeof(T) < count) {
        throw std::runtime_error("the packed list of regions is cut short");
    }
    return {reinterpret_cast<const T*>(bytes.data() + offset), count};
}

Pack::Pack(std::string_view bytes) {
    Head head{};
    static_assert(sizeof head == 3 * 4 + 7 * 4 + kSections * 8, "the head has no gaps");
    if (bytes.size() < kMagic.size() + sizeof head || !bytes.starts_with(kMagic)) {
        throw std::runtime_error("these bytes are no packed list of regions");
    }
    std::memcpy(&head, bytes.data() + kMagic.size(), sizeof head);
    level_begin_ = head.level_begin;
    codes_ = section<std::uint64_t>(bytes, 0, head.rows);
    name_of_ = section<std::uint32_t>(bytes, 1, head.rows);
    name_begin_ = section<std::uint32_t>(bytes, 2, head.names + 1);
    names_ = section<char>(bytes, 3, name_begin_.back());
    pinyin_begin_ = section<std::uint32_t>(bytes, 4, head.names + 1);
    pinyins_ = section<char>(bytes, 5, pinyin_begin_.back());
    for (std::size_t key = 0; key < by_key_.size(); ++key) by_key_.at(key) = section<Rank>(bytes, 6 + key, head.rows);
    reading_characters_ = section<std::uint32_t>(bytes, 9, head.readings);
    reading_begin_ = section<std::uint32_t>(bytes, 10, head.readings + 1);
    readings_ = section<char>(bytes, 11, reading_begin_.back());
}

const Pack& Pack::built_in() {
    static const Pack kPack(files()[0].bytes);
    return kPack;
}

RankRange Pack::level(RegionLevel level) const {
    const auto number = static_cast<std::size_t>(level);
    return {level_begin_.at(number), level_begin_.at(number + 1)};
}

std::string_view Pack::name(Rank rank) const {
    return piece(names_, name_begin_, name_of_[rank]);
}

std::string_view Pack::pinyin(Rank rank) const {
    return piece(pinyins_, pinyin_begin_, name_of_[rank]);
}

std::optional<Rank> Pack::find(RegionCode code) const {
    const RankRange found = between(code.level(), code.number(), code.number());
    return found.size() == 0 ? std::nullopt : std::optional(found.first);
}

RankRange Pack::between(RegionLevel level, std::uint64_t first, std::uint64_t last) const {
    const RankRange all = this->level(level);
    const auto codes = codes_.subspan(all.first, all.size());
    const auto from = std::ranges::lower_bound(codes, first);
    const auto to = std::upper_bound(from, codes.end(), last);
    return {all.first + static_cast<Rank>(from - codes.begin()), all.first + static_cast<Rank>(to - codes.begin())};
}

namespace {

int compare(const Pack& pack, Key key, Rank rank, std::string_view prefix) {
    switch (key) {
        case Key::kName:
            return pack.name(rank).substr(0, prefix.size()).compare(prefix);
        case Key::kPinyin:
            return compare_pinyin(pack.pinyin(rank), prefix);
        case Key::kInitials:
            return compare_initials(pack.pinyin(rank), prefix);
    }
    return 0;
}

}  // namespace

std::span<const Rank> Pack::beginning_with(Key key, RegionLevel level, std::string_view prefix) const {
    const RankRange all = this->level(level);
    const auto order = by_key_.at(static_cast<std::size_t>(key)).subspan(all.first, all.size());
    const auto from = std::ranges::partition_point(order, [&](Rank r) { return compare(*this, key, r, prefix) < 0; });
    const auto to =
        std::partition_point(from, order.end(), [&](Rank r) { return compare(*this, key, r, prefix) == 0; });
    return {from, to};
}

bool Pack::begins_with(Key key, Rank rank, std::string_view prefix) const {
    return compare(*this, key, rank, prefix) == 0;
}

std::string_view Pack::reading(char32_t character) const {
    const auto found = std::ranges::lower_bound(reading_characters_, static_cast<std::uint32_t>(character));
    if (found == reading_characters_.end() || *found != character) return {};
    return piece(readings_, reading_begin_, static_cast<std::size_t>(found - reading_characters_.begin()));
}

std::string Pack::spell(std::string_view text) const {
    std::string spelt;
    while (!text.empty()) {
        const std::string_view raw = utf8::take(text);
        std::string syllable(reading(utf8::decode(raw)));
        const bool latin = raw.size() == 1 && ((raw[0] >= '0' && raw[0] <= '9') || lower(raw[0]) != raw[0] ||
                                               (raw[0] >= 'a' && raw[0] <= 'z'));
        if (latin) syllable = raw;
        if (syllable.empty()) continue;
        if (syllable[0] >= 'a' && syllable[0] <= 'z') syllable[0] = static_cast<char>(syllable[0] - 'a' + 'A');
        spelt += syllable;
    }
    return spelt;
}

}  // namespace yw::regions
