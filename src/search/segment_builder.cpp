#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <unordered_map>

#include "search/segment.hpp"
#include "search/segment_layout.hpp"

namespace yw::search {
namespace {

// BM25 with the usual constants. The usual length is fixed, so that a text has the same impacts in every segment.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
constexpr double kUsualLength = 12;
constexpr double kMainItemTimes = 0.5;  ///< a word of the main item says half of what a word of the name says

std::uint32_t narrow(std::size_t number) {
    if (number > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("search: segment too large");
    return static_cast<std::uint32_t>(number);
}

/// Texts by number, each kept once.
class Strings {
public:
    std::uint32_t number(const std::string& text) {
        const auto [at, is_new] = numbers_.emplace(text, narrow(begins_.size() - 1));
        if (is_new) {
            blob_ += text;
            begins_.push_back(narrow(blob_.size()));
        }
        return at->second;
    }
    std::size_t size() const { return begins_.size() - 1; }
    const std::vector<std::uint32_t>& begins() const { return begins_; }
    const std::string& blob() const { return blob_; }
    std::string_view operator[](std::size_t number) const {
        return std::string_view(blob_).substr(begins_[number], begins_[number + 1] - begins_[number]);
    }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::uint32_t> begins_{0};
    std::string blob_;
};

/// The sections of a segment, one behind the other.
class Writer {
public:
    Writer() {
        bytes_.resize(sizeof head_);
        head_.magic = kSegmentMagic;
    }
    template <class T>
    void put(Section number, const std::vector<T>& values) {
        put_bytes(number, values.data(), values.size() * sizeof(T));
    }
    void put(Section number, const std::string& text) { put_bytes(number, text.data(), text.size()); }
    Memory finish(std::uint32_t texts, std::uint32_t shared) {
        head_.texts = texts;
        head_.shared = shared;
        std::memcpy(bytes_.data(), &head_, sizeof head_);
        bytes_.fit();
        return std::move(bytes_);
    }

private:
    void put_bytes(Section number, const void* data, std::size_t size) {
        bytes_.resize((bytes_.size() + 7) / 8 * 8);
        head_.sections[2 * number] = bytes_.size();
        head_.sections[2 * number + 1] = size;
        bytes_.append(data, size);
    }
    Memory bytes_;
    SegmentHead head_{};
};

struct TokenTimes {
    Token token;
    double times;
};

/// The tokens of a text with how often each stands there, by token; and how long its name is.
double tokens_of(std::string_view text, std::vector<TokenTimes>& tokens) {
    tokens.clear();
    double length = 0;
    int number = 0;
    while (!text.empty()) {
        const auto end = text.find('\0');
        const auto folded_piece = folded(text.substr(0, end));
        const double times = number == 1 ? kMainItemTimes : 1;
        if (!folded_piece.empty())
            for (const Token token : all_tokens(folded_piece)) {
                tokens.push_back({token, times});
                const auto kind = kind_of(token);
                if (number == 0 && (kind == TokenKind::kPair || kind == TokenKind::kWord)) ++length;
            }
        if (number == 0)
            for (std::size_t n = 1; n <= std::min<std::size_t>(3, folded_piece.size()); ++n)
                tokens.push_back({beginning_token(folded_piece.substr(0, n)), 1});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
    }
    std::sort(tokens.begin(), tokens.end(), [](const auto& a, const auto& b) { return a.token < b.token; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (kept > 0 && tokens[kept - 1].token == tokens[i].token)
            tokens[kept - 1].times += tokens[i].times;
        else
            tokens[kept++] = tokens[i];
    }
    tokens.resize(kept);
    return length;
}

struct PostingLists {
    std::vector<Token> terms;
    std::vector<std::uint32_t> slots, term_blocks{0}, term_texts;
    std::vector<Block> blocks;
    std::vector<std::uint16_t> lows;
    std::vector<std::uint8_t> impacts;
};

void add_blocks(PostingLists& lists, std::span<const std::uint32_t> texts, std::size_t first) {
    for (std::size_t i = 0; i < texts.size();) {
        const auto base = texts[i] >> 16;
        std::size_t end = i;
        std::uint8_t most = 0;
        for (; end < texts.size() && end - i < kBlockPostings && texts[end] >> 16 == base; ++end)
            most = std::max(most, lists.impacts[first + end]);
        lists.blocks.push_back({base, narrow(first + i), static_cast<std::uint16_t>(texts[i]),
                                static_cast<std::uint16_t>(texts[end - 1]), static_cast<std::uint8_t>(end - i), most,
                                0});
        i = end;
    }
    lists.term_blocks.push_back(narrow(lists.blocks.size()));
}

void add_slots(PostingLists& lists) {
    std::size_t size = 16;
    while (size < lists.terms.size() * 2) size *= 2;
    lists.slots.assign(size, 0);
    for (std::size_t term = 0; term < lists.terms.size(); ++term) {
        auto slot = slot_hash(lists.terms[term]) & (size - 1);
        while (lists.slots[slot] != 0) slot = (slot + 1) & (size - 1);
        lists.slots[slot] = narrow(term + 1);
    }
}

/// Twice over the texts: to count, then to fill in. Holding all tokens of all texts would take ten times the memory.
PostingLists posting_lists(const Strings& texts, const std::vector<std::uint32_t>& order) {
    PostingLists lists;
    std::unordered_map<Token, std::uint32_t> numbers;
    std::vector<TokenTimes> tokens;
    for (const auto text : order) {
        tokens_of(texts[text], tokens);
        for (const auto& each : tokens) {
            const auto [at, is_new] = numbers.emplace(each.token, narrow(lists.terms.size()));
            if (is_new) {
                lists.terms.push_back(each.token);
                lists.term_texts.push_back(0);
            }
            ++lists.term_texts[at->second];
        }
    }
    std::vector<std::size_t> next(lists.terms.size() + 1, 0);
    for (std::size_t term = 0; term < lists.terms.size(); ++term) next[term + 1] = next[term] + lists.term_texts[term];
    const auto total = next.back();
    std::vector<std::uint32_t> postings(narrow(total));
    lists.impacts.resize(total);
    for (std::size_t number = 0; number < order.size(); ++number) {
        const double length = tokens_of(texts[order[number]], tokens);
        for (const auto& each : tokens) {
            const auto at = next[numbers.find(each.token)->second]++;
            postings[at] = narrow(number);
            lists.impacts[at] = impact_of(each.times, length);
        }
    }
    std::size_t first = 0;
    for (std::size_t term = 0; term < lists.terms.size(); ++term) {
        const std::size_t count = lists.term_texts[term];
        add_blocks(lists, std::span(postings).subspan(first, count), first);
        first += count;
    }
    lists.lows.reserve(total);
    for (const auto text : postings) lists.lows.push_back(static_cast<std::uint16_t>(text));
    add_slots(lists);
    return lists;
}

}  // namespace

std::uint8_t impact_of(double times, double length) {
    const double value =
        times / (times + kSaturation * (1 - kLengthShare + kLengthShare * length / kUsualLength));  // below 1
    return static_cast<std::uint8_t>(std::clamp(std::lround(255 * value), 1L, 255L));
}

struct SegmentBuilder::Parts {
    Strings texts;    ///< name, main item and other names, a zero behind each
    Strings strings;  ///< kinds first: their number stands in the upper byte of the marks
    struct Item {
        std::uint64_t place;
        std::uint32_t text, department, promised, blob_first, blob_size;
        std::uint16_t marks;
        std::int8_t visits;
    };
    std::vector<Item> items;
    std::string blob;
    std::unordered_map<std::string, std::uint32_t> by_id;

    /// Texts as they will be numbered, and how many of them are shared.
    struct Numbering {
        std::vector<std::uint32_t> order;
        std::uint32_t shared = 0;
    };
    Numbering number_texts() const {
        constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();
        std::vector<std::uint64_t> only_place(texts.size(), kNone);
        std::vector<bool> is_shared(texts.size(), false);
        for (const auto& item : items) {
            auto& place = only_place[item.text];
            if (place == kNone)
                place = item.place;
            else if (place != item.place)
                is_shared[item.text] = true;
        }
        Numbering numbering;
        for (std::uint32_t text = 0; text < texts.size(); ++text)
            if (only_place[text] != kNone) numbering.order.push_back(text);
        // Alike names side by side: what a query skips, it skips by blocks.
        std::sort(numbering.order.begin(), numbering.order.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (is_shared[a] != is_shared[b]) return static_cast<bool>(is_shared[a]);
            if (!is_shared[a] && only_place[a] != only_place[b]) return only_place[a] < only_place[b];
            return texts[a] < texts[b];
        });
        for (const auto text : numbering.order) numbering.shared += is_shared[text];
        return numbering;
    }

    void write_items(Writer& writer,
                     const std::vector<std::uint32_t>& number_of_text,
                     std::uint32_t text_count,
                     std::uint32_t shared) {
        for (auto& item : items) item.text = number_of_text[item.text];
        std::vector<std::uint32_t> order(items.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(items[a].text, items[a].place, a) < std::tie(items[b].text, items[b].place, b);
        });
        std::vector<std::uint64_t> places;
        for (const auto& item : items) places.push_back(item.place);
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());

