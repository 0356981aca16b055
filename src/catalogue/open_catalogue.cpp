#include <chrono>
#include <mutex>
#include <stdexcept>

#include "catalogue/catalogue.hpp"
#include "catalogue/catalogue_change.hpp"
#include "catalogue/guide_rows.hpp"
#include "catalogue/item_list.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/lru_cache.hpp"
#include "catalogue/place_counts.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kItems = 20'000;  // about 1 KiB each
constexpr std::size_t kGuides = 2'000;  // about 20 KiB each
constexpr std::size_t kPlaces = 2'000;
constexpr std::chrono::seconds kLookAgain{1};  // how long another process's change may go unnoticed

/// The stored generation as this process knows it.
class Generation {
public:
    explicit Generation(db::Database& database) : database_(database) {}

    std::uint64_t get() {
        const std::lock_guard lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        const auto own_changes = changes_of_this_process().load();
        if (is_fresh(now, own_changes)) return known_;
        const auto stored =
            database_.read([](db::Reader& reader) { return reader.number(sql::current_generation, {}); });
        if (!stored) throw std::runtime_error("catalogue: catalogue_generation has lost its row");
        known_ = static_cast<std::uint64_t>(*stored);
        own_changes_ = own_changes;
        looked_at_ = now;
        return known_;
    }

    std::optional<std::uint64_t> at_hand() {
        const std::unique_lock lock(mutex_, std::try_to_lock);
        if (!lock || !is_fresh(std::chrono::steady_clock::now(), changes_of_this_process().load())) return std::nullopt;
        return known_;
    }

private:
    bool is_fresh(std::chrono::steady_clock::time_point now, std::uint64_t own_changes) const {
        return known_ != 0 && own_changes == own_changes_ && now - looked_at_ < kLookAgain;
    }

    db::Database& database_;
    std::mutex mutex_;
    std::uint64_t known_ = 0;
    std::uint64_t own_changes_ = 0;
    std::chrono::steady_clock::time_point looked_at_;
};

class StoredCatalogue final : public Catalogue {
public:
    explicit StoredCatalogue(db::Database& database) : database_(database), generation_(database) {}

    ItemPage items(const ItemFilter& filter, int limit, const std::string& cursor) const override {
        return database_.read([&](db::Reader& reader) { return list_items(reader, filter, limit, cursor); });
    }

    Result<Item> item(const std::string& id) const override {
        const auto found = cached(items_, id, [&](db::Reader& reader) { return find_item(reader, id); });
        if (!found) return fail(kItemNotFound, id);
        return *found;
    }

    Result<Item> item_by_source(RegionCode region, const std::string& source_id) const override {
        auto found = database_.read([&](db::Reader& reader) { return find_item_by_source(reader, region, source_id); });
        if (!found) return fail(kItemNotFound, region.str() + " " + source_id);
        return std::move(*found);
    }

    Result<std::shared_ptr<const PublishedGuide>> guide(const std::string& item_id) const override {
        YW_TRY(const Item found, item(item_id));
        if (found.state != ItemState::kActive) return fail(kItemEnded, item_id);
        if (found.version == 0) return fail(kGuideNotFound, item_id);
        return guide_version(item_id, found.version);
    }

    Result<std::shared_ptr<const PublishedGuide>> guide_version(const std::string& item_id,
                                                                int version) const override {
        auto found = cached(guides_, std::pair(item_id, version),
                            [&](db::Reader& reader) { return read_guide(reader, item_id, version); });
        if (!found) return fail(kGuideNotFound, item_id + " version " + std::to_string(version));
        return found;
    }

    PlaceCounts counts(RegionCode region) const override {
        return *cached(counts_, region, [&](db::Reader& reader) { return std::optional(read_counts(reader, region)); });
    }

    Result<Department> department(const std::string& id) const override {
        const auto found = cached(departments_, id, [&](db::Reader& reader) {
            return reader.one(sql::find_department, {{"id", id}},
                              [](const db::Row& row) { return department_of(row, 0); });
        });
        if (!found) return fail(kDepartmentNotFound, id);
        return *found;
    }

    std::vector<PublishedVersion> versions(const std::string& item_id) const override {
        return database_.read([&](db::Reader& reader) {
            return reader.list(sql::versions_of_item, {{"item_id", item_id}}, [](const db::Row& row) {
                return PublishedVersion{static_cast<int>(row.integer(0)), row.text(1), row.integer(2)};
            });
        });
    }

    Result<void> check_active(db::Reader& reader, const std::string& item_id) const override {
        return catalogue::check_active(reader, item_id);
    }
    std::vector<Standing> standings(const std::string& item_id) const override {
        return database_.read([&](db::Reader& reader) { return standings_of(reader, item_id); });
    }
    std::vector<Item> successors(const std::string& item_id) const override {
        return database_.read([&](db::Reader& reader) { return successors_of(reader, item_id); });
    }
    Coverage coverage(RegionCode region) const override {
        return database_.read([&](db::Reader& reader) { return read_coverage(reader, region); });
    }
    ItemPage all_items(int limit, const std::string& cursor) const override {
        return database_.read([&](db::Reader& reader) { return list_all_items(reader, limit, cursor); });
    }
    ItemPage changed_since(std::uint64_t generation, int limit, const std::string& cursor) const override {
        return database_.read(
            [&](db::Reader& reader) { return list_changed_items(reader, generation, limit, cursor); });
    }
    std::uint64_t generation() const override { return generation_.get(); }
    std::optional<std::uint64_t> generation_at_hand() const override { return generation_.at_hand(); }

private:
    static std::optional<PublishedGuide> read_guide(db::Reader& reader, const std::string& item_id, int version) {
        auto item = find_item(reader, item_id);
        auto stored = item ? find_guide(reader, item_id, version) : std::nullopt;
        if (!stored) return std::nullopt;
        return PublishedGuide{std::move(*item), std::move(stored->guide), version, stored->published_at_ms,
                              std::move(stored->content_hash)};
    }

    /// From the cache, else through `read`, which gives nothing for what does not exist: that is not cached.
    template <class K, class V, class F>
    std::shared_ptr<const V> cached(LruCache<K, V>& cache, const K& key, F read) const {
        const auto generation = generation_.get();
        if (auto found = cache.get(generation, key)) return found;
        std::optional<V> found = database_.read(read);
        if (!found) return nullptr;
        auto shared = std::make_shared<const V>(std::move(*found));
        cache.put(generation, key, shared);
        return shared;
    }

    db::Database& database_;
    mutable Generation generation_;
    mutable LruCache<std::string, Item> items_{kItems};
    mutable LruCache<std::pair<std::string, int>, PublishedGuide> guides_{kGuides};
    mutable LruCache<RegionCode, PlaceCounts> counts_{kPlaces};
    mutable LruCache<std::string, Department> departments_{kItems};
};

}  // namespace

std::unique_ptr<Catalogue> open_catalogue(db::Database& database) {
    return std::make_unique<StoredCatalogue>(database);
}

}  // namespace yw::catalogue
