// gzip as a stream: what a whole catalogue is written through, so that it never stands in memory unpacked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace yw::publication {

class GzipWriter {
public:
    GzipWriter();
    ~GzipWriter();
    GzipWriter(const GzipWriter&) = delete;
    GzipWriter& operator=(const GzipWriter&) = delete;
    void add(std::string_view bytes);
    /// Ends the stream and gives it back; nothing may be added afterwards.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Nothing when it is no gzip, is cut off, or unpacks to more than `most` bytes.
std::optional<std::string> gunzip(std::string_view packed, std::size_t most);

}  // namespace yw::publication
