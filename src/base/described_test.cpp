#include "base/described.h"

#include <doctest/doctest.h>

namespace tongban {
namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Leaf {
  std::string name;
  std::optional<int> count;
  Colour colour = Colour::red;
  std::vector<Leaf> children;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (name, count, colour, children))

struct Mild {
  static constexpr bool kDefaults = true;
  Str<3> code = "abc";
  Id id;
  Date day;
  bool flag = true;
};
BOOST_DESCRIBE_STRUCT(Mild, (), (code, id, day, flag))

std::vector<std::string> problems_of(std::string_view text) {
  auto result = from_json_text<Leaf>(text);
  std::vector<std::string> out;
  if (result) return out;
  for (const auto& field : result.error().fields) out.push_back(field.pointer + " " + field.key);
  if (out.empty()) out.push_back(result.error().key);
  return out;
}

using Problems = std::vector<std::string>;

TEST_CASE("a described struct survives the way to JSON and back") {
  const auto leaf =
      from_json_text<Leaf>(R"({"name":"a\"b\n","count":3,"colour":"green","children":[{"name":"c","colour":"red"}]})");
  REQUIRE(leaf);
  CHECK(
      to_json(*leaf) ==
      R"({"name":"a\"b\n","count":3,"colour":"green","children":[{"name":"c","count":null,"colour":"red","children":[]}]})");
}

TEST_CASE("every problem of a document is reported, with its place") {
  CHECK(problems_of(R"({"name":1,"colour":"blue","children":[{"colour":"red","x":1}]})") ==
        Problems{"/name field.type", "/colour field.unknown_value", "/children/0/name field.required",
                 "/children/0/x field.unknown"});
  CHECK(problems_of(R"([])") == Problems{" field.type"});
  CHECK(problems_of(R"({"name":"a","colour":"red","count":1.5})") == Problems{"/count field.type"});
  CHECK(problems_of(R"({"name":"a","colour":"red","count":99999999999})") == Problems{"/count field.out_of_range"});
  CHECK(problems_of("{\"name\":\"a\\u0001\",\"colour\":\"red\"}") == Problems{"/name field.control_character"});
}

TEST_CASE("hostile JSON ends in an error") {
  CHECK(problems_of("{") == Problems{"json.syntax"});
  CHECK(problems_of("{} {}") == Problems{"json.syntax"});
  CHECK(problems_of(R"({"name":"a","name":"b","colour":"red"})") == Problems{"json.duplicate_key"});
  CHECK(problems_of(std::string(100000, '[')) == Problems{"json.too_deep"});
  CHECK(problems_of("{\"name\":\"\xff\",\"colour\":\"red\"}") == Problems{"json.bad_utf8"});
  CHECK(problems_of(R"({"name":"a","colour":"red","count":1e999})") == Problems{"json.number_range"});
}

TEST_CASE("a struct with defaults may be partly missing, but not wrong") {
  const auto mild = from_json_text<Mild>(R"({"day":"2026-11-22"})");
  REQUIRE(mild);
  CHECK(mild->code == "abc");
  CHECK(mild->day.text() == "2026-11-22");
  CHECK_FALSE(from_json_text<Mild>(R"({"day":"2026-02-30"})"));
  CHECK_FALSE(from_json_text<Mild>(R"({"code":"四个字呀"})"));
  CHECK_FALSE(from_json_text<Mild>(R"({"id":"1"})"));
}

TEST_CASE("names, schemas and TypeScript come from the same description") {
  TypeCatalogue types;
  JsonType<Leaf>::schema(types);
  REQUIRE(types.schemas.size() == 2);
  for (const auto& [name, schema] : types.schemas)
    if (name.find("Leaf") != std::string::npos) {
      CHECK(to_json_text(schema.at("required")) == R"(["name","colour"])");
      CHECK(types.typescript[name].find("count?: number | null;") != std::string::npos);
    }
}

TEST_CASE("equal documents have equal canonical text") {
  CHECK(canonical_json(*parse_json(R"({"b":[{"d":1,"c":2}],"a":0.5})")) == R"({"a":0.5,"b":[{"c":2,"d":1}]})");
}

}  // namespace
}  // namespace tongban
