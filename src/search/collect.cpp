#include "search/collect.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace yw::search {
namespace {

constexpr std::uint32_t kWindow = 4096;  ///< texts scored together: 16 kB of scores stay in the first cache
constexpr std::size_t kSparse = 256;     ///< so few postings in a window are remembered one by one
constexpr std::uint32_t kWeightUnit = 64;

/// A token's postings and how far we are in them.
struct List {
    std::uint32_t weight = 0;
    const Block* at = nullptr;  ///< first block that may reach into the window
    const Block* end = nullptr;
    // Of the window:
    const Block* to = nullptr;
    std::uint32_t bound = 0;  ///< no text there gets more from this token
    std::uint32_t postings = 0;
};

struct Window {
    std::uint32_t base = 0;                     ///< upper bits
    std::uint32_t first_low = 0, last_low = 0;  ///< both included
    std::uint32_t number(std::uint32_t low) const { return base << 16 | low; }
    std::uint32_t size() const { return last_low - first_low + 1; }
};

bool is_before(const Block& block, std::uint32_t base, std::uint32_t low) {
    return block.base < base || (block.base == base && block.last_low < low);
}

/// The best so far; its least is what others must exceed.
class Best {
public:
    explicit Best(std::size_t count) : count_(count) { hits_.reserve(count); }
    /// 0 while there is room.
    std::uint32_t threshold() const { return threshold_; }
    void put(const TextHit& hit) {
        if (count_ == 0) return;
        if (hits_.size() == count_) {
            if (!is_better(hit, hits_.front())) return;
            std::pop_heap(hits_.begin(), hits_.end(), is_better);
            hits_.back() = hit;
        } else {
            hits_.push_back(hit);
        }
        std::push_heap(hits_.begin(), hits_.end(), is_better);
        if (hits_.size() == count_) threshold_ = hits_.front().score;
    }
    std::vector<TextHit> take() {
        std::sort(hits_.begin(), hits_.end(), is_better);
        return std::move(hits_);
    }

private:
    static bool is_better(const TextHit& a, const TextHit& b) {
        return a.score != b.score ? a.score > b.score : a.text < b.text;
    }
    std::size_t count_;
    std::uint32_t threshold_ = 0;
    std::vector<TextHit> hits_;
};

class Collector {
public:
    Collector(const Segment& segment, const Filter& filter, const Demand& demand)
        : segment_(segment), filter_(filter), demand_(demand), best_(demand.count) {}

    std::vector<TextHit> run() {
        if (!open_lists()) return {};
        nearest_score_ = nearness_score(0);
        // Rarest first: it drives where every token is wanted, and is the dearest elsewhere.
        walk({0, segment_.shared_texts()}, kOutside);
        for (const auto& own : filter_.own) walk(own.texts, own.reach);
        return best_.take();
    }

private:
    bool open_lists() {
        for (const auto& wanted : demand_.tokens) {
            const auto found = segment_.find(wanted.token);
            if (found.blocks.empty()) {
                if (demand_.all) return false;
                continue;
            }
            if (lists_used_ == lists_.size()) break;
            List& list = lists_[lists_used_++];
            list.weight = wanted.weight;
            list.at = found.blocks.data();
            list.end = list.at + found.blocks.size();
        }
        return lists_used_ > 0;
    }

    std::span<List> lists() { return {lists_.data(), lists_used_}; }

    /// @param reach  of all texts in the range; kOutside: the filter knows
    void walk(NumberRange range, std::uint8_t reach) {
        for (auto first = range.first; first < range.last;) {
            const auto end = std::min(range.last, (first / kWindow + 1) * kWindow);
            const Window window{first >> 16, first & 0xFFFF, (end - 1) & 0xFFFF};
            if (may_matter(window)) {
                if (demand_.all)
                    intersect(window, reach);
                else
                    add_up(window, reach);
            }
            first = end;
        }
    }

    /// Moves every list to the window; false when nothing in it can be among the best.
    bool may_matter(const Window& window) {
        std::uint32_t bound = 0, postings = 0;
        for (List& list : lists()) {
            if (list.at != list.end && is_before(*list.at, window.base, window.first_low)) {
                // One step is what the next window needs; a far range is searched for.
                ++list.at;
                if (list.at != list.end && is_before(*list.at, window.base, window.first_low))
                    list.at = std::partition_point(list.at, list.end, [&](const Block& block) {
                        return is_before(block, window.base, window.first_low);
                    });
            }
            list.to = list.at;
            list.postings = 0;
            std::uint32_t most = 0;
            for (; list.to != list.end && list.to->base == window.base && list.to->first_low <= window.last_low;
                 ++list.to) {
                most = std::max<std::uint32_t>(most, list.to->max_impact);
                list.postings += list.to->count;
            }
            if (demand_.all && list.postings == 0) return false;
            list.bound = most * list.weight;
            bound += list.bound;
            postings += list.postings;
        }
        return postings > 0 && bound + nearest_score_ > best_.threshold();
    }

    std::uint8_t reach_of(TextNumber text, std::uint8_t reach) const {
        if (reach == kOutside) reach = filter_.nearest[text];
        if (reach == kOutside || !demand_.nearest) return reach;
        return !demand_.is_partial || demand_.is_partial(text) ? demand_.nearest(text) : reach;
    }

    void offer(TextNumber text, std::uint32_t score, std::uint8_t reach) {
        reach = reach_of(text, reach);
        if (reach != kOutside) best_.put({score + nearness_score(reach), text, reach});
    }

