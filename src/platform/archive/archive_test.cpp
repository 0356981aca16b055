#include "platform/archive/archive.hpp"

#include <gtest/gtest.h>

namespace yw::archive {
namespace {

std::string zip_of(const std::vector<File>& files) {
    return pack(files).value();
}

TEST(Archive, GivesBackWhatWasPutIn) {
    const std::string bytes = zip_of({{"xl/workbook.xml", "<a/>"}, {"文件.txt", "你好"}});
    const auto archive = Archive::open(bytes);
    ASSERT_TRUE(archive) << archive.error().detail;
    ASSERT_NE(archive->find("XL/Workbook.xml"), nullptr);
    EXPECT_EQ(archive->read(*archive->find("文件.txt"), 100).value(), "你好");
    EXPECT_EQ(archive->find("absent"), nullptr);
}

TEST(Archive, SameFilesGiveTheSameBytes) {
    EXPECT_EQ(zip_of({{"a", "1"}, {"b/c", "2"}}), zip_of({{"a", "1"}, {"b/c", "2"}}));
    EXPECT_EQ(pack({{"a", ""}, {"a", ""}}).error().code, kBroken);
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
    for (const std::string name : {"../a", "a/../../b", "/etc/passwd", "a\\b", "C:a", "a/.."}) {
        EXPECT_EQ(pack({{name, "x"}}).error().code, kBadName) << name;
        std::string bytes = zip_of({{std::string(name.size(), '_'), "x"}});
        for (std::size_t at = 0; (at = bytes.find(std::string(name.size(), '_'), at)) != std::string::npos;) {
            bytes.replace(at, name.size(), name);
        }
        EXPECT_EQ(Archive::open(bytes).error().code, kBadName) << name;
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
    std::string bytes = zip_of({{"a", "stored as it is", File::Packing::kStored}});
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
