// The status line and header block of an answer, as bytes.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/http.hpp"

namespace yw::http {

/// @throws std::invalid_argument for what Response::set() refuses.
void check_header(std::string_view name, std::string_view value);

struct Closing {
    bool close = false;       ///< the connection ends after this answer
    bool tell_alive = false;  ///< an HTTP/1.0 client asked to keep it
};

/// Appends everything up to and with the empty line. `date` is the value of the Date header.
void append_head(std::string& out, const Response& response, std::string_view date, Closing closing);
/// False for statuses that never have a body (1xx, 204, 304).
bool may_have_body(int status);
std::string_view reason_phrase(int status);
/// "Sun, 06 Nov 1994 08:49:37 GMT" of seconds since 1970.
std::string http_date(std::int64_t unix_seconds);

}  // namespace yw::http
