// Answers to the form of a guide: taken from a web form, checked on the server, kept as JSON. Pure.
//
// An answer is kept under its path, without the prefix of the input:
//   reason                    one value           input name "f.reason"
//   kinds                     several values      "f.kinds" repeated
//   home.region, home.line    an address          "f.home.region" (twelve digits), "f.home.line"; without scripts the
//                                                 name alone: "f.home.region_name"
//   members[0].income         entry of a group    "f.members[0].income", entries counted from 0; an input named
//                                                 "f.members[0]" (hidden) says that the entry is there though empty
// What was typed is kept as typed (a code in its one spelling, ends trimmed), so that a page with errors shows it
// again.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"
#include "identity/identity.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/http/http.hpp"

namespace yw::cases {

/// Prefix of inputs, and of FieldError::field: "f.members[0].income".
inline constexpr std::string_view kInputPrefix = "f.";
inline constexpr int kMostEntries = 50;  ///< of a group, whatever the guide says

class Answers {
public:
    std::string_view get(std::string_view path) const;  ///< first value, or empty
    std::vector<std::string> all(std::string_view path) const;
    bool has(std::string_view path) const;
    void set(std::string_view path, std::string value);
    void set(std::string_view path, std::vector<std::string> values);
    /// The path itself and everything below it.
    void erase(std::string_view path);
    /// Entries of a group: one more than the greatest index there is.
    int entries(std::string_view group) const;
    void add_entry(std::string_view group);
    void remove_entry(std::string_view group, int index);  ///< later entries move up
    bool empty() const { return values_.empty(); }
    const std::map<std::string, std::vector<std::string>, std::less<>>& values() const { return values_; }
    friend bool operator==(const Answers&, const Answers&) = default;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// A submit button of a repeated group: name "action", value "add:members" or "remove:members:0".
struct EntryButton {
    enum class Do { kAdd, kRemove } what = Do::kAdd;
    std::string group;
    int index = 0;
};
std::optional<EntryButton> parse_entry_button(std::string_view value);

/// What checking needs to know of the world.
struct CheckContext {
    LocalDay today;
    /// Whether a region exists; where not given, a well-formed code is enough.
    std::function<bool(RegionCode)> region_known = {};
    /// A region by the name that was typed; where not given, only codes are understood.
    std::function<std::optional<RegionCode>(std::string_view)> region_named = {};
    /// The name of a region, as the form shows it.
    std::function<std::string(RegionCode)> region_name = {};
    /// Whether a file was given for a file field: path of the field. Files of a form's own field are kept as materials
    /// of the key "form:<key>".
    std::function<bool(std::string_view)> file_given = {};
};

/// Replaces the answers of this step by what was typed; other steps stay. Inputs that the step does not have are
/// ignored; texts are cut at ten times their limit.
void take_step(const catalogue::FormStep& step,
               const http::Fields& typed,
               const CheckContext& context,
               Answers& answers);
/// The same for some fields only: those whose keys are listed.
void take_fields(const catalogue::Form& form,
                 const std::vector<std::string>& keys,
                 const http::Fields& typed,
                 const CheckContext& context,
                 Answers& answers);
/// Adds or removes an entry as the button says, within the bounds of the group; unknown groups are ignored.
void press(const catalogue::Form& form, const EntryButton& button, Answers& answers);

/// Whether a field is asked, given the answers. `entry` is "members[0]." inside a group, else empty.
bool is_shown(const catalogue::Form& form,
              const catalogue::FormField& field,
              const Answers& answers,
              std::string_view entry = {});
/// The same for a condition on its own (materials).
bool holds(const catalogue::Form& form, const std::optional<catalogue::Condition>& condition, const Answers& answers);

/// One plain sentence per wrong field, in the order of the form. Hidden fields are not looked at.
std::vector<FieldError> check_step(const catalogue::Form& form,
                                   const catalogue::FormStep& step,
                                   const Answers& answers,
                                   const CheckContext& context);
std::vector<FieldError> check_form(const catalogue::Form& form, const Answers& answers, const CheckContext& context);

/// Only what the form asks and shows: hidden fields and unknown paths are dropped.
Answers kept(const catalogue::Form& form, const Answers& answers);

/// Fills empty fields from the account. Returns the paths that now hold an account's value (also if they did before),
/// for the mark "来自您的账户".
std::vector<std::string> prefill(const catalogue::Form& form, const identity::Profile& profile, Answers& answers);

/// A material of the guide as this case needs it.
struct MaterialAsked {
    const catalogue::Material* material = nullptr;  ///< belongs to the guide
    bool required = false;                          ///< must be uploaded before submission
    bool on_paper = false;                          ///< paper only: brought or sent later, nothing to upload
    bool fetched = false;                           ///< 免提交: the platform fetches it
};
/// Materials of the guide under these answers; those whose condition does not hold are left out.
std::vector<MaterialAsked> materials_asked(const catalogue::Guide& guide, const Answers& answers);

/// For previews, papers and the desk: labels and values in words, step by step.
struct AnswerRow {
    std::string path;
    std::string label;
    std::string value;  ///< in words: labels of choices, 2026年3月2日, 1500元; masked if so asked
    std::string entry;  ///< "家庭成员1" inside a group, else empty
};
struct AnswerStep {
    const catalogue::FormStep* step = nullptr;
    std::vector<AnswerRow> rows;
};
enum class Show { kFull, kMasked };
std::vector<AnswerStep> in_words(const catalogue::Form& form,
                                 const Answers& answers,
                                 Show show,
                                 const std::function<std::string(RegionCode)>& region_name = {});

/// The answers with names, numbers, telephones and address lines masked, for whoever has no need of the whole. To be
/// shown with Show::kFull: masking twice hides all.
Answers masked(const catalogue::Form& form, const Answers& answers);

/// {"reason":"expired","kinds":["a","b"]}; sealed before it is stored.
std::string to_json(const Answers& answers);
/// Nothing for anything that to_json() does not make. Bounded depth and size.
std::optional<Answers> answers_of(std::string_view json);

}  // namespace yw::cases
