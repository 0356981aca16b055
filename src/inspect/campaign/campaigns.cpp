#include "inspect/campaign/campaigns.hpp"

#include "inspect/campaign/items.hpp"
#include "inspect/campaign/sql.hpp"
#include "inspect/sampling/drawing.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestText = 1000;
constexpr std::size_t kLongestSeed = 64;
constexpr std::int64_t kMostOfALevel = 20'000;
constexpr std::int64_t kMostItemsDrawn = 100'000;
constexpr int kMostLines = 5000;
constexpr std::size_t kMostProblems = 2000;
/// Time to object: 国办函〔2017〕115号 gives none; two weeks and a day, so that every inspected has ten working days.
constexpr std::chrono::hours kLinkLives{24 * 15};

void check_text(std::vector<FieldError>& faults,
                const char* field,
                std::string_view text,
                std::size_t longest,
                bool needed = true) {
    if (needed && text.empty())
        faults.push_back({field, std::string(strings::text("campaign.fill_in"))});
    else if (utf8::length(text) > longest)
        faults.push_back({field, std::string(strings::text("campaign.too_long"))});
}

Round round_of(const db::Row& row) {
    return {row.text(0), row.text(1),    row.text(2),    row.text(3),    row.text(4),
            row.text(5), row.integer(6), row.integer(7), !row.is_null(8)};
}

State state_in(const db::Row& row, int column) {
    return state_of(row.view(column)).value_or(State::kCouldNotCheck);
}

std::string state_in_round(db::Reader& reader, const std::string& round_id) {
    return reader.one(sql::find_round, {{"id", round_id}}, [](const db::Row& row) { return row.text(5); }).value_or("");
}

void insert_findings(db::Transaction& tx,
                     const std::string& observation_id,
                     const std::string& platform_id,
                     const std::vector<MachineFinding>& findings) {
    tx.execute(sql::delete_findings, {{"observation_id", observation_id}});
    for (const auto& finding : findings) {
        const auto id = new_id();
        tx.execute(sql::insert_finding, {{"id", id},
                                         {"observation_id", observation_id},
                                         {"platform_id", platform_id},
                                         {"what", finding.what},
                                         {"words", finding.words},
                                         {"address", finding.address},
                                         {"evidence", finding.evidence}});
    }
}

struct Change {
    const std::string& observation_id;
    const std::string& platform_id;
    std::string_view from;
    std::string_view to;
    std::string_view reason;
    const std::string& account;
    UtcTime at;
};

void insert_change(db::Transaction& tx, const Change& change) {
    const auto id = new_id();
    tx.execute(sql::insert_change, {{"id", id},
                                    {"observation_id", change.observation_id},
                                    {"platform_id", change.platform_id},
                                    {"from_state", change.from},
                                    {"to_state", change.to},
                                    {"reason", change.reason},
                                    {"by_account", change.account},
                                    {"at_ms", change.at.ms}});
}

}  // namespace

Result<std::string> OpenCampaigns::create(const identity::Viewer& viewer, const NewRound& round) {
    std::vector<FieldError> faults;
    check_text(faults, "name", round.name, kLongestName);
    check_text(faults, "purpose", round.purpose, kLongestText, false);
    check_text(faults, "seed", round.seed, kLongestSeed, false);
    const std::pair<std::string_view, std::int64_t> quotas[] = {
        {"province", round.province}, {"city", round.city}, {"county", round.county}};
    for (const auto& quota : quotas)
        if (quota.second < 0 || quota.second > kMostOfALevel)
            faults.push_back({std::string(quota.first), std::string(strings::text("campaign.quota_wrong"))});
    if (round.items < 0 || round.items > kMostItemsDrawn)
        faults.push_back({"items", std::string(strings::text("campaign.item_quota_wrong"))});
    const auto named = read_names(round.named_items, faults, "named_items");
    if (!faults.empty()) return fail(kInput, std::move(faults));
    const auto id = new_id();
    const auto seed = round.seed.empty() ? crypto::random_token().substr(0, 12) : round.seed;
    return database_.write("campaign.create", [&](db::Transaction& tx) -> Result<std::string> {
        tx.execute(sql::insert_round, {{"id", id},
                                       {"name", round.name},
                                       {"purpose", round.purpose},
                                       {"edition", inspect::indicators().version},
                                       {"seed", seed},
                                       {"created_by", viewer.account_id},
                                       {"created_at_ms", clock_.now().ms},
                                       {"item_quota", round.items}});
        for (const auto& quota : quotas)
            tx.execute(sql::insert_stratum, {{"round_id", id}, {"stratum", quota.first}, {"quota", quota.second}});
        for (const auto& name : named) tx.execute(sql::insert_named_item, {{"round_id", id}, {"name", name}});
        audit_.record(tx, {viewer.account_id, "campaign.created", id, seed});
        return id;
    });
}

