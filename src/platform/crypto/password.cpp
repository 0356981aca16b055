#include <argon2.h>

#include <stdexcept>

#include "platform/crypto/crypto.hpp"

namespace yw::crypto {
namespace {
constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kMemoryKib = 19 * 1024;
constexpr std::uint32_t kLanes = 1;
}  // namespace

std::string hash_password(std::string_view password) {
    const auto salt = random_bytes(16);
    std::string encoded(argon2_encodedlen(kPasses, kMemoryKib, kLanes, 16, 32, Argon2_id), '\0');
    if (argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(), salt.data(), salt.size(),
                              32, encoded.data(), encoded.size()) != ARGON2_OK)
        throw std::runtime_error("crypto: argon2 failed");
    encoded.resize(encoded.find('\0'));
    return encoded;
}

PasswordCheck check_password(std::string_view password, std::string_view hash) {
    const int answer = argon2id_verify(std::string(hash).c_str(), password.data(), password.size());
    return answer == ARGON2_OK ? PasswordCheck::kRight : PasswordCheck::kWrong;
}

}  // namespace yw::crypto