    /// The impact of a list on one text of the window, 0 if it has none.
    std::uint32_t probe(const List& list, std::uint32_t low) const {
        const Block* block = list.at;
        while (block != list.to && block->last_low < low) ++block;
        if (block == list.to || block->first_low > low) return 0;
        const std::uint16_t* lows = segment_.lows() + block->first;
        std::uint32_t first = 0, size = block->count;
        while (size > 1) {
            const std::uint32_t half = size / 2;
            first += lows[first + half] <= low ? half : 0;
            size -= half;
        }
        return lows[first] == low ? segment_.impacts()[block->first + first] : 0;
    }

    /// f(low, impact) for the postings of a list in the window.
    template <class F>
    void each_posting(const List& list, const Window& window, F f) const {
        for (const Block* block = list.at; block != list.to; ++block) {
            const std::uint16_t* lows = segment_.lows() + block->first;
            const std::uint8_t* impacts = segment_.impacts() + block->first;
            std::uint32_t i = 0, end = block->count;
            if (block->first_low < window.first_low)
                i = static_cast<std::uint32_t>(std::lower_bound(lows, lows + end, window.first_low) - lows);
            if (block->last_low > window.last_low)
                end = static_cast<std::uint32_t>(std::upper_bound(lows + i, lows + end, window.last_low) - lows);
            for (; i < end; ++i) f(lows[i], impacts[i]);
        }
    }

    void intersect(const Window& window, std::uint8_t reach) {
        std::array<List*, kMostTokens> order;
        std::size_t used = 0;
        for (List& list : lists()) order[used++] = &list;
        std::sort(order.begin(), order.begin() + used,
                  [](const List* a, const List* b) { return a->postings < b->postings; });
        std::uint32_t rest = 0;
        for (std::size_t i = 1; i < used; ++i) rest += order[i]->bound;
        each_posting(*order[0], window, [&](std::uint32_t low, std::uint32_t impact) {
            const auto text = window.number(low);
            if (reach == kOutside && filter_.nearest[text] == kOutside) return;
            std::uint32_t score = order[0]->weight * impact;
            if (score + rest + nearest_score_ <= best_.threshold()) return;
            for (std::size_t i = 1; i < used; ++i) {
                const auto more = probe(*order[i], low);
                if (more == 0) return;
                score += order[i]->weight * more;
            }
            if (score + nearest_score_ > best_.threshold()) offer(text, score, reach);
        });
    }

    void add_up(const Window& window, std::uint8_t reach) {
        std::array<List*, kMostTokens> order;
        std::size_t used = 0;
        for (List& list : lists())
            if (list.postings > 0) order[used++] = &list;
        std::sort(order.begin(), order.begin() + used,
                  [](const List* a, const List* b) { return a->bound > b->bound; });
        // The weakest tokens, which alone lift nothing into the best, are only asked after for what others found.
        std::size_t essential = used;
        std::uint32_t rest = 0;
        while (essential > 1 && rest + order[essential - 1]->bound + nearest_score_ <= best_.threshold())
            rest += order[--essential]->bound;
        std::size_t postings = 0;
        for (std::size_t i = 0; i < essential; ++i) postings += order[i]->postings;
        const auto finish = [&](std::uint32_t low, std::uint32_t score) {
            if (score + rest + nearest_score_ <= best_.threshold()) return;
            const auto text = window.number(low);
            if (reach == kOutside && filter_.nearest[text] == kOutside) return;
            for (std::size_t i = essential; i < used; ++i) score += order[i]->weight * probe(*order[i], low);
            if (score + nearest_score_ > best_.threshold()) offer(text, score, reach);
        };
        if (essential == 1) {
            each_posting(*order[0], window,
                         [&](std::uint32_t low, std::uint32_t impact) { finish(low, order[0]->weight * impact); });
            return;
        }
        thread_local std::array<std::uint32_t, kWindow> of_this_thread{};
        std::uint32_t* const scores = of_this_thread.data();
        if (postings <= kSparse) {
            std::array<std::uint16_t, kSparse + kBlockPostings> touched;
            std::size_t count = 0;
            for (std::size_t i = 0; i < essential; ++i)
                each_posting(*order[i], window, [&](std::uint32_t low, std::uint32_t impact) {
                    auto& score = scores[low - window.first_low];
                    if (score == 0) touched[count++] = static_cast<std::uint16_t>(low);
                    score += order[i]->weight * impact;
                });
            std::sort(touched.begin(), touched.begin() + count);
            for (std::size_t i = 0; i < count; ++i) {
                auto& score = scores[touched[i] - window.first_low];
                finish(touched[i], score);
                score = 0;
            }
            return;
        }
        for (std::size_t i = 0; i < essential; ++i) {
            const auto weight = order[i]->weight;
            each_posting(*order[i], window, [&](std::uint32_t low, std::uint32_t impact) {
                scores[low - window.first_low] += weight * impact;
            });
        }
        for (std::uint32_t i = 0; i < window.size(); ++i)
            if (scores[i] != 0) finish(window.first_low + i, scores[i]);
        std::fill_n(scores, window.size(), 0u);
    }

    const Segment& segment_;
    const Filter& filter_;
    const Demand& demand_;
    Best best_;
    std::array<List, kMostTokens> lists_;
    std::size_t lists_used_ = 0;
    std::uint32_t nearest_score_ = 0;
};

}  // namespace

std::uint32_t weight_of(std::uint32_t with, std::uint32_t all) {
    const double rarity = std::log(1 + (all - std::min(with, all) + 0.5) / (with + 0.5));
    return static_cast<std::uint32_t>(std::lround(rarity * kWeightUnit)) + 1;
}

std::uint32_t nearness_score(std::uint8_t reach) {
    constexpr std::uint8_t kSteps = 10;
    return reach >= kSteps ? 0 : (kSteps - reach) * kNearerScore;
}

std::vector<TextHit> collect(const Segment& segment, const Filter& filter, const Demand& demand) {
    return Collector(segment, filter, demand).run();
}

}  // namespace yw::search
