#include "catalogue/import_guides.hpp"

#include <algorithm>

#include "catalogue/guide_toml.hpp"
#include "catalogue/item_rows.hpp"

namespace yw::catalogue {
namespace {

struct Read {
    GuideFile file;
    Agency agency;
};

/// One guide file, checked; the error says what keeps it out.
Result<Read> read_one(const GuideText& text, const std::vector<Agency>& agencies, const FormProbe& opens) {
    YW_TRY(GuideFile file, read_guide_toml(text.text, text.file));
    const auto agency =
        std::find_if(agencies.begin(), agencies.end(), [&](const Agency& known) { return known.key == file.agency; });
    if (agency == agencies.end()) return fail(kAgencyUnknown, {{"agency", "部门清单里没有“" + file.agency + "”。"}});
    YW_CHECK(accept_guide(file.guide, opens));
    return Read{std::move(file), *agency};
}

/// Every file, or one error with the problems of all: whoever mends them sees everything at once.
Result<std::vector<Read>> read_all(std::span<const GuideText> guides,
                                   const std::vector<Agency>& agencies,
                                   const FormProbe& opens) {
    std::vector<Read> all;
    std::optional<Error> broken;
    for (const GuideText& text : guides) {
        auto read = read_one(text, agencies, opens);
        if (read) {
            all.push_back(std::move(read).value());
            continue;
        }
        Error error = std::move(read).error();
        if (!broken) broken = fail(error.code, text.file);
        for (FieldError& field : error.fields)
            broken->fields.push_back({text.file + ": " + field.field, std::move(field.message)});
    }
    if (broken) return std::move(*broken);
    return all;
}

Result<void> publish_one(CatalogueChange& change, const Read& read, GuideImportReport& report) {
    const Guide& guide = read.file.guide;
    const auto put = change.put_department(read.agency.region, read.agency.name, read.agency.credit_code);
    if (put.outcome == Outcome::kAdded) ++report.departments;
    ItemFacts facts;
    facts.source_id = read.file.source_id;
    facts.region = read.agency.region;
    facts.department = put.department;
    facts.name = guide.name;
    facts.base_code = guide.base_code;
    facts.task_type = guide.task_type;
    const auto listed = change.put_item(facts);
    if (listed.outcome == Outcome::kAdded) ++report.added;
    const auto item = find_item(change.reader(), listed.id);
    if (!item) return fail(kItemNotFound, listed.id);
    const auto published = publish_offered(change, *item, guide);
    if (!published) {
        Error error = published.error();
        error.detail = read.file.source_id;
        return error;
    }
    ++(published->outcome == Outcome::kUnchanged ? report.unchanged : report.published);
    return {};
}

}  // namespace

Result<GuideImportReport> import_guides(db::Database& database,
                                        const Clock& clock,
                                        std::span<const GuideText> guides,
                                        std::string_view agencies_toml,
                                        const FormProbe& opens) {
    YW_TRY(const auto agencies, read_agencies_toml(agencies_toml));
    YW_TRY(const auto all, read_all(guides, agencies, opens));
    return change_catalogue(database, clock, "catalogue.import_guides",
                            [&](CatalogueChange& change) -> Result<GuideImportReport> {
                                GuideImportReport report;
                                for (const Read& read : all) YW_CHECK(publish_one(change, read, report));
                                return report;
                            });
}

}  // namespace yw::catalogue
