#include "base/licence_id.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/credit_code.h"
#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::string_view kRoot = "1.2.156.3005.2.";
constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::string_view take_part(std::string_view& text) {
  const auto dot = text.find('.');
  const auto part = text.substr(0, dot);
  text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  return part;
}

}  // namespace

char mod_37_36_check_character(std::string_view text) {
  if (text.empty()) return '\0';
  std::size_t product = 36;
  for (char ch : text) {
    const auto value = kCharacters.find(ch);
    if (value == std::string_view::npos) return '\0';
    product = (product + value) % 36;
    if (product == 0) product = 36;
    product = product * 2 % 37;
  }
  return kCharacters[(37 - product) % 36];
}

Result<LicenceId> compose_licence_id(std::string_view type_code, std::string_view issuer, std::string_view serial,
                                     int version) {
  LicenceId id{.type_code = normalise_code(type_code), .serial = normalise_code(serial), .version = version};
  if (id.type_code.size() != 21 || !is_digits(std::string_view(id.type_code).substr(18))) {
    return invalid("licence_id.type", "证照类型代码应为21位：定义机构的统一社会信用代码加3位序号");
  }
  TRY(parse_credit_code(std::string_view(id.type_code).substr(0, 18)));
  id.issuer = TRY(parse_credit_code(issuer)).code;
  if (id.serial.empty() || id.serial.size() > 40 || id.serial.find_first_not_of(kCharacters) != std::string::npos) {
    return invalid("licence_id.serial", "证照流水号应为1至40位数字或大写字母");
  }
  if (version < 1 || version > 999) return invalid("licence_id.version", "证照版本号应为1至999");
  const char check = mod_37_36_check_character(fmt::format("{}{}{}{:03}", id.type_code, id.issuer, id.serial, version));
  id.identifier = fmt::format("{}{}.{}.{}.{:03}.{}", kRoot, id.type_code, id.issuer, id.serial, version, check);
  return id;
}

Result<LicenceId> parse_licence_id(std::string_view text) {
  const auto normal = normalise_code(text);
  const auto malformed = invalid("licence_id.format", "电子证照标识的格式不正确");
  if (!normal.starts_with(kRoot) || std::count(normal.begin(), normal.end(), '.') != 9) return malformed;
  auto rest = std::string_view(normal).substr(kRoot.size());
  const auto type_code = take_part(rest);
  const auto issuer = take_part(rest);
  const auto serial = take_part(rest);
  const auto version = take_part(rest);
  if (version.size() != 3 || !is_digits(version) || rest.size() != 1) return malformed;
  const int number = (version[0] - '0') * 100 + (version[1] - '0') * 10 + (version[2] - '0');
  auto id = TRY(compose_licence_id(type_code, issuer, serial, number));
  if (id.identifier != normal) return invalid("licence_id.checksum", "电子证照标识校验不通过，请核对是否输错");
  return id;
}

}  // namespace tongban
