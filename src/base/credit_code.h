// Codes of organisations: the unified social credit code (统一社会信用代码, GB 32100-2015, 18 characters), the
// organisation code inside it (组织机构代码, GB 11714-1997, 9 characters), and the temporary codes (TE…) that platforms
// give authorities without one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

struct CreditCode {
  std::string code;               // 18 characters, upper case
  char register_authority = 0;    // 登记管理部门: 1 机构编制, 5 民政, 9 市场监管, N 农业, …
  char category = 0;              // with 9: 1 企业, 2 个体工商户, 3 农民专业合作社
  std::string region;             // 6 digits, GB/T 2260, as of the registration
  std::string organisation_code;  // 9 characters; not checked on its own, registers hold old ones that fail GB 11714
};

// Keys: credit_code.length, credit_code.charset (GB 32100 has no I, O, S, V, Z), credit_code.region (3rd to 8th not
// digits), credit_code.checksum.
Result<CreditCode> parse_credit_code(std::string_view text);
// The 18th character for the first 17; '\0' if they are not 17 characters of the set.
char credit_code_check_character(std::string_view first17);

// 9 characters, a hyphen before the last is dropped. Keys: organisation_code.length, .charset, .checksum.
Result<std::string> parse_organisation_code(std::string_view text);
// The 9th character for the first 8; '\0' if they are not 8 digits or letters.
char organisation_code_check_character(std::string_view first8);

// An authority that implements items: a credit code, or a temporary code `TE` and 16 digits or letters, which has no
// checksum. Keys: those of credit_code, and authority_code.temporary.
Result<std::string> parse_authority_code(std::string_view text);

}  // namespace tongban
