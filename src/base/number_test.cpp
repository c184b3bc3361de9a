#include "base/number.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace tongban;

namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("numbers are read exactly as they are printed") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{7}, std::int64_t{-7}, kMost, kLeast}) {
    CHECK(parse_int64(std::to_string(value)) == value);
  }
  for (const char* text : {"", "-", "+1", " 1", "1 ", "01", "-0", "-01", "1.0", "1e3", "0x1", "９",
                           "9223372036854775808", "-9223372036854775809", "99999999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_int64(text).has_value());
  }
}

TEST_CASE("a range is inclusive at both ends") {
  CHECK(parse_int64_in("1", 1, 100) == 1);
  CHECK(parse_int64_in("100", 1, 100) == 100);
  CHECK_FALSE(parse_int64_in("0", 1, 100).has_value());
  CHECK_FALSE(parse_int64_in("101", 1, 100).has_value());
}

TEST_CASE("arithmetic that does not fit is empty") {
  CHECK(checked_add(kMost - 1, 1) == kMost);
  CHECK_FALSE(checked_add(kMost, 1).has_value());
  CHECK_FALSE(checked_subtract(kLeast, 1).has_value());
  CHECK(checked_multiply(-3, 4) == -12);
  CHECK_FALSE(checked_multiply(kLeast, -1).has_value());
}
