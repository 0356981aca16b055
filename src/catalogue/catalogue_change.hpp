// What one transaction does to the catalogue: the only writer of the module's tables. Keeps the counts and the
// generation right, whatever is changed and in which order.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "catalogue/catalogue.hpp"
#include "catalogue/place_counts.hpp"
#include "kernel/time.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

/// What is known of an item without a guide.
struct ItemFacts {
    std::string source_id;
    RegionCode region;
    Department department;
    std::string name;
    std::string main_item;
    std::string implement_code;  ///< empty: made from region and source_id
    std::string base_code;
    std::string task_type;
};

enum class Outcome { kAdded, kChanged, kUnchanged };

/// Items of one entry of the base catalogue in a place and below it, of one level only where that is named.
struct ItemScope {
    std::string base_code;
    RegionCode region;
    std::optional<RegionLevel> level = {};
};

class CatalogueChange {
public:
    CatalogueChange(db::Transaction& tx, UtcTime now) : tx_(tx), now_(now) {}
    CatalogueChange(const CatalogueChange&) = delete;
    CatalogueChange& operator=(const CatalogueChange&) = delete;

    db::Reader& reader() { return tx_; }
    /// For what other modules write together with the catalogue: a decision, its audit.
    db::Transaction& transaction() { return tx_; }

    struct PutDepartment {
        Department department;
        Outcome outcome;
    };
    /// The department of this name there, made if it is new. A credit code is added to its list, right or wrong; an
    /// empty one adds nothing.
    PutDepartment put_department(RegionCode region, std::string_view name, std::string_view credit_code);

    /// Reads all items of a place at once, for imports that will put many there: one statement instead of one a row.
    void expect_items(RegionCode region);
    /// How many items a place has.
    std::int64_t items_of(RegionCode region) const;

    struct PutItem {
        std::string id;
        Outcome outcome;
    };
    /// Lists the item, or moves the one of this source_id there to these facts. Name, base code and task type of an
    /// item with a published guide are the guide's and stay.
    PutItem put_item(const ItemFacts& facts);

    struct Published {
        int version;
        Outcome outcome;  ///< kUnchanged: the published version says exactly this already
    };
    /// Makes the next version of the item's guide. The guide has passed check_guide().
    Published publish(const Item& item, const Guide& guide);
    /// Shows the guide under a version that another instance gave it; what that version says here already is the same.
    void publish_version(const Item& item, const Guide& guide, int version);

    /// Takes the active and suspended items of the scope off every list. Returns how many.
    /// @param standing  not active
    /// @cost five statements, however many items there are
    std::int64_t take_off(const ItemScope& scope, const Standing& standing);
    /// Brings one item into a state, back onto the lists too. Restored items lose their successors.
    void set_state(const Item& item, const Standing& standing);
    void add_successor(const std::string& item_id, const std::string& successor_id);

    /// Writes the counts; the last thing before the commit.
    void finish() { counts_.write(tx_); }

private:
    std::int64_t generation();
    std::vector<Theme> themes_of(const std::string& item_id);
    void add_credit_code(Department& department, std::string_view credit_code, Outcome& outcome);
    std::optional<Item> find(RegionCode region, const std::string& source_id);
    void insert(const ItemFacts& facts, const std::string& id);
    Outcome update(const Item& item, const ItemFacts& facts);
    void show_guide(const Item& item, const Guide& guide, int version);
    /// Writes the guide's themes as rows of the item.
    std::vector<Theme> put_themes(const Item& shown, const Guide& guide);

    db::Transaction& tx_;
    UtcTime now_;
    std::optional<std::int64_t> generation_;
    std::map<std::pair<RegionCode, std::string>, Department> departments_;     ///< by place and department_key()
    std::set<std::pair<std::string, std::string>> credit_codes_;               ///< by department id: known to be there
    std::map<RegionCode, std::map<std::string, Item, std::less<>>> expected_;  ///< by place and source_id
    std::set<std::pair<RegionCode, std::string>> moved_;  ///< place and source_id put by this transaction
    CountChanges counts_;
};

/// Counts the changes that this process committed to any catalogue, so that its readers look at the stored generation
/// at once instead of within a second.
std::atomic<std::uint64_t>& changes_of_this_process();

/// Held by a change on PostgreSQL: every change begins with the same row, so that two at once would only undo each
/// other until one of them has been tried too often. Changes of other processes are repeated by the store.
std::mutex& one_change_at_a_time();

/// f(CatalogueChange&) -> Result<T> in one transaction.
template <class F>
auto change_catalogue(db::Database& database, const Clock& clock, std::string_view name, F f)
    -> std::invoke_result_t<F, CatalogueChange&> {
    std::unique_lock alone(one_change_at_a_time(), std::defer_lock);
    if (database.engine() == db::Engine::kPostgres) alone.lock();
    auto result = database.write(name, [&](db::Transaction& tx) {
        CatalogueChange change(tx, clock.now());
        auto done = f(change);
        if (done) change.finish();
        return done;
    });
    ++changes_of_this_process();
    return result;
}

}  // namespace yw::catalogue
