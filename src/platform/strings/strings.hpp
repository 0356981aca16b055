// Sentences that C++ says to people, one catalogue a language, gathered from the modules at start: the public text of
// each error code, names of states and codes. Page texts stand in the pages.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "kernel/result.hpp"

namespace yw::strings {

struct Entry {
    std::string_view language;  ///< "zh-CN"
    std::string_view key;       ///< "cases.reason_missing"
    std::string_view text;      ///< may hold {name} places
};

/// Once at start, before anybody reads. @throws std::logic_error when a key comes twice in a language.
void add(std::span<const Entry> entries);

/// The sentence in Chinese. @throws std::logic_error for an unknown key: a bug that tests find.
std::string_view text(std::string_view key);
bool known(std::string_view key);
/// text() with its {name} places filled.
std::string text(std::string_view key, std::initializer_list<std::pair<std::string_view, std::string_view>> places);
/// The public sentence of an error.
std::string_view sentence(const Error& error);

}  // namespace yw::strings
