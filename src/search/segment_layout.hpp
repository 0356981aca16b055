// Where things stand in a segment's bytes: shared by who writes and who reads them. A change raises the version in the
// magic, and old files are built anew.
#pragma once

#include <array>
#include <cstdint>

namespace yw::search {

inline constexpr std::array<char, 8> kSegmentMagic{'Y', 'W', 'S', 'E', 'G', '0', '0', '1'};

enum Section : std::size_t {
    kTerms,
    kSlots,
    kTermBlocks,
    kTermTexts,
    kBlocks,
    kLows,
    kImpacts,
    kTextAt,
    kTextItems,
    kTextBlob,
    kItemPlace,
    kItemDepartment,
    kItemPromised,
    kItemAt,
    kItemMarks,
    kItemVisits,
    kItemBlob,
    kById,
    kStringAt,
    kStringBlob,
    kPlaces,
    kPlaceSharedAt,
    kPlaceShared,
    kPlaceOwn,
    kSections
};

struct SegmentHead {
    std::array<char, 8> magic;
    std::uint32_t texts;
    std::uint32_t shared;
    std::array<std::uint64_t, 2 * kSections> sections;  ///< offset and bytes of each
};

enum ItemMark : std::uint16_t { kOnline = 1, kHasGuide = 2, kForPersons = 4, kForFirms = 8, kKindShift = 8 };

/// Where the search for a token begins in the slots, whose number is a power of two.
inline std::uint64_t slot_hash(std::uint64_t token) {
    token ^= token >> 31;
    token *= 0x9E3779B97F4A7C15u;
    return token ^ token >> 29;
}

}  // namespace yw::search
