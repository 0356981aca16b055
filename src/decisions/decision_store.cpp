#include "decisions/decision_store.hpp"

#include <stdexcept>

#include "decisions/decision_rules.hpp"
#include "decisions/sql.hpp"

namespace yw::decisions {
namespace {

RegionCode region_of(const db::Row& row, int column) {
    const auto region = RegionCode::parse(row.view(column));
    if (!region) throw std::runtime_error("decisions: broken region code in the store");
    return *region;
}

DecisionState decision_state_of(std::string_view text) {
    for (const auto state : {DecisionState::kPlanned, DecisionState::kApplied, DecisionState::kWithdrawn})
        if (to_string(state) == text) return state;
    throw std::runtime_error("decisions: unknown state in the store");
}

/// The columns of find_decision.sql, in its order.
Decision decision_of(const db::Row& row) {
    Decision decision;
    decision.id = row.text(0);
    const auto kind = kind_of(row.view(1));
    const auto decided_on = LocalDay::parse(row.view(5));
    if (!kind || !decided_on) throw std::runtime_error("decisions: broken row in the store");
    decision.kind = *kind;
    decision.document_number = row.text(2);
    decision.issuer = row.text(3);
    decision.title = row.text(4);
    decision.decided_on = *decided_on;
    decision.summary = row.text(6);
    decision.region = region_of(row, 7);
    if (const auto level = row.integer(8); level > 0) decision.level = static_cast<RegionLevel>(level - 1);
    decision.proof_id = row.text(9);
    decision.effective_at = UtcTime{row.integer(10)};
    decision.state = decision_state_of(row.view(11));
    decision.entered_at = UtcTime{row.integer(13)};
    decision.applied_at = UtcTime{row.integer(14)};
    decision.reach = {row.integer(15), row.integer(16), row.integer(17),
                      row.integer(18), row.integer(19), row.integer(20)};
    decision.obstacle = row.text(21);
    return decision;
}

void read_lists(db::Reader& reader, Decision& decision) {
    const auto list = [&](const db::Sql& sql, auto map) {
        return reader.list(sql, {{"decision_id", decision.id}}, map);
    };
    const auto first = [](const db::Row& row) { return row.text(0); };
    decision.base_codes = list(sql::codes_of_decision, first);
    decision.laws = list(sql::laws_of_decision, first);
    decision.targets = list(sql::targets_of_decision, [](const db::Row& row) {
        return Target{row.text(0), row.text(1)};
    });
    decision.receivers = list(sql::receivers_of_decision, [](const db::Row& row) {
        return Receiver{region_of(row, 0), row.text(1), row.text(2), row.text(3),
                        row.text(4),       row.text(5), row.text(6)};
    });
}

void insert_lists(db::Transaction& tx, const Decision& decision) {
    for (std::size_t i = 0; i < decision.base_codes.size(); ++i)
        tx.execute(sql::insert_code,
                   {{"decision_id", decision.id}, {"position", i}, {"base_code", decision.base_codes[i]}});
    for (std::size_t i = 0; i < decision.laws.size(); ++i)
        tx.execute(sql::insert_law, {{"decision_id", decision.id}, {"position", i}, {"law", decision.laws[i]}});
    for (std::size_t i = 0; i < decision.targets.size(); ++i)
        tx.execute(sql::insert_target, {{"decision_id", decision.id},
                                        {"position", i},
                                        {"base_code", decision.targets[i].base_code},
                                        {"name", decision.targets[i].name}});
    for (std::size_t i = 0; i < decision.receivers.size(); ++i) {
        const Receiver& receiver = decision.receivers[i];
        const auto region = receiver.region.str();
        tx.execute(sql::insert_receiver, {{"decision_id", decision.id},
                                          {"position", i},
                                          {"region_code", region},
                                          {"department", receiver.department},
                                          {"credit_code", receiver.credit_code},
                                          {"address", receiver.address},
                                          {"hours", receiver.hours},
                                          {"phone", receiver.phone},
                                          {"complaint_phone", receiver.complaint_phone}});
    }
}

Written written(std::int64_t rows) {
    return rows == 1 ? Written::kYes : Written::kNo;
}

/// The columns of find_proof.sql, in its order.
Proof proof_of(const db::Row& row) {
    Proof proof;
    proof.id = row.text(0);
    proof.name = row.text(1);
    proof.purpose = row.text(2);
    proof.basis = row.text(3);
    proof.asked_by = row.text(4);
    proof.issued_by = row.text(5);
    proof.replacement = row.text(6);
    proof.replacement_note = row.text(7);
    proof.source = row.text(8);
    proof.state = row.view(9) == "abolished" ? ProofState::kAbolished : ProofState::kRetained;
    proof.decision_id = row.text(10);
    return proof;
}

void read_materials(db::Reader& reader, Proof& proof) {
    proof.materials =
        reader.list(sql::materials_of_proof, {{"proof_id", proof.id}}, [](const db::Row& row) { return row.text(0); });
}

void put_materials(db::Transaction& tx, const Proof& proof) {
    tx.execute(sql::delete_proof_materials, {{"proof_id", proof.id}});
    for (std::size_t i = 0; i < proof.materials.size(); ++i)
        tx.execute(sql::insert_proof_material,
                   {{"proof_id", proof.id}, {"position", i}, {"material", proof.materials[i]}});
}

}  // namespace

std::optional<Decision> find_decision(db::Reader& reader, const std::string& id) {
    auto decision = reader.one(sql::find_decision, {{"id", id}}, decision_of);
    if (decision) read_lists(reader, *decision);
    return decision;
}

void insert_decision(db::Transaction& tx, const Decision& decision, std::string_view entered_by) {
    const auto region = decision.region.str();
    const auto decided_on = decision.decided_on.iso();
    tx.execute(sql::insert_decision, {{"id", decision.id},
                                      {"kind", to_string(decision.kind)},
                                      {"document_number", decision.document_number},
                                      {"issuer", decision.issuer},
                                      {"title", decision.title},
                                      {"decided_on", decided_on},
                                      {"summary", decision.summary},
                                      {"region_code", region},
                                      {"level", decision.level ? static_cast<int>(*decision.level) + 1 : 0},
                                      {"proof_id", decision.proof_id},
                                      {"effective_at_ms", decision.effective_at.ms},
                                      {"entered_by", entered_by},
                                      {"entered_at_ms", decision.entered_at.ms}});
    insert_lists(tx, decision);
}

Written mark_applied(db::Transaction& tx, const Decision& decision) {
    return written(tx.execute(sql::mark_applied, {{"id", decision.id},
                                                  {"now_ms", decision.applied_at.ms},
                                                  {"items", decision.reach.items},
                                                  {"guides", decision.reach.guides},
                                                  {"online", decision.reach.online},
                                                  {"places", decision.reach.places},
                                                  {"drafts", decision.reach.drafts},
                                                  {"open_cases", decision.reach.open_cases}}));
}

Written mark_withdrawn(db::Transaction& tx, const std::string& id) {
    return written(tx.execute(sql::mark_withdrawn, {{"id", id}}));
}

void mark_obstacle(db::Transaction& tx, const std::string& id, const std::string& obstacle) {
    tx.execute(sql::mark_obstacle, {{"id", id}, {"obstacle", obstacle}});
}

std::vector<Decision> public_decisions(db::Reader& reader, UtcTime before, const std::string& before_id, int limit) {
    return reader.list(sql::public_decisions, {{"before_ms", before.ms}, {"before_id", before_id}, {"take", limit}},
                       decision_of);
}

std::vector<Decision> all_decisions(db::Reader& reader, const std::string& before, int limit) {
    return reader.list(sql::all_decisions, {{"before", before}, {"take", limit}}, decision_of);
}

std::vector<std::string> due_decisions(db::Reader& reader, UtcTime now) {
    return reader.list(sql::due_decisions, {{"now_ms", now.ms}}, [](const db::Row& row) { return row.text(0); });
}

std::optional<UtcTime> next_due(db::Reader& reader) {
    return reader.one(sql::next_due, {}, [](const db::Row& row) { return UtcTime{row.integer(0)}; });
}

void insert_flag(db::Transaction& tx, const std::string& decision_id, const std::string& item_id, int version) {
    tx.execute(sql::insert_flag, {{"decision_id", decision_id}, {"item_id", item_id}, {"version", version}});
}

void insert_guide_change(db::Transaction& tx, const std::string& decision_id, const GuideChange& change) {
    tx.execute(sql::insert_guide, {{"decision_id", decision_id},
                                   {"item_id", change.item_id},
                                   {"old_version", change.old_version},
                                   {"new_version", change.new_version},
                                   {"materials", change.materials}});
}

void insert_touched_case(db::Transaction& tx, const std::string& decision_id, const TouchedCase& touched) {
    tx.execute(sql::insert_case, {{"decision_id", decision_id},
                                  {"number", touched.number},
                                  {"item_id", touched.item_id},
                                  {"item_name", touched.item_name},
                                  {"state", touched.state},
                                  {"department", touched.department},
                                  {"handed_to", touched.handed_to}});
}

std::optional<Proof> find_proof(db::Reader& reader, const std::string& id) {
    auto proof = reader.one(sql::find_proof, {{"id", id}}, proof_of);
    if (proof) read_materials(reader, *proof);
    return proof;
}

std::vector<Proof> proofs_of(
    db::Reader& reader, ProofState state, const std::string& after_name, const std::string& after_id, int limit) {
    return reader.list(sql::proofs_of_state,
                       {{"state", state == ProofState::kRetained ? "retained" : "abolished"},
                        {"after_name", after_name},
                        {"after_id", after_id},
                        {"take", limit}},
                       proof_of);
}

void insert_proof(db::Transaction& tx, const Proof& proof, UtcTime now) {
    tx.execute(sql::insert_proof, {{"id", proof.id},
                                   {"name", proof.name},
                                   {"purpose", proof.purpose},
                                   {"basis", proof.basis},
                                   {"asked_by", proof.asked_by},
                                   {"issued_by", proof.issued_by},
                                   {"replacement", proof.replacement},
                                   {"replacement_note", proof.replacement_note},
                                   {"source", proof.source},
                                   {"now_ms", now.ms}});
    put_materials(tx, proof);
}

Written update_proof(db::Transaction& tx, const Proof& proof, UtcTime now) {
    const auto done = written(tx.execute(sql::update_proof, {{"id", proof.id},
                                                             {"name", proof.name},
                                                             {"purpose", proof.purpose},
                                                             {"basis", proof.basis},
                                                             {"asked_by", proof.asked_by},
                                                             {"issued_by", proof.issued_by},
                                                             {"replacement", proof.replacement},
                                                             {"replacement_note", proof.replacement_note},
                                                             {"source", proof.source},
                                                             {"now_ms", now.ms}}));
    if (done == Written::kYes) put_materials(tx, proof);
    return done;
}

Written abolish_proof(db::Transaction& tx, const Decision& decision, UtcTime now) {
    const auto source = document_of(decision);
    return written(
        tx.execute(sql::abolish_proof,
                   {{"id", decision.proof_id}, {"decision_id", decision.id}, {"source", source}, {"now_ms", now.ms}}));
}

}  // namespace yw::decisions
