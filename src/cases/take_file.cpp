#include "cases/take_file.hpp"

#include "cases/notices.hpp"
#include "cases/sql.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kLongestFileName = 120;  // characters

std::string shortened(const std::string& name) {
    std::string_view rest = name;
    for (std::size_t n = 0; n < kLongestFileName && !rest.empty(); ++n) utf8::take(rest);
    return name.substr(0, name.size() - rest.size());
}

Result<void> check_room(db::Reader& reader, const HandInPlace& place, std::int64_t more) {
    const auto used = reader.one(sql::materials_size, {{"case_id", place.id}, {"area", place.area}},
                                 [](const db::Row& row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!used) return {};
    if (used->first >= kMostFiles) return fail(kTooManyFiles);
    if (used->second + more > kMostCaseBytes) return fail(kFilesTooLarge);
    return {};
}

}  // namespace

Result<HandInPlace> hand_in_place(const Cases::Inside& inside,
                                  const identity::Viewer& viewer,
                                  const std::string& case_id) {
    HandInPlace place;
    place.account_id = viewer.account_id;
    if (auto open = open_draft(inside, viewer, case_id)) {
        place.id = open.value().row.id;
        place.area = open.value().row.area;
        place.draft = true;
        place.guide = open.value().guide;
        place.answers = std::move(open).value().answers;
        return place;
    }
    YW_TRY(Cases::Inside::Known known, inside.known_to(viewer, case_id));
    if (known.party != Party::kApplicant) return fail(kNotYours);
    if (known.row.state != State::kCorrectionRequested) return fail(kNotNow);
    const auto notices = notices_of(inside, known.row, known.guide->guide);
    place.id = known.row.id;
    place.area = known.row.area;
    place.version = known.row.version;
    place.guide = known.guide;
    place.answers = inside.answers_in(kCaseAnswers, known.row.answers);
    place.looked_at = notices.back().files_before;
    for (const Gap& gap : notices.back().gaps) {
        if (gap.target.starts_with("material:")) place.keys.push_back(gap.target.substr(9));
        if (gap.target.starts_with("field:")) place.keys.push_back("form:" + gap.target.substr(6));
    }
    return place;
}

/// Whether the draft or case is still as it was when the file was looked at.
Result<void> still_there(db::Transaction& tx, const HandInPlace& place) {
    if (place.draft) return find_draft(tx, place.id, place.account_id) ? Result<void>{} : fail(kDraftNotFound);
    const auto row = find_case(tx, place.id);
    return row && row->version == place.version ? Result<void>{} : fail(kChanged);
}

Result<MaterialFile> take_file(const Cases::Inside& inside, const HandInPlace& place, const HandedIn& handed_in) {
    const auto size = static_cast<std::int64_t>(handed_in.bytes.size());
    YW_CHECK(inside.d.database.read([&](db::Reader& reader) { return check_room(reader, place, size); }));
    MaterialFile file{new_id(), handed_in.material_key, shortened(handed_in.name), handed_in.checked.kind,
                      size,     inside.d.clock.now(),   handed_in.commitment};
    const std::string blob = inside.d.blobs.put(handed_in.bytes);
    const std::string sealed_name = inside.d.keys.seal(kFileName, file.name);
    auto kept = inside.d.database.write("cases.take_file", [&](db::Transaction& tx) -> Result<void> {
        YW_CHECK(still_there(tx, place));
        YW_CHECK(check_room(tx, place, size));
        if (!file.commitment.empty())
            tx.execute(sql::delete_commitments, {{"case_id", place.id},
                                                 {"area", place.area},
                                                 {"material_key", file.material_key},
                                                 {"kept", file.commitment}});
        tx.execute(sql::insert_material, {{"case_id", place.id},
                                          {"id", file.id},
                                          {"area", place.area},
                                          {"material_key", file.material_key},
                                          {"blob", blob},
                                          {"file_name", sealed_name},
                                          {"size_bytes", file.size},
                                          {"kind", file.kind},
                                          {"content_type", handed_in.checked.content_type},
                                          {"given_at_ms", file.given_at.ms},
                                          {"commitment", file.commitment}});
        const auto deed = file.commitment.empty() ? "cases.material_attached" : "cases.commitment_signed";
        inside.d.audit.record(tx, {place.account_id, deed, place.id, file.material_key});
        return {};
    });
    if (!kept) return std::move(kept).error();
    return file;
}

}  // namespace yw::cases
