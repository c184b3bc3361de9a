#include "base/identifiers.h"

#include <doctest/doctest.h>

using namespace tongban;

namespace {

template <class T>
std::string key_of(const Result<T>& result) {
  return result ? "" : result.error().key;
}

Date day(std::string_view text) { return Date::parse(text).value(); }

}  // namespace

TEST_CASE("a citizen's number tells birth and sex") {
  const auto id = parse_citizen_id(" 11010519491231002x ");
  REQUIRE(id.ok());
  CHECK(id->number == "11010519491231002X");
  CHECK(id->region == "110105");
  CHECK(id->birth_date.text() == "1949-12-31");
  CHECK_FALSE(id->male);
  CHECK(citizen_id_check_character("11010519491231002") == 'X');
  CHECK(citizen_id_check_character("44052418800101001") == '4');
  CHECK(citizen_id_check_character("4405241880010100") == '\0');
}

TEST_CASE("each fault of a citizen's number has its own key and does not repeat the number") {
  CHECK(key_of(parse_citizen_id("")) == "citizen_id.length");
  CHECK(key_of(parse_citizen_id("1101051949123100")) == "citizen_id.length");
  CHECK(key_of(parse_citizen_id("11010519491231002Y")) == "citizen_id.charset");
  CHECK(key_of(parse_citizen_id("11010519X91231002X")) == "citizen_id.charset");
  CHECK(key_of(parse_citizen_id("11010549X231002")) == "citizen_id.charset");
  CHECK(key_of(parse_citizen_id("01010519491231002X")) == "citizen_id.region");
  CHECK(key_of(parse_citizen_id("11010519490231002X")) == "citizen_id.date");
  CHECK(key_of(parse_citizen_id("110105194912310021")) == "citizen_id.checksum");
  CHECK(key_of(parse_citizen_id("11010519491231002X", day("1949-12-30"))) == "citizen_id.date");
  CHECK(parse_citizen_id("11010519491231002X", day("1949-12-31")).ok());
  CHECK(parse_citizen_id("110105194912310021").error().detail.find("1101") == std::string::npos);
}

TEST_CASE("every single wrong digit is noticed") {
  const std::string right = "11010519491231002X";
  for (std::size_t at = 0; at < 17; ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      auto wrong = right;
      wrong[at] = digit;
      CHECK(parse_citizen_id(wrong).ok() == (wrong == right));
    }
  }
}

TEST_CASE("old numbers of 15 digits, abolished regions and 81, 82, 83 are valid") {
  CHECK(parse_citizen_id("110105491231002")->number == "11010519491231002X");
  for (const char* first17 : {"81000019900101001", "82000019900101001", "83000019900101001", "51020219800101001"}) {
    const std::string number = std::string(first17) + citizen_id_check_character(first17);
    CHECK(parse_citizen_id(number).ok());
  }
}

TEST_CASE("age counts from the birthday itself") {
  CHECK(age_on(day("2008-11-22"), day("2026-11-21")) == 17);
  CHECK(age_on(day("2008-11-22"), day("2026-11-22")) == 18);
  CHECK(age_on(day("2008-02-29"), day("2026-02-28")) == 17);
  CHECK(age_on(day("2008-02-29"), day("2026-03-01")) == 18);
}

TEST_CASE("credit codes of real organisations pass") {
  for (const char* code : {"91330102MA28NBU477", "12441500196720244T", "11100000000013338W", "11110000000021135M",
                           "91230500MA1B3N1N2M", "113700000045046442", "11100000000013661B"}) {
    CAPTURE(code);
    CHECK(key_of(parse_credit_code(code)).empty());
  }
  const auto code = parse_credit_code("91330102ma28nbu477").value();
  CHECK(code.register_authority == '9');
  CHECK(code.category == '1');
  CHECK(code.region == "330102");
  CHECK(code.organisation_code == "MA28NBU47");
}

TEST_CASE("each fault of a credit code has its own key") {
  CHECK(key_of(parse_credit_code("91330102MA28NBU47")) == "credit_code.length");
  CHECK(key_of(parse_credit_code("91330102MA28NBI477")) == "credit_code.charset");
  CHECK(key_of(parse_credit_code("9133010AMA28NBU477")) == "credit_code.region");
  CHECK(key_of(parse_credit_code("91330102MA28NBU478")) == "credit_code.checksum");
  CHECK(credit_code_check_character("short") == '\0');
}

