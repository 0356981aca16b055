#include "search/index.hpp"

#include <algorithm>

#include "search/vocabulary.hpp"

namespace yw::search {
namespace {

// Changes must be found within 50 ms of their commit: what takes longer to merge is left to merge().
constexpr std::uint32_t kMergeAtOnce = 500;  ///< items: about 15 ms
constexpr std::uint32_t kAlike = 3;          ///< a part must be this many times larger than the next
constexpr std::size_t kMostParts = 12;
constexpr std::uint64_t kScattered = 20'000;  ///< items behind the first part, or gone from it
constexpr std::uint64_t kScatteredShare = 8;  ///< one of so many of the first part's, where that is more

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

std::shared_ptr<const Snapshot> without(const Snapshot& snapshot, std::span<const std::string> ids) {
    auto rest = std::make_shared<Snapshot>(snapshot);
    Withdrawal withdrawal(rest->parts);
    for (const std::string& id : ids) withdrawal.take_away(id);
    return rest;
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
    // What a few changes add to the vocabulary waits until all is merged.
    const bool is_small = !before->parts.empty() && changed.size() < before->items() / 10;
    publish(std::move(parts), generation, is_small ? before->vocabulary : nullptr);
}

void Index::merge(std::size_t first) {
    const auto old = snapshot();
    if (first >= old->parts.size()) return;
    const auto were = std::span(old->parts).subspan(first);
    Part one = merged(were);
    auto vocabulary = first == 0 ? std::make_shared<const Vocabulary>(std::span(&one, 1)) : nullptr;
    const std::lock_guard lock(writing_);
    const auto now = snapshot();
    // What was altered or withdrawn while we merged is gone from the merged part too: it is marked in the parts that we
    // merged, or a change has merged one of these with newer ones, and all of it stands there.
    auto gone = std::make_shared<Gone>(one.segment->items(), one.segment->texts());
    std::vector<Part> parts = now->parts;
    auto place = parts.size();
    for (const Part& was : were) {
        const auto is =
            std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return each.segment == was.segment; });
        const Part* const still = is == parts.end() ? nullptr : &*is;
        if (!still || still->gone != was.gone)
            for (ItemNumber item = 0; item < was.segment->items(); ++item) {
                if (!was.has(item) || (still && still->has(item))) continue;
                const auto at = one.segment->find_item(was.segment->id(item));
                gone->add(*at, one.segment->text_of(*at));
            }
        if (!still) continue;
        place = std::min(place, static_cast<std::size_t>(is - parts.begin()));
        parts.erase(is);
    }
    place = std::min(place, parts.size());
    if (gone->count() > 0) one.gone = std::move(gone);
    if (one.items() > 0) parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(place), std::move(one));
    publish(std::move(parts), now->generation, vocabulary ? std::move(vocabulary) : now->vocabulary);
}

std::optional<std::size_t> Index::worth_merging() const {
    const auto now = snapshot();
    if (now->parts.empty()) return std::nullopt;
    const Part& first = now->parts.front();
    const auto scattered = now->items() - first.items() + first.segment->items() - first.items();
    if (scattered > std::max<std::uint64_t>(kScattered, first.segment->items() / kScatteredShare)) return 0;
    if (now->parts.size() <= kMostParts) return std::nullopt;
    // From the largest part on that the rest together come up to: each item is merged a few times only.
    std::uint64_t rest = 0;
    std::size_t from = now->parts.size() - 1;
    for (auto part = now->parts.size(); part-- > 1; rest += now->parts[part].items())
        if (now->parts[part].items() < kAlike * rest) from = part;
    return from;
}

}  // namespace yw::search
