// Result: what an operation that can fail in an expected way gives back.
//
// Expected outcomes (not found, invalid, forbidden, conflict, unavailable) are values of this type; exceptions are for
// bugs and broken machines. The two macros at the end are the only macros of the project.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace yw {

/// What the caller can do about an error.
enum class Kind {
    kNotFound,     ///< it is not there, or the caller may not know that it is
    kInvalid,      ///< mend the input
    kForbidden,    ///< somebody else may
    kConflict,     ///< reload, then try again
    kUnavailable,  ///< try again later
    kTooMany,      ///< slow down
};

/// A stable dotted name out of a module's closed list ("cases.reason_missing"). The public sentence for it stands in
/// the strings of each language under the same name.
struct ErrorCode {
    std::string_view name;
    Kind kind;
    friend bool operator==(const ErrorCode& a, const ErrorCode& b) { return a.name == b.name; }
};

/// One wrong field of a form, a row of an import or an element of a document.
struct FieldError {
    std::string field;    ///< name of the input, "form.income" or "items[3].name"
    std::string message;  ///< the public sentence, in the reader's language
};

struct Error {
    ErrorCode code;
    std::string detail;              ///< for the log; never personal data
    std::vector<FieldError> fields;  ///< what to mend, when kind is kInvalid
};

inline Error fail(ErrorCode code, std::string detail = {}) {
    return Error{code, std::move(detail), {}};
}
inline Error fail(ErrorCode code, std::vector<FieldError> fields) {
    return Error{code, {}, std::move(fields)};
}

template <class T>
class [[nodiscard]] Result {
    static_assert(!std::is_same_v<T, Error>, "a Result cannot hold an Error as its value");
    static_assert(!std::is_same_v<T, bool>, "if (result) would read as the answer: return an enum");

public:
    using value_type = T;
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const noexcept { return state_.index() == 0; }
    const T& value() const& { return std::get<0>(state_); }  // throws on misuse: a bug, not an outcome
    T& value() & { return std::get<0>(state_); }
    T value() && { return std::get<0>(std::move(state_)); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Error& error() const& { return std::get<1>(state_); }
    Error error() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;
    Result() = default;
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const noexcept { return state_.index() == 0; }
    void value() const { (void)std::get<0>(state_); }
    const Error& error() const& { return std::get<1>(state_); }
    Error error() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<std::monostate, Error> state_;
};

}  // namespace yw

#define YW_JOIN_(a, b) a##b
#define YW_JOIN(a, b) YW_JOIN_(a, b)
/// YW_TRY(const auto found, store.load(id)): declare `found`, or return the error to our caller.
#define YW_TRY(declaration, ...) YW_TRY_(YW_JOIN(yw_result_, __LINE__), declaration, __VA_ARGS__)
#define YW_TRY_(result, declaration, ...)          \
    auto result = (__VA_ARGS__);                   \
    if (!result) return std::move(result).error(); \
    declaration = std::move(result).value()
/// YW_CHECK(tx.commit()): the same for a Result<void>.
#define YW_CHECK(...)                                                                  \
    do {                                                                               \
        if (auto yw_done = (__VA_ARGS__); !yw_done) return std::move(yw_done).error(); \
    } while (false)
