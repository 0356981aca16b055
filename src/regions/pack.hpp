// The packed list of regions as it lies in the program (tools/region_pack.py writes it): sorted arrays in which every
// search is a binary search, so that starting costs nothing and only pages in use are in memory.
//
// Places are numbered by level, then by code; a number of such a place is called its rank.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/region_code.hpp"

namespace yw::regions {

using Rank = std::uint32_t;

/// Ranks from `first` up to, not including, `last`.
struct RankRange {
    Rank first = 0;
    Rank last = 0;
    std::size_t size() const { return last - first; }
    bool contains(Rank rank) const { return rank >= first && rank < last; }
};

/// What the beginning of is compared.
enum class Key { kName, kPinyin, kInitials };

class Pack {
public:
    /// The list inside the program.
    static const Pack& built_in();
    /// @throws std::runtime_error if the bytes are no packed list: a build gone wrong
    explicit Pack(std::string_view bytes);

    RankRange level(RegionLevel level) const;
    RegionCode code(Rank rank) const { return RegionCode::from_number(codes_[rank]); }
    std::string_view name(Rank rank) const;
    /// Syllables with capitals: GuangAnQu.
    std::string_view pinyin(Rank rank) const;
    std::optional<Rank> find(RegionCode code) const;

    /// The places of a level whose numbers lie between two codes' numbers, both included.
    RankRange between(RegionLevel level, std::uint64_t first, std::uint64_t last) const;
    RankRange within(RegionLevel level, RegionCode above) const {
        return between(level, above.number(), above.last_number());
    }

    /// The places of a level whose key begins with `prefix`, in the order of that key.
    std::span<const Rank> beginning_with(Key key, RegionLevel level, std::string_view prefix) const;
    bool begins_with(Key key, Rank rank, std::string_view prefix) const;

    /// The pinyin of any text, syllables with capitals; characters without a reading are left out.
    std::string spell(std::string_view text) const;

private:
    template <class T>
    std::span<const T> section(std::string_view bytes, std::size_t number, std::size_t count) const;
    std::string_view reading(char32_t character) const;

    std::array<std::uint32_t, 7> level_begin_{};
    std::span<const std::uint64_t> codes_;
    std::span<const std::uint32_t> name_of_, name_begin_, pinyin_begin_, reading_begin_;
    std::span<const char> names_, pinyins_, readings_;
    std::array<std::span<const Rank>, 3> by_key_;
    std::span<const std::uint32_t> reading_characters_;
};

/// -1, 0 or 1 as the first letters of `spelt` (syllables with capitals) come before, are, or come after `prefix`.
int compare_pinyin(std::string_view spelt, std::string_view prefix);
int compare_initials(std::string_view spelt, std::string_view prefix);

}  // namespace yw::regions
