// Number: a FEEL number, IEEE 754-2008 decimal128 (34 significant digits), rounded half to even as DMN 1.5, 10.3.2.3.1
// asks. Never holds NaN or an infinity: what would be one is no number, and the functions say so with nullopt.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongban::feel {

struct Number {
  std::uint64_t low = 0, high = 0x3040000000000000;  // the BID encoding; this is zero

  Number() = default;
  Number(std::int64_t value);
  // "-12.5", ".5", "1e3"; nullopt for anything else. Beyond 34 digits the value is rounded.
  static std::optional<Number> parse(std::string_view text);
  // The shortest decimal that reads back equal; nullopt for NaN and infinities.
  static std::optional<Number> from_double(double value);

  // Plain digits without exponent or trailing zeros: "0.1", "1000000".
  std::string text() const;
  double to_double() const;
  bool is_zero() const;
  bool is_negative() const;
  bool is_integer() const;
  // The value where it is a whole number that fits.
  std::optional<std::int64_t> to_integer() const;
  // The whole part, towards zero; nullopt where it does not fit.
  std::optional<std::int64_t> truncated() const;

  Number operator-() const;
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }
};

using MaybeNumber = std::optional<Number>;

MaybeNumber add(const Number& a, const Number& b);
MaybeNumber subtract(const Number& a, const Number& b);
MaybeNumber multiply(const Number& a, const Number& b);
MaybeNumber divide(const Number& a, const Number& b);  // nullopt for division by zero
MaybeNumber power(const Number& base, const Number& exponent);
MaybeNumber modulo(const Number& dividend, const Number& divisor);  // has the sign of the divisor
MaybeNumber square_root(const Number& x);
MaybeNumber natural_logarithm(const Number& x);
MaybeNumber exponential(const Number& x);

enum class Rounding { half_even, down, up, floor, ceiling, half_up, half_down };
// Rounds to `scale` digits after the point (negative: before it); scale in -6111..6176, else nullopt.
MaybeNumber round(const Number& x, std::int64_t scale, Rounding mode);

std::size_t hash_of(const Number& x);  // equal numbers have equal hashes

}  // namespace tongban::feel
