// The register of proofs (国办发〔2018〕47号): which are still asked for, and which are not any more.
#include "platform/toml/toml.hpp"

#include "decisions/decision_rules.hpp"
#include "decisions/decision_store.hpp"
#include "decisions/open_decisions.hpp"
#include "decisions/sql.hpp"
#include "kernel/ids.hpp"

namespace yw::decisions {
namespace {

constexpr int kMostOnAPage = 200;

std::string text_of(const toml::table& table, std::string_view key) {
    return table[key].value_or(std::string());
}

Proof proof_of(const toml::table& table) {
    Proof proof;
    proof.name = text_of(table, "name");
    proof.purpose = text_of(table, "purpose");
    proof.basis = text_of(table, "basis");
    proof.asked_by = text_of(table, "asked_by");
    proof.issued_by = text_of(table, "issued_by");
    proof.replacement = text_of(table, "replacement");
    proof.replacement_note = text_of(table, "replacement_note");
    proof.source = text_of(table, "source");
    if (const toml::array* materials = table["materials"].as_array())
        for (const auto& material : *materials) proof.materials.push_back(material.value_or(std::string()));
    return proof;
}

Result<std::vector<Proof>> read_proofs(std::string_view text) {
    std::vector<Proof> proofs;
    try {
        const toml::table file = toml::parse(text);
        const toml::array* rows = file["proof"].as_array();
        for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
            const toml::table* row = (*rows)[i].as_table();
            if (row == nullptr) return fail(kInvalid, {{"proof", "应当是表格。"}});
            Proof proof = proof_of(*row);
            auto errors = check_proof(proof);
            for (auto& error : errors) error.field = "proof[" + std::to_string(i) + "]." + error.field;
            if (!errors.empty()) return fail(kInvalid, std::move(errors));
            proofs.push_back(std::move(proof));
        }
    } catch (const toml::parse_error& error) {
        return fail(kInvalid, {{"proof", std::string(error.description())}});
    }
    return proofs;
}

}  // namespace

Result<int> import_proofs(db::Database& database, const Clock& clock, std::string_view toml) {
    YW_TRY(const auto proofs, read_proofs(toml));
    return database.write("decisions.import_proofs", [&](db::Transaction& tx) -> Result<int> {
        int added = 0;
        for (Proof proof : proofs) {
            if (tx.one(sql::find_proof_by_name, {{"name", proof.name}}, [](const db::Row& row) { return row.text(0); }))
                continue;
            proof.id = new_id();
            insert_proof(tx, proof, clock.now());
            ++added;
        }
        return added;
    });
}

Result<Proof> OpenDecisions::proof(const std::string& id) const {
    auto found = d_.database.read([&](db::Reader& reader) { return find_proof(reader, id); });
    if (!found) return fail(kProofNotFound, id);
    return std::move(*found);
}

ProofPage OpenDecisions::proofs(ProofState state, int limit, const std::string& cursor) const {
    const int take = std::min(std::max(limit, 1), kMostOnAPage);
    // "<id>": the name is looked up, so that a long one does not stand in the address.
    const auto after = is_id(cursor) ? proof(cursor) : Result<Proof>(fail(kProofNotFound));
    ProofPage page;
    page.proofs = d_.database.read([&](db::Reader& reader) {
        return proofs_of(reader, state, after ? after->name : "", after ? after->id : "", take + 1);
    });
    if (page.proofs.size() > static_cast<std::size_t>(take)) {
        page.proofs.pop_back();
        page.next = page.proofs.back().id;
    }
    return page;
}

std::int64_t OpenDecisions::proof_count(ProofState state) const {
    return d_.database.read([&](db::Reader& reader) {
        return reader.number(sql::count_proofs, {{"state", state == ProofState::kRetained ? "retained" : "abolished"}})
            .value_or(0);
    });
}

Result<std::string> OpenDecisions::put_proof(std::string_view actor, const Proof& proof) {
    auto errors = check_proof(proof);
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    Proof put = proof;
    if (!is_id(put.id)) put.id = new_id();
    return d_.database.write("decisions.put_proof", [&](db::Transaction& tx) -> Result<std::string> {
        const auto present = find_proof(tx, put.id);
        if (present && present->state == ProofState::kAbolished) return fail(kProofAbolished);
        if (present)
            update_proof(tx, put, d_.clock.now());
        else
            insert_proof(tx, put, d_.clock.now());
        d_.audit.record(tx, {actor, present ? "decisions.proof_changed" : "decisions.proof_added", put.id, ""});
        return put.id;
    });
}

}  // namespace yw::decisions
