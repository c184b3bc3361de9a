// Instances in memory: fork, three tasks, join; the model is read once. Beside npm bpmn-engine:
// bench/engine/bpmn_engine.mjs.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>

#include "engine/bpmn/engine.h"

namespace tongban::bpmn {
namespace {

std::string model_text() {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/bench/engine/fork.bpmn");
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void instances(benchmark::State& bench, bool history) {
  const auto reading = read_model(model_text());
  if (!reading.model) return bench.SkipWithError("bench/engine/fork.bpmn cannot be read");
  Services services;
  Limits limits;
  limits.history = history;
  const Stimulus start;
  const auto now = Instant::from_seconds(1'767'225'600);
  for (auto _ : bench) {
    State state;
    Effects effects;
    if (!advance(*reading.model, state, start, services, now, effects, limits) || state.status != Status::completed)
      return bench.SkipWithError("the instance did not complete");
    benchmark::DoNotOptimize(effects.data());
  }
  bench.SetItemsProcessed(bench.iterations());
}

void with_history(benchmark::State& bench) { instances(bench, true); }
void without_history(benchmark::State& bench) { instances(bench, false); }
BENCHMARK(with_history);
BENCHMARK(without_history);

}  // namespace
}  // namespace tongban::bpmn
