// The codes of the catalogue and of cases (GB/T 39554 and national platform practice): basic code 12 (基本编码),
// implementing code 31 (实施编码 = authority 18 + level 1 + basic code 12), handle code 33 (业务办理项编码 =
// implementing code + serial 2), case number 43 or 44 (办件编码 = implementing code + date 8 + serial of the day 4, or
// 5 from the ten thousandth case on). Basic codes that begin with 99 belong to no region: they are the private range of
// demonstration data.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {

struct BasicCode {
  std::string code;        // 12 digits
  std::string region;      // 2: `00` national catalogue, else the province
  std::string item_type;   // 2: `01` licence, `07` confirmation, `20` public service, …
  std::string department;  // 2: order in that catalogue
  std::string main_item;   // 3
  std::string sub_item;    // 3: `000` without sub-items
};
// Keys: basic_code.length, basic_code.charset.
Result<BasicCode> parse_basic_code(std::string_view text);

struct ImplementingCode {
  std::string code;       // 31 characters
  std::string authority;  // 18: credit code, or temporary code
  bool temporary_authority = false;
  int level = 0;  // 行使层级: 1 nation, 2 province, 3 city, 4 county, 5 township, 6 village
  BasicCode basic;
};
// Keys: implementing_code.length, implementing_code.level, and those of authority and basic code.
Result<ImplementingCode> parse_implementing_code(std::string_view text);
Result<ImplementingCode> compose_implementing_code(std::string_view authority, int level, std::string_view basic_code);

struct HandleCode {
  std::string code;  // 33 characters
  ImplementingCode implementing;
  int serial = 0;  // 1..99
};
// Keys: handle_code.length, handle_code.serial, and those of the implementing code.
Result<HandleCode> parse_handle_code(std::string_view text);
Result<HandleCode> compose_handle_code(std::string_view implementing_code, int serial);

struct CaseNumber {
  std::string number;  // 43 characters, 44 with a serial from 10000 on
  ImplementingCode implementing;
  Date date;       // of the application
  int serial = 0;  // 1..99999, per implementing code and day
};
// Keys: case_number.length, case_number.date, case_number.serial, and those of the implementing code.
Result<CaseNumber> parse_case_number(std::string_view text);
Result<CaseNumber> compose_case_number(std::string_view implementing_code, Date date, int serial);

// True for a basic, implementing or handle code or a case number of the private range 99. False for anything that is
// none.
bool is_demonstration_code(std::string_view code);

}  // namespace tongban
