#include "base/credit_code.h"

#include <algorithm>
#include <array>

#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::string_view kCreditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// 0..35 for digits and upper-case letters, -1 for others.
int alphanumeric_value(char ch) {
  if (ch >= '0' && ch <= '9') return ch - '0';
  if (ch >= 'A' && ch <= 'Z') return ch - 'A' + 10;
  return -1;
}

bool is_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char ch) { return alphanumeric_value(ch) >= 0; });
}

}  // namespace

char credit_code_check_character(std::string_view first17) {
  if (first17.size() != 17) return '\0';
  int sum = 0;
  int weight = 1;  // 3^i mod 31
  for (char ch : first17) {
    const auto value = kCreditCharacters.find(ch);
    if (value == std::string_view::npos) return '\0';
    sum += static_cast<int>(value) * weight;
    weight = weight * 3 % 31;
  }
  return kCreditCharacters[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

Result<CreditCode> parse_credit_code(std::string_view text) {
  const auto code = normalise_code(text);
  if (code.size() != 18) return invalid("credit_code.length", "统一社会信用代码应为18位");
  if (code.find_first_not_of(kCreditCharacters) != std::string::npos) {
    return invalid("credit_code.charset", "统一社会信用代码只能由数字和大写字母组成，不含I、O、S、V、Z");
  }
  if (!is_digits(code.substr(2, 6))) {
    return invalid("credit_code.region", "统一社会信用代码的登记管理机关行政区划码（第3至8位）应为数字");
  }
  if (credit_code_check_character(std::string_view(code).substr(0, 17)) != code[17]) {
    return invalid("credit_code.checksum", "统一社会信用代码校验不通过，请核对是否输错");
  }
  return CreditCode{.code = code,
                    .register_authority = code[0],
                    .category = code[1],
                    .region = code.substr(2, 6),
                    .organisation_code = code.substr(8, 9)};
}

char organisation_code_check_character(std::string_view first8) {
  static constexpr std::array<int, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  if (first8.size() != kWeights.size() || !is_alphanumeric(first8)) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += alphanumeric_value(first8[i]) * kWeights[i];
  const int check = 11 - sum % 11;
  if (check == 10) return 'X';
  return static_cast<char>('0' + check % 11);
}

Result<std::string> parse_organisation_code(std::string_view text) {
  auto code = normalise_code(text);
  if (code.size() == 10 && code[8] == '-') code.erase(8, 1);
  if (code.size() != 9) return invalid("organisation_code.length", "组织机构代码应为9位");
  if (!is_alphanumeric(code)) return invalid("organisation_code.charset", "组织机构代码只能由数字和大写字母组成");
  if (organisation_code_check_character(std::string_view(code).substr(0, 8)) != code[8]) {
    return invalid("organisation_code.checksum", "组织机构代码校验不通过，请核对是否输错");
  }
  return code;
}

Result<std::string> parse_authority_code(std::string_view text) {
  const auto code = normalise_code(text);
  if (!code.starts_with("TE")) return TRY(parse_credit_code(code)).code;
  if (code.size() != 18 || !is_alphanumeric(code)) {
    return invalid("authority_code.temporary", "平台临时机构编码应为TE加16位数字或大写字母");
  }
  return code;
}

}  // namespace tongban
