#include "catalogue/publish_guide.hpp"

#include "catalogue/directory.hpp"
#include "catalogue/item_rows.hpp"

namespace yw::catalogue {

Result<CatalogueChange::PutItem> list_item(db::Database& database,
                                           const Clock& clock,
                                           ItemFacts facts,
                                           std::string_view department,
                                           std::string_view credit_code) {
    std::vector<FieldError> missing;
    if (facts.name.empty()) missing.push_back({"name", "缺少事项名称。"});
    if (facts.source_id.empty()) missing.push_back({"source_id", "缺少事项标识。"});
    if (department.empty()) missing.push_back({"department", "缺少实施部门。"});
    if (!missing.empty()) return fail(kItemRefused, std::move(missing));
    return change_catalogue(
        database, clock, "catalogue.list_item", [&](CatalogueChange& change) -> Result<CatalogueChange::PutItem> {
            ItemFacts placed = facts;
            placed.department = change.put_department(facts.region, department, credit_code).department;
            return change.put_item(placed);
        });
}

std::string sentence_of(const Finding& finding) {
    std::string words;
    for (const auto& mark : finding.marks) words += "“" + mark + "”";
    if (!words.empty()) words += "：";
    return words + finding.message + finding.better;
}

Result<void> accept_guide(const Guide& guide, const FormProbe& opens) {
    std::vector<FieldError> errors;
    for (const Finding& finding : check_guide(guide, opens))
        if (finding.severity == Finding::Severity::kError) errors.push_back({finding.element, sentence_of(finding)});
    if (!errors.empty()) return fail(kGuideRefused, std::move(errors));
    return {};
}

Result<CatalogueChange::Published> publish_guide(db::Database& database,
                                                 const Clock& clock,
                                                 const std::string& item_id,
                                                 const Guide& guide) {
    YW_CHECK(accept_guide(guide));
    return change_catalogue(database, clock, "catalogue.publish_guide",
                            [&](CatalogueChange& change) -> Result<CatalogueChange::Published> {
                                return publish_version(change, item_id, guide, std::nullopt);
                            });
}

Result<CatalogueChange::Published> publish_version(CatalogueChange& change,
                                                   const std::string& item_id,
                                                   const Guide& guide,
                                                   std::optional<int> made_from) {
    const auto item = find_item(change.reader(), item_id);
    if (!item) return fail(kItemNotFound, item_id);
    if (item->state != ItemState::kActive) return fail(kItemEnded, item_id);
    if (made_from && item->version != *made_from) return fail(kVersionNewer, item_id);
    return publish_offered(change, *item, guide);
}

Result<void> accept_base_code(db::Reader& reader, const std::string& base_code) {
    const auto entry = base_code.empty() ? std::nullopt : find_directory_entry(reader, base_code);
    if (!entry || entry->state != "cancelled") return {};
    return fail(kGuideRefused,
                {{"base_code", "基本目录已经取消这一项，不能再公布它的办事指南。目录有误的，先改目录。"}});
}

Result<CatalogueChange::Published> publish_offered(CatalogueChange& change, const Item& item, const Guide& guide) {
    const auto published = change.publish(item, guide);
    // What is in force and stays as it is was published before the power ended: a decision takes it off, not an import.
    if (published.outcome != Outcome::kUnchanged) YW_CHECK(accept_base_code(change.reader(), guide.base_code));
    return published;
}

}  // namespace yw::catalogue
