// How personal data looks to a reader who has no recorded reason to see it. Masking never fails and never shows more
// than the rule: a value of an unexpected shape is hidden almost or quite completely. The shapes are those citizens
// know from the government platforms (张*, 110***********1234, 138****5678).
#pragma once

#include <string>
#include <string_view>

namespace tongban {

// The first character and a star for each other: 张三 → 张*, 张三丰 → 张**; a compound surname is kept whole: 欧阳娜娜
// → 欧阳**. At most four stars, so that long names do not tell their length; a single character is hidden.
std::string mask_name(std::string_view name);
// First 3 and last 4: 110***********1234 (18 digits) or 110********1234 (15).
std::string mask_citizen_id(std::string_view number);
// 138****5678; fixed lines keep the area code before the hyphen: 0571-****4321. Anything else as mask_number().
std::string mask_phone(std::string_view number);
// First 4 and last 4: 9133**********U477. Firms' codes are public; sole traders' and farmers' lead to a person.
std::string mask_credit_code(std::string_view code);
// Up to the district or county (else the city), then four stars: 浙江省杭州市西湖区****. Without one, six characters at
// most. Never a digit.
std::string mask_address(std::string_view address);
// The first character of the name and the domain: z***@example.com. Only stars where the domain is none.
std::string mask_email(std::string_view address);
// Any other document or account number: first 2 and last 2 of at least 8 characters, else only stars.
std::string mask_number(std::string_view number);

}  // namespace tongban
