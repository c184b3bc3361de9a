#include "base/contact_numbers.h"

#include <fmt/format.h>

#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

std::string without(std::string_view text, std::string_view characters) {
  std::string result;
  for (char ch : text) {
    if (characters.find(ch) == std::string_view::npos) result += ch;
  }
  return result;
}

std::string_view without_country(std::string_view text) {
  for (std::string_view prefix : {"+86", "0086"}) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  }
  return text;
}

bool is_mobile(std::string_view digits) {
  return digits.size() == 11 && is_digits(digits) && digits[0] == '1' && digits[1] >= '3';
}

// Blanks, brackets and 转 (extension) as single hyphens, none at the ends.
std::string hyphenated(std::string_view text) {
  auto plain = normalise_width(trim(text));
  for (auto at = plain.find("转"); at != std::string::npos; at = plain.find("转")) plain.replace(at, 3, "-");
  std::string result;
  for (char ch : without_country(plain)) {
    const bool separator = ch == ' ' || ch == '(' || ch == ')' || ch == '-';
    if (!separator) {
      result += ch;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  if (result.ends_with('-')) result.pop_back();
  return result;
}

// 0571-87654321-123 in its parts; empty if it is no number with an area code.
std::string area_number(std::string_view text) {
  if (text.size() < 10 || text[0] != '0') return {};
  // 010 and 020..029 are the only area codes of three digits.
  const std::size_t length = text.starts_with("010") || text[1] == '2' ? 3 : 4;
  const auto area = text.substr(0, length);
  auto rest = text.substr(length);
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const auto hyphen = rest.find('-');
  const auto number = rest.substr(0, hyphen);
  const auto extension = hyphen == std::string_view::npos ? std::string_view() : rest.substr(hyphen + 1);
  if (!is_digits(area) || area[1] == '0' || !is_digits(number) || number.size() < 7 || number.size() > 8) return {};
  if (hyphen == std::string_view::npos) return fmt::format("{}-{}", area, number);
  if (!is_digits(extension) || extension.size() > 6) return {};
  return fmt::format("{}-{}-{}", area, number, extension);
}

}  // namespace

Result<std::string> parse_mobile(std::string_view text) {
  const auto plain = without(normalise_width(trim(text)), " -");
  const auto digits = without_country(plain);
  if (!is_mobile(digits)) return invalid("mobile.format", "手机号码应为11位数字，以13至19开头");
  return std::string(digits);
}

Result<std::string> parse_fixed_phone(std::string_view text) {
  const auto plain = hyphenated(text);
  const auto digits = without(plain, "-");
  if (is_digits(plain) && plain.size() >= 3 && plain.size() <= 6 && (plain[0] == '1' || plain[0] == '9')) return plain;
  if (is_digits(digits) && digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"))) {
    return fmt::format("{}-{}-{}", digits.substr(0, 3), digits.substr(3, 3), digits.substr(6));
  }
  auto number = area_number(plain);
  if (number.empty()) return invalid("fixed_phone.format", "固定电话应包含区号，例如 0571-87654321");
  return number;
}

Result<std::string> parse_phone(std::string_view text) {
  auto mobile = parse_mobile(text);
  if (mobile) return mobile;
  auto fixed = parse_fixed_phone(text);
  if (fixed) return fixed;
  return invalid("phone.format", "电话应为11位手机号码，或带区号的固定电话");
}

Result<std::string> parse_postcode(std::string_view text) {
  auto code = normalise_code(text);
  if (code.size() != 6 || !is_digits(code)) return invalid("postcode.format", "邮政编码应为6位数字");
  return code;
}

}  // namespace tongban
