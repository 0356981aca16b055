// What the pages of a case share: views with icons, the error summary, file sizes, answers that carry a file. Inside
// the module.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"

namespace yw::cases {

/// Handlers keep what they stand on.
using Pages = std::shared_ptr<const PageDependencies>;

/// A page's view that knows where the icons are.
html::View page_view(std::string_view template_name);

/// Id of the input that a field error points at: "f.members[0].income" -> "f-f-members-0--income".
std::string input_id(std::string_view field);

/// Where the summary's links lead: to inputs of this page, or to those of another one.
struct ErrorLink {
    std::string url;  ///< "#f-…" or "/apply/d/…#f-…"
    std::string message;
};
std::vector<ErrorLink> links_to(const std::vector<FieldError>& errors);
/// The same where some of the fields are not on the page: those errors link to the summary itself.
std::vector<ErrorLink> links_to(const std::vector<FieldError>& errors,
                                const std::function<bool(const std::string&)>& on_page);
/// Part ERRORS with the summary; needs {{#IF_ERRORS}}{{>ERRORS}}{{/IF_ERRORS}} in the page.
void show_error_summary(html::View& page, const std::vector<ErrorLink>& links);
/// The first sentence about this field, or null.
const std::string* error_of(const std::vector<FieldError>& errors, std::string_view field);

/// Sets a section with one value, or leaves it out where there is nothing to say.
void maybe(html::View& view, std::string_view section, std::string_view name, std::string_view value);

/// 320 KB, 1.2 MB.
std::string size_words(std::int64_t bytes);
/// 2026年3月2日（周一）10:21, local time.
std::string moment_words(UtcTime at);
/// Colour of a state's tag ("yw-tag--amber"), or empty for grey. The word stands beside it.
std::string_view tag_class(State state);

/// Why an upload was refused, with the file's name: “身份证.heic”没有收下：……
std::string upload_sentence(const Error& error, const std::string& file_name);

enum class Disposition { kInline, kDownload };
/// The bytes of an upload or a paper. What somebody uploaded must not act: no scripts, no guessing of types, a sandbox
/// around it. Not kept by browsers.
http::Response file_answer(FileBytes file, Disposition disposition);

}  // namespace yw::cases
