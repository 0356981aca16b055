// PDF (ISO 32000-1) without running or repairing it. Every name of every object is looked at: those between streams,
// and those in object streams, which are unpacked for it. Inside other streams (pictures, page content) only long names
// count: three bytes like /JS turn up in any picture, while a reader that follows a false offset into a stream would
// still need the long name /JavaScript.
#include <libdeflate.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "platform/filecheck/checks.hpp"

namespace yw::filecheck {
namespace {

constexpr std::string_view kSpace{"\0\t\n\f\r ", 6};
constexpr std::string_view kNameEnd{"\0\t\n\f\r ()<>[]{}/%", 16};

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// "J#61vaScript" is JavaScript (7.3.5).
std::string decoded(std::string_view name) {
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool is_escape = name[i] == '#' && i + 2 < name.size() && hex(name[i + 1]) >= 0 && hex(name[i + 2]) >= 0;
        result += is_escape ? static_cast<char>(hex(name[i + 1]) * 16 + hex(name[i + 2])) : name[i];
        if (is_escape) i += 2;
    }
    return result;
}

struct Name {
    std::string text;
    std::size_t end;  ///< first byte after it
};
/// The name whose slash stands at `at`. Longer than 127 bytes it is none of ours.
Name name_at(std::string_view bytes, std::size_t at) {
    const std::string_view raw = bytes.substr(at + 1, 127 * 3);
    const std::size_t length = std::min(raw.find_first_of(kNameEnd), raw.size());
    return {decoded(raw.substr(0, length)), at + 1 + length};
}

enum class Place : std::uint8_t { kObjects, kStream };

Result<void> judge(const Name& name, std::string_view bytes, Place place) {
    if (name.text == "JavaScript" || name.text == "Launch" || name.text == "RichMedia")
        return fail(kPdfActive, name.text);
    if (name.text == "EmbeddedFile" || name.text == "EmbeddedFiles") return fail(kPdfAttachment);
    if (place == Place::kStream) return {};
    if (name.text == "Encrypt") return fail(kPdfEncrypted);
    if (name.text == "XFA") return fail(kPdfActive, "XFA");
    if (name.text == "JS") {
        // As a key it has a string or a reference; "/JS/" in an address is no key.
        const std::size_t value = bytes.find_first_not_of(kSpace, name.end);
        const char next = value == std::string_view::npos ? '\0' : bytes[value];
        if (next == '(' || next == '<' || (next >= '0' && next <= '9')) return fail(kPdfActive, "JS");
    }
    return {};
}

Result<void> judge_names(std::string_view bytes, Place place) {
    for (std::size_t at = bytes.find('/'); at != std::string_view::npos; at = bytes.find('/', at + 1)) {
        YW_CHECK(judge(name_at(bytes, at), bytes, place));
    }
    return {};
}

/// How a stream is packed, and whether objects are in it.
struct StreamKind {
    bool has_objects = false;
    bool is_deflated = false;
    bool is_odd = false;  ///< packed in a way that we do not unpack
};

/// `before`: everything since the stream before it. A dictionary cannot be cut out of that with certainty (a string may
/// hold "obj"), but filters and ObjStm are named nowhere else than in a stream's dictionary.
StreamKind stream_kind(std::string_view before) {
    StreamKind kind;
    bool has_filter = false;
    for (std::size_t at = before.find('/'); at != std::string_view::npos; at = before.find('/', at + 1)) {
        const std::string name = name_at(before, at).text;
        kind.has_objects = kind.has_objects || name == "ObjStm";
        has_filter = has_filter || name == "Filter";
        if (name == "FlateDecode" || name == "Fl") {
            kind.is_odd = kind.is_odd || kind.is_deflated;  // twice
            kind.is_deflated = true;
        } else if (name.ends_with("Decode") || name == "Crypt" || name == "Predictor") {
            kind.is_odd = true;
        }
    }
    kind.is_odd = kind.is_odd || (has_filter && !kind.is_deflated);
    return kind;
}

class PdfScan {
public:
    PdfScan(std::string_view bytes, const Limits& limits) : bytes_(bytes), left_(limits.max_unpacked_bytes) {}

