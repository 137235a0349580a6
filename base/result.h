// Result<T>: a value or an Error. Every function that can fail in an expected way returns one; exceptions never cross a
// function of Sluice (unwinding through the C callbacks of Hyperscan and libgit2 is undefined, and a bad object is ordinary).
//
// Shaped like C++23's std::expected so that it can become it. Not thread-safe; a value type.
//
//   Result<int> Parse(std::string_view text);
//   SLUICE_ASSIGN(const int n, Parse(text));   // returns the error to the caller, or binds the value
//   SLUICE_TRY(Check(n));                      // the same for Result<void>
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sluice {

// What kind of failure; cli/exit_code.h maps kUsage and kConfig to 2 and the rest to 3.
enum class Code {
  kUsage,        // a flag, a revision or a target that makes no sense
  kConfig,       // a configuration or rule file that cannot be accepted
  kUnreadable,   // missing, truncated, corrupt, no permission
  kUnsupported,  // well-formed, but not something Sluice can read (SHA-256 repositories)
  kIo,           // writing failed: full disk, closed pipe
  kInternal,     // an engine refused something it should accept
};

// `message` is complete enough to print: what, where, what to do. It never holds bytes of a secret.
struct Error {
  Code code = Code::kInternal;
  std::string message;
};

// Adds where a failure happened; call once per layer.
inline Error Context(Error error, const std::string& where) {
  error.message = where + ": " + error.message;
  return error;
}

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Requires: ok() for the value, !ok() for the error; undefined otherwise.
  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace sluice

#define SLUICE_CONCAT_INNER(a, b) a##b
#define SLUICE_CONCAT(a, b) SLUICE_CONCAT_INNER(a, b)

#define SLUICE_TRY(expression)                                                                           \
  do {                                                                                                   \
    if (auto sluice_status = (expression); !sluice_status.ok()) return std::move(sluice_status).error(); \
  } while (false)

#define SLUICE_ASSIGN(declaration, expression) SLUICE_ASSIGN_IMPL(declaration, expression, SLUICE_CONCAT(sluice_result_, __LINE__))
#define SLUICE_ASSIGN_IMPL(declaration, expression, name) \
  auto name = (expression);                               \
  if (!name.ok()) return std::move(name).error();         \
  declaration = std::move(name).value()

// A broken invariant is a bug, not a failure: say where and stop. Never called with bytes of a secret.
#define SLUICE_CHECK(condition)                                                           \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "sluice: bug at %s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)
