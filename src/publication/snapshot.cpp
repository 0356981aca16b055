#include "publication/snapshot.hpp"

#include <boost/json.hpp>

#include "catalogue/change_feed.hpp"
#include "catalogue/guide_json.hpp"
#include "publication/record.hpp"

namespace yw::publication {

namespace json = boost::json;

SnapshotCount write_snapshot(db::Database& database,
                             UtcTime now,
                             std::string_view origin,
                             const std::function<void(std::string_view)>& line) {
    return database.read([&](db::Reader& reader) {
        SnapshotCount count;
        count.generation = catalogue::stored_generation(reader);
        line(json::serialize(json::object{{"format", "yiwang-catalogue"},
                                          {"format_version", 1},
                                          {"cursor", cursor_text({count.generation, {}})},
                                          {"made_at", iso_utc(now)}}) +
             "\n");
        std::vector<std::string> hashes;
        catalogue::each_item(reader, [&](const catalogue::ItemChange& change) {
            std::string guide;
            if (change.item.version > 0)
                guide = canonical_json(catalogue::guide_of_version(reader, change.item.id, change.item.version));
            ++count.items;
            count.guides += !guide.empty();
            hashes.push_back(entry_hash(entry_of(change)));
            line(record_json(change, origin, guide) + "\n");
        });
        count.list_hash = list_hash(std::move(hashes));
        line(json::serialize(json::object{
                 {"end", true}, {"items", count.items}, {"guides", count.guides}, {"list_hash", count.list_hash}}) +
             "\n");
        return count;
    });
}

}  // namespace yw::publication
