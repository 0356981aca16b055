#include "publication/gzip.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>

namespace yw::publication {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib: greatest window, gzip framing
constexpr int kLevel = 6;

Bytef* bytes_of(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

}  // namespace

struct GzipWriter::State {
    z_stream stream{};
    std::string packed;

    void run(std::string_view bytes, int flush) {
        std::array<char, 64 * 1024> room;
        stream.next_in = bytes_of(bytes);
        stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(room.data());
            stream.avail_out = static_cast<uInt>(room.size());
            if (deflate(&stream, flush) == Z_STREAM_ERROR) throw std::logic_error("gzip: stream used after its end");
            packed.append(room.data(), room.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
};

GzipWriter::GzipWriter() : state_(std::make_unique<State>()) {
    if (deflateInit2(&state_->stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
}
GzipWriter::~GzipWriter() {
    deflateEnd(&state_->stream);
}

void GzipWriter::add(std::string_view bytes) {
    constexpr std::size_t kPiece = 1 << 20;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece)))
        state_->run(bytes.substr(0, kPiece), Z_NO_FLUSH);
}

std::string GzipWriter::finish() {
    state_->run({}, Z_FINISH);
    return std::move(state_->packed);
}

std::optional<std::string> gunzip(std::string_view packed, std::size_t most) {
    if (packed.size() > most + 1024) return std::nullopt;
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::bad_alloc();
    stream.next_in = bytes_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 64 * 1024> room;
    int result = Z_OK;
    while (result == Z_OK && text.size() <= most) {
        stream.next_out = reinterpret_cast<Bytef*>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(room.data(), room.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (result != Z_STREAM_END || text.size() > most) return std::nullopt;
    return text;
}

}  // namespace yw::publication
