// Cryptography: digests, random tokens, sealing of personal data, password hashes. Chinese algorithms where data rests
// (SM3, SM4), OpenSSL 3.0 below. OpenSSL 3.0 has no SM4-GCM: sealing is SM4-CTR, then HMAC-SM3 over it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace yw::crypto {

std::string sm3(std::string_view bytes);     ///< 32 raw bytes
std::string sha256(std::string_view bytes);  ///< 32 raw bytes
std::string hmac_sm3(std::string_view key, std::string_view bytes);

std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  ///< without padding
std::optional<std::string> from_base64url(std::string_view text);

std::string random_bytes(std::size_t count);
/// 32 random bytes as 43 characters: session and form tokens.
std::string random_token();
/// Compares in a time that depends only on the lengths.
bool same(std::string_view a, std::string_view b);

/// The keys of one installation. Every sealed text names the key that sealed it, so that keys can change.
class Keys {
public:
    /// Reads keys.toml (mode 0600), or makes it with one new key. `YIWANG_KEY_<ID>` (base64url, 32 bytes) adds or
    /// replaces a key; the greatest id seals. @throws std::runtime_error when the file is readable by others or broken.
    static Keys load_or_make(const std::string& file);
    /// For tests: one key made of the text.
    static Keys for_test(std::string_view text);

    /// Personal data at rest: "<key id>.<base64url(iv, ciphertext, tag)>". `context` names the column and must be the
    /// same at open(): a text copied into another column does not open.
    std::string seal(std::string_view context, std::string_view text) const;
    /// Nothing when the text was changed, the context is another, or the key is unknown.
    std::optional<std::string> open(std::string_view context, std::string_view sealed) const;
    /// The same for files: raw bytes.
    std::string seal_bytes(std::string_view context, std::string_view bytes) const;
    std::optional<std::string> open_bytes(std::string_view context, std::string_view sealed) const;

    /// Keyed hash for look-up of a sealed value (an identity number): the same for the same text, as 43 characters.
    /// It stays on the first key, so that look-up goes on working when keys change.
    std::string lookup(std::string_view context, std::string_view text) const;
    /// Authenticates a short text (form tokens): 43 characters.
    std::string sign(std::string_view context, std::string_view text) const;

private:
    struct Derived {
        std::string cipher;  ///< 16 bytes
        std::string mac;     ///< 32 bytes
        std::string lookup;  ///< 32 bytes
        std::string sign;    ///< 32 bytes
    };
    void add(const std::string& id, std::string_view master);
    std::string seal_with(const Derived& key, std::string_view context, std::string_view bytes) const;
    static std::optional<std::string> open_with(const Derived& key, std::string_view context, std::string_view sealed);

    std::map<std::string, Derived> keys_;
};

/// argon2id, 19 MiB, two passes: about 43 ms of a core. Never on an I/O thread.
std::string hash_password(std::string_view password);
enum class PasswordCheck { kRight, kWrong };
PasswordCheck check_password(std::string_view password, std::string_view hash);

}  // namespace yw::crypto
