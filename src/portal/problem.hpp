// Errors as machines read them: problem details (RFC 9457).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "platform/http/http.hpp"

namespace yw::portal {

struct Problem {
    int status = 500;
    std::string code;    ///< "catalogue.item_not_found", or "http.404" where no handler was reached
    std::string title;   ///< the same for each problem of the code
    std::string detail;  ///< what is wrong with this request
    std::vector<FieldError> fields;
};

/// application/problem+json; CORS open as all of /api/.
http::Response problem_json(const http::Request& request, const Problem& problem);
/// 400 that names the parameter.
http::Response bad_parameter(const http::Request& request, std::string_view name, std::string_view why);

}  // namespace yw::portal
