// HMAC-SM3 over a text in pieces, without putting them together. Inside the module.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace yw::crypto {

std::string hmac_sm3(std::string_view key, std::initializer_list<std::string_view> pieces);

}  // namespace yw::crypto
