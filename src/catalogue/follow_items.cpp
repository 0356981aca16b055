#include "catalogue/follow_items.hpp"

#include "catalogue/guide_json.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/publish_guide.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

Result<Outcome> follow_guide(CatalogueChange& change, const Item& item, const FollowedItem& followed) {
    if (!followed.guide || followed.version == 0) return Outcome::kUnchanged;
    const auto here = change.reader().one(sql::hash_of_guide, {{"item_id", item.id}, {"version", followed.version}},
                                          [](const db::Row& row) { return row.text(0); });
    if (here) {
        if (*here != content_hash(*followed.guide)) return fail(kVersionTaken, item.id);
        if (item.version == followed.version) return Outcome::kUnchanged;
    }
    YW_CHECK(accept_guide(*followed.guide));
    change.publish_version(item, *followed.guide, followed.version);
    return Outcome::kChanged;
}

}  // namespace

Result<Outcome> follow_item(CatalogueChange& change, const FollowedItem& followed, UtcTime now) {
    ItemFacts facts = followed.facts;
    facts.department = change.put_department(facts.region, followed.department, followed.department_code).department;
    const auto put = change.put_item(facts);
    auto item = find_item(change.reader(), put.id);
    if (!item) return fail(kItemNotFound, put.id);
    Outcome outcome = put.outcome;
    if (item->state != followed.state) {
        change.set_state(*item,
                         {.state = followed.state, .since = now, .reason = {}, .document = {}, .decision_id = {}});
        item = find_item(change.reader(), put.id);
        outcome = Outcome::kChanged;
    }
    YW_TRY(const auto shown, follow_guide(change, *item, followed));
    return outcome == Outcome::kUnchanged ? shown : outcome;
}

}  // namespace yw::catalogue
