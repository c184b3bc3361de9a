#include "base/money.h"

#include <fmt/format.h>

#include <array>

#include "base/number.h"

namespace tongban {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kPlaces = {"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 4> kGroups = {"", "万", "亿", "万亿"};
constexpr std::uint64_t kTooLarge = 10'000'000'000'000'000;  // yuan

Error overflow() { return invalid("money.overflow", "金额超出可以表示的范围"); }

// Whole yuan in capitals, without the unit; empty for 0. A zero is said once where digits are missing between others.
std::string capital_yuan(std::uint64_t yuan) {
  std::string text;
  bool zero_pending = false;
  for (int group = 3; group >= 0; --group) {
    std::uint64_t divisor = 1;
    for (int i = 0; i < group * 4; ++i) divisor *= 10;
    const auto four = static_cast<unsigned>(yuan / divisor % 10'000);
    // 壹拾万柒仟: no zero is said where only the last place of the group before is missing.
    if (four >= 1000 && yuan / divisor / 10'000 % 10'000 != 0) zero_pending = false;
    for (unsigned place = 4, weight = 1000; place-- > 0; weight /= 10) {
      const auto digit = four / weight % 10;
      if (digit == 0) {
        zero_pending = !text.empty();
        continue;
      }
      if (zero_pending) text += kDigits[0];
      zero_pending = false;
      text += kDigits[digit];
      text += kPlaces[place];
    }
    // 万亿 with an 亿 group following is said 万…亿, as people do: 壹万贰仟亿 is 壹万 + 贰仟亿.
    const bool hundred_millions_follow = group == 3 && yuan / 100'000'000 % 10'000 != 0;
    if (four != 0) text += hundred_millions_follow ? kGroups[1] : kGroups[static_cast<std::size_t>(group)];
  }
  return text;
}

}  // namespace

Result<Money> Money::parse(std::string_view text) {
  const auto bad = invalid("money.format", "金额应为数字，最多两位小数，例如 12.34");
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto decimals = dot == std::string_view::npos ? std::string_view("0") : text.substr(dot + 1);
  if (!is_digits(whole) || !is_digits(decimals) || decimals.size() > 2) return bad;
  if (whole.size() > 1 && whole[0] == '0') return bad;
  const auto yuan = parse_int64(whole);
  if (!yuan) return overflow();
  const int fen = (decimals[0] - '0') * 10 + (decimals.size() == 2 ? decimals[1] - '0' : 0);
  const auto hundredfold = checked_multiply(*yuan, negative ? -100 : 100);
  if (!hundredfold) return overflow();
  const auto total = checked_add(*hundredfold, negative ? -fen : fen);
  if (!total) return overflow();
  return from_fen(*total);
}

std::string Money::text() const {
  // Through unsigned, so that the smallest number has an absolute value too.
  const auto amount = fen_ < 0 ? 0 - static_cast<std::uint64_t>(fen_) : static_cast<std::uint64_t>(fen_);
  return fmt::format("{}{}.{:02}", fen_ < 0 ? "-" : "", amount / 100, amount % 100);
}

Result<std::string> Money::chinese_capitals() const {
  const auto amount = fen_ < 0 ? 0 - static_cast<std::uint64_t>(fen_) : static_cast<std::uint64_t>(fen_);
  const auto yuan = amount / 100;
  const auto jiao = amount / 10 % 10;
  const auto fen = amount % 10;
  if (yuan >= kTooLarge) return invalid("money.too_large", "金额过大，无法以大写表示");
  std::string text = fen_ < 0 ? "负" : "";
  if (yuan != 0 || amount == 0) {
    text += yuan == 0 ? std::string(kDigits[0]) : capital_yuan(yuan);
    text += "元";
  }
  if (jiao == 0 && fen == 0) return text + "整";
  // 壹拾元零叁角: the rule allows the zero after a missing yuan digit, and this project always writes it.
  const bool gap = yuan != 0 && (jiao == 0 || yuan % 10 == 0);
  if (gap) text += kDigits[0];
  if (jiao != 0) text += fmt::format("{}角", kDigits[jiao]);
  if (fen != 0) text += fmt::format("{}分", kDigits[fen]);
  return text;
}

Result<Money> Money::plus(Money other) const {
  const auto sum = checked_add(fen_, other.fen_);
  if (!sum) return overflow();
  return from_fen(*sum);
}

Result<Money> Money::minus(Money other) const {
  const auto difference = checked_subtract(fen_, other.fen_);
  if (!difference) return overflow();
  return from_fen(*difference);
}

Result<Money> Money::times(std::int64_t factor) const {
  const auto product = checked_multiply(fen_, factor);
  if (!product) return overflow();
  return from_fen(*product);
}

}  // namespace tongban
