#include "base/item_codes.h"

#include <fmt/format.h>

#include "base/credit_code.h"
#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::size_t kBasicLength = 12;
constexpr std::size_t kImplementingLength = 31;
constexpr std::size_t kHandleLength = 33;
constexpr std::size_t kCaseLength = 43;
constexpr int kMostSerial = 99'999;

}  // namespace

Result<BasicCode> parse_basic_code(std::string_view text) {
  const auto code = normalise_code(text);
  if (code.size() != kBasicLength) return invalid("basic_code.length", "基本编码应为12位");
  if (!is_digits(code)) return invalid("basic_code.charset", "基本编码只能由数字组成");
  return BasicCode{.code = code,
                   .region = code.substr(0, 2),
                   .item_type = code.substr(2, 2),
                   .department = code.substr(4, 2),
                   .main_item = code.substr(6, 3),
                   .sub_item = code.substr(9, 3)};
}

Result<ImplementingCode> parse_implementing_code(std::string_view text) {
  const auto code = normalise_code(text);
  if (code.size() != kImplementingLength) return invalid("implementing_code.length", "实施编码应为31位");
  ImplementingCode parsed{.code = code};
  parsed.authority = TRY(parse_authority_code(std::string_view(code).substr(0, 18)));
  parsed.temporary_authority = parsed.authority.starts_with("TE");
  if (code[18] < '1' || code[18] > '6') {
    return invalid("implementing_code.level", "实施编码第19位（行使层级）应为1至6");
  }
  parsed.level = code[18] - '0';
  parsed.basic = TRY(parse_basic_code(std::string_view(code).substr(19)));
  return parsed;
}

Result<ImplementingCode> compose_implementing_code(std::string_view authority, int level, std::string_view basic_code) {
  const auto checked_authority = TRY(parse_authority_code(authority));
  const auto basic = TRY(parse_basic_code(basic_code));
  if (level < 1 || level > 6) return invalid("implementing_code.level", "行使层级应为1至6");
  return parse_implementing_code(fmt::format("{}{}{}", checked_authority, level, basic.code));
}

Result<HandleCode> parse_handle_code(std::string_view text) {
  const auto code = normalise_code(text);
  if (code.size() != kHandleLength) return invalid("handle_code.length", "业务办理项编码应为33位");
  auto implementing = TRY(parse_implementing_code(std::string_view(code).substr(0, kImplementingLength)));
  const auto serial = std::string_view(code).substr(kImplementingLength);
  if (!is_digits(serial) || serial == "00") return invalid("handle_code.serial", "业务办理项序号应为01至99");
  const int value = (serial[0] - '0') * 10 + (serial[1] - '0');
  return HandleCode{.code = code, .implementing = std::move(implementing), .serial = value};
}

Result<HandleCode> compose_handle_code(std::string_view implementing_code, int serial) {
  if (serial < 1 || serial > 99) return invalid("handle_code.serial", "业务办理项序号应为01至99");
  const auto implementing = TRY(parse_implementing_code(implementing_code));
  return parse_handle_code(fmt::format("{}{:02}", implementing.code, serial));
}

Result<CaseNumber> parse_case_number(std::string_view text) {
  const auto number = normalise_code(text);
  if (number.size() != kCaseLength && number.size() != kCaseLength + 1) {
    return invalid("case_number.length", "办件编码应为43位（当日序号超过9999时为44位）");
  }
  auto implementing = TRY(parse_implementing_code(std::string_view(number).substr(0, kImplementingLength)));
  const auto date = Date::parse_compact(std::string_view(number).substr(kImplementingLength, 8));
  if (!date) return invalid("case_number.date", "办件编码中的日期不正确");
  const auto digits = std::string_view(number).substr(kImplementingLength + 8);
  int serial = 0;
  for (char ch : digits) serial = serial * 10 + (ch - '0');
  // Five digits only where four do not do: one case has one number.
  if (!is_digits(digits) || serial == 0 || (digits.size() == 5 && digits[0] == '0')) {
    return invalid("case_number.serial", "办件编码中的序号不正确");
  }
  return CaseNumber{.number = number, .implementing = std::move(implementing), .date = *date, .serial = serial};
}

Result<CaseNumber> compose_case_number(std::string_view implementing_code, Date date, int serial) {
  if (!date.in_range()) return invalid("case_number.date", "办件日期不正确");
  if (serial < 1 || serial > kMostSerial) return invalid("case_number.serial", "办件序号应为1至99999");
  const auto implementing = TRY(parse_implementing_code(implementing_code));
  return parse_case_number(fmt::format("{}{}{:04}", implementing.code, date.compact_text(), serial));
}

bool is_demonstration_code(std::string_view code) {
  if (const auto basic = parse_basic_code(code); basic) return basic->region == "99";
  if (const auto implementing = parse_implementing_code(code); implementing) return implementing->basic.region == "99";
  if (const auto handle = parse_handle_code(code); handle) return handle->implementing.basic.region == "99";
  if (const auto number = parse_case_number(code); number) return number->implementing.basic.region == "99";
  return false;
}

}  // namespace tongban
