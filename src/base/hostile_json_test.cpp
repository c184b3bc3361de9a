// Documents made to do harm: each is refused or read quickly, whatever its shape.
#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <cstring>
#include <ctime>
#include <random>

#include "base/described.h"

namespace tongban {
namespace {

constexpr std::size_t kMegabyte = 1 << 20;

struct Form {
  std::string name;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Form, (), (name, count))

// Of processor time, so that a busy machine does not matter. What is bounded takes milliseconds, what is not minutes.
constexpr double kQuick = 2;
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string key_of_quick(const std::string& text) {
  const double began = processor_seconds();
  const auto value = parse_json(text);
  CHECK(processor_seconds() - began < kQuick);
  return value ? "" : value.error().key;
}

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  while (count-- > 0) text += part;
  return text;
}

std::string many_keys(std::size_t bytes) {
  std::string text = "{";
  for (std::size_t i = 0; text.size() + 16 < bytes; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
  return text + "}";
}

}  // namespace

TEST_CASE("a document of a hundred thousand levels is refused at the thirty-third") {
  CHECK(key_of_quick(std::string(100'000, '[')) == "json.too_deep");
  CHECK(key_of_quick(repeated("{\"a\":", 100'000)) == "json.too_deep");
  CHECK(key_of_quick(repeated("[{\"a\":", 100'000)) == "json.too_deep");
  CHECK(key_of_quick(std::string(32, '[') + std::string(32, ']')).empty());
  CHECK(key_of_quick(std::string(33, '[') + std::string(33, ']')) == "json.too_deep");
}

TEST_CASE("a megabyte of members is read quickly, and as many mistakes make a short answer") {
  const auto text = many_keys(kMegabyte);
  CHECK(key_of_quick(text).empty());
  const double began = processor_seconds();
  const auto form = from_json_text<Form>(text);
  CHECK(processor_seconds() - began < kQuick);
  REQUIRE_FALSE(form.ok());
  CHECK(form.error().fields.size() == kMaxInputErrors);
  const auto list = from_json_text<std::vector<Form>>("[" + repeated("{},", 4000) + "{}]");
  REQUIRE_FALSE(list.ok());
  CHECK(list.error().fields.size() == kMaxInputErrors);
}

TEST_CASE("the hash of an object depends on every bit of its salt") {
  for (const std::size_t count : {32, 64, 100, 1024, 4096}) {
    auto document = parse_json(many_keys(14 * count));
    REQUIRE(document.ok());
    CHECK(document->get_object().capacity() % 2 == 1);
  }
}

TEST_CASE("a name given twice is refused, however it is spelled and wherever it stands") {
  CHECK(key_of_quick(R"({"a":1,"b":{"c":2,"\u0063":3}})") == "json.duplicate_key");
  CHECK(key_of_quick(R"([{"":1,"":1}])") == "json.duplicate_key");
  CHECK(key_of_quick(R"({"a":{"b":1},"c":{"b":1},"b":1})").empty());
  CHECK(key_of_quick("{\"a\":0" + repeated(",\"a\":0", 100'000) + "}") == "json.duplicate_key");
}

TEST_CASE("numbers of any length end in a number or a refusal") {
  CHECK(key_of_quick(std::string(kMegabyte, '9')) == "json.number_range");
  CHECK(key_of_quick("-1e999999999999999999999") == "json.number_range");
  CHECK(key_of_quick("[1" + std::string(kMegabyte, '0') + "]") == "json.number_range");
  CHECK(*parse_json("1e-99999") == json::value(0.0));
  CHECK(*parse_json("0." + std::string(kMegabyte, '0') + "1") == json::value(0.0));
  CHECK(*parse_json("0." + std::string(1000, '0') + "1e1001") == json::value(1.0));
  CHECK(parse_json("18446744073709551616")->is_double());
  CHECK(*parse_json("18446744073709551615") == json::value(18446744073709551615u));
}

TEST_CASE("every number reads back as it was written") {
  CHECK(to_json_text(*parse_json("[-0,-0.0,-0E29]")) == "[0,0,0]");
  CHECK(to_json_text(*parse_json("2555555555555555555555552555555555")) == "2.5555555555555554e+33");
  std::mt19937_64 random(20261122);  // the same numbers in every run
  for (int i = 0; i < 50'000; ++i) {
    const auto bits = random();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number)) continue;
    std::string text;
    append_json_number(text, number);
    const auto value = parse_json(text);
    REQUIRE_MESSAGE(value.ok(), text);
    REQUIRE_MESSAGE(value->to_number<double>() == number, text);
  }
}

TEST_CASE("what is not UTF-8 is refused, raw or escaped") {
  for (const char* text : {"\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe4\xb8\"", "\"\xff\"",
                           R"("\ud800\u0041")", "{\"\x80\":1}"})
    CHECK_MESSAGE(key_of_quick(text) == "json.bad_utf8", std::string(text));
  CHECK(key_of_quick("\"" + repeated("\xe4\xb8", kMegabyte / 2) + "\"") == "json.bad_utf8");
  for (const char* text : {R"("\ud800")", R"("\udc00")"}) CHECK_FALSE(parse_json(text).ok());
  CHECK(key_of_quick(R"("\ud83d\ude00")").empty());
}

TEST_CASE("what JSON does not have is refused") {
  for (const char* text : {"", " ", "NaN", "[1,]", "{'a':1}", "// x\n1", "[1]x", "\xef\xbb\xbf{}", "01", "+1", ".5",
                           "1.", "\"\t\"", "[1 2]", "{\"a\"}", "tru", "\"\\x41\""})
    CHECK_MESSAGE(key_of_quick(text) == "json.syntax", std::string(text));
}

}  // namespace tongban
