#include "decisions/open_decisions.hpp"

#include <algorithm>
#include <charconv>

#include "catalogue/item_states.hpp"
#include "decisions/apply_decision.hpp"
#include "decisions/decision_rules.hpp"
#include "decisions/decision_store.hpp"
#include "decisions/sql.hpp"
#include "kernel/ids.hpp"
#include "platform/log/log.hpp"

namespace yw::decisions {
namespace {

constexpr int kMostOnAPage = 500;
/// Behind every id.
constexpr std::string_view kLastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
/// Undoes a trial; never seen outside.
constexpr ErrorCode kTrialOnly{"decisions.trial_only", Kind::kConflict};

/// "<effective_at_ms>~<id>"
struct LogCursor {
    UtcTime before{INT64_MAX};
    std::string before_id{kLastId};
};
LogCursor log_cursor(const std::string& text) {
    const auto mark = text.find('~');
    if (mark == std::string::npos || !is_id(text.substr(mark + 1))) return {};
    LogCursor cursor;
    const auto [end, error] = std::from_chars(text.data(), text.data() + mark, cursor.before.ms);
    if (error != std::errc{} || end != text.data() + mark) return {};
    cursor.before_id = text.substr(mark + 1);
    return cursor;
}

int bounded(int limit) {
    return std::clamp(limit, 1, kMostOnAPage);
}

Error obstacles_error(const std::vector<std::string>& obstacles) {
    std::vector<FieldError> fields;
    for (const auto& obstacle : obstacles) fields.push_back({"codes", obstacle});
    return fail(kObstacle, std::move(fields));
}

}  // namespace

std::unique_ptr<Decisions> open_decisions(Dependencies dependencies) {
    return std::make_unique<OpenDecisions>(std::move(dependencies));
}

Result<void> OpenDecisions::check(const Decision& decision) const {
    auto errors = check_decision(decision);
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    if (decision.kind == DecisionKind::kAbolishProof) {
        YW_TRY(const Proof found, proof(decision.proof_id));
        if (found.state == ProofState::kAbolished) return fail(kProofAbolished);
    }
    return {};
}

Result<Trial> OpenDecisions::trial(const Decision& decision) const {
    YW_CHECK(check(decision));
    Trial trial;
    const auto done = catalogue::change_catalogue(d_.database, d_.clock, "decisions.trial",
                                                  [&](catalogue::CatalogueChange& change) -> Result<void> {
                                                      Decision tried = decision;
                                                      tried.id = new_id();
                                                      insert_decision(change.transaction(), tried, "trial");
                                                      Application application(change, d_, tried, d_.clock.now());
                                                      application.run();
                                                      trial = std::move(application).trial();
                                                      return fail(kTrialOnly);
                                                  });
    if (!done && done.error().code != kTrialOnly) return done.error();
    return trial;
}

std::string OpenDecisions::stamp() const {
    std::string lines;
    d_.database.read([&](db::Reader& reader) {
        reader.each(sql::states_of_decisions, {},
                    [&](const db::Row& row) { lines += row.text(0) + " " + row.text(1) + "\n"; });
    });
    return crypto::hex(crypto::sm3(lines));
}

Result<std::string> OpenDecisions::enter(std::string_view actor, const Decision& decision) {
    YW_CHECK(check(decision));
    Decision entered = decision;
    if (!is_id(entered.id)) entered.id = new_id();
    entered.entered_at = d_.clock.now();
    YW_CHECK(d_.database.write("decisions.enter", [&](db::Transaction& tx) -> Result<void> {
        if (find_decision(tx, entered.id)) return {};  // the form was sent twice
        insert_decision(tx, entered, actor);
        d_.audit.record(tx, {actor, "decisions.entered", entered.id, to_string(entered.kind)});
        return {};
    }));
    if (entered.effective_at > d_.clock.now()) return entered.id;
    const auto applied = apply(actor, entered.id);
    if (applied || applied.error().code == kNotPlanned) return entered.id;
    // Entered with a moment that has come, but it cannot be: nothing of it stays.
    YW_CHECK(withdraw(actor, entered.id));
    return applied.error();
}

Result<void> OpenDecisions::withdraw(std::string_view actor, const std::string& id) {
    return d_.database.write("decisions.withdraw", [&](db::Transaction& tx) -> Result<void> {
        if (!find_decision(tx, id)) return fail(kNotFound, id);
        if (mark_withdrawn(tx, id) == Written::kNo) return fail(kNotPlanned, id);
        d_.audit.record(tx, {actor, "decisions.withdrawn", id, ""});
        return {};
    });
}

Result<void> OpenDecisions::apply(std::string_view actor, const std::string& id) {
    const auto done = catalogue::change_catalogue(
        d_.database, d_.clock, "decisions.apply", [&](catalogue::CatalogueChange& change) -> Result<void> {
            auto& tx = change.transaction();
            auto decision = find_decision(tx, id);
            if (!decision) return fail(kNotFound, id);
            if (decision->state != DecisionState::kPlanned) return fail(kNotPlanned, id);
            decision->applied_at = d_.clock.now();
            if (decision->effective_at > decision->applied_at) return fail(kNotYet, id);
            Application application(change, d_, *decision, decision->applied_at);
            application.run();
            if (!application.obstacles().empty()) return obstacles_error(application.obstacles());
            decision->reach = application.reach();
            if (mark_applied(tx, *decision) == Written::kNo) return fail(kNotPlanned, id);
            d_.audit.record(tx, {actor, "decisions.applied", id, std::to_string(decision->reach.items)});
            return {};
        });
    if (done && d_.wake_outbox) d_.wake_outbox();
    return done;
}

int OpenDecisions::apply_due() {
    const auto due = d_.database.read([&](db::Reader& reader) { return due_decisions(reader, d_.clock.now()); });
    int applied = 0;
    for (const auto& id : due) {
        const auto done = apply("system", id);
        if (done) {
            ++applied;
            continue;
        }
        if (done.error().code == kNotPlanned) continue;  // another process was faster
        std::string why;
        for (const auto& field : done.error().fields) why += field.message;
        if (why.empty()) why = done.error().code.name;
        log::event("decisions.obstacle", log::Level::kError, {{"decision", id}, {"why", why}});
        d_.database
            .write("decisions.obstacle",
                   [&](db::Transaction& tx) -> Result<void> {
                       mark_obstacle(tx, id, why);
                       return {};
                   })
            .value();
    }
    return applied;
}

std::optional<UtcTime> OpenDecisions::next_due() const {
    return d_.database.read([](db::Reader& reader) { return decisions::next_due(reader); });
}

Result<Decision> OpenDecisions::decision(const std::string& id) const {
    auto found = d_.database.read([&](db::Reader& reader) { return find_decision(reader, id); });
    if (!found) return fail(kNotFound, id);
    return std::move(*found);
}

DecisionPage OpenDecisions::change_log(int limit, const std::string& cursor) const {
    const LogCursor from = log_cursor(cursor);
    const int take = bounded(limit);
    DecisionPage page;
    page.decisions = d_.database.read(
        [&](db::Reader& reader) { return public_decisions(reader, from.before, from.before_id, take + 1); });
    if (page.decisions.size() > static_cast<std::size_t>(take)) {
        page.decisions.pop_back();
        const Decision& last = page.decisions.back();
        page.next = std::to_string(last.effective_at.ms) + "~" + last.id;
    }
    return page;
}

DecisionPage OpenDecisions::all(int limit, const std::string& before) const {
    const int take = bounded(limit);
    const std::string from = is_id(before) ? before : std::string(kLastId);
    DecisionPage page;
    page.decisions = d_.database.read([&](db::Reader& reader) { return all_decisions(reader, from, take + 1); });
    if (page.decisions.size() > static_cast<std::size_t>(take)) {
        page.decisions.pop_back();
        page.next = page.decisions.back().id;
    }
    return page;
}

std::vector<catalogue::Item> OpenDecisions::items(const std::string& id, const std::string& after, int limit) const {
    return d_.database.read([&](db::Reader& reader) {
        return catalogue::items_of_decision(reader, id, is_id(after) ? after : "", bounded(limit));
    });
}

std::vector<GuideChange> OpenDecisions::guides(const std::string& id, const std::string& after, int limit) const {
    return d_.database.read([&](db::Reader& reader) {
        return reader.list(sql::guides_of_decision, {{"decision_id", id}, {"after", after}, {"take", bounded(limit)}},
                           [](const db::Row& row) {
                               return GuideChange{row.text(0), static_cast<int>(row.integer(1)),
                                                  static_cast<int>(row.integer(2)), row.text(3)};
                           });
    });
}

std::vector<TouchedCase> OpenDecisions::open_cases(const std::string& id, const std::string& after, int limit) const {
    return d_.database.read([&](db::Reader& reader) {
        return reader.list(sql::cases_of_decision, {{"decision_id", id}, {"after", after}, {"take", bounded(limit)}},
                           [](const db::Row& row) {
                               return TouchedCase{row.text(0), row.text(1), row.text(2),
                                                  row.text(3), row.text(4), row.text(5)};
                           });
    });
}

std::vector<Flag> OpenDecisions::flags_of_item(const std::string& item_id) const {
    return d_.database.read([&](db::Reader& reader) {
        return reader.list(sql::flags_of_item, {{"item_id", item_id}}, [&](const db::Row& row) {
            return Flag{row.text(0), item_id, static_cast<int>(row.integer(1)), 0};
        });
    });
}

std::vector<Flag> OpenDecisions::flags(const std::string& id, const std::string& after, int limit) const {
    return d_.database.read([&](db::Reader& reader) {
        return reader.list(
            sql::flags_of_decision, {{"decision_id", id}, {"after", after}, {"take", bounded(limit)}},
            [&](const db::Row& row) {
                return Flag{id, row.text(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
            });
    });
}

int OpenDecisions::settle_flags() {
    constexpr int kTake = 500;
    int settled = 0;
    std::string after_item;
    std::string after_decision;
    for (;;) {
        const auto open = d_.database.read([&](db::Reader& reader) {
            return reader.list(sql::open_flags,
                               {{"after_item", after_item}, {"after_decision", after_decision}, {"take", kTake}},
                               [](const db::Row& row) {
                                   return Flag{row.text(1), row.text(0), static_cast<int>(row.integer(2)), 0};
                               });
        });
        for (const Flag& flag : open) {
            const auto item = d_.catalogue.item(flag.item_id);
            if (!item || item->version <= flag.version) continue;
            const auto done = d_.database.write("decisions.settle", [&](db::Transaction& tx) -> Result<void> {
                tx.execute(
                    sql::settle_flag,
                    {{"decision_id", flag.decision_id}, {"item_id", flag.item_id}, {"settled_version", item->version}});
                return {};
            });
            if (done) ++settled;
        }
        if (open.size() < static_cast<std::size_t>(kTake)) return settled;
        after_item = open.back().item_id;
        after_decision = open.back().decision_id;
    }
}

void OpenDecisions::add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) {
    add_public_routes(router, *this, gate, frame);
    add_operator_routes(router, *this, gate, frame);
}

}  // namespace yw::decisions
