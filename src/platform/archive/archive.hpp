// Zip containers that came from outside (XLSX, DOCX, OFD), read without trusting what they say about themselves; and
// small ones of our own, made in memory.
//
// Nothing is ever written to disk. What is counted is what was really unpacked, because sizes in the directory can lie;
// the count runs over the whole archive, so that many small bombs are as harmless as a large one.
// Errors: the codes below. Cost: opening reads the directory; reading an entry streams it. The bytes given to open()
// must outlive the archive and its readers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"

struct zip_file;

namespace yw::archive {

inline constexpr ErrorCode kBroken{"archive.broken", Kind::kInvalid};        ///< not a zip, cut off, wrong checksum
inline constexpr ErrorCode kEncrypted{"archive.encrypted", Kind::kInvalid};  ///< has a password
inline constexpr ErrorCode kBomb{"archive.bomb", Kind::kInvalid};            ///< unpacks to far more than it should
inline constexpr ErrorCode kTooManyEntries{"archive.too_many_entries", Kind::kInvalid};
inline constexpr ErrorCode kBadName{"archive.bad_name", Kind::kInvalid};  ///< absolute, "..", doubled, or not text
inline constexpr ErrorCode kErrors[] = {kBroken, kEncrypted, kBomb, kTooManyEntries, kBadName};

struct Limits {
    std::size_t max_entries = 4'000;
    std::uint64_t max_unpacked_bytes = std::uint64_t{1} << 30;  ///< of all entries that are read, together
    std::uint64_t max_ratio = 150;                              ///< unpacked to packed, of one entry
    std::uint64_t ratio_free_bytes = std::uint64_t{8} << 20;    ///< up to here an entry may have any ratio
};

struct Entry {
    std::string name;
    std::uint64_t index = 0;
    std::uint64_t packed_bytes = 0;
    bool is_folder = false;
};

struct State;

class EntryReader {
public:
    EntryReader(EntryReader&&) noexcept = default;
    EntryReader& operator=(EntryReader&&) noexcept = default;
    /// Bytes put into `into`; 0 at the end. @errors kBroken, kBomb
    Result<std::size_t> read(std::span<char> into);

private:
    friend class Archive;
    struct Close {
        void operator()(zip_file* file) const;
    };
    EntryReader(std::shared_ptr<State> state, zip_file* file, std::uint64_t packed_bytes)
        : state_(std::move(state)), file_(file), packed_bytes_(packed_bytes) {}

    std::shared_ptr<State> state_;
    std::unique_ptr<zip_file, Close> file_;
    std::uint64_t packed_bytes_;
    std::uint64_t unpacked_bytes_ = 0;
};

class Archive {
public:
    /// @errors all of the list above
    static Result<Archive> open(std::string_view bytes, const Limits& limits = {});

    const std::vector<Entry>& entries() const { return entries_; }
    /// Part names of office files do not distinguish A and a. Null if there is none.
    const Entry* find(std::string_view name) const;
    Result<EntryReader> reader(const Entry& entry) const;
    /// The whole entry, if it is not larger than `max_bytes`. @errors kBroken, kBomb
    Result<std::string> read(const Entry& entry, std::size_t max_bytes) const;

private:
    std::shared_ptr<State> state_;
    std::vector<Entry> entries_;
};

struct File {
    std::string name;
    std::string content;
    enum class Packing { kDeflated, kStored } packing = Packing::kDeflated;
};
/// A zip of these files: the same bytes for the same files, without times. @errors kBadName, kBroken
Result<std::string> pack(const std::vector<File>& files);

}  // namespace yw::archive
