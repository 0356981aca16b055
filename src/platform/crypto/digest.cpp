#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "platform/crypto/crypto.hpp"
#include "platform/crypto/gcrypt.hpp"
#include "platform/crypto/hmac.hpp"

namespace yw::crypto {
namespace {

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

constexpr std::size_t kSm3Bytes = 32;
constexpr std::size_t kSha256Bytes = 32;

struct Close {
    void operator()(gcry_md_hd_t context) const { gcry_md_close(context); }
};

/// The SM3 digest of the pieces as if they were one text: a short one takes 0.35 µs, by OpenSSL 3.0 0.56. One context a
/// thread: making one costs as much as hashing a word.
std::string sm3_of(std::initializer_list<std::string_view> pieces) {
    thread_local const std::unique_ptr<gcry_md_handle, Close> context([] {
        use_gcrypt();
        gcry_md_hd_t opened = nullptr;
        if (gcry_md_open(&opened, GCRY_MD_SM3, 0) != 0) throw std::runtime_error("crypto: no SM3");
        return opened;
    }());
    gcry_md_reset(context.get());
    for (const std::string_view piece : pieces) gcry_md_write(context.get(), piece.data(), piece.size());
    return {reinterpret_cast<const char*>(gcry_md_read(context.get(), GCRY_MD_SM3)), kSm3Bytes};
}

/// Fetched once: a look-up by name costs more than hashing a short text.
const EVP_MD* fetched_sha256() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNoValue = 255;
constexpr auto kValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNoValue);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace

void use_gcrypt() {
    static const bool kReady = [] {
        if (!gcry_check_version(GCRYPT_VERSION)) return false;
        gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
        gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
        return true;
    }();
    if (!kReady) throw std::runtime_error("crypto: libgcrypt is older than its header");
}

std::string sm3(std::string_view bytes) {
    return sm3_of({bytes});
}
std::string sha256(std::string_view bytes) {
    std::string result(kSha256Bytes, '\0');
    if (!fetched_sha256() || EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(result.data()),
                                        nullptr, fetched_sha256(), nullptr) != 1)
        throw std::runtime_error("crypto: no digest");
    return result;
}

std::string hmac_sm3(std::string_view key, std::initializer_list<std::string_view> pieces) {
    constexpr std::size_t kBlock = 64;
    constexpr std::size_t kMostPieces = 4;
    if (pieces.size() > kMostPieces) throw std::logic_error("crypto: too many pieces");
    const std::string hashed = key.size() > kBlock ? sm3(key) : std::string();
    if (!hashed.empty()) key = hashed;
    std::array<char, kBlock> inner;
    std::array<char, kBlock> outer;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const char byte = i < key.size() ? key[i] : '\0';
        inner[i] = static_cast<char>(byte ^ 0x36);
        outer[i] = static_cast<char>(byte ^ 0x5c);
    }
    std::array<std::string_view, kMostPieces> rest;
    std::copy(pieces.begin(), pieces.end(), rest.begin());
    const auto first = sm3_of({std::string_view(inner.data(), kBlock), rest[0], rest[1], rest[2], rest[3]});
    return sm3_of({std::string_view(outer.data(), kBlock), first});
}

std::string hmac_sm3(std::string_view key, std::string_view bytes) {
    return hmac_sm3(key, {bytes});
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        text += kDigits[static_cast<unsigned char>(c) >> 4];
        text += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

std::string base64url(std::string_view bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* out = text.data();
    unsigned int held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) *out++ = kAlphabet[(held >> (bits - 6)) & 63];
    }
    if (bits > 0) *out = kAlphabet[(held << (6 - bits)) & 63];
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size() * 3 / 4, '\0');
    char* out = bytes.data();
    unsigned int held = 0;
    int bits = 0;
    for (const char c : text) {
        const auto value = kValues[static_cast<unsigned char>(c)];
        if (value == kNoValue) return std::nullopt;
        held = (held << 6) | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *out++ = static_cast<char>((held >> bits) & 255);
        }
    }
    if (bits >= 6 || (held & ((1U << bits) - 1)) != 0) return std::nullopt;
    return bytes;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("crypto: no random bytes");
    return bytes;
}

std::string random_token() {
    return base64url(random_bytes(32));
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(raw(a), raw(b), a.size()) == 0;
}

}  // namespace yw::crypto
