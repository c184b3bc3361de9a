// The citizen identity number (公民身份号码, GB 11643-1999): 6 digits of region, 8 of birth, 3 of sequence (odd for
// men), one check character. Numbers with abolished regions stay valid for life and are accepted, as are 81, 82 and 83
// (residence permits of people from Hong Kong, Macau and Taiwan). The 15-digit form of before 1999 is turned into the
// 18-digit one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {

struct CitizenId {
  std::string number;  // 18 characters, the last a digit or `X`
  std::string region;  // 6 digits; where it was first issued, not where the person lives
  Date birth_date;
  bool male = false;
};

// Keys: citizen_id.length (not 15 or 18 characters), citizen_id.charset, citizen_id.region (first digit 0 or 9),
// citizen_id.date (no such day, before 1900, or after `today` if that is given), citizen_id.checksum.
Result<CitizenId> parse_citizen_id(std::string_view text, std::optional<Date> today = std::nullopt);

// The 18th character for 17 digits (ISO 7064 MOD 11-2); '\0' if the text is not 17 digits.
char citizen_id_check_character(std::string_view first17);

// Whole years of age on the day (民法典第17条: a birthday counts from the day itself); someone born on 29 February has
// their birthday on 1 March of other years. Negative before the birth.
int age_on(Date birth_date, Date day);

}  // namespace tongban
