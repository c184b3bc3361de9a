#include "platform/db/errors.h"

#include <exception>

namespace tongban::db {
namespace {

Error temporary(std::string key, std::string detail, int retry_after_seconds) {
  Error e{Code::unavailable, std::move(key), std::move(detail)};
  e.retry_after_seconds = retry_after_seconds;
  return e;
}

}  // namespace

Error to_error(const DatabaseError& e) {
  using Kind = DatabaseError::Kind;
  switch (e.kind) {
    case Kind::busy:
    case Kind::serialization:
      return temporary("db.busy", e.what(), 1);
    case Kind::connection:
    case Kind::io:
      return temporary("db.unavailable", e.what(), 2);
    case Kind::full:
      return temporary("db.full", e.what(), 10);
    case Kind::outcome_unknown:
      return temporary("db.outcome_unknown", e.what(), 2);
    case Kind::timeout:
      return {Code::timeout, "db.timeout", e.what()};
    case Kind::invalid_text:
      return {Code::invalid, "db.invalid_text", e.what()};
    case Kind::unique:
    case Kind::foreign_key:
    case Kind::check:
    case Kind::other:
      break;
  }
  return {Code::internal, "internal", e.what()};
}

Error current_exception_to_error() {
  try {
    throw;
  } catch (const DatabaseError& e) {
    return to_error(e);
  } catch (const std::exception& e) {
    return {Code::internal, "internal", e.what()};
  } catch (...) {
    return {Code::internal, "internal", "an exception that is not a std::exception"};
  }
}

bool loses_transaction(DatabaseError::Kind kind) {
  using Kind = DatabaseError::Kind;
  return kind == Kind::serialization || kind == Kind::connection || kind == Kind::full || kind == Kind::io ||
         kind == Kind::outcome_unknown;
}

Error overloaded() { return temporary("db.overloaded", "too many writes are waiting", 1); }
Error unavailable(std::string detail) { return temporary("db.unavailable", std::move(detail), 2); }
Error closed_error() { return temporary("db.closed", "the database is closing", 5); }

}  // namespace tongban::db
