// Listing items and publishing their guides.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue_change.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue {

/// What check_guide() found. Only errors keep a guide from being published.
struct Finding {
    enum class Severity { kError, kWarning };
    std::string rule;     ///< stable name out of guide_rules() or lint::rules()
    std::string element;  ///< "materials[2].copies", "form.steps[0].fields[1].show_if"
    std::string message;  ///< one Chinese sentence: what is wrong
    Severity severity = Severity::kError;
    std::string text = {};                ///< what stands there, when words are the matter
    std::vector<std::string> marks = {};  ///< the words of it that the rule is about
    std::string better = {};              ///< how to write it; may be empty
};
/// What is wrong, in which words, and how to write it better, for a person who mends it.
std::string sentence_of(const Finding& finding);

/// Opens the form and the sample of a material as the person will: whoever makes the papers hands it in.
/// kUnknown: could not be tried, and is no finding. @cost tens of milliseconds a paper: never inside a transaction
using FormProbe = std::function<lint::Opening(const Guide&, const Material&)>;

/// Whether a guide is complete, clear and agrees with itself: its structure here, the rest by the linter. Pure; some
/// hundred microseconds, without the probe. @param opens  without it whether the forms open is not looked at
std::vector<Finding> check_guide(const Guide& guide, const FormProbe& opens = nullptr);
/// Whether anybody applies for items of this type: penalties, coercion and checks are exercised, nobody applies for
/// them and no promise is made.
bool is_applied_for(std::string_view task_type);
/// The names of the rules of structure; those of the content are lint::rules().
std::vector<std::string_view> guide_rules();

/// Lists the item, or moves the one of the same source_id and place to these facts; the department is made when new.
/// @errors kItemRefused: with a field for each of name, department, source_id that is missing
Result<CatalogueChange::PutItem> list_item(db::Database& database,
                                           const Clock& clock,
                                           ItemFacts facts,
                                           std::string_view department,
                                           std::string_view credit_code = {});

/// Publishes the next version of an item's guide; the same content again publishes nothing.
/// @errors kItemNotFound; kItemEnded; kGuideRefused: with a field for each error of check_guide()
Result<CatalogueChange::Published> publish_guide(db::Database& database,
                                                 const Clock& clock,
                                                 const std::string& item_id,
                                                 const Guide& guide);
/// The same within a transaction of another module, for a guide that accept_guide() has let through.
/// @param made_from  the version that the guide was made from; nothing: whatever is in force gives way
/// @errors kItemNotFound; kItemEnded; kVersionNewer when another version has come into force since
Result<CatalogueChange::Published> publish_version(CatalogueChange& change,
                                                   const std::string& item_id,
                                                   const Guide& guide,
                                                   std::optional<int> made_from);
/// Publishes what the base catalogue still has: anything new under a cancelled code fails, and the transaction with it.
/// @errors kGuideRefused at base_code
Result<CatalogueChange::Published> publish_offered(CatalogueChange& change, const Item& item, const Guide& guide);
/// @errors kGuideRefused: the base catalogue has cancelled this code
Result<void> accept_base_code(db::Reader& reader, const std::string& base_code);
/// kGuideRefused with the errors of check_guide(), if there are any.
Result<void> accept_guide(const Guide& guide, const FormProbe& opens = nullptr);

}  // namespace yw::catalogue
