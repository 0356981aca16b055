// The head of a request, parsed in place: stricter than RFC 9112 asks, because what two servers in a row read
// differently is how requests are smuggled (docs/adr/0003-http-parser.md).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/http/http.hpp"

namespace yw::http {

inline constexpr std::size_t kMaxHeaders = 100;

struct HeadField {
    std::string_view name;
    std::string_view value;
};

/// How the length of the body is known.
enum class Framing { kNone, kLength, kChunked };

/// Views into the bytes given to parse_head().
struct Head {
    Method method = Method::kGet;
    bool method_routable = true;  ///< false for TRACE, CONNECT and PATCH: known, but no route can have them
    bool http10 = false;
    bool keep_alive = true;
    bool expects_continue = false;
    Framing framing = Framing::kNone;
    std::uint64_t content_length = 0;
    std::string_view target;  ///< origin form, or "*" with OPTIONS
    std::size_t count = 0;
    std::array<HeadField, kMaxHeaders> fields;
};

/// `used` > 0: complete, that many bytes were its. `status` != 0: answer with it and close. Neither: more bytes needed.
struct HeadResult {
    std::size_t used = 0;
    int status = 0;
};

/// Cost: one pass, no allocation. Called again from the start when more bytes have come.
HeadResult parse_head(std::string_view bytes, std::size_t max_bytes, Head& head);

/// One "name: value" line without its line end. False when malformed. Chunked trailers are read with it too.
bool parse_field(std::string_view line, HeadField& field);

}  // namespace yw::http
