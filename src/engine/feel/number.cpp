#include "engine/feel/number.h"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <charconv>
#include <cstring>

namespace tongban::feel {
namespace {

constexpr unsigned kHalfEven = 0, kFloor = 1, kCeiling = 2, kZero = 3, kHalfAway = 4;
constexpr std::uint64_t kSign = 0x8000000000000000, kUnitExponent = 0x3040000000000000;
constexpr std::uint64_t kCoefficient = 0x0001FFFFFFFFFFFF;
constexpr int kBias = 6176, kMaxExponent = 6111;

BID_UINT128 raw(const Number& x) {
  BID_UINT128 out;
  out.w[0] = x.low;
  out.w[1] = x.high;
  return out;
}

Number unchecked(const BID_UINT128& x) {
  Number out;
  out.low = x.w[0];
  out.high = x.w[1];
  return out;
}

MaybeNumber checked(const BID_UINT128& x) {
  if ((x.w[1] & 0x7800000000000000) == 0x7800000000000000) return std::nullopt;  // NaN or an infinity
  return unchecked(x);
}

// Whole numbers below 2^62 with exponent zero need no library: most numbers of rules are such.
bool is_small(const Number& x) { return (x.high & ~kSign) == kUnitExponent && x.low < (1ULL << 62); }
std::int64_t small(const Number& x) {
  const auto size = static_cast<std::int64_t>(x.low);
  return (x.high & kSign) != 0 ? -size : size;
}

int exponent_of(const Number& x) { return static_cast<int>((x.high & ~kSign) >> 49) - kBias; }

Number power_of_ten(int exponent) {
  Number out;
  out.low = 1;
  out.high = static_cast<std::uint64_t>(exponent + kBias) << 49;
  return out;
}

bool looks_like_number(std::string_view text) {
  std::size_t at = 0, digits = 0;
  const auto skip_digits = [&] {
    const auto before = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - before;
  };
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  digits += skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    const auto after = skip_digits();
    if (after == 0) return false;
    digits += after;
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const auto exponent = skip_digits();
    if (exponent == 0 || exponent > 5) return false;
  }
  return at == text.size();
}

// Squaring; exact as long as the digits last, which the library's pow is not.
MaybeNumber whole_power(Number base, std::int64_t exponent) {
  const bool inverse = exponent < 0;
  auto left = inverse ? -static_cast<std::uint64_t>(exponent) : static_cast<std::uint64_t>(exponent);
  Number product(1);
  while (left != 0) {
    if ((left & 1) != 0) {
      const auto next = multiply(product, base);
      if (!next) return std::nullopt;
      product = *next;
    }
    left >>= 1;
    if (left == 0) break;
    const auto square = multiply(base, base);
    if (!square) return inverse ? MaybeNumber(Number(0)) : std::nullopt;
    base = *square;
  }
  return inverse ? divide(Number(1), product) : MaybeNumber(product);
}

}  // namespace

Number::Number(std::int64_t value) {
  const bool negative = value < 0;
  low = negative ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  high = kUnitExponent | (negative ? kSign : 0);
}

MaybeNumber Number::parse(std::string_view text) {
  if (text.size() <= 18) {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size()) return Number(whole);
  }
  if (text.size() > 10'000 || !looks_like_number(text)) return std::nullopt;
  std::string terminated(text);
  unsigned flags = 0;
  return checked(bid128_from_string(terminated.data(), kHalfEven, &flags));
}

