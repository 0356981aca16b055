// Requests that must be refused, with the status they get: what smuggling, traversal and broken clients look like.
// Read by the test of the parser and sent over sockets by the test of the server.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace yw::http {

struct BadRequest {
    std::string what;
    std::string bytes;
    int status;
};
void PrintTo(const BadRequest& bad, std::ostream* out);

std::vector<BadRequest> bad_requests();

}  // namespace yw::http