    Result<void> run() {
        std::size_t at = 0;
        while (at < bytes_.size()) {
            const std::size_t keyword = next_stream(at);
            YW_CHECK(judge_names(bytes_.substr(at, keyword - at), Place::kObjects));
            if (keyword == bytes_.size()) break;
            std::size_t begin = keyword + kStream.size();
            if (bytes_.substr(begin).starts_with("\r\n")) ++begin;
            ++begin;
            const std::size_t end = bytes_.find("endstream", begin);
            if (begin > bytes_.size() || end == std::string_view::npos) return fail(kTruncated, "stream without end");
            YW_CHECK(check_stream(bytes_.substr(at, keyword - at), bytes_.substr(begin, end - begin)));
            at = end + kEndStream.size();
        }
        return {};
    }

private:
    static constexpr std::string_view kStream = "stream";
    static constexpr std::string_view kEndStream = "endstream";

    /// The keyword after a dictionary, with its line end (7.3.8.1); the end of the file if there is none.
    std::size_t next_stream(std::size_t from) const {
        for (std::size_t at = bytes_.find(kStream, from); at != std::string_view::npos;
             at = bytes_.find(kStream, at + 1)) {
            const std::size_t before = at == 0 ? std::string_view::npos : bytes_.find_last_not_of(kSpace, at - 1);
            const std::size_t after = at + kStream.size();
            const bool has_line_end = after < bytes_.size() && (bytes_[after] == '\n' || bytes_[after] == '\r');
            if (has_line_end && before != std::string_view::npos && bytes_[before] == '>') return at;
        }
        return bytes_.size();
    }

    Result<void> check_stream(std::string_view before, std::string_view data) {
        const StreamKind kind = stream_kind(before);
        if (!kind.has_objects) return judge_names(data, Place::kStream);
        if (kind.is_odd) return fail(kPdfUnreadable, "filter of an object stream");
        if (!kind.is_deflated) return judge_names(data, Place::kObjects);
        YW_TRY(const std::string objects, inflated(data));
        return judge_names(objects, Place::kObjects);
    }

    Result<std::string> inflated(std::string_view data) {
        const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
            libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
        for (std::size_t room = data.size() * 8 + 1024;; room *= 4) {
            if (room > left_) room = static_cast<std::size_t>(left_);
            std::string objects(room, '\0');
            std::size_t used = 0;
            std::size_t got = 0;
            const auto done = libdeflate_zlib_decompress_ex(decompressor.get(), data.data(), data.size(),
                                                            objects.data(), room, &used, &got);
            if (done == LIBDEFLATE_SUCCESS) {
                objects.resize(got);
                left_ -= got;
                return objects;
            }
            if (done != LIBDEFLATE_INSUFFICIENT_SPACE) return fail(kPdfUnreadable, "object stream");
            if (room >= left_) return fail(kPdfUnreadable, "object streams too large");
        }
    }

    std::string_view bytes_;
    std::uint64_t left_;
};

}  // namespace

Result<void> check_pdf(std::string_view bytes, const Limits& limits) {
    if (bytes.size() < 8 || (bytes[5] != '1' && bytes[5] != '2') || bytes[6] != '.') return fail(kBroken, "header");
    constexpr std::string_view kEnd = "%%EOF";
    const std::size_t end = bytes.rfind(kEnd);
    if (end == std::string_view::npos) return fail(kTruncated, "no %%EOF");
    const bool has_more = bytes.find_first_not_of(kSpace, end + kEnd.size()) != std::string_view::npos;
    if (has_more || end_of_zip(bytes)) return fail(kPolyglot, "bytes after the end, or a zip");
    return PdfScan(bytes, limits).run();
}

}  // namespace yw::filecheck
