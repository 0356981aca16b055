// How personal data is shown: by default, on pages, in exports and in logs. Done by the server; the whole value is for
// the owner after a second proof, or an officer with the right and a logged reason (Personal Information Protection
// Law; GB/T 37964). Every function takes any bytes and never fails; what it cannot recognise it hides whole.
#pragma once

#include <string>
#include <string_view>

namespace yw {

std::string mask_name(std::string_view name);         ///< 张三 *三, 张三丰 张*丰, 欧阳娜华 欧**华
std::string mask_id_number(std::string_view number);  ///< 1****************X: pages that others can see
/// 110105********002X: for the officer at work on the case.
std::string mask_id_number_for_officer(std::string_view number);
std::string mask_mobile(std::string_view number);          ///< 138****8000
std::string mask_landline(std::string_view number);        ///< 010-*****678
std::string mask_bank_card(std::string_view number);       ///< **** 1234
std::string mask_address(std::string_view address);        ///< 北京市朝阳区****: to the district
std::string mask_email(std::string_view address);          ///< a***@x.cn
std::string mask_licence_number(std::string_view number);  ///< first 4 and last 2

}  // namespace yw
