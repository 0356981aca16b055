// By when an applicant answers a request to correct: read once from data/procedure/correction.toml. Inside the module.
#pragma once

#include <string_view>

#include "cases/cases.hpp"

namespace yw::cases {

/// The limit for this item, by the edition of the data that is built in.
AnswerLimit answer_limit_of(const catalogue::Item& item);

/// The same from other data. @throws std::logic_error for data that is not as its comment says
AnswerLimit answer_limit_in(std::string_view toml, const catalogue::Item& item);

}  // namespace yw::cases
