// Following the catalogue: made at the start, then change by change.
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>

#include "catalogue/change_feed.hpp"
#include "catalogue/items_to_index.hpp"
#include "platform/log/log.hpp"
#include "search/index.hpp"
#include "search/search.hpp"
#include "search/segment_file.hpp"

namespace yw::search {
namespace {

constexpr int kPage = 500;  ///< items read at once
constexpr std::size_t kMostAtOnce =
    20'000;  ///< changes taken into one segment: the first are found before the last are read
constexpr std::chrono::milliseconds kPause{2};  ///< asking the catalogue costs no query while nothing changed here
constexpr std::chrono::milliseconds kLookAtStore{100};  ///< for what other processes change
constexpr std::chrono::seconds kPauseAfterFailure{1};
constexpr std::chrono::seconds kLookAtParts{1};
constexpr std::chrono::seconds kPauseAfterNoMemory{60};

Entry entry_of(const catalogue::ItemToIndex& indexed) {
    const auto& item = indexed.item;
    Entry entry;
    entry.kind = "item";
    entry.id = item.id;
    entry.source_id = item.source_id;
    entry.code = item.implement_code;
    entry.name = item.name;
    entry.main_item = item.main_item;
    entry.other_names = indexed.short_names;
    entry.department = item.department.name;
    entry.promised = item.promised;
    entry.region = item.region;
    entry.visits = item.visits;
    entry.online = item.online;
    entry.has_guide = item.status == catalogue::ItemStatus::kGuide;
    if (!indexed.audience.empty()) {
        // 1 自然人; every other code is a kind of legal person or body.
        const auto persons = std::count(indexed.audience.begin(), indexed.audience.end(), "1");
        entry.for_persons = persons > 0;
        entry.for_firms = static_cast<std::size_t>(persons) < indexed.audience.size();
    }
    return entry;
}

}  // namespace

struct Following::Work {
    Work(Search& s, const catalogue::Catalogue& c, db::Database& d, std::filesystem::path f)
        : search(s), catalogue(c), database(d), file(std::move(f)) {
        begin();
        search.check_with([this](std::uint64_t generation, std::span<const std::string> ids) {
            return catalogue::withdrawn_since(database, generation, ids);
        });
        follower = std::thread([this] { follow(); });
        merger = std::thread([this] { merge(); });
    }
    ~Work() {
        {
            const std::lock_guard lock(mutex);
            ending = true;
        }
        woken.notify_all();
        follower.join();
        merger.join();
        search.check_with({});
    }

    std::uint64_t stored_generation() const {
        return database.read(
            [](db::Reader& reader) { return static_cast<std::uint64_t>(catalogue::stored_generation(reader)); });
    }

    void begin() {
        if (!take_file()) make_anew();
        catch_up();
    }

    bool take_file() {
        if (file.empty()) return false;
        auto [saved, why_not] = load_segment(file);
        if (saved && !is_of_this_catalogue(*saved)) why_not = "of another catalogue, or of one before a restore";
        if (!why_not.empty()) {
            log::event("search.file_not_taken", log::Level::kWarning, {{"file", file.string()}, {"why", why_not}});
            return false;
        }
        if (saved) search.index().replace(std::move(saved->segment), saved->generation);
        return saved.has_value();
    }

    bool is_of_this_catalogue(const SavedSegment& saved) const {
        return database.read([&](db::Reader& reader) {
            return saved.generation <= static_cast<std::uint64_t>(catalogue::stored_generation(reader)) &&
                   catalogue::has_trace(reader, saved.generation, saved.origin);
        });
    }

    /// What is there is answered from until the new one is whole.
    void make_anew() {
        const auto generation = stored_generation();
        SegmentBuilder builder;
        for (catalogue::IndexCursor cursor;;) {
            const auto page = catalogue::items_to_index(database, kPage, cursor);
            for (const auto& item : page.items) builder.add(entry_of(item));
            if (page.is_last) break;
            cursor = page.next;
        }
        auto segment = builder.finish();
        search.index().replace(segment, generation);
        save(std::move(segment), generation);
    }

