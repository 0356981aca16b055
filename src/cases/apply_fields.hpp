// The fields of a form as inputs of a page: one template for each way of asking (input, options, address, group …).
// Inside the module.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"

namespace yw::cases {

/// What the inputs are filled with.
struct FieldPage {
    const catalogue::Form& form;
    /// The fields of this page that decide about others here; the answers decide about the rest.
    const std::vector<catalogue::FormField>& beside;
    const Answers& answers;
    const std::vector<FieldError>& errors;
    const std::vector<std::string>& from_account;  ///< paths that hold an account's value
    const std::vector<MaterialFile>& files;
    std::string file_url;  ///< before the id of a file
    LocalDay today;
    const std::function<std::string(RegionCode)>& region_name;
};

/// Adds the fields as parts of this name, those left out that the answers of earlier pages rule out. What hangs on a
/// field of the same page stands in a box with its condition: the server decides after sending.
void show_fields(html::View& view, std::string_view part, const FieldPage& page);
/// One field, whatever its condition: the officer's notice asks for it.
void show_asked_field(html::View& view,
                      std::string_view part,
                      const FieldPage& page,
                      const catalogue::FormField& field);

}  // namespace yw::cases
