// Result<T>, Error and TRY: how every fallible function of the project answers. An Error carries a code (which decides
// the HTTP status in platform/http/problem.cpp), a stable dotted key (`cases.already_decided`) that tests check and
// pages translate, and the fields at fault. Exceptions are for broken promises only (lost database, out of memory, our
// bug).
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tongban {

// To add a code: extend status_of() in platform/http/problem.cpp and the table in docs/api/errors.md.
enum class Code {
  invalid,             // 400: malformed, or the input check found something
  unauthenticated,     // 401: no valid session
  forbidden,           // 403: signed in, but the role never may (not used for someone else's object: that is not_found)
  not_found,           // 404
  method_not_allowed,  // 405
  conflict,            // 409: the state does not allow it
  gone,                // 410
  stale,               // 412: the version named is not the current one
  too_large,           // 413
  unsupported_media,   // 415
  unprocessable,       // 422: well formed, but against a rule of the item or the law
  rate_limited,        // 429, with retry_after_seconds
  internal,            // 500: our bug; detail goes to the log only
  unavailable,         // 503, with retry_after_seconds
  timeout,             // 504
};

// One thing wrong in the input. `pointer` is a JSON pointer into the body (`/applicant/name`), or `/query/limit`.
struct FieldError {
  std::string pointer;
  std::string key;     // stable, e.g. `field.required`, `field.too_long`, `citizen_id.checksum`
  std::string detail;  // a plain Chinese sentence for people; never holds the value itself
};

struct Error {
  Code code = Code::internal;
  std::string key;
  std::string detail;  // a plain Chinese sentence for people, or for the log where code is internal
  std::vector<FieldError> fields = {};
  int retry_after_seconds = 0;
};

inline Error invalid(std::string key, std::string detail) { return {Code::invalid, std::move(key), std::move(detail)}; }
inline Error not_found(std::string key, std::string detail) {
  return {Code::not_found, std::move(key), std::move(detail)};
}
inline Error conflict(std::string key, std::string detail) {
  return {Code::conflict, std::move(key), std::move(detail)};
}
inline Error unprocessable(std::string key, std::string detail, std::vector<FieldError> fields = {}) {
  return {Code::unprocessable, std::move(key), std::move(detail), std::move(fields)};
}

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool ok() const { return state_.index() == 0; }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Error& error() & { return std::get<1>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_; }
  bool ok() const { return !error_; }
  void value() const { assert(!error_); }
  Error& error() & { return *error_; }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace tongban

// `auto x = TRY(f());` takes the value, or returns the error from the enclosing function.
#define TRY(expression)                                           \
  ({                                                              \
    auto try_result_ = (expression);                              \
    if (!try_result_.ok()) return std::move(try_result_).error(); \
    std::move(try_result_).value();                               \
  })
