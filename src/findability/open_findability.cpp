#include "findability/open_findability.hpp"

#include <algorithm>

#include "findability/sql.hpp"
#include "findability/trial.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"
#include "platform/log/log.hpp"

namespace yw::findability {
namespace {

constexpr std::size_t kMostChanges = 5000;  ///< of one version: a whole file
constexpr std::size_t kMostReason = 500;
constexpr std::int64_t kFrequentDays = 7;

}  // namespace

std::unique_ptr<Findability> open_findability(Dependencies dependencies) {
    return std::make_unique<OpenFindability>(std::move(dependencies));
}

OpenFindability::OpenFindability(Dependencies dependencies)
    : parts_(std::move(dependencies)), rules_(rules()), process_(new_id()), counts_(rules_), words_(parts_) {}

DueCursor due_cursor(const std::string& text) {
    const auto mark = text.find('~');
    if (mark == std::string::npos || !LocalDay::parse(text.substr(0, mark))) return {};
    return {text.substr(0, mark), text.substr(mark + 1)};
}

std::string text_of(const DueCursor& cursor) {
    return cursor.due_on + "~" + cursor.after;
}

LocalDay OpenFindability::due(LocalDay from, std::int64_t working_days) const {
    const auto deadline = parts_.calendar().working_days_deadline(from, static_cast<int>(working_days));
    // Where no holidays are published the day itself is due: somebody looks at it at once, and loads the year.
    return deadline ? deadline->due : from;
}

void OpenFindability::work(std::chrono::milliseconds budget) {
    const std::unique_lock lock(working_, std::try_to_lock);
    if (!lock) return;
    words_.follow();
    write_counts();
    const auto today = parts_.clock.today();
    if (swept_on_ != today) sweep(today);
    swept_on_ = today;
    const auto end = std::chrono::steady_clock::now() + budget;
    while (std::chrono::steady_clock::now() < end && !check_more()) {
    }
}

void OpenFindability::sweep(LocalDay today) {
    const auto counts_before = today.plus(-static_cast<int>(rules_.count_days)).iso();
    const auto cleared_before = today.plus(-static_cast<int>(rules_.cleared_days)).iso();
    (void)parts_.database.write("findability.sweep", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::delete_old_counts, {{"before", counts_before}});
        tx.execute(sql::delete_old_failed, {{"before", cleared_before}});
        tx.execute(sql::delete_handed_alone, {});
        return {};
    });
}

std::vector<std::string> OpenFindability::frequent_queries() const {
    const auto since = parts_.clock.today().plus(-static_cast<int>(kFrequentDays)).iso();
    const auto place = parts_.judged_place.str();
    return parts_.database.read([&](db::Reader& reader) {
        return reader.list(sql::frequent_queries, {{"place", place}, {"since", since}, {"most", rules_.frequent}},
                           [](const db::Row& row) { return row.text(0); });
    });
}

Result<std::shared_ptr<const Words>> OpenFindability::with(const std::vector<WordChange>& changes) const {
    if (changes.empty()) return fail(kNothingChanged);
    if (changes.size() > kMostChanges) return fail(kInvalid, {{"file", "一次最多改5000条。"}});
    std::vector<FieldError> errors;
    for (const WordChange& change : changes)
        for (auto& error : check_change(change)) errors.push_back(std::move(error));
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    const auto now = words();
    auto changed = words_of(now->version + 1, changed_entries(now->entries, changes));
    if (!changed) return fail(kInvalid, {{"said", changed.error().detail}});
    return changed;
}

Result<Trial> OpenFindability::try_words(const std::vector<WordChange>& changes) const {
    YW_TRY(const auto after, with(changes));
    return findability::try_words(parts_.search, parts_.judged_place, *words(), *after, frequent_queries());
}

Result<std::int64_t> OpenFindability::save_words(const identity::Viewer& viewer, const SaveWords& command) {
    if (command.why.empty() || utf8::length(command.why) > kMostReason)
        return fail(kInvalid, {{"why", "请填写理由，最多500个字。"}});
    words_.follow();
    YW_TRY(const auto trial, try_words(command.changes));
    const auto worse = trial.count(Compared::Verdict::kWorse);
    if (worse > 0 && !command.worse_confirmed) return fail(kWouldBeWorse);
    const auto now = parts_.clock.now();
    const auto today = LocalDay::of(now).iso();
    const bool says = std::any_of(command.changes.begin(), command.changes.end(),
                                  [](const WordChange& change) { return change.list == "sentences"; });
    YW_TRY(const auto number, parts_.database.write("findability.words", [&](db::Transaction& tx) {
        auto saved = words_.save(tx, viewer, command, worse);
        if (saved && !command.failed_query.empty()) {
            tx.execute(sql::clear_failed, {{"id", command.failed_query},
                                           {"how", says ? "sentence" : "words"},
                                           {"note", command.why},
                                           {"cleared_by", viewer.account_id},
                                           {"cleared_at_ms", now.ms},
                                           {"cleared_on", today}});
            parts_.audit.record(tx, {viewer.account_id, "findability.query_cleared", command.failed_query, "words"});
        }
        return saved;
    }));
    words_.follow();
    return number;
}

void OpenFindability::add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) {
    add_failed_routes(router, *this, gate, frame);
    add_department_routes(router, *this, gate, frame);
    add_word_routes(router, *this, gate, frame);
}

}  // namespace yw::findability
