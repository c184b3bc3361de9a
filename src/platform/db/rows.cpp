#include <charconv>
#include <system_error>

#include "platform/db/db.h"

namespace tongban::db {
namespace {

// A cell that is not a number where the code expects one is our bug (a wrong column), never bad input.
template <class T>
T number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw DatabaseError(DatabaseError::Kind::other, "not a number in a numeric column: '" + std::string(text) + "'");
  }
  return value;
}

}  // namespace

std::int64_t Rows::integer(std::size_t row, int column) const {
  const auto& c = cell(row, column);
  return c ? number<std::int64_t>(*c) : 0;
}

double Rows::real(std::size_t row, int column) const {
  const auto& c = cell(row, column);
  return c ? number<double>(*c) : 0;
}

std::optional<std::int64_t> Rows::optional_integer(std::size_t row, int column) const {
  const auto& c = cell(row, column);
  if (!c) return std::nullopt;
  return number<std::int64_t>(*c);
}

}  // namespace tongban::db
