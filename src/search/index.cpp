#include "search/index.hpp"

#include <algorithm>

#include "search/vocabulary.hpp"

namespace yw::search {
namespace {

constexpr std::uint32_t kMergeAtOnce = 20'000;  ///< items; more are left to merge_all()
constexpr std::uint32_t kAlike = 3;             ///< a part must be this many times larger than the next

/// Marks items of the parts as gone; what is marked in a part is copied before the first mark.
class Withdrawal {
public:
    explicit Withdrawal(std::vector<Part>& parts) : parts_(parts), copies_(parts.size()) {}
    void take_away(std::string_view id) {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const Segment& segment = *parts_[i].segment;
            const auto item = segment.find_item(id);
            if (!item || !parts_[i].has(*item)) continue;
            if (!copies_[i]) {
                copies_[i] = parts_[i].gone ? std::make_shared<Gone>(*parts_[i].gone)
                                            : std::make_shared<Gone>(segment.items(), segment.texts());
                parts_[i].gone = copies_[i];
            }
            copies_[i]->add(*item, segment.text_of(*item));
        }
    }

private:
    std::vector<Part>& parts_;
    std::vector<std::shared_ptr<Gone>> copies_;
};

}  // namespace

std::uint64_t Snapshot::items() const {
    std::uint64_t count = 0;
    for (const Part& part : parts) count += part.items();
    return count;
}
std::uint32_t Snapshot::texts() const {
    std::uint32_t count = 0;
    for (const Part& part : parts) count += part.segment->texts();
    return count;
}
std::uint32_t Snapshot::texts_with(Token token) const {
    std::uint32_t count = 0;
    for (const Part& part : parts) count += part.segment->find(token).texts;
    return count;
}

Index::Index() {
    publish({}, 0, nullptr);
}

void Index::publish(std::vector<Part> parts, std::uint64_t generation, std::shared_ptr<const Vocabulary> vocabulary) {
    auto next = std::make_shared<Snapshot>();
    next->parts = std::move(parts);
    next->generation = generation;
    next->vocabulary = vocabulary ? std::move(vocabulary) : std::make_shared<const Vocabulary>(next->parts);
    snapshot_.store(std::move(next));
}

void Index::replace(std::shared_ptr<const Segment> segment, std::uint64_t generation) {
    const std::lock_guard lock(writing_);
    publish({{std::move(segment), nullptr}}, generation, nullptr);
}

Part Index::merged(std::span<const Part> parts) {
    SegmentBuilder builder;
    for (const Part& part : parts)
        for (ItemNumber item = 0; item < part.segment->items(); ++item)
            if (part.has(item)) builder.add(part.segment->entry(item));
    return {builder.finish(), nullptr};
}

void Index::apply(std::span<const Entry> changed, std::span<const std::string> withdrawn, std::uint64_t generation) {
    const std::lock_guard lock(writing_);
    const auto before = snapshot();
    std::vector<Part> parts = before->parts;
    Withdrawal withdrawal(parts);
    for (const Entry& entry : changed) withdrawal.take_away(entry.id);
    for (const std::string& id : withdrawn) withdrawal.take_away(id);
    SegmentBuilder builder;
    for (const Entry& entry : changed) builder.add(entry);
    if (builder.size() > 0) parts.push_back({builder.finish(), nullptr});
    std::erase_if(parts, [](const Part& part) { return part.items() == 0; });
    while (parts.size() >= 2) {
        const Part& last = parts.back();
        const Part& other = parts[parts.size() - 2];
        if (other.items() >= kAlike * last.items() || other.items() + last.items() > kMergeAtOnce) break;
        const Part both = merged(std::span(parts).last(2));
        parts.pop_back();
        parts.back() = both;
    }
    // What a few changes add to the vocabulary waits for the next merging.
    const bool is_small = !before->parts.empty() && changed.size() < before->items() / 10;
    publish(std::move(parts), generation, is_small ? before->vocabulary : nullptr);
}

void Index::merge_all() {
    const auto old = snapshot();
    Part one = merged(old->parts);
    auto vocabulary = std::make_shared<const Vocabulary>(std::vector<Part>{one});
    const std::lock_guard lock(writing_);
    const auto now = snapshot();
    // What went away while we merged is gone from the merged part too; what came stands in parts behind it.
    auto gone = std::make_shared<Gone>(one.segment->items(), one.segment->texts());
    std::vector<Part> parts{one};
    for (const Part& part : now->parts) {
        const auto same = std::find_if(old->parts.begin(), old->parts.end(),
                                       [&](const Part& each) { return each.segment == part.segment; });
        if (same == old->parts.end()) {
            parts.push_back(part);
            continue;
        }
        for (ItemNumber item = 0; part.gone && item < part.segment->items(); ++item) {
            if (!part.gone->has(item) || !same->has(item)) continue;
            if (const auto at = one.segment->find_item(part.segment->id(item)))
                gone->add(*at, one.segment->text_of(*at));
        }
    }
    // Parts that a change merged with newer ones in the meantime: their items are in both, the newer holds.
    for (const Part& part : std::span(parts).subspan(1))
        for (ItemNumber item = 0; item < part.segment->items(); ++item)
            if (const auto at = one.segment->find_item(part.segment->id(item)))
                gone->add(*at, one.segment->text_of(*at));
    for (const Part& part : old->parts) {
        const bool is_there = std::any_of(now->parts.begin(), now->parts.end(),
                                          [&](const Part& each) { return each.segment == part.segment; });
        if (is_there) continue;
        // Merged away since: what of it is nowhere now was withdrawn.
        for (ItemNumber item = 0; item < part.segment->items(); ++item) {
            if (!part.has(item)) continue;
            const auto id = part.segment->id(item);
            const bool lives = std::any_of(now->parts.begin(), now->parts.end(), [&](const Part& each) {
                const auto at = each.segment->find_item(id);
                return at && each.has(*at);
            });
            if (lives) continue;
            if (const auto at = one.segment->find_item(id)) gone->add(*at, one.segment->text_of(*at));
        }
    }
    if (gone->count() > 0) parts.front().gone = gone;
    publish(std::move(parts), now->generation, std::move(vocabulary));
}

bool Index::wants_merging() const {
    const auto now = snapshot();
    if (now->parts.empty()) return false;
    const auto& first = now->parts.front();
    const auto scattered = now->items() - first.items();
    const auto gone = first.segment->items() - first.items();
    return now->parts.size() > 6 || scattered + gone > std::max<std::uint64_t>(kMergeAtOnce, first.items() / 5);
}

}  // namespace yw::search
