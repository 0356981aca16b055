// Files of a draft, and of a case that waits for a correction. The bytes are checked, then stored, then named by a row.
#include <algorithm>

#include "cases/sql.hpp"
#include "cases/take_file.hpp"

namespace yw::cases {
namespace {

struct Wanted {
    std::vector<std::string> kinds{"pdf", "jpg", "png"};
    std::int64_t most_bytes = kMostFileBytes;
};

/// What the guide asks under this key; a file of a form's field has the key "form:<path>".
Result<Wanted> wanted(const HandInPlace& place, const std::string& key) {
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

}  // namespace

Result<MaterialFile> Cases::attach_material(const identity::Viewer& viewer, const AttachMaterial& command) {
    YW_TRY(const HandInPlace place, hand_in_place(*inside_, viewer, command.case_id));
    YW_TRY(const Wanted wants, wanted(place, command.material_key));
    if (static_cast<std::int64_t>(command.bytes.size()) > wants.most_bytes) return fail(kFileTooLarge);
    YW_TRY(const CheckedFile checked, inside_->d.check_file(command.bytes, command.file_name, wants.kinds));
    return take_file(*inside_, place, {command.material_key, command.file_name, command.bytes, checked});
}

Result<void> Cases::remove_material(const identity::Viewer& viewer,
                                    const std::string& case_id,
                                    const std::string& file_id) {
    YW_TRY(const HandInPlace place, hand_in_place(*inside_, viewer, case_id));
    if (std::ranges::find(place.looked_at, file_id) != place.looked_at.end()) return fail(kFileNotFound);
    return inside_->d.database.write("cases.remove_material", [&](db::Transaction& tx) -> Result<void> {
        YW_CHECK(still_there(tx, place));
        const auto removed =
            tx.execute(sql::delete_material, {{"case_id", place.id}, {"id", file_id}, {"area", place.area}});
        if (removed == 0) return fail(kFileNotFound);
        inside_->d.audit.record(tx, {viewer.account_id, "cases.material_removed", place.id, file_id});
        return {};
    });
}

}  // namespace yw::cases
