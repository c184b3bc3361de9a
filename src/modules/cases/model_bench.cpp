// What a case's history costs: every act and every page folds its events anew and reads its clocks.
#include "modules/cases/model.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "modules/cases/clocks.h"

namespace tongban::cases {
namespace {

// An ordinary life: handed in, corrected once, examined, suspended for a hearing, granted, delivered.
std::vector<Event> life() {
  const std::pair<EventKind, json::object> kSteps[] = {
      {EventKind::started, {{"channel", "online"}, {"instant", false}}},
      {EventKind::submitted, {}},
      {EventKind::received, {}},
      {EventKind::correction_sent, {{"reply_due_at", "2026-02-20"}}},
      {EventKind::resubmitted, {}},
      {EventKind::accepted, {{"mode", "normal"}}},
      {EventKind::claimed, {{"assignee", 7}}},
      {EventKind::suspended, {{"procedure_kind", "hearing"}, {"planned_end", "2026-03-01"}, {"excluded", true}}},
      {EventKind::resumed, {}},
      {EventKind::reviewed, {{"opinion", "agree"}}},
      {EventKind::decided, {{"outcome", "granted"}}},
      {EventKind::issued, {}},
      {EventKind::delivered, {{"form", "window"}}}};
  std::vector<Event> events;
  auto at = *parse_instant("2026-01-05T10:00:00+08:00");
  for (const auto& [kind, data] : kSteps) {
    at = at + std::chrono::hours(26);
    events.push_back({static_cast<std::int64_t>(events.size()) + 1, static_cast<int>(events.size()) + 1, kind, at,
                      "staff", 7, data});
  }
  return events;
}

void fold_events(benchmark::State& state) {
  const auto events = life();
  if (!state_of(events)) state.SkipWithError("the life of the benchmark is not possible");
  for (auto _ : state) benchmark::DoNotOptimize(state_of(events));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
}
BENCHMARK(fold_events);

void read_clocks(benchmark::State& state) {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/calendar/work_calendar.json");
  const auto calendar = parse_work_calendar(std::string(std::istreambuf_iterator<char>(file), {})).value();
  auto events = life();
  events.resize(10);
  const auto folded = state_of(events).value();
  CaseLimits limits;
  limits.legal = Limit{20, LimitUnit::working_day};
  limits.promised = Limit{10, LimitUnit::working_day};
  const auto now = events.back().at;
  for (auto _ : state) benchmark::DoNotOptimize(clocks_of(folded, limits, now, calendar));
}
BENCHMARK(read_clocks);

}  // namespace
}  // namespace tongban::cases
