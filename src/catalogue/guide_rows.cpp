#include "catalogue/guide_rows.hpp"

#include <stdexcept>

#include "catalogue/guide_json.hpp"
#include "catalogue/guide_words.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

/// Where the rows of one version stand.
struct Version {
    const std::string& item_id;
    int number;
};

void insert_scalars(db::Transaction& tx, Version version, const StoredGuide& stored) {
    const Guide& guide = stored.guide;
    const auto short_names = texts_json(guide.short_names);
    const auto audience = texts_json(guide.audience);
    const auto personal_themes = texts_json(guide.personal_themes);
    const auto legal_themes = texts_json(guide.legal_themes);
    const auto life_events = texts_json(guide.life_events);
    const auto handle_types = texts_json(guide.handle_types);
    const auto online_depth = texts_json(guide.online_depth);
    const auto form = guide.form ? std::optional(form_json(*guide.form)) : std::nullopt;
    tx.execute(sql::insert_guide, {{"item_id", version.item_id},
                                   {"version", version.number},
                                   {"name", guide.name},
                                   {"short_names", short_names},
                                   {"base_code", guide.base_code},
                                   {"task_type", guide.task_type},
                                   {"audience", audience},
                                   {"personal_themes", personal_themes},
                                   {"legal_themes", legal_themes},
                                   {"life_events", life_events},
                                   {"power_source", guide.power_source},
                                   {"level", guide.level},
                                   {"project_type", guide.project_type},
                                   {"handle_types", handle_types},
                                   {"online_depth", online_depth},
                                   {"visits", guide.visits},
                                   {"visit_reason", guide.visit_reason},
                                   {"statutory_count", guide.statutory.count},
                                   {"statutory_unit", word_of(guide.statutory.unit)},
                                   {"statutory_basis", guide.statutory.basis},
                                   {"promised_count", guide.promised.count},
                                   {"promised_unit", word_of(guide.promised.unit)},
                                   {"promised_basis", guide.promised.basis},
                                   {"handle_area", guide.handle_area},
                                   {"special_procedure", guide.special_procedure},
                                   {"quantity_limit", guide.quantity_limit},
                                   {"penalty", guide.penalty},
                                   {"levy_kind", guide.levy_kind},
                                   {"levy_reduction", guide.levy_reduction},
                                   {"result_name", guide.result.name},
                                   {"result_type", guide.result.type},
                                   {"result_sample", guide.result.sample},
                                   {"result_delivery", guide.result.delivery},
                                   {"consult_phone", guide.consult_phone},
                                   {"complaint_phone", guide.complaint_phone},
                                   {"review_body", guide.review_body},
                                   {"court", guide.court},
                                   {"fee_note", guide.fee_note},
                                   {"form", form},
                                   {"content_hash", stored.content_hash},
                                   {"published_at_ms", stored.published_at_ms}});
}

void insert_material(db::Transaction& tx, Version version, std::size_t position, const Material& part) {
    const auto sheet = part.sheet ? std::optional(sheet_json(*part.sheet)) : std::nullopt;
    const auto show_if = part.show_if ? std::optional(condition_json(*part.show_if)) : std::nullopt;
    tx.execute(sql::insert_material, {{"item_id", version.item_id},
                                      {"version", version.number},
                                      {"position", position},
                                      {"material_key", part.key},
                                      {"name", part.name},
                                      {"type", part.type},
                                      {"form", part.form},
                                      {"copies", part.copies},
                                      {"need", part.need},
                                      {"need_when", part.need_when},
                                      {"source", part.source},
                                      {"source_note", part.source_note},
                                      {"signature", part.signature},
                                      {"basis", part.basis},
                                      {"accept_standard", part.accept_standard},
                                      {"fill_note", part.fill_note},
                                      {"exempt", part.exempt},
                                      {"sheet", sheet},
                                      {"show_if", show_if},
                                      {"commitment", part.commitment}});
}

void insert_stage(db::Transaction& tx, Version version, std::size_t position, const Stage& part) {
    tx.execute(sql::insert_stage, {{"item_id", version.item_id},
                                   {"version", version.number},
                                   {"position", position},
                                   {"name", part.name},
                                   {"what", part.what},
                                   {"requirement", part.requirement},
                                   {"days", part.days},
                                   {"who", part.who},
                                   {"outcome", part.outcome}});
}

void insert_fee(db::Transaction& tx, Version version, std::size_t position, const Fee& part) {
    tx.execute(sql::insert_fee, {{"item_id", version.item_id},
                                 {"version", version.number},
                                 {"position", position},
                                 {"name", part.name},
                                 {"standard", part.standard},
                                 {"amount_fen", part.amount_fen},
                                 {"basis", part.basis},
                                 {"reducible", part.reducible}});
}

void insert_place(db::Transaction& tx, Version version, std::size_t position, const Place& part) {
    tx.execute(sql::insert_place, {{"item_id", version.item_id},
                                   {"version", version.number},
                                   {"position", position},
                                   {"name", part.name},
                                   {"address", part.address},
                                   {"hours", part.hours},
                                   {"phone", part.phone},
                                   {"traffic", part.traffic}});
}