        std::vector<std::uint32_t> text_items(text_count + 1, 0), place_of, department, promised, at{0}, by;
        std::vector<std::uint16_t> marks;
        std::vector<std::int8_t> visits;
        std::string sorted_blob;
        std::vector<std::vector<std::uint32_t>> shared_of(places.size());
        std::vector<std::uint32_t> own(2 * places.size(), 0);
        for (const auto i : order) {
            const Item& item = items[i];
            ++text_items[item.text + 1];
            const auto place = narrow(std::lower_bound(places.begin(), places.end(), item.place) - places.begin());
            place_of.push_back(place);
            department.push_back(item.department);
            promised.push_back(item.promised);
            marks.push_back(item.marks);
            visits.push_back(item.visits);
            sorted_blob.append(blob, item.blob_first, item.blob_size);
            at.push_back(narrow(sorted_blob.size()));
            if (item.text < shared) {
                if (shared_of[place].empty() || shared_of[place].back() != item.text)
                    shared_of[place].push_back(item.text);
            } else {
                if (own[2 * place + 1] == 0) own[2 * place] = item.text;
                own[2 * place + 1] = item.text + 1;
            }
        }
        for (std::uint32_t text = 0; text < text_count; ++text) text_items[text + 1] += text_items[text];
        std::vector<std::uint32_t> shared_at{0}, shared_texts;
        for (const auto& each : shared_of) {
            shared_texts.insert(shared_texts.end(), each.begin(), each.end());
            shared_at.push_back(narrow(shared_texts.size()));
        }
        by.resize(order.size());
        std::iota(by.begin(), by.end(), 0u);
        std::sort(by.begin(), by.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::strcmp(sorted_blob.data() + at[a], sorted_blob.data() + at[b]) < 0;
        });
        writer.put(kTextItems, text_items);
        writer.put(kItemPlace, place_of);
        writer.put(kItemDepartment, department);
        writer.put(kItemPromised, promised);
        writer.put(kItemAt, at);
        writer.put(kItemMarks, marks);
        writer.put(kItemVisits, visits);
        writer.put(kItemBlob, sorted_blob);
        writer.put(kById, by);
        writer.put(kPlaces, places);
        writer.put(kPlaceSharedAt, shared_at);
        writer.put(kPlaceShared, shared_texts);
        writer.put(kPlaceOwn, own);
    }
};

