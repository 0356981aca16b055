#include "inspect/guides/line_reader.hpp"

#include <algorithm>

namespace yw::inspect {
namespace {

constexpr std::size_t kChunk = 256 * 1024;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

bool LineReader::next() {
    line_.clear();
    too_long_ = false;
    bool has_any = false;
    for (;;) {
        if (at_ == buffer_.size()) {
            buffer_.resize(kChunk);
            in_.read(buffer_.data(), static_cast<std::streamsize>(kChunk));
            buffer_.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
            at_ = 0;
            if (buffer_.empty()) break;
        }
        has_any = true;
        const auto end = std::min(buffer_.find('\n', at_), buffer_.size());
        const auto part = std::string_view(buffer_).substr(at_, end - at_);
        too_long_ = too_long_ || line_.size() + part.size() > kLongest;
        if (!too_long_) line_ += part;
        bytes_ += static_cast<long long>(part.size());
        at_ = end;
        if (end < buffer_.size()) {
            ++at_;
            ++bytes_;
            break;
        }
    }
    if (!has_any) return false;
    ++number_;
    if (number_ == 1 && line_.starts_with(kMark)) line_.erase(0, kMark.size());
    if (line_.ends_with('\r')) line_.pop_back();
    return true;
}

}  // namespace yw::inspect
