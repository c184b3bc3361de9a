#include "base/item_codes.h"

#include <doctest/doctest.h>

#include "base/licence_id.h"

using namespace tongban;

namespace {

template <class T>
std::string key_of(const Result<T>& result) {
  return result ? "" : result.error().key;
}

constexpr std::string_view kImplementing = "12441500196720244T3442199806003";
constexpr std::string_view kDemonstration = "12441500196720244T3990131001000";

}  // namespace

TEST_CASE("real implementing codes are taken apart") {
  for (const char* code : {"11431226MB168335XX4000122011000", "11440300MB2D0970524440125044001",
                           "11442000MB2C91058B3442189207003", "TE44011350000011705442106041002"}) {
    CAPTURE(code);
    CHECK(key_of(parse_implementing_code(code)).empty());
  }
  const auto code = parse_implementing_code("TE44011350000011705442106041002").value();
  CHECK(code.temporary_authority);
  CHECK(code.authority == "TE4401135000001170");
  CHECK(code.level == 5);
  CHECK(code.basic.code == "442106041002");
  CHECK(code.basic.region == "44");
  CHECK(code.basic.item_type == "21");
  CHECK(code.basic.department == "06");
  CHECK(code.basic.main_item == "041");
  CHECK(code.basic.sub_item == "002");
  CHECK(compose_implementing_code("12441500196720244t", 3, "442199806003")->code == kImplementing);
}

TEST_CASE("each fault of an implementing code has its own key") {
  CHECK(key_of(parse_implementing_code("12441500196720244T344219980600")) == "implementing_code.length");
  CHECK(key_of(parse_implementing_code("12441500196720244T7442199806003")) == "implementing_code.level");
  CHECK(key_of(parse_implementing_code("12441500196720244X3442199806003")) == "credit_code.checksum");
  CHECK(key_of(parse_implementing_code("12441500196720244T344219980600A")) == "basic_code.charset");
  CHECK(key_of(parse_implementing_code("TE44011350-00011705442106041002")) == "authority_code.temporary");
  CHECK(key_of(parse_basic_code("44219980600")) == "basic_code.length");
  CHECK(key_of(compose_implementing_code("12441500196720244T", 0, "442199806003")) == "implementing_code.level");
}

TEST_CASE("a handle code is an implementing code and a serial") {
  CHECK(parse_handle_code("11442000MB2C91058B344218920700302")->serial == 2);
  CHECK(compose_handle_code("11442000MB2C91058B3442189207003", 2)->code == "11442000MB2C91058B344218920700302");
  CHECK(key_of(parse_handle_code(kImplementing)) == "handle_code.length");
  CHECK(key_of(parse_handle_code("11442000MB2C91058B344218920700300")) == "handle_code.serial");
  CHECK(key_of(compose_handle_code(kImplementing, 100)) == "handle_code.serial");
}

TEST_CASE("a real case number is taken apart and put together") {
  const auto number = parse_case_number("12441500196720244T3442199806003202206230068").value();
  CHECK(number.implementing.authority == "12441500196720244T");
  CHECK(number.implementing.level == 3);
  CHECK(number.implementing.basic.code == "442199806003");
  CHECK(number.date.text() == "2022-06-23");
  CHECK(number.serial == 68);
  CHECK(compose_case_number(kImplementing, number.date, 68)->number == number.number);
}

TEST_CASE("the ten thousandth case of a day widens the number by one digit") {
  const auto date = Date::parse("2026-11-22").value();
  CHECK(compose_case_number(kImplementing, date, 9999)->number.size() == 43);
  const auto wide = compose_case_number(kImplementing, date, 10000).value();
  CHECK(wide.number.size() == 44);
  CHECK(parse_case_number(wide.number)->serial == 10000);
  CHECK(key_of(compose_case_number(kImplementing, date, 100000)) == "case_number.serial");
  CHECK(key_of(compose_case_number(kImplementing, date, 0)) == "case_number.serial");
  CHECK(key_of(parse_case_number("12441500196720244T34421998060032022062300068")) == "case_number.serial");
  CHECK(key_of(parse_case_number("12441500196720244T3442199806003202206230000")) == "case_number.serial");
  CHECK(key_of(parse_case_number("12441500196720244T344219980600320220623006x")) == "case_number.serial");
  CHECK(key_of(parse_case_number("12441500196720244T3442199806003202213230068")) == "case_number.date");
  CHECK(key_of(parse_case_number("12441500196720244T")) == "case_number.length");
}

TEST_CASE("demonstration data are recognised by every code they have") {
  const auto date = Date::parse("2026-11-22").value();
  CHECK(is_demonstration_code("990131001000"));
  CHECK(is_demonstration_code(kDemonstration));
  CHECK(is_demonstration_code(compose_handle_code(kDemonstration, 1)->code));
  CHECK(is_demonstration_code(compose_case_number(kDemonstration, date, 1)->number));
  CHECK_FALSE(is_demonstration_code(kImplementing));
  CHECK_FALSE(is_demonstration_code("000131024000"));
  CHECK_FALSE(is_demonstration_code("99"));
}

TEST_CASE("a licence identifier carries its check character") {
  const std::string real = "1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y";
  const auto id = parse_licence_id(real).value();
  CHECK(id.type_code == "11100000000013338W011");
  CHECK(id.issuer == "11110000000021135M");
  CHECK(id.serial == "20230329701");
  CHECK(id.version == 3);
  CHECK(compose_licence_id(id.type_code, id.issuer, id.serial, 3)->identifier == real);
  CHECK(mod_37_36_check_character("11100000000013338W01111110000000021135M20230329701003") == 'Y');
  CHECK(mod_37_36_check_character("a") == '\0');
  CHECK(mod_37_36_check_character("") == '\0');
}

TEST_CASE("each fault of a licence identifier has its own key") {
  const std::string start = "1.2.156.3005.2.11100000000013338W011.11110000000021135M.";
  CHECK(key_of(parse_licence_id(start + "20230329701.003.Z")) == "licence_id.checksum");
  CHECK(key_of(parse_licence_id(start + "20230329701.3.Y")) == "licence_id.format");
  CHECK(key_of(parse_licence_id(start + "20230329701.003")) == "licence_id.format");
  CHECK(key_of(parse_licence_id("1.2.156.3005.6." + start)) == "licence_id.format");
  CHECK(key_of(parse_licence_id(start + "2023-1.003.Y")) == "licence_id.serial");
  CHECK(key_of(parse_licence_id(start + "20230329701.000.Y")) == "licence_id.version");
  CHECK(key_of(compose_licence_id("11100000000013338W01", "11110000000021135M", "1", 1)) == "licence_id.type");
  CHECK(key_of(compose_licence_id("11100000000013338W011", "111100000000211350", "1", 1)) == "credit_code.checksum");
  CHECK(key_of(compose_licence_id("11100000000013338W011", "11110000000021135M", "1", 1000)) == "licence_id.version");
}
