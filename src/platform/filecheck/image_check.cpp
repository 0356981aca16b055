// JPEG (ITU-T T.81, annex B) and PNG (ISO/IEC 15948): whole, of a size that can be decoded, and nothing but an image.
#include <libdeflate.h>

#include "platform/filecheck/checks.hpp"

namespace yw::filecheck {
namespace {

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

Result<void> check_size(std::uint32_t width, std::uint32_t height, const Limits& limits) {
    if (width == 0 || height == 0) return fail(kBroken, "no size");
    if (width > limits.max_side_pixels || height > limits.max_side_pixels ||
        std::uint64_t{width} * height > limits.max_pixels) {
        return fail(kImageTooBig, std::to_string(width) + " x " + std::to_string(height));
    }
    return {};
}

/// Cameras append films and previews after the picture; an archive or a script there is another matter.
Result<void> check_alone(std::string_view bytes) {
    if (end_of_zip(bytes)) return fail(kPolyglot, "zip");
    for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
        const std::string_view here = bytes.substr(at, 16);
        if (starts_with_any_case(here, "<script") || starts_with_any_case(here, "<?php"))
            return fail(kPolyglot, "script");
    }
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return fail(kPolyglot, "pdf");
    return {};
}

bool is_frame(unsigned char marker) {
    // SOF0 to SOF15 without DHT, JPG and DAC, which lie between them.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

class JpegWalk {
public:
    JpegWalk(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

    Result<void> run() {
        for (;;) {
            if (at_ + 2 > bytes_.size()) return fail(kTruncated);
            if (byte(at_) != 0xFF) return fail(kBroken, "no marker");
            const unsigned char marker = byte(at_ + 1);
            if (marker == 0xFF) {  // fill byte
                ++at_;
                continue;
            }
            at_ += 2;
            if (marker == kEnd) return has_frame_ && has_scan_ ? Result<void>{} : fail(kBroken, "no picture");
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) continue;
            YW_CHECK(read_segment(marker));
        }
    }

private:
    static constexpr unsigned char kEnd = 0xD9;
    static constexpr unsigned char kScan = 0xDA;

    unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }

    Result<void> read_segment(unsigned char marker) {
        if (at_ + 2 > bytes_.size()) return fail(kTruncated);
        const std::size_t length = big_endian(bytes_.substr(at_, 2));
        if (length < 2) return fail(kBroken, "segment length");
        if (at_ + length > bytes_.size()) return fail(kTruncated);
        if (is_frame(marker)) {
            if (length < 8) return fail(kBroken, "frame");
            has_frame_ = true;
            YW_CHECK(check_size(big_endian(bytes_.substr(at_ + 5, 2)), big_endian(bytes_.substr(at_ + 3, 2)), limits_));
        }
        at_ += length;
        if (marker == kScan) skip_scan();
        return {};
    }

    /// Compressed data: up to a marker that is neither a stuffed FF00 nor a restart.
    void skip_scan() {
        has_scan_ = true;
        for (;; ++at_) {
            at_ = std::min(bytes_.find('\xFF', at_), bytes_.size());
            if (at_ + 1 >= bytes_.size()) {
                at_ = bytes_.size();
                return;
            }
            const unsigned char next = byte(at_ + 1);
            if (next != 0x00 && !(next >= 0xD0 && next <= 0xD7)) return;
        }
    }

    std::string_view bytes_;
    const Limits& limits_;
    std::size_t at_ = 2;
    bool has_frame_ = false;
    bool has_scan_ = false;
};

}  // namespace

Result<void> check_jpeg(std::string_view bytes, const Limits& limits) {
    YW_CHECK(JpegWalk(bytes, limits).run());
    return check_alone(bytes);
}

Result<void> check_png(std::string_view bytes, const Limits& limits) {
    constexpr std::size_t kAround = 12;  // length, type and checksum of a chunk
    bool has_header = false;
    bool has_data = false;
    for (std::size_t at = 8;;) {
        if (at + kAround > bytes.size()) return fail(kTruncated);
        const std::size_t length = big_endian(bytes.substr(at, 4));
        if (length > bytes.size() - at - kAround) return fail(kTruncated);
        const std::string_view type = bytes.substr(at + 4, 4);
        const std::string_view checked = bytes.substr(at + 4, 4 + length);
        if (libdeflate_crc32(0, checked.data(), checked.size()) != big_endian(bytes.substr(at + 8 + length, 4))) {
            return fail(kBroken, "checksum");
        }
        if (!has_header) {
            if (type != "IHDR" || length != 13) return fail(kBroken, "header");
            has_header = true;
            YW_CHECK(check_size(big_endian(bytes.substr(at + 8, 4)), big_endian(bytes.substr(at + 12, 4)), limits));
        }
        has_data = has_data || type == "IDAT";
        at += kAround + length;
        if (type != "IEND") continue;
        if (!has_data) return fail(kBroken, "no picture");
        if (at != bytes.size()) return fail(kPolyglot, "bytes after the end");
        return check_alone(bytes);
    }
}

}  // namespace yw::filecheck
