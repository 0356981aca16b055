// What stands around each step of an application: where one is, what is done, what is still missing, and the addresses
// of the steps. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/apply_fields.hpp"
#include "cases/case_pages.hpp"

namespace yw::cases {

/// Steps behind those of the form.
inline constexpr std::string_view kMaterialsStep = "materials";
inline constexpr std::string_view kPreviewStep = "preview";

/// One step as the list of steps shows it.
struct StepMark {
    std::string key;
    std::string title;
    bool done = false;
};
/// The form's steps, the materials where the guide asks for any, the preview.
std::vector<StepMark> steps_of(const Draft& draft, LocalDay today);
/// The step before or behind; the same where there is none.
std::string step_beside(const std::vector<StepMark>& steps, std::string_view key, int by);
/// Where a draft is gone on with: the step that it kept, if its form still has it.
std::string step_to_go_on(const Draft& draft, LocalDay today);

std::string step_url(const std::string& draft_id, std::string_view step);
const catalogue::FormStep* form_step(const Draft& draft, std::string_view key);

/// A page of an application: heading, steps, the errors above. `template_name` has {{>HEAD}} and, where it shows
/// errors, {{#IF_ERRORS}}{{>ERRORS}}{{/IF_ERRORS}}.
struct ApplyPage {
    std::string step;
    std::vector<ErrorLink> errors;
    std::vector<StepMark> steps;
};
html::View apply_view(std::string_view template_name,
                      http::Request& request,
                      const Draft& draft,
                      const ApplyPage& page);
http::Response apply_answer(const PageDependencies& pages,
                            http::Request& request,
                            const Draft& draft,
                            const ApplyPage& page,
                            const html::View& view,
                            int status);

/// When a draft cannot be had: it became a case (then its receipt), or it is not there.
http::Response draft_gone(const PageDependencies& pages,
                          http::Request& request,
                          const std::string& draft_id,
                          const Error& error);

/// What checking needs for marks and for errors shown before submission. Whether a region exists only submission asks.
CheckContext marks_context(const std::vector<MaterialFile>& files, LocalDay today);

// One function for each page adds its routes (apply_entry, apply_step, apply_materials, apply_preview .cpp).
void add_apply_entry_routes(http::Router& router, const Pages& pages);
void add_apply_step_routes(http::Router& router, const Pages& pages);
void add_apply_material_routes(http::Router& router, const Pages& pages);
void add_apply_preview_routes(http::Router& router, const Pages& pages);

}  // namespace yw::cases
