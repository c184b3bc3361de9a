// What reading and writing JSON costs: every request and every sealed document does it.
#include "base/json.h"

#include <benchmark/benchmark.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tongban {
namespace {

// An application's answers, as they come and go.
std::string document() {
  json::object answers;
  for (int i = 0; i < 40; ++i) answers["field_" + std::to_string(i)] = "演示街道1号演示大厦" + std::to_string(i) + "室";
  return to_json_text(json::object{{"answers", answers}, {"version", 7}, {"materials", json::array(20, 1)}});
}

void parse_document(benchmark::State& state) {
  const auto text = document();
  for (auto _ : state) benchmark::DoNotOptimize(parse_json(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parse_document);

void write_document(benchmark::State& state) {
  const auto value = parse_json(document()).value();
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const auto text = canonical_json(value);
    bytes += static_cast<std::int64_t>(text.size());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(write_document);

}  // namespace
}  // namespace tongban
