#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace yw::crypto {
namespace {

TEST(Digests, GiveThePublishedValues) {
    EXPECT_EQ(hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(hmac_sm3("key", "Hi")), "c561a433c382e5f6852c11de18702de9e57bff47e1fe363c332cc1dd543ab0e9");
}

TEST(Base64url, GoesBothWaysAndRefusesWhatItDidNotMake) {
    for (const std::string text : {"", "a", "ab", "abc", "\xff\xfe\xfd\xfc"})
        EXPECT_EQ(from_base64url(base64url(text)), text);
    for (const std::string_view text : {"a", "ab=", "a b", "aB+/", "AAB"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

TEST(Seal, OpensOnlyUnchangedAndInItsOwnColumn) {
    const auto keys = Keys::for_test("one");
    const auto sealed = keys.seal("account.id_number", "11010519491231002X");
    EXPECT_EQ(keys.open("account.id_number", sealed), "11010519491231002X");
    EXPECT_EQ(keys.open("account.phone", sealed), std::nullopt);
    EXPECT_EQ(Keys::for_test("two").open("account.id_number", sealed), std::nullopt);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(keys.open("account.id_number", changed), std::nullopt) << i;
    }
    EXPECT_NE(keys.seal("c", "x"), keys.seal("c", "x"));
}

TEST(Seal, OpensWhatAnEarlierVersionSealed) {
    constexpr std::string_view kSealed =
        "t1.ZNLPsIkA8VZHtcPQD15IRHigpfGReS_My5Y6L5dQoosvyG8_fO11aS7HB7L7GOEp-ylC2_r0soScoo5GW2CbZ-1K7MlHFOltL9-"
        "tJuReORDomUI";
    EXPECT_EQ(Keys::for_test("one").open("case_file.answers", kSealed), "{\"name\":\"张示例\",\"why\":\"丢失\"}");
}

TEST(SealBytes, KeepsEveryByte) {
    const auto keys = Keys::for_test("one");
    const std::string bytes("\0.\xff..\n", 6);
    EXPECT_EQ(keys.open_bytes("blob", keys.seal_bytes("blob", bytes)), bytes);
    EXPECT_EQ(keys.open_bytes("blob", "t1."), std::nullopt);
    EXPECT_EQ(keys.open_bytes("blob", ""), std::nullopt);
}

TEST(Lookup, IsStableAndSeparatesColumns) {
    const auto keys = Keys::for_test("one");
    EXPECT_EQ(keys.lookup("phone", "1"), keys.lookup("phone", "1"));
    EXPECT_NE(keys.lookup("phone", "1"), keys.lookup("id", "1"));
    EXPECT_NE(keys.lookup("phone", "1"), Keys::for_test("two").lookup("phone", "1"));
}

TEST(Password, OnlyTheRightOnePasses) {
    const auto hash = hash_password("correct horse 电池");
    EXPECT_EQ(check_password("correct horse 电池", hash), PasswordCheck::kRight);
    EXPECT_EQ(check_password("correct horse 电磁", hash), PasswordCheck::kWrong);
    EXPECT_EQ(check_password("x", "not a hash"), PasswordCheck::kWrong);
    EXPECT_NE(hash, hash_password("correct horse 电池"));
}

class KeyFile : public testing::Test {
protected:
    KeyFile() {
        auto pattern = (std::filesystem::temp_directory_path() / "yiwang-keys-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~KeyFile() override { std::filesystem::remove_all(folder_); }
    std::string file() const { return folder_ + "/keys.toml"; }

private:
    std::string folder_;
};

TEST_F(KeyFile, IsMadePrivateAndReadAgain) {
    const auto sealed = Keys::load_or_make(file()).seal("c", "x");
    struct stat state {};
    ASSERT_EQ(stat(file().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
    EXPECT_EQ(Keys::load_or_make(file()).open("c", sealed), "x");
}

TEST_F(KeyFile, ReadableByOthersIsRefused) {
    (void)Keys::load_or_make(file());
    chmod(file().c_str(), 0644);
    EXPECT_THROW(Keys::load_or_make(file()), std::runtime_error);
}

TEST_F(KeyFile, ANewKeySealsAndTheOldOneStillOpens) {
    const auto before = Keys::load_or_make(file());
    const auto sealed = before.seal("c", "old");
    setenv("YIWANG_KEY_k2", base64url(random_bytes(32)).c_str(), 1);
    const auto after = Keys::load_or_make(file());
    unsetenv("YIWANG_KEY_k2");
    EXPECT_EQ(after.open("c", sealed), "old");
    EXPECT_EQ(after.seal("c", "new").substr(0, 3), "k2.");
    EXPECT_EQ(after.lookup("c", "x"), before.lookup("c", "x"));
}

}  // namespace
}  // namespace yw::crypto
