// What a decision must say, and what it makes of names, codes and guides. Pure; inside the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "decisions/decisions.hpp"

namespace yw::decisions {

/// Faults of the form, by the field's name on the page; empty when all is well.
std::vector<FieldError> check_decision(const Decision& decision);
std::vector<FieldError> check_proof(const Proof& proof);

/// The state that items are in afterwards; nothing for kinds that take nothing off.
std::optional<catalogue::ItemState> state_after(DecisionKind kind);

/// 31 characters: credit code, level, base code; empty where one of them is not of the national form.
std::string implement_code(std::string_view credit_code, RegionLevel level, std::string_view base_code);

/// The guide as the receiver will have it: authority handed down by the upper level, its own level, window and
/// telephones. What else is of the old department stays, and the guide is flagged.
catalogue::Guide handed_down(catalogue::Guide guide, const Receiver& receiver);
/// The guide under the name and code that a merge or split gives.
catalogue::Guide renamed(catalogue::Guide guide, const Target& target);
/// Without the materials of these keys; their names, separated by ；, are added to `left_out`.
catalogue::Guide without_materials(catalogue::Guide guide,
                                   const std::vector<std::string>& material_keys,
                                   std::string& left_out);

/// Lines of a text area as base codes, each once; full-width digits become ASCII.
std::vector<std::string> codes_in(std::string_view typed);
/// "code name" a line.
std::vector<Target> targets_in(std::string_view typed);
/// Names, one a line.
std::vector<std::string> names_in(std::string_view typed);
/// "区划 部门 信用代码 地址 时间 咨询电话 投诉电话", separated by tabs, commas or ，; only the first two are needed. A
/// line that cannot be read is named in `errors`.
std::vector<Receiver> receivers_in(std::string_view typed, std::vector<FieldError>& errors);

}  // namespace yw::decisions
