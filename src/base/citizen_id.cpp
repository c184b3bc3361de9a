#include "base/citizen_id.h"

#include <array>

#include "base/number.h"
#include "base/text.h"

namespace tongban {

char citizen_id_check_character(std::string_view first17) {
  static constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (first17.size() != kWeights.size() || !is_digits(first17)) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (first17[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

Result<CitizenId> parse_citizen_id(std::string_view text, std::optional<Date> today) {
  auto number = normalise_code(text);
  if (number.size() != 15 && number.size() != 18) {
    return invalid("citizen_id.length", "公民身份号码应为18位（旧号码为15位）");
  }
  const bool legacy = number.size() == 15;
  const std::string_view digits = std::string_view(number).substr(0, legacy ? 15 : 17);
  const bool last_fits = legacy || number[17] == 'X' || is_digits(number.substr(17));
  if (!is_digits(digits) || !last_fits) {
    return invalid("citizen_id.charset", "公民身份号码只能由数字组成，末位可以是字母X");
  }
  if (number[0] == '0' || number[0] == '9') return invalid("citizen_id.region", "公民身份号码的地址码不正确");
  if (legacy) {
    number.insert(6, "19");
    number += citizen_id_check_character(number);
  }
  const auto birth_date = Date::parse_compact(std::string_view(number).substr(6, 8));
  if (!birth_date || (today && *birth_date > *today)) {
    return invalid("citizen_id.date", "公民身份号码中的出生日期不正确");
  }
  if (citizen_id_check_character(std::string_view(number).substr(0, 17)) != number[17]) {
    return invalid("citizen_id.checksum", "公民身份号码校验不通过，请核对是否输错");
  }
  const bool male = (number[16] - '0') % 2 == 1;
  return CitizenId{.number = number, .region = number.substr(0, 6), .birth_date = *birth_date, .male = male};
}

int age_on(Date birth_date, Date day) {
  const int years = day.year() - birth_date.year();
  const bool before_birthday =
      day.month() < birth_date.month() || (day.month() == birth_date.month() && day.day() < birth_date.day());
  return years - (before_birthday ? 1 : 0);
}

}  // namespace tongban
