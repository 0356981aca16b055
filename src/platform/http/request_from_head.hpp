// Turns a parsed head into the Request that handlers see.
#pragma once

#include <string>

#include "platform/http/loop.hpp"

namespace yw::http {

/// Decodes path and query, copies the fields (as valid UTF-8: bytes of other encodings become '?'), finds the client's
/// address. Reuses the memory of `request`. False: answer 400.
bool fill_request(const Head& head, const std::string& peer, const Site& site, Request& request);

}  // namespace yw::http
