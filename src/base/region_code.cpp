#include "base/region_code.h"

#include <array>

#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::size_t kLength = 12;
// How many digits a region of each level has before its zeros.
constexpr std::array<std::size_t, 5> kPrefixLengths = {2, 4, 6, 9, 12};

std::size_t prefix_length(RegionLevel level) { return kPrefixLengths[static_cast<std::size_t>(level) - 1]; }

std::string filled(std::string_view prefix) {
  std::string text(prefix);
  text.resize(kLength, '0');
  return text;
}

// The level of 12 digits; 0 if a part is zero where it must not be.
int level_of(std::string_view text) {
  const auto zero = [&](std::size_t at, std::size_t length) {
    return text.substr(at, length).find_first_not_of('0') == std::string_view::npos;
  };
  const bool city = !zero(2, 2);
  const bool county = !zero(4, 2);
  const bool township = !zero(6, 3);
  const bool village = !zero(9, 3);
  if (text[0] == '0') return 0;
  if (!city) return county || township || village ? 0 : 1;
  if (village) return township ? 5 : 0;
  if (township) return 4;
  return county ? 3 : 2;
}

}  // namespace

Result<RegionCode> RegionCode::parse(std::string_view text) {
  auto code = normalise_code(text);
  if (code.size() != kLength) return invalid("region_code.length", "行政区划代码应为12位");
  if (!is_digits(code)) return invalid("region_code.charset", "行政区划代码只能由数字组成");
  const int level = level_of(code);
  if (level == 0) return invalid("region_code.structure", "行政区划代码的层级结构不正确");
  return RegionCode(std::move(code), static_cast<RegionLevel>(level));
}

Result<RegionCode> RegionCode::parse_short(std::string_view text) {
  const auto code = normalise_code(text);
  for (const auto length : kPrefixLengths) {
    if (code.size() == length) return parse(filled(code));
  }
  return invalid("region_code.length", "行政区划代码应为2、4、6、9或12位");
}

std::string_view RegionCode::prefix() const { return std::string_view(text_).substr(0, prefix_length(level_)); }

std::optional<RegionCode> RegionCode::parent() const {
  if (level_ == RegionLevel::province) return std::nullopt;
  auto level = static_cast<RegionLevel>(static_cast<int>(level_) - 1);
  // A township without a county lies directly in its city.
  if (level == RegionLevel::county && text_.compare(4, 2, "00") == 0) level = RegionLevel::city;
  return RegionCode(filled(std::string_view(text_).substr(0, prefix_length(level))), level);
}

bool RegionCode::is_placeholder() const {
  if (level_ != RegionLevel::city) return false;
  const auto province = text_.substr(0, 2);
  const auto city = text_.substr(2, 2);
  const bool municipality = province == "11" || province == "12" || province == "31" || province == "50";
  return city == "90" || (municipality && (city == "01" || city == "02"));
}

bool RegionCode::contains(const RegionCode& other) const {
  return other.level_ >= level_ && other.text_.starts_with(prefix());
}

RegionCode::Range RegionCode::subtree() const {
  std::string next(prefix());
  auto digit = next.find_last_not_of('9');
  // After 99 there is no province: a letter stands above all digits in every collation.
  if (digit == std::string::npos) return {text_, filled("a")};
  ++next[digit];
  next.resize(digit + 1);
  return {text_, filled(next)};
}

}  // namespace tongban
