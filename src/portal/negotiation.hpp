// What the client takes and has: encodings and versions (RFC 9110, 12.5.3 and 13.1.2).
#pragma once

#include <string_view>

namespace yw::portal {

/// Whether Accept-Encoding names the encoding and does not refuse it by "q=0".
bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding);
/// Whether If-None-Match names the tag (or is "*"). `etag` with its quotes.
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace yw::portal
