// A segment: some items made searchable, in one piece of memory that can be written to a file and mapped again.
//
// Items of different places mostly say the same, so a text (name, main item, other names) is indexed once and knows its
// items. Texts that several places share are numbered first; a text of one place alone (a local difference) is numbered
// among those of its place, places in the order of their codes. So what a place, a city or a province has is a bitmap
// over the shared texts and a few ranges of numbers, and the rest of the nation is never looked at. A local text
// repeats what it shares with others: 3 bytes a token, and a query need not know what is base and what is difference.
//
// Postings lie in blocks of up to 128 whose numbers agree in the upper bits: 16 bits for the number, 8 for the impact
// (how much the token says about the text, BM25 without the token's rarity).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/entry.hpp"
#include "search/memory.hpp"
#include "search/text.hpp"

namespace yw::search {

using TextNumber = std::uint32_t;
using ItemNumber = std::uint32_t;

struct Block {
    std::uint32_t base;   ///< upper 16 bits of the texts' numbers
    std::uint32_t first;  ///< its first posting
    std::uint16_t first_low;
    std::uint16_t last_low;
    std::uint8_t count;  ///< up to 128
    std::uint8_t max_impact;
    std::uint16_t unused;
};
inline constexpr std::uint32_t kBlockPostings = 128;

struct NumberRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< not included
};

class Segment {
public:
    /// @throws std::runtime_error for bytes that are no segment of this version
    explicit Segment(Memory bytes);
    /// Looks at everything that reading relies on; for bytes from outside. @cost a pass over them, 0.1 s a million
    /// items
    /// @throws std::runtime_error
    void check() const;

    std::uint32_t texts() const { return texts_; }
    std::uint32_t shared_texts() const { return shared_; }
    std::uint32_t items() const { return static_cast<std::uint32_t>(item_place_.size()); }
    std::uint32_t postings() const { return static_cast<std::uint32_t>(lows_.size()); }
    std::string_view bytes() const { return bytes_.view(); }

    struct Postings {
        std::span<const Block> blocks;
        std::uint32_t texts = 0;  ///< how many texts have the token
    };
    /// Without blocks when no text has the token.
    Postings find(Token token) const;
    /// Every pair of characters and how many texts have it.
    std::vector<std::pair<Token, std::uint32_t>> all_pairs() const;
    const std::uint16_t* lows() const { return lows_.data(); }
    const std::uint8_t* impacts() const { return impacts_.data(); }

    /// All that a text says, in one piece: the same for the same words.
    std::string_view words(TextNumber text) const {
        return {text_blob_.data() + text_at_[text], text_at_[text + 1] - text_at_[text]};
    }
    std::string_view name(TextNumber text) const { return piece(text, 0); }
    std::string_view main_item(TextNumber text) const { return piece(text, 1); }
    std::vector<std::string_view> other_names(TextNumber text) const;
    /// Its items, those of one place together, places by code.
    NumberRange items_of(TextNumber text) const { return {text_items_[text], text_items_[text + 1]}; }

    RegionCode place_of(ItemNumber item) const { return RegionCode::from_number(places_[item_place_[item]]); }
    TextNumber text_of(ItemNumber item) const;
    /// The items of a text in places whose codes lie within `above`, or exactly there.
    NumberRange items_within(TextNumber text, RegionCode above, bool exactly) const;
    std::string_view id(ItemNumber item) const;
    std::optional<ItemNumber> find_item(std::string_view id) const;
    Entry entry(ItemNumber item) const;
    std::string_view kind(ItemNumber item) const;
    bool is_for(ItemNumber item, bool persons) const;
    bool is_online(ItemNumber item) const;
    bool has_guide(ItemNumber item) const;

    /// Places with items, by code.
    std::span<const std::uint64_t> places() const { return places_; }
    /// The shared texts of a place, by number, and the range of its own.
    std::span<const TextNumber> shared_of(std::size_t place) const;
    NumberRange own_of(std::size_t place) const { return {place_own_[2 * place], place_own_[2 * place + 1]}; }

    /// Different for each segment that this process made or mapped.
    std::uint64_t serial() const { return serial_; }

private:
    template <class T>
    std::span<const T> section(std::size_t number) const;
    std::string_view piece(TextNumber text, int number) const;
    std::string_view string(std::uint32_t number) const;

    void check_terms() const;
    void check_texts() const;
    void check_items() const;
    void check_places() const;

    Memory bytes_;
    std::uint64_t serial_;
    std::uint32_t texts_ = 0, shared_ = 0;
    std::span<const Token> terms_;
    std::span<const std::uint32_t> slots_, term_blocks_, term_texts_, text_at_, text_items_;
    std::span<const Block> blocks_;
    std::span<const std::uint16_t> lows_;
    std::span<const std::uint8_t> impacts_;
    std::span<const char> text_blob_, item_blob_, string_blob_;
    std::span<const std::uint32_t> item_place_, item_department_, item_promised_, item_at_, by_id_, string_at_;
    std::span<const std::uint16_t> item_marks_;
    std::span<const std::int8_t> item_visits_;
    std::span<const std::uint64_t> places_;
    std::span<const std::uint32_t> place_shared_at_, place_shared_, place_own_;
};

/// Takes entries one by one and makes a segment of them; of two with one id the later holds.
class SegmentBuilder {
public:
    SegmentBuilder();
    ~SegmentBuilder();
    void add(const Entry& entry);
    std::uint32_t size() const;
    /// @cost  about 1 s for a hundred thousand different texts
    std::shared_ptr<const Segment> finish();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// What a token says about a text that holds it `times` and whose name has `length` tokens: 1 to 255.
std::uint8_t impact_of(double times, double length);

}  // namespace yw::search
