// The parts in which a guide is written: one form each, so that two people can write in one draft, and a phone can show
// it. The steps of the online form are parts of their own. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"

namespace yw::authoring {

struct Section {
    std::string key;                    ///< "materials"; of a step "form-0"
    std::string title;                  ///< 申请材料
    std::vector<std::string> elements;  ///< keys of guide_elements()
    int step = -1;                      ///< of the online form
};

/// In the order in which they are written; the steps are those that the form has now.
std::vector<Section> sections_of(const catalogue::Guide& guide);
std::optional<Section> find_section(const catalogue::Guide& guide, std::string_view key);
/// The part in which this element is written; the first for a path that no part has.
Section section_of_path(const catalogue::Guide& guide, std::string_view path);

/// Where on the form something about this path is said: the path of the input, or of the list or group around it.
/// "basis[0].law" of older rules is "bases[0].law".
std::string slot_of(std::string_view path);
/// Id of the input of a path: "materials[2].name" -> "f-materials-2--name".
std::string input_id(std::string_view path);

}  // namespace yw::authoring
