// The platform's look at uploaded bytes, as this module asks for it. Inside the module.
#pragma once

#include "cases/cases.hpp"

namespace yw::cases {

Result<CheckedFile> check_upload(std::string_view bytes, std::string_view name, const std::vector<std::string>& accept);

}  // namespace yw::cases
