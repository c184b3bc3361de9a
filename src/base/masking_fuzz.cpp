// Whatever is masked, so much of it may be seen and no more: values of unexpected shapes reach the masks too.
#include "base/fuzz_target.h"
#include "base/masking.h"
#include "base/text.h"

namespace tongban {
namespace {

std::size_t shown(std::string_view masked) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < masked.size();) count += next_code_point(masked, offset) == '*' ? 0 : 1;
  return count;
}

// A run of digits long enough to be somebody's number must not be among what is shown.
std::size_t longest_digits(std::string_view masked) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char ch : masked) longest = std::max(longest, run = ch >= '0' && ch <= '9' ? run + 1 : 0);
  return longest;
}

}  // namespace

FUZZ_TARGET(masking) {
  const std::string plain(input);
  // Stars of the value itself would be counted as hidden.
  if (plain.find('*') != std::string::npos) return;
  const bool valid = is_valid_utf8(plain);
  const auto check = [&](const std::string& masked, std::size_t most_shown) {
    PROMISE(shown(masked) <= most_shown);
    PROMISE(plain.empty() || masked != plain);
    if (valid) PROMISE(is_valid_utf8(masked));
  };
  check(mask_name(plain), 2);
  check(mask_citizen_id(plain), 7);
  check(mask_phone(plain), 9);  // an area code of four digits, its hyphen and four digits
  check(mask_credit_code(plain), 8);
  check(mask_number(plain), 4);
  const auto half = (count_code_points(plain) + 1) / 2;
  for (const auto& masked : {mask_citizen_id(plain), mask_credit_code(plain), mask_number(plain)})
    PROMISE(shown(masked) <= half);
  check(mask_address(plain), 24);
  PROMISE(longest_digits(mask_address(plain)) == 0);
  check(mask_email(plain), 1 + 1 + 64);  // the first character, the @ and a domain
  PROMISE(longest_digits(mask_email(plain)) <= 7);
  PROMISE(longest_digits(mask_phone(plain)) <= 4);
}

}  // namespace tongban
