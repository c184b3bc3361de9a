#include "base/money.h"

#include <doctest/doctest.h>

#include <limits>

using namespace tongban;

namespace {

std::string capitals(const char* amount) { return Money::parse(amount).value().chinese_capitals().value(); }

}  // namespace

TEST_CASE("amounts are read and printed without losing a fen") {
  CHECK(Money::parse("12.34")->fen() == 1234);
  CHECK(Money::parse("12.3")->text() == "12.30");
  CHECK(Money::parse("12")->text() == "12.00");
  CHECK(Money::parse("-0.05")->fen() == -5);
  CHECK(Money::from_fen(-5).text() == "-0.05");
  CHECK(Money::parse("-92233720368547758.08")->fen() == std::numeric_limits<std::int64_t>::min());
  CHECK(Money::from_fen(std::numeric_limits<std::int64_t>::min()).text() == "-92233720368547758.08");
}

TEST_CASE("anything that is no amount is refused") {
  for (const char* text : {"", "-", ".5", "5.", "1.234", "1,000", "+1", "01", "1e3", " 1", "--1", "1.-1", "１"}) {
    CAPTURE(text);
    CHECK(Money::parse(text).error().key == "money.format");
  }
  CHECK(Money::parse("92233720368547758.08").error().key == "money.overflow");
  CHECK(Money::parse("99999999999999999999").error().key == "money.overflow");
}

TEST_CASE("sums that do not fit are errors") {
  const auto most = Money::from_fen(std::numeric_limits<std::int64_t>::max());
  CHECK(Money::from_fen(150).plus(Money::from_fen(50))->text() == "2.00");
  CHECK(Money::from_fen(50).minus(Money::from_fen(150))->text() == "-1.00");
  CHECK(Money::from_fen(150).times(3)->fen() == 450);
  CHECK(most.plus(Money::from_fen(1)).error().key == "money.overflow");
  CHECK(Money::from_fen(-2).minus(most).error().key == "money.overflow");
  CHECK(most.times(2).error().key == "money.overflow");
}

TEST_CASE("capital amounts follow the rules for cheques") {
  CHECK(capitals("0") == "零元整");
  CHECK(capitals("100") == "壹佰元整");
  CHECK(capitals("1409.50") == "壹仟肆佰零玖元伍角");
  CHECK(capitals("6007.14") == "陆仟零柒元壹角肆分");
  CHECK(capitals("1680.32") == "壹仟陆佰捌拾元零叁角贰分");
  CHECK(capitals("107000.53") == "壹拾万柒仟元零伍角叁分");
  CHECK(capitals("16409.02") == "壹万陆仟肆佰零玖元零贰分");
  CHECK(capitals("325.04") == "叁佰贰拾伍元零肆分");
  CHECK(capitals("0.05") == "伍分");
  CHECK(capitals("0.50") == "伍角");
  CHECK(capitals("100000001") == "壹亿零壹元整");
  CHECK(capitals("100005000") == "壹亿零伍仟元整");
  CHECK(capitals("10010010") == "壹仟零壹万零壹拾元整");
  CHECK(capitals("1200000000000") == "壹万贰仟亿元整");
  CHECK(capitals("1000000000000") == "壹万亿元整");
  CHECK(capitals("-12.34") == "负壹拾贰元叁角肆分");
  CHECK(capitals("9999999999999999.99").starts_with("玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿"));
  CHECK(Money::parse("10000000000000000")->chinese_capitals().error().key == "money.too_large");
}
