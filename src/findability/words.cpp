#include "findability/words.hpp"

#include <algorithm>

#include "findability/sql.hpp"

namespace yw::findability {
namespace {

const std::vector<WordEntry>& shipped() {
    static const std::vector<WordEntry> kShipped = shipped_entries();
    return kShipped;
}

const WordEntry* find_entry(const std::vector<WordEntry>& entries, const WordChange& change) {
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const WordEntry& entry) {
        return entry.list == change.list && entry.said == change.said;
    });
    return at == entries.end() ? nullptr : &*at;
}

/// Those that the program carries, with what is stored over them.
std::vector<WordEntry> stored(db::Reader& reader) {
    std::vector<WordChange> changes;
    reader.each(sql::words, {}, [&](const db::Row& row) {
        WordChange change{row.text(0), row.text(1), std::nullopt, std::nullopt};
        if (row.integer(3) == 0) change.after = texts_of_json(row.view(2));
        changes.push_back(std::move(change));
    });
    return changed_entries(shipped(), changes);
}

/// What was saved was read before it was saved: what cannot be read is a list of a newer program, or a bug.
std::shared_ptr<const Words> readable(Result<std::shared_ptr<const Words>> words) {
    if (!words) throw std::logic_error("words of search: " + words.error().detail);
    return std::move(words).value();
}

void store_change(db::Transaction& tx, const WordChange& change) {
    const WordEntry* carried = find_entry(shipped(), change);
    const bool is_as_carried = carried ? change.after && carried->meant == *change.after : !change.after;
    if (is_as_carried) {
        tx.execute(sql::delete_word, {{"list", change.list}, {"said", change.said}});
        return;
    }
    const auto meant = texts_to_json(change.after.value_or(std::vector<std::string>()));
    tx.execute(sql::put_word,
               {{"list", change.list}, {"said", change.said}, {"meant", meant}, {"is_removed", change.after ? 0 : 1}});
}

}  // namespace

Result<std::shared_ptr<const Words>> words_of(std::int64_t version, std::vector<WordEntry> entries) {
    const auto texts = thesaurus_texts(entries);
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    YW_TRY(auto thesaurus, search::Thesaurus::read(views));
    auto judged = judged_queries(entries);
    return std::shared_ptr<const Words>(
        std::make_shared<Words>(Words{version, std::move(entries), std::move(thesaurus), std::move(judged)}));
}

WordStore::WordStore(const Dependencies& parts) : parts_(parts) {
    follow();
}

void WordStore::follow() {
    const std::lock_guard lock(following_);
    const auto known = now_.load();
    const auto read_now = [&](db::Reader& reader) -> std::optional<std::pair<std::int64_t, std::vector<WordEntry>>> {
        const auto version = reader.number(sql::last_version, {}).value_or(0);
        if (known && known->version == version) return std::nullopt;
        return std::pair(version, stored(reader));
    };
    auto changed = parts_.database.read(read_now);
    if (!changed) return;
    const auto words = readable(words_of(changed->first, std::move(changed->second)));
    now_.store(words);
    parts_.search.use(words->thesaurus);
}

Result<std::int64_t> WordStore::save(db::Transaction& tx,
                                     const identity::Viewer& viewer,
                                     const SaveWords& command,
                                     std::size_t worse) const {
    const auto entries = stored(tx);
    for (const WordChange& change : command.changes) {
        const WordEntry* entry = find_entry(entries, change);
        const bool is_as_seen = change.before ? entry && entry->meant == *change.before : entry == nullptr;
        if (!is_as_seen) return fail(kChangedSince, change.said);
    }
    for (const WordChange& change : command.changes) store_change(tx, change);
    const auto number = tx.number(sql::last_version, {}).value_or(0) + 1;
    const auto changes = to_json(command.changes);
    tx.execute(sql::insert_version, {{"number", number},
                                     {"at_ms", parts_.clock.now().ms},
                                     {"actor", viewer.account_id},
                                     {"actor_name", viewer.masked_name},
                                     {"why", command.why},
                                     {"changes", changes},
                                     {"undoes", command.undoes},
                                     {"worse", worse}});
    const auto subject = std::to_string(number);
    const auto detail = std::to_string(command.changes.size());
    parts_.audit.record(tx, {viewer.account_id, "findability.words_changed", subject, detail});
    return number;
}

WordsInUse words_in_use(db::Database& database) {
    auto entries = database.read([](db::Reader& reader) { return stored(reader); });
    const auto words = readable(words_of(0, std::move(entries)));
    return {words->thesaurus, words->judged};
}

std::vector<Version> WordStore::versions(int limit, std::int64_t before) const {
    return parts_.database.read([&](db::Reader& reader) {
        return reader.list(sql::versions, {{"before", before}, {"most", limit}}, [](const db::Row& row) {
            return Version{row.integer(0),
                           UtcTime{row.integer(1)},
                           row.text(2),
                           row.text(3),
                           changes_of_json(row.view(4)).value_or(std::vector<WordChange>()),
                           row.integer(5),
                           row.integer(6)};
        });
    });
}

}  // namespace yw::findability