std::vector<Round> OpenCampaigns::rounds(int limit, const std::string& before) const {
    return database_.read([&](db::Reader& reader) {
        return reader.list(sql::rounds, {{"before", before.empty() ? "~" : std::string_view(before)}, {"most", limit}},
                           round_of);
    });
}

Result<Round> OpenCampaigns::round(const std::string& id) const {
    auto found = database_.read([&](db::Reader& reader) {
        return reader.one(sql::find_round, {{"id", id}}, round_of);
    });
    if (!found) return fail(kNotFound);
    return std::move(*found);
}

std::vector<Stratum> OpenCampaigns::strata(const std::string& round_id) const {
    auto rows = database_.read([&](db::Reader& reader) {
        return reader.list(sql::strata_of_round, {{"round_id", round_id}}, [](const db::Row& row) {
            return Stratum{row.text(0), row.integer(1), row.integer(2)};
        });
    });
    std::vector<Stratum> ordered;
    for (const auto stratum : kStrata)
        for (auto& row : rows)
            if (row.stratum == stratum) ordered.push_back(row);
    return ordered;
}

Result<int> OpenCampaigns::add_frame(const identity::Viewer& viewer,
                                     const std::string& round_id,
                                     std::string_view text) {
    auto frame = read_frame(text);
    if (frame.platforms.empty() && frame.wrong.empty())
        frame.wrong.push_back({"platforms", std::string(strings::text("campaign.fill_in"))});
    if (!frame.wrong.empty()) return fail(kInput, std::move(frame.wrong));
    return database_.write("campaign.add_frame", [&](db::Transaction& tx) -> Result<int> {
        const auto state = state_in_round(tx, round_id);
        if (state.empty()) return fail(kNotFound);
        if (state != "draft") return fail(kNotDraft);
        int added = 0;
        for (const auto& platform : frame.platforms) {
            const auto id = new_id();
            added += static_cast<int>(tx.execute(sql::insert_platform, {{"id", id},
                                                                        {"round_id", round_id},
                                                                        {"stratum", platform.stratum},
                                                                        {"name", platform.name},
                                                                        {"address", platform.address},
                                                                        {"named", platform.named ? 1 : 0}}));
        }
        audit_.record(tx, {viewer.account_id, "campaign.frame_added", round_id, std::to_string(added)});
        return added;
    });
}

Result<int> OpenCampaigns::draw(const identity::Viewer& viewer, const std::string& round_id) {
    YW_TRY(const Round drawn_for, round(round_id));
    const auto quotas = strata(round_id);
    return database_.write("campaign.draw", [&](db::Transaction& tx) -> Result<int> {
        std::vector<inspect::Unit> frame;
        std::map<std::string, std::string> ids;
        tx.each(sql::frame_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            // The address is drawn by, not the id: another database with the same frame draws the same.
            frame.push_back({row.text(3), row.text(1), row.integer(4) == 1});
            ids[row.text(3)] = row.text(0);
        });
        if (frame.empty()) return fail(kEmptyFrame);
        if (tx.execute(sql::set_round_state, {{"id", round_id}, {"from_state", "draft"}, {"state", "running"}}) == 0)
            return fail(kNotDraft);
        std::vector<inspect::Quota> wanted;
        for (const auto& quota : quotas) wanted.push_back({quota.stratum, quota.quota});
        const auto sample = inspect::draw_sample(frame, wanted, drawn_for.seed);
        for (const auto& drawn : sample) tx.execute(sql::mark_sampled, {{"id", ids[drawn.unit.id]}});
        audit_.record(tx, {viewer.account_id, "campaign.drawn", round_id, std::to_string(sample.size())});
        return static_cast<int>(sample.size());
    });
}

Result<void> OpenCampaigns::close(const identity::Viewer& viewer, const std::string& round_id) {
    return database_.write("campaign.close", [&](db::Transaction& tx) -> Result<void> {
        if (tx.execute(sql::set_round_state, {{"id", round_id}, {"from_state", "running"}, {"state", "closed"}}) == 0)
            return fail(kNotRunning);
        audit_.record(tx, {viewer.account_id, "campaign.closed", round_id, ""});
        return {};
    });
}