SegmentBuilder::SegmentBuilder() : parts_(std::make_unique<Parts>()) {
    // Kinds get the first numbers: theirs must fit into a byte.
    for (const auto* kind : {"item", "bundle", "answer", "application", "licence", "change"})
        parts_->strings.number(kind);
}
SegmentBuilder::~SegmentBuilder() = default;

std::uint32_t SegmentBuilder::size() const {
    return narrow(parts_->items.size());
}

void SegmentBuilder::add(const Entry& entry) {
    std::string text;
    const auto put = [](std::string& to, const std::string& piece) {
        for (const char c : piece)
            if (c != '\0') to += c;
        to += '\0';
    };
    put(text, entry.name);
    put(text, entry.main_item);
    for (const auto& other : entry.other_names) put(text, other);

    Parts::Item item{};
    item.place = entry.region.number();
    const auto kind = parts_->strings.number(entry.kind);
    if (kind > 255) throw std::logic_error("search: unknown kind " + entry.kind);
    item.marks = static_cast<std::uint16_t>((entry.online ? kOnline : 0) | (entry.has_guide ? kHasGuide : 0) |
                                            (entry.for_persons ? kForPersons : 0) | (entry.for_firms ? kForFirms : 0) |
                                            static_cast<int>(kind) << kKindShift);
    item.text = parts_->texts.number(text);
    item.department = parts_->strings.number(entry.department);
    item.promised = parts_->strings.number(entry.promised);
    item.visits = static_cast<std::int8_t>(std::clamp(entry.visits, -1, 127));
    item.blob_first = narrow(parts_->blob.size());
    put(parts_->blob, entry.id);
    put(parts_->blob, entry.source_id);
    put(parts_->blob, entry.code);
    item.blob_size = narrow(parts_->blob.size()) - item.blob_first;
    const auto [at, is_new] = parts_->by_id.emplace(entry.id, size());
    if (is_new)
        parts_->items.push_back(item);
    else
        parts_->items[at->second] = item;
}

std::shared_ptr<const Segment> SegmentBuilder::finish() {
    parts_->by_id.clear();
    const auto numbering = parts_->number_texts();
    std::vector<std::uint32_t> number_of_text(parts_->texts.size(), 0), text_at{0};
    std::string text_blob;
    for (std::size_t i = 0; i < numbering.order.size(); ++i) {
        number_of_text[numbering.order[i]] = narrow(i);
        text_blob += parts_->texts[numbering.order[i]];
        text_at.push_back(narrow(text_blob.size()));
    }
    Writer writer;
    const auto text_count = narrow(numbering.order.size());
    {
        const auto lists = posting_lists(parts_->texts, numbering.order);
        writer.put(kTerms, lists.terms);
        writer.put(kSlots, lists.slots);
        writer.put(kTermBlocks, lists.term_blocks);
        writer.put(kTermTexts, lists.term_texts);
        writer.put(kBlocks, lists.blocks);
        writer.put(kLows, lists.lows);
        writer.put(kImpacts, lists.impacts);
    }
    writer.put(kTextAt, text_at);
    writer.put(kTextBlob, text_blob);
    parts_->write_items(writer, number_of_text, text_count, numbering.shared);
    writer.put(kStringAt, parts_->strings.begins());
    writer.put(kStringBlob, parts_->strings.blob());
    parts_.reset();
    return std::make_shared<const Segment>(writer.finish(text_count, numbering.shared));
}

}  // namespace yw::search
