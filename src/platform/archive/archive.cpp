#include "platform/archive/archive.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <set>

namespace yw::archive {

struct State {
    zip_t* zip = nullptr;
    Limits limits;
    std::uint64_t unpacked_bytes = 0;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (zip != nullptr) zip_discard(zip);
    }
};

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

bool is_safe_name(std::string_view name) {
    if (name.empty() || name.size() > 512 || name.front() == '/') return false;
    const bool has_control = std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20; });
    if (has_control || name.find_first_of("\\:") != std::string_view::npos) return false;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        if (name.substr(begin, end - begin) == "..") return false;
        begin = end + 1;
    }
    return true;
}

Result<zip_t*> open_zip(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == nullptr) {
        if (source != nullptr) zip_source_free(source);
        std::string detail = zip_error_strerror(&error);
        zip_error_fini(&error);
        return fail(kBroken, std::move(detail));
    }
    zip_error_fini(&error);
    return zip;
}

Result<Entry> read_entry(zip_t* zip, std::uint64_t index) {
    zip_stat_t stat;
    if (zip_stat_index(zip, index, 0, &stat) != 0) return fail(kBroken, zip_strerror(zip));
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    if ((stat.valid & kNeeded) != kNeeded) return fail(kBroken, "an entry without name or size");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return fail(kEncrypted);
    }
    // Office files know no other method, and each further decompressor would be one more thing to attack.
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
        return fail(kBroken, "compression method " + std::to_string(stat.comp_method));
    }
    const std::string_view name(stat.name);
    if (!is_safe_name(name)) return fail(kBadName);
    return Entry{std::string(name), index, stat.comp_size, name.back() == '/'};
}

struct DiscardZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

Result<void> add_file(zip_t* zip, const File& file) {
    if (!is_safe_name(file.name)) return fail(kBadName);
    zip_source_t* from = zip_source_buffer(zip, file.content.data(), file.content.size(), 0);
    const zip_int64_t index = from == nullptr ? -1 : zip_file_add(zip, file.name.c_str(), from, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(from);
        return fail(kBroken, zip_strerror(zip));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const zip_int32_t method = file.packing == File::Packing::kStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    constexpr zip_uint16_t kFirstDosDay = 1 << 5 | 1;  // 1980-01-01, the earliest day that the format knows
    if (zip_set_file_compression(zip, at, method, 0) != 0 || zip_file_set_dostime(zip, at, 0, kFirstDosDay, 0) != 0) {
        return fail(kBroken, zip_strerror(zip));
    }
    return {};
}

Result<std::string> bytes_of(zip_source_t* source) {
    if (zip_source_open(source) != 0) return fail(kBroken, "cannot be read back");
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_source_tell(source))), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got != static_cast<zip_int64_t>(bytes.size())) return fail(kBroken, "cannot be read back");
    return bytes;
}

}  // namespace

void EntryReader::Close::operator()(zip_file* file) const {
    zip_fclose(file);
}

Result<std::size_t> EntryReader::read(std::span<char> into) {
    const zip_int64_t got = zip_fread(file_.get(), into.data(), into.size());
    if (got < 0) return fail(kBroken, zip_file_strerror(file_.get()));
    const auto count = static_cast<std::uint64_t>(got);
    const Limits& limits = state_->limits;
    unpacked_bytes_ += count;
    state_->unpacked_bytes += count;
    if (state_->unpacked_bytes > limits.max_unpacked_bytes) return fail(kBomb, "unpacked size");
    if (unpacked_bytes_ > limits.ratio_free_bytes && unpacked_bytes_ / limits.max_ratio > packed_bytes_) {
        return fail(kBomb, "ratio");
    }
    return static_cast<std::size_t>(count);
}

Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
    Archive archive;
    archive.state_ = std::make_shared<State>();
    archive.state_->limits = limits;
    YW_TRY(archive.state_->zip, open_zip(bytes));
    zip_t* zip = archive.state_->zip;
    const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(zip, 0)));
    if (count > limits.max_entries) return fail(kTooManyEntries, std::to_string(count));
    if (count == 0) return fail(kBroken, "empty");  // libzip takes no bytes at all for an empty archive
    std::set<std::string> seen;
    for (std::uint64_t index = 0; index < count; ++index) {
        YW_TRY(Entry entry, read_entry(zip, index));
        // Two entries of one name: one reader sees the first, another the second.
        if (!seen.insert(lower(entry.name)).second) return fail(kBadName, "a doubled name");
        archive.entries_.push_back(std::move(entry));
    }
    return archive;
}

const Entry* Archive::find(std::string_view name) const {
    const std::string wanted = lower(name);
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return lower(e.name) == wanted; });
    return found == entries_.end() ? nullptr : &*found;
}

Result<EntryReader> Archive::reader(const Entry& entry) const {
    zip_file_t* file = zip_fopen_index(state_->zip, entry.index, 0);
    if (file == nullptr) return fail(kBroken, zip_strerror(state_->zip));
    return EntryReader(state_, file, entry.packed_bytes);
}

Result<std::string> Archive::read(const Entry& entry, std::size_t max_bytes) const {
    YW_TRY(EntryReader from, reader(entry));
    std::string whole;
    std::array<char, 16384> buffer;
    for (;;) {
        YW_TRY(const std::size_t got, from.read(buffer));
        if (got == 0) return whole;
        if (whole.size() + got > max_bytes) return fail(kBomb, "an entry larger than " + std::to_string(max_bytes));
        whole.append(buffer.data(), got);
    }
}

Result<std::string> pack(const std::vector<File>& files) {
    std::unique_ptr<zip_source_t, FreeSource> out(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (out == nullptr) return fail(kBroken, "no memory");
    zip_source_keep(out.get());  // once for us, once for the zip that takes it
    std::unique_ptr<zip_t, DiscardZip> zip(zip_open_from_source(out.get(), ZIP_TRUNCATE, nullptr));
    if (zip == nullptr) {
        zip_source_free(out.get());
        return fail(kBroken, "cannot be made");
    }
    for (const File& file : files) YW_CHECK(add_file(zip.get(), file));
    if (zip_close(zip.get()) != 0) return fail(kBroken, zip_strerror(zip.get()));
    (void)zip.release();
    return bytes_of(out.get());
}

}  // namespace yw::archive
