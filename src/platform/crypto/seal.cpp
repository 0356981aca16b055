#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "platform/crypto/crypto.hpp"

namespace yw::crypto {
namespace {

constexpr std::size_t kIvBytes = 16;
constexpr std::size_t kTagBytes = 32;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

/// SM4 in counter mode; the same operation in both directions.
std::string sm4_ctr(std::string_view key, std::string_view iv, std::string_view bytes) {
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
    std::string result(bytes.size(), '\0');
    int size = 0;
    const auto raw = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
    if (!cipher || !context || EVP_EncryptInit_ex2(context.get(), cipher, raw(key), raw(iv), nullptr) != 1 ||
        EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(result.data()), &size, raw(bytes),
                          static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("crypto: SM4 failed");
    return result;
}

std::string tag_of(std::string_view mac_key, std::string_view context, std::string_view iv_and_cipher) {
    std::string covered(context);
    covered += '\0';
    covered += iv_and_cipher;
    return hmac_sm3(mac_key, covered);
}

}  // namespace

std::string Keys::seal_with(const Derived& key, std::string_view context, std::string_view bytes) const {
    std::string sealed = random_bytes(kIvBytes);
    sealed += sm4_ctr(key.cipher, sealed, bytes);
    sealed += tag_of(key.mac, context, sealed);
    return sealed;
}

std::optional<std::string> Keys::open_with(const Derived& key, std::string_view context, std::string_view sealed) {
    if (sealed.size() < kIvBytes + kTagBytes) return std::nullopt;
    const auto body = sealed.substr(0, sealed.size() - kTagBytes);
    if (!same(tag_of(key.mac, context, body), sealed.substr(body.size()))) return std::nullopt;
    return sm4_ctr(key.cipher, body.substr(0, kIvBytes), body.substr(kIvBytes));
}

std::string Keys::seal(std::string_view context, std::string_view text) const {
    const auto& [id, key] = *keys_.rbegin();
    return id + '.' + base64url(seal_with(key, context, text));
}

std::optional<std::string> Keys::open(std::string_view context, std::string_view sealed) const {
    const auto dot = sealed.find('.');
    const auto key = keys_.find(std::string(sealed.substr(0, dot)));
    if (dot == std::string_view::npos || key == keys_.end()) return std::nullopt;
    const auto bytes = from_base64url(sealed.substr(dot + 1));
    return bytes ? open_with(key->second, context, *bytes) : std::nullopt;
}

std::string Keys::seal_bytes(std::string_view context, std::string_view bytes) const {
    const auto& [id, key] = *keys_.rbegin();
    return id + '.' + seal_with(key, context, bytes);
}

std::optional<std::string> Keys::open_bytes(std::string_view context, std::string_view sealed) const {
    const auto dot = sealed.substr(0, 32).find('.');
    const auto key = keys_.find(std::string(sealed.substr(0, dot)));
    if (dot == std::string_view::npos || key == keys_.end()) return std::nullopt;
    return open_with(key->second, context, sealed.substr(dot + 1));
}

std::string Keys::lookup(std::string_view context, std::string_view text) const {
    std::string covered(context);
    covered += '\0';
    covered += text;
    return base64url(hmac_sm3(keys_.begin()->second.lookup, covered));
}

std::string Keys::sign(std::string_view context, std::string_view text) const {
    std::string covered(context);
    covered += '\0';
    covered += text;
    return base64url(hmac_sm3(keys_.rbegin()->second.sign, covered));
}

}  // namespace yw::crypto