std::vector<PlatformLine> OpenCampaigns::platforms(const std::string& round_id,
                                                   int limit,
                                                   const std::string& after) const {
    return database_.read([&](db::Reader& reader) {
        return reader.list(sql::sampled_platforms, {{"round_id", round_id}, {"after", after}, {"most", limit}},
                           [](const db::Row& row) {
                               return PlatformLine{row.text(0),         row.text(1),    row.text(2),   row.text(3),
                                                   row.integer(4) == 1, row.integer(5), row.integer(6)};
                           });
    });
}

Result<PlatformView> OpenCampaigns::platform(const std::string& id) const {
    auto view = database_.read([&](db::Reader& reader) {
        auto found = reader.one(sql::find_platform, {{"id", id}}, [](const db::Row& row) {
            PlatformView one;
            one.platform = {row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) == 1, 0, 0};
            one.sampled = row.integer(5) == 1;
            one.round_id = row.text(6);
            one.round_name = row.text(7);
            one.round_state = row.text(8);
            one.link_until_ms = row.integer(9);
            return one;
        });
        if (!found) return found;
        reader.each(sql::items_of_platform, {{"platform_id", id}}, [&](const db::Row& row) {
            if (row.integer(4) == 0) return;
            ItemLine item;
            item.id = row.text(0);
            item.name = row.text(1);
            item.address = row.text(2);
            item.named = row.integer(3) == 1;
            item.sampled = true;
            item.inspected = row.integer(5) > 0;
            found->items.push_back(std::move(item));
        });
        std::map<std::string, std::size_t> index;
        reader.each(
            sql::observations_of_platform, {{"platform_id", id}, {"most", kMostLines}}, [&](const db::Row& row) {
                index[row.text(0)] = found->observations.size();
                found->observations.push_back(
                    {row.text(0), row.text(1), row.text(2), state_in(row, 3), row.text(4), row.integer(5), {}, {}});
            });
        reader.each(sql::findings_of_platform, {{"platform_id", id}, {"most", kMostLines}}, [&](const db::Row& row) {
            const auto at = index.find(row.text(0));
            if (at == index.end()) return;
            found->observations[at->second].findings.push_back({row.text(1), row.text(2), row.text(3), row.text(4)});
        });
        reader.each(sql::objections_of_platform, {{"platform_id", id}, {"most", kMostLines}}, [&](const db::Row& row) {
            const auto at = index.find(row.text(1));
            if (at == index.end()) return;
            found->observations[at->second].objections.push_back(
                {row.text(0), row.text(2), row.text(3), row.integer(4), row.text(5), row.text(6), row.integer(7)});
        });
        reader.each(sql::changes_of_platform, {{"platform_id", id}, {"most", kMostLines}}, [&](const db::Row& row) {
            found->changes.push_back(
                {row.text(1), row.text(2), state_in(row, 3), state_in(row, 4), row.text(5), row.integer(6)});
        });
        return found;
    });
    if (!view) return fail(kNotFound);
    return std::move(*view);
}

Result<void> OpenCampaigns::observe(const identity::Viewer& viewer, const ManualObservation& typed) {
    std::vector<FieldError> faults;
    const auto* indicator = inspect::indicators().find(typed.indicator);
    if (!indicator || !of_circular(*indicator))
        faults.push_back({"indicator", std::string(strings::text("campaign.choose"))});
    const auto state = state_of(typed.state);
    if (!state) faults.push_back({"state", std::string(strings::text("campaign.choose"))});
    const bool of_item = indicator && indicator->group != "platform";
    check_text(faults, "item", typed.item, kLongestName, of_item);
    if (indicator && !of_item && !typed.item.empty())
        faults.push_back({"item", std::string(strings::text("campaign.no_item"))});
    check_text(faults, "note", typed.note, kLongestText, state && *state != State::kPassed);
    check_text(faults, "address", typed.address, kLongestText, false);
    if (!faults.empty()) return fail(kInput, std::move(faults));
    MachineObservation observation{typed.indicator, typed.item, "", *state, typed.note, {}};
    if (*state == State::kFailed) observation.findings.push_back({typed.note, "", typed.address, ""});
    YW_TRY(const int recorded, record(viewer, typed.platform_id, {"manual", "", {"", "", {}, {observation}}}));
    (void)recorded;
    return {};
}

Result<int> OpenCampaigns::take_report(const identity::Viewer& viewer,
                                       const std::string& platform_id,
                                       std::string_view json) {
    YW_TRY(MachineReport report, read_machine_report(json));
    if (report.address.empty()) return fail(kReportUnreadable, "no url");
    const auto file = blobs_.put(json);
    return record(viewer, platform_id, {"machine", file, std::move(report)});
}

