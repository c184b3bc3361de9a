// The private range of demonstration data, so that nothing invented ever looks official. Basic codes begin with 99,
// which is no province and not the national catalogue (00). Credit codes begin with YY99: GB 32100 has no authority
// class YY, and 99 is no province; they carry a right check character, so that every check runs on them as on real
// ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tongban::catalog {

// 12 digits: 99, item type (2 digits), serial (8). "" for a type that is not two digits or a serial out of range.
std::string private_basic_code(std::string_view item_type, std::int64_t serial);

// 18 characters: YY99, the first four digits of the region, DEM, serial (6), check character. "" if out of range.
std::string private_credit_code(std::string_view region_code, std::int64_t serial);

bool is_private_credit_code(std::string_view credit_code);

}  // namespace tongban::catalog