    /// Reads on from a cursor until there is no more, or as much as one segment should take.
    struct Changes {
        std::vector<Entry> changed;
        std::vector<std::string> withdrawn;
    };
    Changes read_changes(std::uint64_t known, catalogue::IndexCursor& cursor, bool& is_last) const {
        Changes changes;
        do {
            const auto page = catalogue::items_to_index_since(database, known, kPage, cursor);
            for (const auto& one : page.items) {
                if (one.item.state == catalogue::ItemState::kActive)
                    changes.changed.push_back(entry_of(one));
                else
                    changes.withdrawn.push_back(one.item.id);
            }
            cursor = page.next;
            is_last = page.is_last;
        } while (!is_last && changes.changed.size() + changes.withdrawn.size() < kMostAtOnce);
        return changes;
    }

    void catch_up() {
        const std::lock_guard lock(reading);
        for (;;) {
            const auto known = search.generation();
            const auto now = stored_generation();
            if (now == known) return;
            if (now < known) {
                // Somebody put an older state of the database in the place of ours.
                log::event("search.made_anew", log::Level::kWarning,
                           {{"why", "the catalogue is older than the index"}});
                make_anew();
                continue;
            }
            // A large change is found piece by piece; the generation is ours when all of it is.
            catalogue::IndexCursor cursor;
            bool is_last = false;
            while (!is_last) {
                const Changes changes = read_changes(known, cursor, is_last);
                search.index().apply(changes.changed, changes.withdrawn, is_last ? now : known);
            }
        }
    }

    void save(std::shared_ptr<const Segment> segment, std::uint64_t generation) const {
        if (file.empty()) return;
        try {
            auto origin = database.read([&](db::Reader& reader) { return catalogue::trace_of(reader, generation); });
            save_segment(file, {std::move(segment), generation, std::move(origin)});
        } catch (const std::exception& broken) {
            log::event("search.not_saved", log::Level::kWarning, {{"why", std::string(broken.what())}});
        }
    }

    bool sleep(std::chrono::milliseconds pause) {
        std::unique_lock lock(mutex);
        return woken.wait_for(lock, pause, [this] { return ending; });
    }

    void follow() {
        using Steady = std::chrono::steady_clock;
        auto looked_at = Steady::now();
        for (std::chrono::milliseconds pause = kPause; !sleep(pause);) {
            try {
                bool is_behind = catalogue.generation() != search.generation();
                if (const auto now = Steady::now(); !is_behind && now - looked_at >= kLookAtStore) {
                    is_behind = stored_generation() != search.generation();
                    looked_at = now;
                }
                if (is_behind) catch_up();
                pause = kPause;
            } catch (const std::exception& broken) {
                // The store is away or busy: what we have is served on, and asked again soon.
                log::event("search.not_followed", log::Level::kWarning, {{"why", std::string(broken.what())}});
                pause = kPauseAfterFailure;
            }
        }
    }

    void merge() {
        // Whoever asks or changes something comes first: this takes seconds of a core at a province's size.
        constexpr int kGivesWay = 15;
        (void)setpriority(PRIO_PROCESS, 0, kGivesWay);  // on Linux of this thread alone
        for (std::chrono::milliseconds pause = kLookAtParts; !sleep(pause);) {
            try {
                merge_once();
                pause = kLookAtParts;
            } catch (const std::exception& broken) {
                // Memory for two of the index was not to be had: the parts answer as well, only not as fast.
                log::event("search.not_merged", log::Level::kWarning, {{"why", std::string(broken.what())}});
                pause = kPauseAfterNoMemory;
            }
        }
    }

    void merge_once() {
        const auto first = search.index().worth_merging();
        if (!first) return;
        // Older than what is merged at most: what came between is read again after the next start.
        const auto generation = search.generation();
        search.index().merge(*first);
        const auto now = search.index().snapshot();
        if (*first == 0 && !now->parts.empty()) save(now->parts.front().segment, generation);
    }

    Search& search;
    const catalogue::Catalogue& catalogue;
    db::Database& database;
    const std::filesystem::path file;
    std::mutex reading;
    std::mutex mutex;
    std::condition_variable woken;
    bool ending = false;
    std::thread follower;
    std::thread merger;
};

Following::Following(Search& search,
                     const catalogue::Catalogue& catalogue,
                     db::Database& database,
                     std::filesystem::path file)
    : work_(std::make_unique<Work>(search, catalogue, database, std::move(file))) {}
Following::~Following() = default;

void Following::catch_up() {
    work_->catch_up();
}

}  // namespace yw::search
