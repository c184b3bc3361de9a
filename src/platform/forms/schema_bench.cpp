// What checking a form costs: twenty fields, as guides of the catalogue have them.
#include "platform/forms/schema.h"

#include <benchmark/benchmark.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tongban::forms {
namespace {

json::value form() {
  json::object properties;
  json::array required;
  for (int i = 0; i < 14; ++i) {
    const auto name = "text_" + std::to_string(i);
    properties[name] = json::object{{"type", "string"}, {"minLength", 1}, {"maxLength", 200}};
    required.emplace_back(name);
  }
  properties["phone"] = json::object{{"type", "string"}, {"format", "mobile"}};
  properties["citizen_id"] = json::object{{"type", "string"}, {"format", "citizen_id"}};
  properties["kind"] = json::object{{"type", "string"}, {"enum", json::array{"new", "change", "renew"}}};
  properties["area"] = json::object{{"type", "number"}, {"minimum", 1}, {"maximum", 100000}};
  properties["count"] = json::object{{"type", "integer"}, {"minimum", 0}};
  properties["code"] = json::object{{"type", "string"}, {"pattern", "^[A-Z]{2}[0-9]{6}$"}};
  return json::object{{"type", "object"}, {"required", required}, {"properties", properties}};
}

json::value answers() {
  json::object given{
      {"phone", "13812345678"}, {"citizen_id", "11010519491231002X"}, {"kind", "new"}, {"area", 120.5}, {"count", 3},
      {"code", "AB123456"}};
  for (int i = 0; i < 14; ++i) given["text_" + std::to_string(i)] = "演示街道1号";
  return given;
}

void check_form(benchmark::State& state) {
  const auto schema = Schema::compile(form()).value();
  const auto given = answers();
  if (!schema.check(given).empty()) state.SkipWithError("the answers of the benchmark are wrong");
  for (auto _ : state) benchmark::DoNotOptimize(schema.check(given));
}
BENCHMARK(check_form);

void compile_form(benchmark::State& state) {
  const auto document = form();
  for (auto _ : state) benchmark::DoNotOptimize(Schema::compile(document));
}
BENCHMARK(compile_form);

}  // namespace
}  // namespace tongban::forms
