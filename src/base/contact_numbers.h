// How people and offices are reached: mobile and fixed telephone numbers and postcodes of mainland China. Only the
// shape is checked; number ranges change too often to be a rule.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

// 11 digits beginning 13..19; `+86`, `0086` and blanks or hyphens between the digits are dropped. Key: mobile.format.
Result<std::string> parse_mobile(std::string_view text);
// Area code, number and extension as `0571-87654321-123`; 12345, 110 and other short numbers of 3 to 6 digits beginning
// with 1 or 9; 400 and 800 numbers as `400-123-4567`. Key: fixed_phone.format.
Result<std::string> parse_fixed_phone(std::string_view text);
// Either of the two. Key: phone.format.
Result<std::string> parse_phone(std::string_view text);
// 6 digits. Key: postcode.format.
Result<std::string> parse_postcode(std::string_view text);

}  // namespace tongban
