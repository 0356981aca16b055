#include "platform/archive/archive.hpp"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstring>
#include <utility>

namespace yw::archive {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string zip_of(const Files& files) {
    zip_error_t error;
    zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(out);
    zip_t* zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    for (const auto& [name, content] : files) {
        zip_source_t* from = zip_source_buffer(zip, content.data(), content.size(), 0);
        zip_file_add(zip, name.c_str(), from, ZIP_FL_ENC_UTF_8);
    }
    zip_close(zip);
    zip_source_open(out);
    zip_source_seek(out, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(out)), '\0');
    zip_source_seek(out, 0, SEEK_SET);
    zip_source_read(out, bytes.data(), bytes.size());
    zip_source_close(out);
    zip_source_free(out);
    return bytes;
}

TEST(Archive, GivesBackWhatWasPutIn) {
    const std::string bytes = zip_of({{"xl/workbook.xml", "<a/>"}, {"文件.txt", "你好"}});
    const auto archive = Archive::open(bytes);
    ASSERT_TRUE(archive) << archive.error().detail;
    ASSERT_NE(archive->find("XL/Workbook.xml"), nullptr);
    EXPECT_EQ(archive->read(*archive->find("文件.txt"), 100).value(), "你好");
    EXPECT_EQ(archive->find("absent"), nullptr);
}

TEST(Archive, EntryLargerThanAskedForIsRefused) {
    const std::string bytes = zip_of({{"a", std::string(1000, 'x')}});
    const auto archive = Archive::open(bytes);
    EXPECT_EQ(archive->read(archive->entries()[0], 999).error().code, kBomb);
}

TEST(Archive, HighRatioIsABomb) {
    const std::string bytes = zip_of({{"a", std::string(20u << 20, '\0')}});
    ASSERT_LT(bytes.size(), 100'000u);
    const auto archive = Archive::open(bytes);
    EXPECT_EQ(archive->read(archive->entries()[0], 1u << 30).error().code, kBomb);
}

TEST(Archive, UnpackedBytesAreCountedOverAllEntries) {
    Limits limits;
    limits.max_unpacked_bytes = 1500;
    const std::string bytes = zip_of({{"a", std::string(1000, 'x')}, {"b", std::string(1000, 'y')}});
    const auto archive = Archive::open(bytes, limits);
    EXPECT_TRUE(archive->read(archive->entries()[0], 5000));
    EXPECT_EQ(archive->read(archive->entries()[1], 5000).error().code, kBomb);
}

TEST(Archive, TooManyEntriesAreRefused) {
    Limits limits;
    limits.max_entries = 2;
    EXPECT_EQ(Archive::open(zip_of({{"a", ""}, {"b", ""}, {"c", ""}}), limits).error().code, kTooManyEntries);
}

TEST(Archive, NamesThatLeaveTheFolderAreRefused) {
    for (const char* name : {"../a", "a/../../b", "/etc/passwd", "a\\b", "C:a", "a/.."}) {
        EXPECT_EQ(Archive::open(zip_of({{name, "x"}})).error().code, kBadName) << name;
    }
    EXPECT_TRUE(Archive::open(zip_of({{"a..b/c", "x"}})));
}

TEST(Archive, NamesThatDifferOnlyInCaseAreRefused) {
    EXPECT_EQ(Archive::open(zip_of({{"a.xml", "1"}, {"A.xml", "2"}})).error().code, kBadName);
}

TEST(Archive, CutOffArchiveIsBrokenAtEveryLength) {
    const std::string bytes = zip_of({{"a", std::string(300, 'x')}, {"b", "y"}});
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_EQ(Archive::open(std::string_view(bytes).substr(0, length)).error().code, kBroken) << length;
    }
}

TEST(Archive, WrongChecksumIsBroken) {
    std::string bytes = zip_of({{"a", "stored as it is"}});
    const std::size_t at = bytes.find("stored");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'S';
    const auto archive = Archive::open(bytes);
    EXPECT_EQ(archive->read(archive->entries()[0], 100).error().code, kBroken);
}

TEST(Archive, PasswordIsNamedAsSuch) {
    std::string bytes = zip_of({{"a", "secret"}});
    // Bit 0 of the flags in the directory: encrypted.
    const std::size_t directory = bytes.find("PK\x01\x02");
    bytes[directory + 8] = static_cast<char>(bytes[directory + 8] | 1);
    bytes[6] = static_cast<char>(bytes[6] | 1);
    EXPECT_EQ(Archive::open(bytes).error().code, kEncrypted);
}

}  // namespace
}  // namespace yw::archive
