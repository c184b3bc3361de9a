// Amounts of money in yuan, held as whole fen in 64 bits (BIGINT in the database). Never a floating point number; sums
// that do not fit are errors, not wrong amounts.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money from_fen(std::int64_t fen) { return Money(fen); }
  // `12`, `12.3` or `12.34`, with an optional `-`. Keys: money.format, money.overflow.
  static Result<Money> parse(std::string_view text);

  constexpr std::int64_t fen() const { return fen_; }
  // Always with two decimals: `12.30`, `-0.05`.
  std::string text() const;
  // The amount in capital characters by 支付结算办法 annex 1: 1680.32 → 壹仟陆佰捌拾元零叁角贰分, 100 → 壹佰元整.
  // Negative amounts begin with 负. Key: money.too_large (from 10^16 yuan on, for which the rules have no unit).
  Result<std::string> chinese_capitals() const;

  // Key: money.overflow.
  Result<Money> plus(Money other) const;
  Result<Money> minus(Money other) const;
  Result<Money> times(std::int64_t factor) const;

  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  constexpr explicit Money(std::int64_t fen) : fen_(fen) {}

  std::int64_t fen_ = 0;
};

}  // namespace tongban
