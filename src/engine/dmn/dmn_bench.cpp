// A decision table of a hundred rules over three inputs, loaded once.
#include "engine/dmn/dmn.h"

#include <benchmark/benchmark.h>

namespace tongban::dmn {
namespace {

std::string table_of(int rules) {
  std::string xml =
      R"(<definitions namespace="u"><inputData id="a" name="a"/><inputData id="b" name="b"/><inputData id="c" name="c"/>
    <decision id="d" name="d"><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <informationRequirement><requiredInput href="#b"/></informationRequirement><informationRequirement><requiredInput href="#c"/></informationRequirement>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>a</text></inputExpression></input>
    <input><inputExpression><text>b</text></inputExpression></input><input><inputExpression><text>c</text></inputExpression></input><output/>)";
  for (int rule = 0; rule < rules; ++rule)
    xml +=
        "<rule><inputEntry><text>[" + std::to_string(rule * 10) + ".." + std::to_string(rule * 10 + 10) +
        ")</text></inputEntry><inputEntry><text>\"x\", \"y\"</text></inputEntry><inputEntry><text>-</text></inputEntry>"
        "<outputEntry><text>" +
        std::to_string(rule) + "</text></outputEntry></rule>";
  return xml + "</decisionTable></decision></definitions>";
}

void evaluate_table(benchmark::State& state) {
  const auto model = Model::load({"bench", table_of(static_cast<int>(state.range(0)))});
  const auto inputs =
      Value::context({{"a", Value::integer(state.range(0) * 5)}, {"b", Value::string("y")}, {"c", Value()}});
  const Environment environment;
  if (model->evaluate("d", inputs, environment)->value.is_null()) return state.SkipWithError("wrong");
  for (auto _ : state) benchmark::DoNotOptimize(model->evaluate("d", inputs, environment));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(evaluate_table)->Arg(10)->Arg(100);

}  // namespace
}  // namespace tongban::dmn
