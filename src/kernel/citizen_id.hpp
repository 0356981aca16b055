// 公民身份号码 (GB 11643-1999): eighteen characters with a birth date and a check character. The residence permits of
// people from Hong Kong (810000), Macao (820000) and Taiwan (830000) and the permanent residence card of foreigners
// (first character 9) follow the same rule. Personal data: never in logs or error texts; shown through
// mask_id_number().
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/time.hpp"

namespace yw {

enum class Sex { kMale, kFemale };  ///< GB/T 2261.1: 1 and 2

class CitizenId {
public:
    /// Strict: eighteen ASCII characters, capital X, a province that exists (abolished counties are allowed), a real
    /// date of birth not after `today`, the right check character. Forms pass the input through tidy_code() first.
    static std::optional<CitizenId> parse(std::string_view text, LocalDay today);

    const std::string& str() const { return text_; }
    LocalDay born_on() const;
    Sex sex() const;
    /// Completed years on `day`; whoever is born on 29 February completes them on 1 March of other years.
    int age_on(LocalDay day) const;
    bool is_foreigner() const { return text_[0] == '9'; }

    friend auto operator<=>(const CitizenId&, const CitizenId&) = default;

private:
    explicit CitizenId(std::string_view text) : text_(text) {}
    std::string text_;
};

/// The eighteen characters of a fifteen-digit number of the first generation (born 1900 to 1999). Those numbers are
/// void since 2013-01-01: this is for finding old files, never for accepting one.
std::optional<std::string> from_15_digits(std::string_view text);

}  // namespace yw
