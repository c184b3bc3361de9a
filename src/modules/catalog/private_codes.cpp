#include "modules/catalog/private_codes.h"

#include "base/credit_code.h"
#include "base/number.h"

namespace tongban::catalog {
namespace {

std::string padded(std::int64_t number, std::size_t width) {
  auto text = std::to_string(number);
  return text.size() >= width ? text : std::string(width - text.size(), '0') + text;
}

}  // namespace

std::string private_basic_code(std::string_view item_type, std::int64_t serial) {
  if (item_type.size() != 2 || !is_digits(item_type) || serial < 1 || serial > 99'999'999) return {};
  return "99" + std::string(item_type) + padded(serial, 8);
}

std::string private_credit_code(std::string_view region_code, std::int64_t serial) {
  if (region_code.size() < 4 || !is_digits(region_code.substr(0, 4)) || serial < 1 || serial > 999'999) return {};
  const auto first17 = "YY99" + std::string(region_code.substr(0, 4)) + "DEM" + padded(serial, 6);
  return first17 + credit_code_check_character(first17);
}

bool is_private_credit_code(std::string_view credit_code) { return credit_code.starts_with("YY99"); }

}  // namespace tongban::catalog
