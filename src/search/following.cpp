// Following the catalogue: made at the start, then change by change.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

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

}  // namespace

Entry entry_of(const catalogue::Item& item) {
    Entry entry;
    entry.kind = "item";
    entry.id = item.id;
    entry.source_id = item.source_id;
    entry.code = item.implement_code;
    entry.name = item.name;
    entry.main_item = item.main_item;
    entry.other_names = item.short_names;
    entry.department = item.department.name;
    entry.promised = item.promised;
    entry.region = item.region;
    entry.visits = item.visits;
    entry.online = item.online;
    entry.has_guide = item.status == catalogue::ItemStatus::kGuide;
    if (!item.audience.empty()) {
        // 1 自然人; every other code is a kind of legal person or body.
        const auto persons = std::count(item.audience.begin(), item.audience.end(), "1");
        entry.for_persons = persons > 0;
        entry.for_firms = static_cast<std::size_t>(persons) < item.audience.size();
    }
    return entry;
}

struct Following::Work {
    Work(Search& s, const catalogue::Catalogue& c, std::filesystem::path f)
        : search(s), catalogue(c), file(std::move(f)) {
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
        for (std::string cursor;;) {
            const auto page = catalogue.all_items(kPage, cursor);
            for (const auto& item : page.items) builder.add(entry_of(item));
            cursor = page.next;
            if (cursor.empty()) break;
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
    Changes read_changes(std::uint64_t known, std::string& cursor) const {
        Changes changes;
        do {
            const auto page = catalogue.changed_since(known, kPage, cursor);
            for (const auto& item : page.items) {
                if (item.state == catalogue::ItemState::kActive)
                    changes.changed.push_back(entry_of(item));
                else
                    changes.withdrawn.push_back(item.id);
            }
            cursor = page.next;
        } while (!cursor.empty() && changes.changed.size() < kMostAtOnce);
        return changes;
    }

    void catch_up() {
        const std::lock_guard lock(reading);
        for (;;) {
            const auto known = search.generation();
            const auto now = catalogue.generation();
            if (now <= known) return;
            // A large change is found piece by piece; the generation is ours when all of it is.
            std::string cursor;
            do {
                const Changes changes = read_changes(known, cursor);
                search.index().apply(changes.changed, changes.withdrawn, cursor.empty() ? now : known);
            } while (!cursor.empty());
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
    const std::filesystem::path file;
    std::mutex reading;
    std::mutex mutex;
    std::condition_variable woken;
    bool ending = false;
    std::thread follower;
    std::thread merger;
};

Following::Following(Search& search, const catalogue::Catalogue& catalogue, std::filesystem::path file)
    : work_(std::make_unique<Work>(search, catalogue, std::move(file))) {}
Following::~Following() = default;

void Following::catch_up() {
    work_->catch_up();
}

}  // namespace yw::search
