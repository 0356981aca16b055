// What was typed into an author's form, as JSON of the guide's elements, and the rows that its buttons add, take away
// and move. Inputs are named by the paths of their elements: "materials[2].name". Inside the module.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide_elements.hpp"
#include "kernel/result.hpp"
#include "platform/http/http.hpp"

namespace yw::authoring {

struct Typed {
    boost::json::object elements;    ///< canonical JSON; a number that is none stays the text that was typed
    std::vector<FieldError> errors;  ///< by path
};

/// @param before  path of the group that the elements belong to, with a point at its end; empty for the guide's own
Typed read_typed(const http::Fields& fields, std::span<const catalogue::Element* const> elements, std::string before);

/// A button of a list: "add:materials", "remove:materials:2", "up:materials:2".
struct RowDeed {
    enum class Kind { kAdd, kRemove, kUp, kDown } kind = Kind::kAdd;
    std::string list;  ///< path
    std::size_t row = 0;
};
std::optional<RowDeed> row_deed_of(std::string_view action);
/// Does it to a guide's JSON. Gives back the path of the row that is looked at next; empty when there is no such list.
std::string do_row_deed(boost::json::object& guide, const RowDeed& deed);
/// Takes away rows that say nothing: added and never filled.
void drop_empty_rows(boost::json::object& guide);

}  // namespace yw::authoring
