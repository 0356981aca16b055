#include "platform/http/chunked_body.hpp"

#include <algorithm>

#include "platform/http/head.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {
constexpr std::size_t kMaxSizeLine = 256;  // the size and its extensions, which nobody uses
constexpr std::size_t kMaxSizeDigits = 15;
constexpr std::size_t kMaxTrailers = 4096;
}  // namespace

/// kDone: line_ holds a whole line without its end.
ChunkedBody::State ChunkedBody::take_line(std::string_view& bytes) {
    const std::size_t newline = bytes.find('\n');
    const std::size_t taken = std::min(newline, bytes.size());
    if (line_.size() + taken > (part_ == Part::kTrailer ? kMaxTrailers : kMaxSizeLine)) return State::kMalformed;
    line_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (newline == std::string_view::npos) return State::kMore;
    bytes.remove_prefix(1);
    if (line_.empty() || line_.back() != '\r') return State::kMalformed;
    line_.pop_back();
    return State::kDone;
}

ChunkedBody::State ChunkedBody::size_line(std::size_t room) {
    std::size_t digits = 0;
    std::uint64_t size = 0;
    while (digits < line_.size() && hex_digit(line_[digits]) >= 0) {
        if (digits == kMaxSizeDigits) return State::kTooLong;
        size = size * 16 + static_cast<std::uint64_t>(hex_digit(line_[digits++]));
    }
    const std::string_view extension = std::string_view(line_).substr(digits);
    if (digits == 0 || (!extension.empty() && extension.front() != ';') || !is_header_value(extension))
        return State::kMalformed;
    if (size > room) return State::kTooLong;
    left_ = size;
    part_ = size == 0 ? Part::kTrailer : Part::kContent;
    return State::kMore;
}

ChunkedBody::State ChunkedBody::trailer_line() {
    if (line_.empty()) return State::kDone;
    trailer_bytes_ += line_.size() + 2;
    HeadField dropped;
    return trailer_bytes_ <= kMaxTrailers && parse_field(line_, dropped) ? State::kMore : State::kMalformed;
}

ChunkedBody::State ChunkedBody::feed(std::string_view& bytes, std::string& body) {
    while (!bytes.empty()) {
        if (part_ == Part::kContent) {
            const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
            body.append(bytes.substr(0, taken));
            bytes.remove_prefix(taken);
            left_ -= taken;
            if (left_ == 0) part_ = Part::kContentEnd;
            continue;
        }
        if (const State line = take_line(bytes); line != State::kDone) return line;
        State state = State::kMore;
        if (part_ == Part::kSize)
            state = size_line(max_body_ - body.size());
        else if (part_ == Part::kTrailer)
            state = trailer_line();
        else if (line_.empty())
            part_ = Part::kSize;
        else
            state = State::kMalformed;
        line_.clear();
        if (state != State::kMore) return state;
    }
    return State::kMore;
}

}  // namespace yw::http
