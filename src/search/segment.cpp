#include "search/segment.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <functional>
#include <stdexcept>

#include "search/segment_layout.hpp"

namespace yw::search {
namespace {

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> serial{0};
    return ++serial;
}

/// The next piece of a list of texts with a zero behind each.
std::string_view take_piece(std::string_view& rest) {
    const auto end = rest.find('\0');
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return piece;
}

}  // namespace

template <class T>
std::span<const T> Segment::section(std::size_t number) const {
    SegmentHead head;
    std::memcpy(&head, bytes_.view().data(), sizeof head);
    const auto offset = head.sections[2 * number], size = head.sections[2 * number + 1];
    const auto all = bytes_.view().size();
    if (offset > all || size > all - offset || offset % 8 != 0 || size % sizeof(T) != 0)
        throw std::runtime_error("search: broken segment");
    return {reinterpret_cast<const T*>(bytes_.view().data() + offset), size / sizeof(T)};
}

Segment::Segment(Memory bytes) : bytes_(std::move(bytes)), serial_(next_serial()) {
    SegmentHead head;
    if (bytes_.view().size() < sizeof head) throw std::runtime_error("search: no segment");
    std::memcpy(&head, bytes_.view().data(), sizeof head);
    if (head.magic != kSegmentMagic) throw std::runtime_error("search: no segment of this version");
    texts_ = head.texts;
    shared_ = head.shared;
    terms_ = section<Token>(kTerms);
    slots_ = section<std::uint32_t>(kSlots);
    term_blocks_ = section<std::uint32_t>(kTermBlocks);
    term_texts_ = section<std::uint32_t>(kTermTexts);
    blocks_ = section<Block>(kBlocks);
    lows_ = section<std::uint16_t>(kLows);
    impacts_ = section<std::uint8_t>(kImpacts);
    text_at_ = section<std::uint32_t>(kTextAt);
    text_items_ = section<std::uint32_t>(kTextItems);
    text_blob_ = section<char>(kTextBlob);
    item_place_ = section<std::uint32_t>(kItemPlace);
    item_department_ = section<std::uint32_t>(kItemDepartment);
    item_promised_ = section<std::uint32_t>(kItemPromised);
    item_at_ = section<std::uint32_t>(kItemAt);
    item_marks_ = section<std::uint16_t>(kItemMarks);
    item_visits_ = section<std::int8_t>(kItemVisits);
    item_blob_ = section<char>(kItemBlob);
    by_id_ = section<std::uint32_t>(kById);
    string_at_ = section<std::uint32_t>(kStringAt);
    string_blob_ = section<char>(kStringBlob);
    places_ = section<std::uint64_t>(kPlaces);
    place_shared_at_ = section<std::uint32_t>(kPlaceSharedAt);
    place_shared_ = section<std::uint32_t>(kPlaceShared);
    place_own_ = section<std::uint32_t>(kPlaceOwn);
}

namespace {

void require(bool holds) {
    if (!holds) throw std::runtime_error("search: broken segment");
}

/// No number twice.
template <class T>
bool is_ascending(std::span<const T> numbers) {
    return std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end();
}

/// Numbers that cut a list into pieces: one more than there are pieces, never falling, up to the end of the list.
void require_cuts(std::span<const std::uint32_t> cuts, std::size_t pieces, std::size_t end) {
    require(cuts.size() == pieces + 1 && cuts.front() == 0 && cuts.back() <= end);
    require(std::is_sorted(cuts.begin(), cuts.end()));
}

void require_below(std::span<const std::uint32_t> numbers, std::size_t size, std::size_t end) {
    require(numbers.size() == size);
    require(std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) { return number < end; }));
}

}  // namespace

void Segment::check() const {
    check_terms();
    check_texts();
    check_items();
    check_places();
}

void Segment::check_terms() const {
    if (!terms_.empty()) {
        // A free slot ends each search for a token.
        require(std::has_single_bit(slots_.size()));
        require(std::count(slots_.begin(), slots_.end(), 0u) > 0);
        require(std::all_of(slots_.begin(), slots_.end(), [&](std::uint32_t slot) { return slot <= terms_.size(); }));
    }
    require(term_texts_.size() == terms_.size() && lows_.size() == impacts_.size());
    require_cuts(term_blocks_, terms_.size(), blocks_.size());
    for (std::size_t term = 0; term < terms_.size(); ++term) {
        std::uint64_t next = 0;
        for (auto i = term_blocks_[term]; i < term_blocks_[term + 1]; ++i) {
            const Block& block = blocks_[i];
            require(block.count >= 1 && block.count <= kBlockPostings && block.base <= 0xFFFF);
            require(block.first <= lows_.size() && block.count <= lows_.size() - block.first);
            const auto lows = lows_.subspan(block.first, block.count);
            require(lows.front() == block.first_low && lows.back() == block.last_low);
            require(is_ascending(lows));
            const auto number = [&](std::uint16_t low) { return std::uint64_t{block.base} << 16 | low; };
            require(number(block.first_low) >= next && number(block.last_low) < texts_);
            next = number(block.last_low) + 1;
        }
    }
}

void Segment::check_texts() const {
    require(shared_ <= texts_);
    require_cuts(text_at_, texts_, text_blob_.size());
    require_cuts(text_items_, texts_, items());
    require(text_items_.back() == items());
}

