#include "catalogue/items_to_index.hpp"

#include "catalogue/guide_json.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

constexpr int kGeneration = 17, kSearchText = 18, kAudience = 19;  ///< columns behind those of item_of()

ItemsToIndex page_of(db::Reader& reader, const db::Sql& statement, std::initializer_list<db::Bind> params, int limit) {
    ItemsToIndex page;
    page.items = reader.list(statement, params, [&](const db::Row& row) {
        ItemToIndex one{item_of(row), {}, texts_of_json(row.view(kAudience))};
        page.next = {row.integer(kGeneration), one.item.id};
        // The first line is the name itself.
        std::string_view names = row.view(kSearchText);
        for (bool is_name = true; !names.empty(); is_name = false) {
            const auto end = names.find('\n');
            if (!is_name) one.short_names.emplace_back(names.substr(0, end));
            names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
        }
        return one;
    });
    page.is_last = page.items.size() < static_cast<std::size_t>(limit);
    return page;
}

}  // namespace

ItemsToIndex items_to_index(db::Database& database, int limit, const IndexCursor& after) {
    return database.read([&](db::Reader& reader) {
        return page_of(reader, sql::items_to_index, {{"after", after.id}, {"take", limit}}, limit);
    });
}

ItemsToIndex items_to_index_since(db::Database& database,
                                  std::uint64_t generation,
                                  int limit,
                                  const IndexCursor& after) {
    return database.read([&](db::Reader& reader) {
        return page_of(
            reader, sql::items_to_index_since,
            {{"generation", generation}, {"after_generation", after.generation}, {"after", after.id}, {"take", limit}},
            limit);
    });
}

}  // namespace yw::catalogue
