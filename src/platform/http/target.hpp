// The request target: checked, then decoded into a path that routes and stores may trust.
#pragma once

#include <string>
#include <string_view>

namespace yw::http {

/// Longest target that is read; longer ones are answered 414.
inline constexpr std::size_t kMaxTarget = 8 * 1024;

/// Host and optional port: a name, an IPv4 address or an IPv6 address in brackets. Not empty, no user part.
bool is_authority(std::string_view text);
/// Characters of an origin-form target ("/path?query"), escapes complete; no fragment, no backslash.
bool is_origin_form(std::string_view target);
/// Percent-decodes a path into `path`. False for what could name another place than it seems to, or nothing at all:
/// `.` and `..` segments (refused, not resolved), escaped slashes, backslashes, control characters, bad UTF-8.
bool decode_path(std::string_view raw, std::string& path);

}  // namespace yw::http
