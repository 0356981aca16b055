// Commitment instead of proof (告知承诺制, 国办发〔2020〕42号): the applicant is told what the proof was to prove, by
// which law, and what follows from an untrue word; then promises. What was told and promised is a paper of the case.
#include <algorithm>

#include "cases/take_file.hpp"
#include "kernel/masking.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

std::string words(std::string_view key) {
    return std::string(strings::text("cases.commitment." + std::string(key)));
}

pdf::Document commitment_paper(const Cases::Inside& inside,
                               const catalogue::PublishedGuide& published,
                               const catalogue::Material& material,
                               const identity::Profile& profile) {
    const UtcTime now = inside.d.clock.now();
    const bool is_firm = !profile.firm_name.empty();
    pdf::Document paper;
    paper.title = words("title");
    paper.author = published.item.department.name;
    paper.header_line = published.item.department.name;
    if (inside.d.demonstration) paper.watermark = strings::text("cases.paper.demonstration");
    paper.created = now;
    paper.add(pdf::Heading{pdf::Heading::Level::kTitle, words("title")});
    pdf::Form facts;
    facts.fields = {
        {words("item"), published.guide.name},
        {words("material"), material.name},
        {words("basis"), material.basis},
        {words("proves"), material.accept_standard},
        {words("who"), is_firm ? profile.firm_name : profile.name},
        {words("number"), is_firm ? profile.firm_credit_code : mask_id_number_for_officer(profile.id_number)}};
    paper.add(std::move(facts));
    paper.add(pdf::Heading{pdf::Heading::Level::kSection, words("told")});
    paper.add(pdf::Paragraph{words("consequences")});
    paper.add(pdf::Heading{pdf::Heading::Level::kSection, words("promised")});
    paper.add(pdf::Paragraph{material.commitment});
    paper.add(pdf::Paragraph{words("true_will")});
    paper.add(pdf::Signature{profile.name + words("signed_online"), zh_minute(now)});
    return paper;
}

/// Whether an officer has looked at a commitment for this material and asks for the material all the same.
bool was_found_wanting(const HandInPlace& place, const std::vector<MaterialFile>& files, const std::string& key) {
    return std::ranges::any_of(files, [&](const MaterialFile& file) {
        return file.material_key == key && !file.commitment.empty() &&
               std::ranges::find(place.looked_at, file.id) != place.looked_at.end();
    });
}

}  // namespace

Result<MaterialFile> Cases::sign_commitment(const identity::Viewer& viewer,
                                            const std::string& case_id,
                                            const std::string& material_key) {
    YW_TRY(const HandInPlace place, hand_in_place(*inside_, viewer, case_id));
    if (!place.draft && std::ranges::find(place.keys, material_key) == place.keys.end()) return fail(kNotAsked);
    const auto& materials = place.guide->guide.materials;
    const auto material = std::ranges::find(materials, material_key, &catalogue::Material::key);
    if (material == materials.end()) return fail(kNotAsked);
    const auto files = files_of(*inside_, place.id, place.area);
    if (material->commitment.empty() || material->exempt || was_found_wanting(place, files, material_key))
        return fail(kNoCommitment, material_key);
    const auto before = std::ranges::find_if(
        files, [&](const MaterialFile& file) { return !file.commitment.empty() && file.stands_for(*material); });
    if (before != files.end()) return *before;
    YW_TRY(const identity::Profile profile, inside_->d.accounts.profile(viewer.account_id));
    YW_TRY(const std::string bytes, pdf::render(commitment_paper(*inside_, *place.guide, *material, profile)));
    const std::string name = strings::text("cases.commitment.file", {{"material", material->name}});
    return take_file(*inside_, place, {material_key, name, bytes, {"pdf", "application/pdf"}, material->commitment});
}

}  // namespace yw::cases