Result<int> OpenCampaigns::record(const identity::Viewer& viewer,
                                  const std::string& platform_id,
                                  const VisitMade& visit) {
    YW_TRY(const PlatformView before, platform(platform_id));
    if (before.round_state != "running" || !before.sampled) return fail(kNotRunning);
    const MachineReport& report = visit.report;
    if (!report.address.empty() && bare_address(report.address) != bare_address(before.platform.address))
        return fail(kOtherPlatform, report.address);
    const auto visit_id = new_id();
    const UtcTime now = clock_.now();
    return database_.write("campaign.record", [&](db::Transaction& tx) -> Result<int> {
        if (state_in_round(tx, before.round_id) != "running") return fail(kNotRunning);
        tx.execute(sql::insert_visit, {{"id", visit_id},
                                       {"round_id", before.round_id},
                                       {"platform_id", platform_id},
                                       {"kind", visit.kind},
                                       {"seed", report.seed},
                                       {"report_file", visit.report_file},
                                       {"by_account", viewer.account_id},
                                       {"at_ms", now.ms}});
        const ItemNames names = take_items(tx, before.round_id, platform_id, report.items);
        for (const auto& observation : report.observations) {
            const std::string& item = names.of(observation);
            const auto known =
                tx.one(sql::find_observation_of,
                       {{"platform_id", platform_id}, {"indicator", observation.indicator}, {"item", item}},
                       [](const db::Row& row) { return std::pair(row.text(0), row.text(1)); });
            const auto id = known ? known->first : new_id();
            const auto state = to_string(observation.state);
            if (!known) {
                tx.execute(sql::insert_observation, {{"id", id},
                                                     {"round_id", before.round_id},
                                                     {"platform_id", platform_id},
                                                     {"visit_id", visit_id},
                                                     {"indicator", observation.indicator},
                                                     {"item", item},
                                                     {"state", state},
                                                     {"note", observation.note},
                                                     {"by_account", viewer.account_id},
                                                     {"at_ms", now.ms}});
            } else {
                tx.execute(sql::change_observation, {{"id", id},
                                                     {"visit_id", visit_id},
                                                     {"state", state},
                                                     {"note", observation.note},
                                                     {"by_account", viewer.account_id},
                                                     {"at_ms", now.ms}});
                if (known->second != state)
                    insert_change(tx, {id, platform_id, known->second, state,
                                       strings::text("campaign.reason." + visit.kind), viewer.account_id, now});
            }
            insert_findings(tx, id, platform_id, observation.findings);
        }
        audit_.record(tx, {viewer.account_id, "campaign.visited", platform_id, visit.kind});
        return static_cast<int>(report.observations.size());
    });
}

Result<std::string> OpenCampaigns::make_link(const identity::Viewer& viewer, const std::string& platform_id) {
    YW_TRY(const PlatformView view, platform(platform_id));
    if (view.round_state != "running") return fail(kNotRunning);
    const auto token = crypto::random_token();
    const auto hash = crypto::hex(crypto::sha256(token));
    const auto until = clock_.now().plus(kLinkLives);
    YW_CHECK(database_.write("campaign.make_link", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::set_link, {{"id", platform_id}, {"link_hash", hash}, {"link_until_ms", until.ms}});
        audit_.record(tx, {viewer.account_id, "campaign.link_made", platform_id, ""});
        return {};
    }));
    return token;
}

Result<std::string> OpenCampaigns::platform_of_link(const std::string& token) const {
    const auto hash = crypto::hex(crypto::sha256(token));
    auto found = database_.read([&](db::Reader& reader) {
        return reader.one(sql::platform_of_link, {{"link_hash", hash}, {"now_ms", clock_.now().ms}},
                          [](const db::Row& row) { return row.text(0); });
    });
    if (!found) return fail(kLinkEnded);
    return std::move(*found);
}

Result<void> OpenCampaigns::object(const std::string& token,
                                   const std::string& observation_id,
                                   const std::string& by_name,
                                   const std::string& words) {
    YW_TRY(const std::string platform_id, platform_of_link(token));
    std::vector<FieldError> faults;
    check_text(faults, "by_name", by_name, kLongestName);
    check_text(faults, "words", words, kLongestText);
    if (!faults.empty()) return fail(kInput, std::move(faults));
    const auto id = new_id();
    return database_.write("campaign.object", [&](db::Transaction& tx) -> Result<void> {
        struct Found {
            std::string platform_id, state, round_id;
        };
        const auto found = tx.one(sql::find_observation, {{"id", observation_id}}, [](const db::Row& row) {
            return Found{row.text(1), row.text(4), row.text(5)};
        });
        if (!found || found->platform_id != platform_id || found->state != "failed") return fail(kNotFound);
        if (state_in_round(tx, found->round_id) != "running") return fail(kNotRunning);
        if (tx.number(sql::count_open_objections, {{"observation_id", observation_id}}).value_or(0) > 0)
            return fail(kObjected);
        tx.execute(sql::insert_objection, {{"id", id},
                                           {"observation_id", observation_id},
                                           {"platform_id", platform_id},
                                           {"words", words},
                                           {"by_name", by_name},
                                           {"at_ms", clock_.now().ms}});
        audit_.record(tx, {"inspected:" + platform_id, "campaign.objected", observation_id, ""});
        return {};
    });
}

