#include "platform/forms/schema.h"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace tongban::forms {
namespace {

Schema compiled(std::string_view text) {
  auto schema = Schema::compile(*parse_json(text));
  REQUIRE(schema);
  return *schema;
}

std::vector<std::string> found(const Schema& schema, std::string_view answers) {
  std::vector<std::string> out;
  for (const auto& finding : schema.check(*parse_json(answers))) out.push_back(finding.pointer + " " + finding.key);
  return out;
}

using Found = std::vector<std::string>;

constexpr const char* kForm = R"({
  "type": "object", "required": ["name", "id_number"], "additionalProperties": false,
  "properties": {
    "name": {"type": "string", "title": "姓名", "minLength": 1, "maxLength": 4},
    "id_number": {"type": "string", "format": "citizen_id"},
    "area": {"type": "number", "minimum": 1, "multipleOf": 0.01},
    "kind": {"enum": ["new", "renew"]},
    "old_number": {"type": "string", "pattern": "^[A-Z]{2}\\d+$"},
    "staff": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/person"}}
  },
  "if": {"properties": {"kind": {"const": "renew"}}, "required": ["kind"]},
  "then": {"required": ["old_number"]},
  "$defs": {"person": {"type": "object", "required": ["phone"], "properties": {"phone": {"type": "string", "format": "mobile"}}}}
})";

TEST_CASE("a form with all answers right has no findings") {
  CHECK(found(compiled(kForm), R"({"name":"张三","id_number":"11010519491231002X","area":12.34,"kind":"renew",
      "old_number":"JY123","staff":[{"phone":"13800138000"}]})")
            .empty());
}

TEST_CASE("each wrong answer is found at its place with a stable key") {
  const auto schema = compiled(kForm);
  CHECK(found(schema, R"({"name":"","id_number":"110105194912310021"})") ==
        Found{"/name field.required", "/id_number citizen_id.checksum"});
  CHECK(found(schema, R"({"name":"一二三四五","id_number":"11010519491231002X","x":1})") ==
        Found{"/name field.too_long", "/x field.unknown"});
  CHECK(found(schema, R"({"name":"张","id_number":"11010519491231002X","kind":"renew"})") ==
        Found{"/old_number field.required"});
  CHECK(found(schema, R"({"name":"张","id_number":"11010519491231002X","area":0.123})") ==
        Found{"/area field.too_small", "/area field.not_a_multiple"});
  CHECK(found(schema,
              R"({"name":"张","id_number":"11010519491231002X","staff":[{},{"phone":"1"},{"phone":"13800138000"}]})") ==
        Found{"/staff field.too_many", "/staff/0/phone field.required", "/staff/1/phone mobile.format"});
}

TEST_CASE("an editor's faulty schema is refused with the place of each fault") {
  const auto schema = Schema::compile(*parse_json(
      R"({"type":"strin","properties":{"a":{"format":"x"},"b":{"pattern":"("},"c":{"$ref":"#/nowhere"},"d":{"unheard":1}}})"));
  REQUIRE_FALSE(schema);
  Found faults;
  for (const auto& field : schema.error().fields) faults.push_back(field.pointer + " " + field.key);
  CHECK(faults == Found{"/type form.unknown_type", "/properties/a/format form.unknown_format",
                        "/properties/b/pattern form.bad_pattern", "/properties/c/$ref form.bad_reference",
                        "/properties/d/unheard form.unsupported_keyword"});
}

TEST_CASE("hostile schemas and answers end in an error, not in a crash") {
  std::string deep = "true";
  for (int i = 0; i < 60; ++i) deep = "{\"not\":" + deep + "}";
  CHECK_FALSE(Schema::compile(*parse_json(deep, 100)));
  const auto circle = compiled(R"({"$ref":"#"})");
  CHECK(found(circle, "1") == Found{" form.too_complex"});
  const auto doubling = compiled(R"({"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}],
      "$defs":{"a":{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"not":{}}}})");
  std::string nested = "1";
  for (int i = 0; i < 25; ++i) nested = "[" + nested + "]";
  const auto answer = found(doubling, nested);
  CHECK_FALSE(answer.empty());
}

// The schema {"allOf":[part, part, …]}.
Schema many(std::string_view part, int count, std::string_view rest = "") {
  std::string text = R"({"allOf":[)";
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + std::string(part);
  return compiled(text + "]" + std::string(rest) + "}");
}

TEST_CASE("what a schema makes the check look at is paid for, not only how many parts it has") {
  const std::string elements = "[1" + [] {
    std::string more;
    for (int i = 2; i < 20'000; ++i) more += "," + std::to_string(i);
    return more;
  }() + "]";
  const std::string long_text = '"' + std::string(500'000, 'a') + '"';
  const auto exhausted = [](const Schema& schema, const std::string& answers) {
    const auto began = std::clock();  // of processor time: a busy machine does not matter
    const auto findings = found(schema, answers);
    CHECK(static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC < 5);
    return !findings.empty() && findings.back() == " form.too_complex";
  };
  CHECK(exhausted(many(R"({"uniqueItems":true})", 5000), elements));
  CHECK(exhausted(many(R"({"pattern":"^(a|b)*$"})", 5000), long_text));
  CHECK(exhausted(many(R"({"$ref":"#/$defs/c"})", 5000, R"(,"$defs":{"c":{"const":)" + elements + "}}"), elements));
  CHECK(exhausted(many(R"({"items":{}})", 5000), elements));
  CHECK(exhausted(many(R"({"contains":{"const":0},"minContains":0})", 5000), elements));
  CHECK(found(compiled(R"({"uniqueItems":true,"items":{"type":"integer"}})"), elements).empty());
}

TEST_CASE("long names are neither kept for each part below them nor repeated in each finding") {
  const std::string name(100'000, 'n');
  std::string parts;
  for (int i = 0; i < 1000; ++i) parts += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":{}";
  CHECK_FALSE(Schema::compile(*parse_json("{\"properties\":{\"" + name + "\":{\"properties\":{" + parts + "}}}}")));
  const auto schema = compiled(R"({"additionalProperties":{"additionalProperties":false}})");
  std::size_t shown = 0;
  for (const auto& finding :
       schema.check(*parse_json("{\"" + name + "\":{" + parts.substr(0, parts.find("\"500")) + "\"500\":1}}")))
    shown += finding.pointer.size();
  CHECK(shown < 200 * 600);
  CHECK(shown > 0);
}

TEST_CASE("the official test suite of JSON Schema agrees where the subset reaches") {
  const std::filesystem::path folder = "/usr/share/json-schema-test-suite/tests/draft7";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: package json-schema-test-suite is not installed");
    return;
  }
  // What draft 7 spells otherwise than 2020-12, or what we do not support by design (remote documents).
  const std::set<std::string> other{"additionalItems.json", "dependencies.json", "refRemote.json", "definitions.json",
                                    "ref.json"};
  int run = 0;
  int unsupported = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file() || other.contains(entry.path().filename().string())) continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    const auto document = json::parse(text.str());
    for (const auto& group : document.as_array()) {
      const auto schema = Schema::compile(group.at("schema"));
      if (!schema) {
        ++unsupported;
        continue;
      }
      for (const auto& test : group.at("tests").as_array()) {
        ++run;
        INFO(entry.path().filename().string(), " ", std::string(group.at("description").as_string()), " / ",
             std::string(test.at("description").as_string()));
        CHECK(schema->check(test.at("data")).empty() == test.at("valid").as_bool());
      }
    }
  }
  CHECK(run > 300);
  CHECK(unsupported < 12);
}

}  // namespace
}  // namespace tongban::forms
