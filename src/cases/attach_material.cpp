// Files of a draft, and of a case that waits for a correction. The bytes are checked, then stored, then named by a row.
#include <algorithm>

#include "cases/drafts.hpp"
#include "cases/notices.hpp"
#include "cases/sql.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kLongestFileName = 120;  // characters

/// To which draft or case files may be given now.
struct Place {
    std::string id, area;
    bool draft = false;
    std::int64_t version = 0;            ///< of the case
    std::vector<std::string> looked_at;  ///< files that an officer has seen: they stay
    GuidePtr guide;
    Answers answers;
    std::vector<std::string> keys;  ///< of a correction: only these; of a draft: whatever the guide asks
};

Result<Place> place_of(const Cases::Inside& inside, const identity::Viewer& viewer, const std::string& case_id) {
    Place place;
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

struct Wanted {
    std::vector<std::string> kinds{"pdf", "jpg", "png"};
    std::int64_t most_bytes = kMostFileBytes;
};

/// What the guide asks under this key; a file of a form's field has the key "form:<path>".
Result<Wanted> wanted(const Place& place, const std::string& key) {
    if (!place.draft && std::ranges::find(place.keys, key) == place.keys.end()) return fail(kNotAsked);
    Wanted result;
    if (key.starts_with("form:")) {
        for (const auto& step : place.guide->guide.form->steps) {
            for (const auto& field : step.fields) {
                if (field.type != catalogue::FieldType::kFile || field.key != key.substr(5)) continue;
                if (!field.accept.empty()) result.kinds = field.accept;
                result.most_bytes = std::min(kMostFileBytes, std::int64_t{field.max_mb} * 1024 * 1024);
                return result;
            }
        }
        return fail(kNotAsked);
    }
    for (const auto& material : place.guide->guide.materials) {
        // Paper and fetched ones may be sent after a notice that names them, never before.
        if (material.key != key || (place.draft && material.exempt)) continue;
        return result;
    }
    return fail(kNotAsked);
}

std::string shortened(const std::string& name) {
    std::string_view rest = name;
    for (std::size_t n = 0; n < kLongestFileName && !rest.empty(); ++n) utf8::take(rest);
    return name.substr(0, name.size() - rest.size());
}

/// Whether the draft or case is still as it was when the file was looked at.
Result<void> still_there(db::Transaction& tx, const Place& place, const std::string& account_id) {
    if (place.draft) return find_draft(tx, place.id, account_id) ? Result<void>{} : fail(kDraftNotFound);
    const auto row = find_case(tx, place.id);
    return row && row->version == place.version ? Result<void>{} : fail(kChanged);
}

Result<void> check_room(db::Reader& reader, const Place& place, std::int64_t more) {
    const auto used = reader.one(sql::materials_size, {{"case_id", place.id}, {"area", place.area}},
                                 [](const db::Row& row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!used) return {};
    if (used->first >= kMostFiles) return fail(kTooManyFiles);
    if (used->second + more > kMostCaseBytes) return fail(kFilesTooLarge);
    return {};
}

}  // namespace

Result<MaterialFile> Cases::attach_material(const identity::Viewer& viewer, const AttachMaterial& command) {
    YW_TRY(const Place place, place_of(*inside_, viewer, command.case_id));
    YW_TRY(const Wanted wants, wanted(place, command.material_key));
    const auto size = static_cast<std::int64_t>(command.bytes.size());
    if (size > wants.most_bytes) return fail(kFileTooLarge);
    YW_TRY(const CheckedFile checked, inside_->d.check_file(command.bytes, command.file_name, wants.kinds));
    YW_CHECK(inside_->d.database.read([&](db::Reader& reader) { return check_room(reader, place, size); }));

    MaterialFile file{new_id(), command.material_key,  shortened(command.file_name), checked.kind,
                      size,     inside_->d.clock.now()};
    const std::string blob = inside_->d.blobs.put(command.bytes);
    const std::string sealed_name = inside_->d.keys.seal(kFileName, file.name);
    auto kept = inside_->d.database.write("cases.attach_material", [&](db::Transaction& tx) -> Result<void> {
        YW_CHECK(still_there(tx, place, viewer.account_id));
        YW_CHECK(check_room(tx, place, size));
        tx.execute(sql::insert_material, {{"case_id", place.id},
                                          {"id", file.id},
                                          {"area", place.area},
                                          {"material_key", file.material_key},
                                          {"blob", blob},
                                          {"file_name", sealed_name},
                                          {"size_bytes", file.size},
                                          {"kind", file.kind},
                                          {"content_type", checked.content_type},
                                          {"given_at_ms", file.given_at.ms}});
        inside_->d.audit.record(tx, {viewer.account_id, "cases.material_attached", place.id, file.material_key});
        return {};
    });
    if (!kept) return std::move(kept).error();
    return file;
}

Result<void> Cases::remove_material(const identity::Viewer& viewer,
                                    const std::string& case_id,
                                    const std::string& file_id) {
    YW_TRY(const Place place, place_of(*inside_, viewer, case_id));
    if (std::ranges::find(place.looked_at, file_id) != place.looked_at.end()) return fail(kFileNotFound);
    return inside_->d.database.write("cases.remove_material", [&](db::Transaction& tx) -> Result<void> {
        YW_CHECK(still_there(tx, place, viewer.account_id));
        const auto removed =
            tx.execute(sql::delete_material, {{"case_id", place.id}, {"id", file_id}, {"area", place.area}});
        if (removed == 0) return fail(kFileNotFound);
        inside_->d.audit.record(tx, {viewer.account_id, "cases.material_removed", place.id, file_id});
        return {};
    });
}

}  // namespace yw::cases