Result<std::string> OpenCampaigns::answer(const identity::Viewer& viewer,
                                          const std::string& objection_id,
                                          std::string_view outcome,
                                          std::string_view new_state,
                                          const std::string& answer) {
    std::vector<FieldError> faults;
    check_text(faults, "answer", answer, kLongestText);
    if (outcome != "upheld" && outcome != "refused")
        faults.push_back({"outcome", std::string(strings::text("campaign.choose"))});
    if (outcome == "upheld" && new_state != "passed" && new_state != "could_not_check")
        faults.push_back({"new_state", std::string(strings::text("campaign.choose"))});
    if (!faults.empty()) return fail(kInput, std::move(faults));
    return database_.write("campaign.answer", [&](db::Transaction& tx) -> Result<std::string> {
        struct Found {
            std::string observation_id, platform_id, state, round_id;
        };
        const auto found = tx.one(sql::find_objection, {{"id", objection_id}}, [](const db::Row& row) {
            return Found{row.text(1), row.text(2), row.text(4), row.text(5)};
        });
        if (!found) return fail(kNotFound);
        if (state_in_round(tx, found->round_id) != "running") return fail(kNotRunning);
        const UtcTime now = clock_.now();
        if (tx.execute(sql::answer_objection, {{"id", objection_id},
                                               {"outcome", outcome},
                                               {"answer", answer},
                                               {"answered_by", viewer.account_id},
                                               {"answered_at_ms", now.ms}}) == 0)
            return fail(kAnswered);
        if (outcome == "upheld" && found->state != new_state) {
            tx.execute(sql::set_observation_state, {{"id", found->observation_id}, {"state", new_state}});
            insert_change(tx, {found->observation_id, found->platform_id, found->state, new_state,
                               strings::text("campaign.reason.objection"), viewer.account_id, now});
        }
        audit_.record(tx, {viewer.account_id, "campaign.objection_answered", objection_id, outcome});
        return found->platform_id;
    });
}

Result<std::unique_ptr<Report>> OpenCampaigns::report(const std::string& round_id) const {
    auto report = std::make_unique<Report>();
    YW_TRY(report->round, round(round_id));
    std::map<std::string, std::int64_t> frame;
    for (const auto& stratum : strata(round_id)) frame[stratum.stratum] = stratum.frame;
    std::vector<Seen> seen;
    std::optional<ItemSample> items;
    database_.read([&](db::Reader& reader) {
        reader.each(sql::sample_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            report->sample.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) == 1});
        });
        if (report->round.items_drawn) {
            items.emplace();
            reader.each(sql::items_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
                if (row.integer(8) == 1) items->emplace(std::pair(row.text(1), row.text(5)), row.integer(7) == 1);
            });
        }
        reader.each(sql::observations_of_round, {{"round_id", round_id}}, [&](const db::Row& row) {
            seen.push_back({row.text(0), row.text(1), row.text(2), state_in(row, 3)});
        });
        reader.each(sql::findings_of_round,
                    {{"round_id", round_id}, {"most", static_cast<std::int64_t>(kMostProblems) + 1}},
                    [&](const db::Row& row) {
                        report->problems.push_back(
                            {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
                    });
    });
    report->more_problems = report->problems.size() > kMostProblems;
    if (report->more_problems) report->problems.pop_back();
    report->tally = tally({report->sample, frame, items}, seen, inspect::indicators());
    return report;
}

bool names_blob(db::Reader& reader, const std::string& name) {
    return reader.number(sql::visits_of_file, {{"name", name}}).has_value();
}

std::unique_ptr<Campaigns> open_campaigns(db::Database& database,
                                          const Clock& clock,
                                          const audit::Audit& audit,
                                          blob::Blobs& blobs) {
    return std::make_unique<OpenCampaigns>(database, clock, audit, blobs);
}

}  // namespace yw::campaign
