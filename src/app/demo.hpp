// The demonstration place: its agencies, guides and accounts, written into a fresh data directory.
#pragma once

#include "app/installation.hpp"

namespace yw::app {

/// The district that the demonstration is about: 四川省广安市广安区.
inline constexpr std::uint64_t kDemoPlace = 511602000000;

/// Makes what is missing; a second call changes nothing. @throws std::runtime_error when a guide is not publishable
void make_demonstration(Installation& installation);

/// The accounts of a demonstration as lines for the terminal.
std::string demonstration_accounts();

}  // namespace yw::app
