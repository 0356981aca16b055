// toml++ with one set of switches for the whole program. Files that include it with different switches give its inline
// functions different meanings, and the linker keeps one of them at random: a key file then seemed to be empty.
//
// It costs seconds to compile: included by few .cpp files only. toml++ 3.3 runs into undefined behaviour on some
// Chinese punctuation outside quotes: texts from outside go through a check first (calendars/calendar_year.cpp).
#pragma once

#ifndef TOML_SHARED_LIB
#error "link PkgConfig::TOMLPLUSPLUS: beside one header-only file every other one loses the library's parser"
#endif
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#include <toml++/toml.h>