/// Lists whose elements are two or three texts.
void insert_short_lists(db::Transaction& tx, Version version, const Guide& guide) {
    for (std::size_t i = 0; i < guide.bases.size(); ++i)
        tx.execute(sql::insert_basis, {{"item_id", version.item_id},
                                       {"version", version.number},
                                       {"position", i},
                                       {"law", guide.bases[i].law},
                                       {"article", guide.bases[i].article},
                                       {"quote", guide.bases[i].quote}});
    for (std::size_t i = 0; i < guide.questions.size(); ++i)
        tx.execute(sql::insert_question, {{"item_id", version.item_id},
                                          {"version", version.number},
                                          {"position", i},
                                          {"question", guide.questions[i].q},
                                          {"answer", guide.questions[i].a}});
    for (std::size_t i = 0; i < guide.conditions.size(); ++i)
        tx.execute(sql::insert_condition, {{"item_id", version.item_id},
                                           {"version", version.number},
                                           {"position", i},
                                           {"sentence", guide.conditions[i]}});
}

int small(const db::Row& row, int column) {
    return static_cast<int>(row.integer(column));
}

Limit limit_of(const db::Row& row, int first) {
    const auto unit = limit_unit_of(row.view(first + 1));
    if (!unit) throw std::runtime_error("catalogue: unknown unit in the store");
    return {small(row, first), *unit, row.text(first + 2)};
}

/// The columns of find_guide.sql, in its order.
StoredGuide stored_guide_of(const db::Row& row) {
    StoredGuide stored;
    Guide& guide = stored.guide;
    guide.name = row.text(0);
    guide.short_names = texts_of_json(row.view(1));
    guide.base_code = row.text(2);
    guide.task_type = row.text(3);
    guide.audience = texts_of_json(row.view(4));
    guide.personal_themes = texts_of_json(row.view(5));
    guide.legal_themes = texts_of_json(row.view(6));
    guide.life_events = texts_of_json(row.view(7));
    guide.power_source = row.text(8);
    guide.level = row.text(9);
    guide.project_type = row.text(10);
    guide.handle_types = texts_of_json(row.view(11));
    guide.online_depth = texts_of_json(row.view(12));
    guide.visits = small(row, 13);
    guide.visit_reason = row.text(14);
    guide.statutory = limit_of(row, 15);
    guide.promised = limit_of(row, 18);
    guide.handle_area = row.text(21);
    guide.special_procedure = row.text(22);
    guide.quantity_limit = row.text(23);
    guide.result = {row.text(24), row.text(25), row.text(26), row.text(27)};
    guide.consult_phone = row.text(28);
    guide.complaint_phone = row.text(29);
    guide.review_body = row.text(30);
    guide.court = row.text(31);
    guide.fee_note = row.text(32);
    if (!row.is_null(33)) guide.form = form_of_json(row.view(33));
    stored.content_hash = row.text(34);
    stored.published_at_ms = row.integer(35);
    guide.penalty = row.text(36);
    guide.levy_kind = row.text(37);
    guide.levy_reduction = row.text(38);
    return stored;
}

/// The columns of materials_of_guide.sql, in its order.
Material material_of(const db::Row& row) {
    Material part;
    part.key = row.text(0);
    part.name = row.text(1);
    part.type = row.text(2);
    part.form = row.text(3);
    part.copies = small(row, 4);
    part.need = row.text(5);
    part.need_when = row.text(6);
    part.source = row.text(7);
    part.source_note = row.text(8);
    part.signature = row.text(9);
    part.basis = row.text(10);
    part.accept_standard = row.text(11);
    part.fill_note = row.text(12);
    part.exempt = row.integer(13) != 0;
    if (!row.is_null(14)) part.sheet = sheet_of_json(row.view(14));
    if (!row.is_null(15)) part.show_if = condition_of_json(row.view(15));
    part.commitment = row.text(16);
    return part;
}

void read_lists(db::Reader& reader, Version version, Guide& guide) {
    const auto list = [&](const db::Sql& sql, auto map) {
        return reader.list(sql, {{"item_id", version.item_id}, {"version", version.number}}, map);
    };
    guide.bases = list(sql::bases_of_guide, [](const db::Row& row) {
        return LegalBasis{row.text(0), row.text(1), row.text(2)};
    });
    guide.stages = list(sql::stages_of_guide, [](const db::Row& row) {
        return Stage{row.text(0), row.text(1), row.text(2), small(row, 3), row.text(4), row.text(5)};
    });
    guide.materials = list(sql::materials_of_guide, material_of);
    guide.fees = list(sql::fees_of_guide, [](const db::Row& row) {
        return Fee{row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4)};
    });
    guide.places = list(sql::places_of_guide, [](const db::Row& row) {
        return Place{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
    });
    guide.questions = list(sql::questions_of_guide, [](const db::Row& row) {
        return Question{row.text(0), row.text(1)};
    });
    guide.conditions = list(sql::conditions_of_guide, [](const db::Row& row) { return row.text(0); });
}

}  // namespace

void insert_guide(db::Transaction& tx, const std::string& item_id, int number, const StoredGuide& stored) {
    const Version version{item_id, number};
    const Guide& guide = stored.guide;
    insert_scalars(tx, version, stored);
    for (std::size_t i = 0; i < guide.stages.size(); ++i) insert_stage(tx, version, i, guide.stages[i]);
    for (std::size_t i = 0; i < guide.materials.size(); ++i) insert_material(tx, version, i, guide.materials[i]);
    for (std::size_t i = 0; i < guide.fees.size(); ++i) insert_fee(tx, version, i, guide.fees[i]);
    for (std::size_t i = 0; i < guide.places.size(); ++i) insert_place(tx, version, i, guide.places[i]);
    insert_short_lists(tx, version, guide);
}

std::optional<StoredGuide> find_guide(db::Reader& reader, const std::string& item_id, int number) {
    const Version version{item_id, number};
    auto stored = reader.one(sql::find_guide, {{"item_id", item_id}, {"version", number}}, stored_guide_of);
    if (stored) read_lists(reader, version, stored->guide);
    return stored;
}

}  // namespace yw::catalogue
