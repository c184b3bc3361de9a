#include "base/masking.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::array<std::string_view, 20> kCompoundSurnames = {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟",
                                                                "公孙", "慕容", "令狐", "司徒", "司空", "夏侯", "长孙",
                                                                "宇文", "轩辕", "端木", "独孤", "南宫", "西门"};
// Places whose names end in the character of a district without being one.
constexpr std::array<std::string_view, 12> kNotDistricts = {"自治区", "地区", "小区", "社区", "园区", "校区",
                                                            "厂区",   "院区", "景区", "库区", "街区", "住宅区"};
constexpr std::size_t kMostStars = 4;
constexpr std::size_t kLongestLine = 15;  // eight digits, a hyphen and an extension of six
constexpr std::size_t kLongestMailDomain = 64;
// Province, city and district together are shorter than this; a 区 further on belongs to something else.
constexpr std::size_t kDistrictWithin = 24;

std::string stars(std::size_t count) { return std::string(count, '*'); }

// The first and last code points with so many stars between; only stars if the text is too short to hide half of it.
std::string mask_middle(std::string_view text, std::size_t first, std::size_t last) {
  const auto length = count_code_points(text);
  if (length < 2 * (first + last)) return stars(length);
  const auto head = truncate_code_points(text, first);
  const auto kept = truncate_code_points(text, length - last);
  return std::string(head) + stars(length - first - last) + std::string(text.substr(kept.size()));
}

// The first and last characters of an ASCII text that is longer, with stars between.
std::string mask_ends(std::string_view text, std::size_t first, std::size_t last) {
  return std::string(text.substr(0, first)) + stars(text.size() - first - last) +
         std::string(text.substr(text.size() - last));
}

// The text before its first digit, half-width or full-width: numbers of houses, telephones and people begin there.
std::string_view before_digits(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto start = offset;
    const auto c = next_code_point(text, offset);
    if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19)) return text.substr(0, start);
  }
  return text;
}

// Letters, digits, dots and hyphens with a dot and a letter among them, and no number that may be somebody's.
bool is_mail_domain(std::string_view text) {
  std::size_t digits = 0;
  bool letter = false;
  for (const char ch : text) {
    const bool is_letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
    digits = ch >= '0' && ch <= '9' ? digits + 1 : 0;
    letter = letter || is_letter;
    if ((!is_letter && digits == 0 && ch != '.' && ch != '-') || digits > 6) return false;
  }
  return letter && text.size() <= kLongestMailDomain && text.find('.') != std::string_view::npos;
}

bool ends_district(std::string_view head) {
  if (head.ends_with("县") || head.ends_with("旗")) return true;
  if (!head.ends_with("区")) return false;
  return std::none_of(kNotDistricts.begin(), kNotDistricts.end(), [&](auto place) { return head.ends_with(place); });
}

// The length in bytes of the address up to its district, else its last city; 0 without either.
std::size_t district_end(std::string_view address) {
  std::size_t city = 0;
  std::size_t offset = 0;
  for (std::size_t count = 0; count < kDistrictWithin && offset < address.size(); ++count) {
    next_code_point(address, offset);
    const auto head = address.substr(0, offset);
    if (ends_district(head)) return offset;
    if (head.ends_with("市")) city = offset;
  }
  return city;
}

}  // namespace

std::string mask_name(std::string_view name) {
  name = trim(name);
  const auto length = count_code_points(name);
  if (length == 0) return {};
  if (length == 1) return "*";
  const bool compound = length >= 3 && std::any_of(kCompoundSurnames.begin(), kCompoundSurnames.end(),
                                                   [&](auto surname) { return name.starts_with(surname); });
  const std::size_t kept = compound ? 2 : 1;
  return std::string(truncate_code_points(name, kept)) + stars(std::min(length - kept, kMostStars));
}

std::string mask_citizen_id(std::string_view number) {
  // 15 and 18 characters are the only lengths there are; anything else may be a mistyped number of another kind.
  return number.size() == 15 || number.size() == 18 ? mask_middle(number, 3, 4) : mask_number(number);
}

std::string mask_phone(std::string_view number) {
  if (number.size() == 11 && is_digits(number)) return mask_ends(number, 3, 4);
  // Only what looks like an area code may be shown: two mobile numbers are joined by a hyphen too.
  const auto hyphen = std::min(number.find('-'), number.size());
  const auto line = number.substr(std::min(hyphen + 1, number.size()));
  const bool fixed = (hyphen == 3 || hyphen == 4) && is_digits(number.substr(0, hyphen)) && line.size() >= 7 &&
                     line.size() <= kLongestLine && line.find_first_not_of("0123456789-") == std::string_view::npos;
  return fixed ? mask_ends(number, hyphen + 1, 4) : mask_number(number);
}

std::string mask_credit_code(std::string_view code) {
  return code.size() == 18 ? mask_middle(code, 4, 4) : mask_number(code);
}

std::string mask_address(std::string_view address) {
  address = trim(address);
  if (address.empty()) return {};
  // Names of places have no digits: somebody's number written before the district stays hidden with all behind it.
  const auto place = before_digits(address);
  auto end = district_end(place);
  if (end == 0) end = truncate_code_points(place, std::min<std::size_t>(count_code_points(address) / 2, 6)).size();
  return std::string(place.substr(0, end)) + stars(kMostStars);
}

std::string mask_email(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || !is_mail_domain(address.substr(at + 1)))
    return stars(count_code_points(address));
  return std::string(truncate_code_points(address.substr(0, at), 1)) + "***" + std::string(address.substr(at));
}

std::string mask_number(std::string_view number) {
  const auto length = count_code_points(number);
  return length < 8 ? stars(length) : mask_middle(number, 2, 2);
}

}  // namespace tongban
