// All segments of the catalogue at one moment, and how the next moment comes about.
//
// Readers hold a snapshot: nothing in it ever changes. A change makes a small segment of what is new, marks what it
// replaces or takes away as gone, and swaps the snapshot. Segments that have become too many or too alike in size are
// merged from their own contents; the database is not asked.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "search/scope.hpp"
#include "search/segment.hpp"

namespace yw::search {

/// Items of a segment that were changed or withdrawn later.
class Gone {
public:
    Gone(std::uint32_t items, std::uint32_t texts) : items_(items, false), texts_(texts, false) {}
    void add(ItemNumber item, TextNumber text) {
        if (items_[item]) return;
        items_[item] = true;
        texts_[text] = true;
        ++count_;
    }
    bool has(ItemNumber item) const { return items_[item]; }
    /// Whether some item of the text is gone.
    bool touches(TextNumber text) const { return texts_[text]; }
    std::uint32_t count() const { return count_; }

private:
    std::vector<bool> items_, texts_;
    std::uint32_t count_ = 0;
};

struct Part {
    std::shared_ptr<const Segment> segment;
    std::shared_ptr<const Gone> gone;  ///< null: nothing
    bool has(ItemNumber item) const { return !gone || !gone->has(item); }
    std::uint32_t items() const { return segment->items() - (gone ? gone->count() : 0); }
};

/// Pairs of characters that texts hold: what mistyped ones are mended with.
class Vocabulary;

struct Snapshot {
    std::vector<Part> parts;  ///< oldest and largest first
    std::uint64_t generation = 0;
    std::shared_ptr<const Vocabulary> vocabulary;
    std::uint64_t items() const;
    std::uint32_t texts() const;
    std::uint32_t texts_with(Token token) const;
};

/// The same snapshot with these items gone.
std::shared_ptr<const Snapshot> without(const Snapshot& snapshot, std::span<const std::string> ids);

class Index {
public:
    Index();
    std::shared_ptr<const Snapshot> snapshot() const { return snapshot_.load(); }

    /// Everything anew.
    void replace(std::shared_ptr<const Segment> segment, std::uint64_t generation);
    /// Entries that are new or changed, ids of those that are no longer to be found.
    void apply(std::span<const Entry> changed, std::span<const std::string> withdrawn, std::uint64_t generation);
    /// Merges the parts from the one of this number on into one. Others may read and apply meanwhile; who merges does
    /// it alone. @cost that of building their items anew
    void merge(std::size_t first);
    /// The part from which on merging is worth it, because much is gone or scattered; nothing when it is not.
    std::optional<std::size_t> worth_merging() const;

private:
    void publish(std::vector<Part> parts, std::uint64_t generation, std::shared_ptr<const Vocabulary> vocabulary);
    static Part merged(std::span<const Part> parts);

    std::mutex writing_;
    std::atomic<std::shared_ptr<const Snapshot>> snapshot_;
};

}  // namespace yw::search
