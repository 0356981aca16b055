// Guides as JSON: the canonical text whose SM3 identifies a version in every channel, and the parts that are kept as
// JSON in the store. Elements that say nothing (empty, zero where zero is the default) are left out, so that a new
// element does not change the hash of guides that do not use it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"
#include "kernel/result.hpp"

namespace yw::catalogue {

/// Keys in the order of guide.hpp, no white space, UTF-8.
std::string canonical_json(const Guide& guide);
/// SM3 of canonical_json(), 64 hexadecimal digits.
std::string content_hash(const Guide& guide);
/// A guide from outside. Members that we do not know are passed over: who needs to know that nothing was, compares the
/// hash. @errors kGuideUnreadable
Result<Guide> guide_of_json(std::string_view json);
/// A guide that somebody writes, complete or not. What is not of the form (an unknown element, another type, control
/// characters, more than a guide can hold) is named by its element.
/// @errors kGuideUnreadable with a field for each problem (at most 200)
Result<Guide> read_guide_json(std::string_view json);

/// The readers take what the writers made. @throws std::runtime_error for anything else: the store is broken
std::string texts_json(const std::vector<std::string>& texts);
std::vector<std::string> texts_of_json(std::string_view json);
std::string form_json(const Form& form);
Form form_of_json(std::string_view json);
std::string sheet_json(const Sheet& sheet);
Sheet sheet_of_json(std::string_view json);
std::string condition_json(const Condition& condition);
Condition condition_of_json(std::string_view json);

}  // namespace yw::catalogue
