// Takes a chunked body apart as it arrives. Chunk extensions and trailers are checked, bounded and dropped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace yw::http {

class ChunkedBody {
public:
    enum class State { kMore, kDone, kMalformed, kTooLong };
    explicit ChunkedBody(std::size_t max_body) : max_body_(max_body) {}

    /// Consumes from the front of `bytes` and appends the content to `body`; never holds more than `max_body`.
    State feed(std::string_view& bytes, std::string& body);

private:
    enum class Part { kSize, kContent, kContentEnd, kTrailer };
    State take_line(std::string_view& bytes);
    State size_line(std::size_t room);
    State trailer_line();

    std::size_t max_body_;
    Part part_ = Part::kSize;
    std::uint64_t left_ = 0;  ///< content bytes of this chunk still to come
    std::size_t trailer_bytes_ = 0;
    std::string line_;  ///< an unfinished size or trailer line
};

}  // namespace yw::http