void Segment::check_items() const {
    require(!string_at_.empty());
    const auto strings = string_at_.size() - 1;
    require_cuts(string_at_, strings, string_blob_.size());
    require_below(item_place_, items(), places_.size());
    require_below(item_department_, items(), strings);
    require_below(item_promised_, items(), strings);
    require_below(by_id_, items(), items());
    require_cuts(item_at_, items(), item_blob_.size());
    require(item_marks_.size() == items() && item_visits_.size() == items());
    require(std::all_of(item_marks_.begin(), item_marks_.end(),
                        [&](std::uint16_t marks) { return std::size_t{marks} >> kKindShift < strings; }));
}

void Segment::check_places() const {
    constexpr std::uint64_t kLastCode = 999'999'999'999;
    require(is_ascending(places_));
    require(places_.empty() || places_.back() <= kLastCode);
    require_cuts(place_shared_at_, places_.size(), place_shared_.size());
    require_below(place_shared_, place_shared_.size(), shared_);
    require(place_own_.size() == 2 * places_.size());
    for (std::size_t place = 0; place < places_.size(); ++place) {
        const auto own = own_of(place);
        require(own.first <= own.last && own.last <= texts_);
    }
}

Segment::Postings Segment::find(Token token) const {
    if (terms_.empty()) return {};
    const auto mask = slots_.size() - 1;
    for (auto slot = slot_hash(token) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        const auto term = slots_[slot] - 1;
        if (terms_[term] == token)
            return {blocks_.subspan(term_blocks_[term], term_blocks_[term + 1] - term_blocks_[term]),
                    term_texts_[term]};
    }
    return {};
}

std::vector<std::pair<Token, std::uint32_t>> Segment::all_pairs() const {
    std::vector<std::pair<Token, std::uint32_t>> pairs;
    for (std::size_t term = 0; term < terms_.size(); ++term)
        if (kind_of(terms_[term]) == TokenKind::kPair) pairs.emplace_back(terms_[term], term_texts_[term]);
    return pairs;
}

std::string_view Segment::piece(TextNumber text, int number) const {
    std::string_view rest = words(text);
    for (; number > 0; --number) take_piece(rest);
    return take_piece(rest);
}

std::vector<std::string_view> Segment::other_names(TextNumber text) const {
    std::string_view rest = words(text);
    take_piece(rest);
    take_piece(rest);
    std::vector<std::string_view> names;
    while (!rest.empty()) names.push_back(take_piece(rest));
    return names;
}

std::string_view Segment::string(std::uint32_t number) const {
    return {string_blob_.data() + string_at_[number], string_at_[number + 1] - string_at_[number]};
}

TextNumber Segment::text_of(ItemNumber item) const {
    const auto behind = std::upper_bound(text_items_.begin(), text_items_.end(), item);
    return static_cast<TextNumber>(behind - text_items_.begin() - 1);
}

NumberRange Segment::items_within(TextNumber text, RegionCode above, bool exactly) const {
    const auto items = items_of(text);
    const auto last_code = exactly ? above.number() : above.last_number();
    const auto begin = item_place_.begin() + items.first, end = item_place_.begin() + items.last;
    const auto first = std::lower_bound(begin, end, above.number(),
                                        [&](std::uint32_t place, std::uint64_t code) { return places_[place] < code; });
    const auto last = std::upper_bound(first, end, last_code,
                                       [&](std::uint64_t code, std::uint32_t place) { return code < places_[place]; });
    return {static_cast<std::uint32_t>(first - item_place_.begin()),
            static_cast<std::uint32_t>(last - item_place_.begin())};
}

std::string_view Segment::id(ItemNumber item) const {
    std::string_view rest(item_blob_.data() + item_at_[item], item_at_[item + 1] - item_at_[item]);
    return take_piece(rest);
}

std::optional<ItemNumber> Segment::find_item(std::string_view wanted) const {
    const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), wanted,
                                        [&](ItemNumber item, std::string_view i) { return id(item) < i; });
    if (found == by_id_.end() || id(*found) != wanted) return std::nullopt;
    return *found;
}

Entry Segment::entry(ItemNumber item) const {
    Entry entry;
    std::string_view rest(item_blob_.data() + item_at_[item], item_at_[item + 1] - item_at_[item]);
    entry.id = take_piece(rest);
    entry.source_id = take_piece(rest);
    entry.code = take_piece(rest);
    const auto text = text_of(item);
    entry.name = name(text);
    entry.main_item = main_item(text);
    for (const auto other : other_names(text)) entry.other_names.emplace_back(other);
    entry.department = string(item_department_[item]);
    entry.promised = string(item_promised_[item]);
    entry.region = place_of(item);
    entry.visits = item_visits_[item];
    const auto marks = item_marks_[item];
    entry.kind = kind(item);
    entry.online = (marks & kOnline) != 0;
    entry.has_guide = (marks & kHasGuide) != 0;
    entry.for_persons = (marks & kForPersons) != 0;
    entry.for_firms = (marks & kForFirms) != 0;
    return entry;
}

std::string_view Segment::kind(ItemNumber item) const {
    return string(item_marks_[item] >> kKindShift);
}
bool Segment::is_for(ItemNumber item, bool persons) const {
    return (item_marks_[item] & (persons ? kForPersons : kForFirms)) != 0;
}
bool Segment::is_online(ItemNumber item) const {
    return (item_marks_[item] & kOnline) != 0;
}
bool Segment::has_guide(ItemNumber item) const {
    return (item_marks_[item] & kHasGuide) != 0;
}

std::span<const TextNumber> Segment::shared_of(std::size_t place) const {
    return place_shared_.subspan(place_shared_at_[place], place_shared_at_[place + 1] - place_shared_at_[place]);
}

}  // namespace yw::search
