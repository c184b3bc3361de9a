#include "base/json.h"

#include <doctest/doctest.h>

#include <string>

using namespace tongban;

TEST_CASE("a text of any characters is written so that it reads back the same") {
  std::string text = "办件 \"编码\" C:\\材料\n\r\t";
  for (char ch = 1; ch < 0x20; ++ch) (text += ch) += "x";
  for (const auto& tried : {text, std::string(), std::string("\""), std::string("a\\"), std::string("\x01")}) {
    const auto written = to_json_text(json::value(tried));
    const auto read = parse_json(written);
    REQUIRE_MESSAGE(read.ok(), written);
    CHECK(*read == json::value(tried));
    for (const char ch : written) CHECK(static_cast<unsigned char>(ch) >= 0x20);
  }
  CHECK(to_json_text(json::value("a\"b\\c\n\x1f")) == R"("a\"b\\c\n\u001f")");
}

TEST_CASE("values of every kind are written shortest") {
  const char* const texts[] = {"null",   "true", "false", "0",  "-9223372036854775808", "18446744073709551615",
                               R"("x")", "[]",   "{}",    "[]", R"([1,[2,{"a":null}]])"};
  for (const char* text : texts) CHECK(to_json_text(parse_json(text).value()) == text);
}

TEST_CASE("canonical text does not depend on the order in which members came") {
  const auto one = parse_json(R"({"b":{"z":[{"d":1,"c":2}],"y":true},"a":"é","":null})").value();
  const auto other = parse_json(R"({"":null,"a":"é","b":{"y":true,"z":[{"c":2,"d":1}]}})").value();
  CHECK(canonical_json(one) == R"({"":null,"a":"é","b":{"y":true,"z":[{"c":2,"d":1}]}})");
  CHECK(canonical_json(one) == canonical_json(other));
}