MaybeNumber Number::from_double(double value) {
  char buffer[40];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  if (error != std::errc()) return std::nullopt;
  return parse(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
}

std::string Number::text() const {
  if (is_small(*this)) return std::to_string(small(*this));
  char buffer[64];  // "+1234E-6"
  unsigned flags = 0;
  bid128_to_string(buffer, raw(*this), &flags);
  const std::string_view written(buffer);
  const auto mark = written.find('E');
  std::string digits(written.substr(1, mark - 1));
  int exponent = 0;
  auto from = written.substr(mark + 1);
  if (from.starts_with('+')) from.remove_prefix(1);
  std::from_chars(from.data(), from.data() + from.size(), exponent);
  if (digits.find_first_not_of('0') == std::string::npos) return "0";
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back(), ++exponent;
  const std::string sign = written[0] == '-' ? "-" : "";
  if (exponent >= 0) return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
  const auto behind = static_cast<std::size_t>(-exponent);
  if (digits.size() > behind) return sign + digits.insert(digits.size() - behind, ".");
  return sign + "0." + std::string(behind - digits.size(), '0') + digits;
}

double Number::to_double() const {
  if (is_small(*this)) return static_cast<double>(small(*this));
  unsigned flags = 0;
  return bid128_to_binary64(raw(*this), kHalfEven, &flags);
}

bool Number::is_zero() const { return low == 0 && (high & kCoefficient) == 0; }
bool Number::is_negative() const { return (high & kSign) != 0 && !is_zero(); }

bool Number::is_integer() const {
  if (is_small(*this)) return true;
  unsigned flags = 0;
  return bid128_quiet_equal(raw(*this), bid128_round_integral_zero(raw(*this), &flags), &flags) != 0;
}

std::optional<std::int64_t> Number::to_integer() const {
  if (is_small(*this)) return small(*this);
  if (!is_integer()) return std::nullopt;
  return truncated();
}

std::optional<std::int64_t> Number::truncated() const {
  if (is_small(*this)) return small(*this);
  unsigned flags = 0;
  const auto whole = bid128_to_int64_int(raw(*this), &flags);
  if ((flags & BID_INVALID_EXCEPTION) != 0) return std::nullopt;
  return whole;
}

Number Number::operator-() const {
  if (is_zero()) return Number(0);
  Number out = *this;
  out.high ^= kSign;
  return out;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (is_small(a) && is_small(b)) return small(a) <=> small(b);
  unsigned flags = 0;
  if (bid128_quiet_less(raw(a), raw(b), &flags) != 0) return std::strong_ordering::less;
  return bid128_quiet_equal(raw(a), raw(b), &flags) != 0 ? std::strong_ordering::equal : std::strong_ordering::greater;
}

MaybeNumber add(const Number& a, const Number& b) {
  if (is_small(a) && is_small(b)) return Number(small(a) + small(b));
  unsigned flags = 0;
  return checked(bid128_add(raw(a), raw(b), kHalfEven, &flags));
}

MaybeNumber subtract(const Number& a, const Number& b) {
  if (is_small(a) && is_small(b)) return Number(small(a) - small(b));
  unsigned flags = 0;
  return checked(bid128_sub(raw(a), raw(b), kHalfEven, &flags));
}

MaybeNumber multiply(const Number& a, const Number& b) {
  std::int64_t product = 0;
  if (is_small(a) && is_small(b) && !__builtin_mul_overflow(small(a), small(b), &product)) return Number(product);
  unsigned flags = 0;
  return checked(bid128_mul(raw(a), raw(b), kHalfEven, &flags));
}

MaybeNumber divide(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  if (is_small(a) && is_small(b) && small(a) % small(b) == 0) return Number(small(a) / small(b));
  unsigned flags = 0;
  return checked(bid128_div(raw(a), raw(b), kHalfEven, &flags));
}

MaybeNumber power(const Number& base, const Number& exponent) {
  if (const auto whole = exponent.to_integer(); whole && *whole > -100'000 && *whole < 100'000) {
    if (base.is_zero() && *whole < 0) return std::nullopt;
    return whole_power(base, *whole);
  }
  unsigned flags = 0;
  return checked(bid128_pow(raw(base), raw(exponent), kHalfEven, &flags));
}

MaybeNumber modulo(const Number& dividend, const Number& divisor) {
  if (divisor.is_zero()) return std::nullopt;
  // The remainder of the library is exact, which dividend - divisor * floor(dividend / divisor) in 34 digits is not.
  unsigned flags = 0;
  const auto rest = checked(bid128_fmod(raw(dividend), raw(divisor), &flags));
  if (!rest || rest->is_zero()) return rest ? MaybeNumber(Number(0)) : rest;
  return rest->is_negative() == divisor.is_negative() ? rest : add(*rest, divisor);
}

MaybeNumber square_root(const Number& x) {
  unsigned flags = 0;
  return x.is_negative() ? std::nullopt : checked(bid128_sqrt(raw(x), kHalfEven, &flags));
}

MaybeNumber natural_logarithm(const Number& x) {
  unsigned flags = 0;
  return x.is_negative() || x.is_zero() ? std::nullopt : checked(bid128_log(raw(x), kHalfEven, &flags));
}

MaybeNumber exponential(const Number& x) {
  unsigned flags = 0;
  return checked(bid128_exp(raw(x), kHalfEven, &flags));
}

MaybeNumber round(const Number& x, std::int64_t scale, Rounding mode) {
  if (scale < -kMaxExponent || scale > kBias) return std::nullopt;
  if (exponent_of(x) >= -scale) return x;  // has no digit behind that place
  const bool negative = x.is_negative();
  unsigned direction = kHalfEven;
  switch (mode) {
    case Rounding::half_even:
      direction = kHalfEven;
      break;
    case Rounding::down:
      direction = kZero;
      break;
    case Rounding::up:
      direction = negative ? kFloor : kCeiling;
      break;
    case Rounding::floor:
      direction = kFloor;
      break;
    case Rounding::ceiling:
      direction = kCeiling;
      break;
    case Rounding::half_up:
      direction = kHalfAway;
      break;
    case Rounding::half_down:
      direction = kHalfEven;
      break;
  }
  unsigned flags = 0;
  const auto unit = raw(power_of_ten(static_cast<int>(-scale)));
  auto rounded = checked(bid128_quantize(raw(x), unit, direction, &flags));
  if (rounded && mode == Rounding::half_down) {
    // Halves go towards zero, which the library has no direction for: where half away differs from towards zero, the
    // distance to the latter tells a half from more than a half.
    const auto down = unchecked(bid128_quantize(raw(x), unit, kZero, &flags));
    const auto rest = unchecked(bid128_sub(raw(x), raw(down), kHalfEven, &flags));
    const auto twice = unchecked(bid128_add(raw(rest), raw(rest), kHalfEven, &flags));
    rounded = (negative ? -twice : twice) > unchecked(unit) ? checked(bid128_quantize(raw(x), unit, kHalfAway, &flags))
                                                            : MaybeNumber(down);
  }
  return rounded && rounded->is_zero() ? MaybeNumber(Number(0)) : rounded;
}

std::size_t hash_of(const Number& x) {
  if (is_small(x)) return std::hash<std::int64_t>()(small(x));
  if (const auto whole = x.to_integer()) return std::hash<std::int64_t>()(*whole);
  return std::hash<std::string>()(x.text());
}

}  // namespace tongban::feel