TEST_CASE("organisation codes follow GB 11714, with X and 0 as special checks") {
  CHECK(parse_organisation_code("MA28NBU4-7").value() == "MA28NBU47");
  CHECK(parse_organisation_code("000013338").ok());
  CHECK(parse_organisation_code("196720244").ok());
  CHECK(organisation_code_check_character("00000006") == 'X');
  CHECK(organisation_code_check_character("00000019") == '0');
  CHECK(key_of(parse_organisation_code("MA28NBU48")) == "organisation_code.checksum");
  CHECK(key_of(parse_organisation_code("MA28NBU4")) == "organisation_code.length");
  CHECK(key_of(parse_organisation_code("MA28NB?47")) == "organisation_code.charset");
}

TEST_CASE("telephone numbers come out in one form") {
  CHECK(parse_mobile("+86 138-1234-5678").value() == "13812345678");
  CHECK(parse_mobile("１３８１２３４５６７８").value() == "13812345678");
  CHECK(key_of(parse_mobile("12812345678")) == "mobile.format");
  CHECK(key_of(parse_mobile("1381234567")) == "mobile.format");
  CHECK(parse_fixed_phone("（0571）87654321").value() == "0571-87654321");
  CHECK(parse_fixed_phone("057187654321转123").value() == "0571-87654321-123");
  CHECK(parse_fixed_phone("+86 010 12345678").value() == "010-12345678");
  CHECK(parse_fixed_phone("010 12345678").value() == "010-12345678");
  CHECK(parse_fixed_phone("02112345678").value() == "021-12345678");
  CHECK(parse_fixed_phone("12345").value() == "12345");
  CHECK(parse_fixed_phone("4001234567").value() == "400-123-4567");
  for (const char* text :
       {"", "87654321", "0571-8765432x", "0071-87654321", "0571-87654321-1234567", "0571--", "22345"}) {
    CAPTURE(text);
    CHECK(key_of(parse_fixed_phone(text)) == "fixed_phone.format");
  }
  CHECK(parse_phone("13812345678").ok());
  CHECK(parse_phone("0571-87654321").ok());
  CHECK(key_of(parse_phone("x")) == "phone.format");
  CHECK(parse_postcode("310000").value() == "310000");
  CHECK(key_of(parse_postcode("31000")) == "postcode.format");
}

TEST_CASE("documents are checked by their type") {
  CHECK(parse_document_number("111", "11010519491231002x").value() == "11010519491231002X");
  CHECK(key_of(parse_document_number("111", "110105194912310021")) == "citizen_id.checksum");
  CHECK(parse_document_number("001", "91330102MA28NBU477").ok());
  CHECK(parse_document_number("414", "e 1234 5678").value() == "E12345678");
  CHECK(parse_document_number("516", "H12345678").ok());
  CHECK(parse_document_number("511", "12345678").ok());
  CHECK(parse_document_number("114", "南字第12345678号").ok());
  CHECK(parse_document_number("553", "GBR110109010101").ok());
  const std::string resident = std::string("93156019900101001") + citizen_id_check_character("93156019900101001");
  CHECK(parse_document_number("553", resident).ok());
  const std::string islander = std::string("81000019900101001") + citizen_id_check_character("81000019900101001");
  CHECK(parse_document_number("810", islander).ok());
  CHECK(key_of(parse_document_number("810", "11010519491231002X")) == "document_number.format");
  CHECK(key_of(parse_document_number("999", "1")) == "document_number.type");
  for (const auto& [type, number] : {std::pair{"414", "1234"},
                                     {"516", "A12345678"},
                                     {"511", "1234567"},
                                     {"553", "G1"},
                                     {"114", "南字第号"},
                                     {"554", "1234\xef \xbc\xb8"},
                                     {"113",
                                      "12\x01"
                                      "345"}}) {
    CAPTURE(type);
    CHECK(key_of(parse_document_number(type, number)) == "document_number.format");
  }
  CHECK(document_types().size() == 11);
}
