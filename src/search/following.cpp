// Following the catalogue: made at the start, then change by change.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "catalogue/items_to_index.hpp"
#include "platform/log/log.hpp"
#include "search/index.hpp"
#include "search/search.hpp"
#include "search/segment_file.hpp"

namespace yw::search {
namespace {

constexpr int kPage = 500;                    ///< items read at once
constexpr std::size_t kMostAtOnce = 100'000;  ///< changes taken into one segment
constexpr std::chrono::milliseconds kPause{
    10};  ///< looking at the generation costs no query while nothing changed here
constexpr std::chrono::seconds kPauseAfterFailure{1};

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
    }

    void begin() {
        const auto generation = catalogue.generation();
        if (const auto saved = file.empty() ? std::nullopt : load_segment(file);
            saved && saved->generation <= generation) {
            search.index().replace(saved->segment, saved->generation);
            catch_up();
            return;
        }
        SegmentBuilder builder;
        for (catalogue::IndexCursor cursor;;) {
            const auto page = catalogue::items_to_index(database, kPage, cursor);
            for (const auto& item : page.items) builder.add(entry_of(item));
            if (page.is_last) break;
            cursor = page.next;
        }
        const auto segment = builder.finish();
        search.index().replace(segment, generation);
        catch_up();
        save(*segment, generation);
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
        } while (!is_last && changes.changed.size() < kMostAtOnce);
        return changes;
    }

    void catch_up() {
        const std::lock_guard lock(reading);
        for (;;) {
            const auto known = search.generation();
            const auto now = catalogue.generation();
            if (now <= known) return;
            // A large change is found piece by piece; the generation is ours when all of it is.
            catalogue::IndexCursor cursor;
            bool is_last = false;
            while (!is_last) {
                const Changes changes = read_changes(known, cursor, is_last);
                search.index().apply(changes.changed, changes.withdrawn, is_last ? now : known);
            }
        }
    }

    void save(const Segment& segment, std::uint64_t generation) const {
        if (file.empty()) return;
        try {
            save_segment(file, segment, generation);
        } catch (const std::exception& broken) {
            log::event("search.not_saved", log::Level::kWarning, {{"why", std::string(broken.what())}});
        }
    }

    bool sleep(std::chrono::milliseconds pause) {
        std::unique_lock lock(mutex);
        return woken.wait_for(lock, pause, [this] { return ending; });
    }

    void follow() {
        for (std::chrono::milliseconds pause = kPause; !sleep(pause);) {
            try {
                if (catalogue.generation() != search.generation()) catch_up();
                pause = kPause;
            } catch (const std::exception& broken) {
                // The store is away or busy: what we have is served on, and asked again soon.
                log::event("search.not_followed", log::Level::kWarning, {{"why", std::string(broken.what())}});
                pause = kPauseAfterFailure;
            }
        }
    }

    void merge() {
        while (!sleep(std::chrono::seconds(1))) {
            if (!search.index().wants_merging()) continue;
            const auto generation = search.generation();
            search.index().merge_all();
            save(*search.index().snapshot()->parts.front().segment, generation);
        }
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
