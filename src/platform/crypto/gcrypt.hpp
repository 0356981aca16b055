// libgcrypt, which has SM3 and SM4 for the vector units of a processor where OpenSSL 3.0 has none. Inside the module.
#pragma once

#include <gcrypt.h>

namespace yw::crypto {

/// Makes the library ready, once for the process: no locked memory (the keys lie in ours in any case), no self-tests on
/// demand. @throws std::runtime_error when the library is older than its header
void use_gcrypt();

}  // namespace yw::crypto
