// FEEL: evaluations of expressions as criteria have them, parsed once; bench/engine/feelin.mjs measures the same ones.
#include "engine/feel/feel.h"

#include <benchmark/benchmark.h>

namespace tongban::feel {
namespace {

constexpr const char* kExpressions[] = {
    "age >= 18 and income * 12 > 50000 and not(blocked)",
    "if area < 50 then \"instant\" else if area < 200 then \"review\" else \"survey\"",
    "sum(for i in items return i.price * i.count) * (1 + 0.13)",
    "count(items[price > 10]) > 1 and (some i in items satisfies i.count = 3)",
    "date(\"2024-01-31\") + duration(\"P1M\") < date(\"2024-03-01\")",
    "string length(name) > 2 and upper case(name) = \"WANG\"",
};

Value variables() {
  return value_of_json(*parse_json(R"({"age": 30, "income": 6200.5, "blocked": false, "area": 120, "name": "Wang",
      "items": [{"price": 9.9, "count": 3}, {"price": 20, "count": 1}, {"price": 35.5, "count": 2}]})"));
}

void evaluate_expression(benchmark::State& state) {
  const auto context = variables();
  const auto expression = Expression::parse(kExpressions[state.range(0)], Scope::of(context));
  const Environment environment;
  if (!expression || !expression->evaluate(context, environment)->warnings.empty()) return state.SkipWithError("wrong");
  for (auto _ : state) benchmark::DoNotOptimize(expression->evaluate(context, environment));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(evaluate_expression)->DenseRange(0, 5);

// What an expression costs that is used only once.
void parse_and_evaluate_expression(benchmark::State& state) {
  const auto context = variables();
  const auto scope = Scope::of(context);
  const Environment environment;
  for (auto _ : state) {
    const auto expression = Expression::parse(kExpressions[state.range(0)], scope);
    benchmark::DoNotOptimize(expression->evaluate(context, environment));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_and_evaluate_expression)->DenseRange(0, 5);

}  // namespace
}  // namespace tongban::feel
