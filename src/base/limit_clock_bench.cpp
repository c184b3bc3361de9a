// What reading a limit costs: lists and timers read some for every case.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "base/limit_clock.h"

namespace tongban {
namespace {

const WorkCalendar& calendar() {
  static const WorkCalendar real = [] {
    std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/calendar/work_calendar.json");
    return parse_work_calendar(std::string(std::istreambuf_iterator<char>(file), {})).value();
  }();
  return real;
}

void read_clock(benchmark::State& state, LimitUnit unit, int suspensions) {
  LimitClock clock{.limit = {20, unit}, .started_at = *parse_instant("2026-01-05T10:00:00+08:00")};
  for (int i = 0; i < suspensions; ++i)
    clock.suspensions.push_back({clock.started_at + std::chrono::hours(24 * (3 + 4 * i)),
                                 clock.started_at + std::chrono::hours(24 * (5 + 4 * i))});
  const auto now = *parse_instant("2026-01-30T15:00:00+08:00");
  for (auto _ : state) benchmark::DoNotOptimize(read_limit_clock(clock, now, calendar()));
}
BENCHMARK_CAPTURE(read_clock, working_days, LimitUnit::working_day, 0);
BENCHMARK_CAPTURE(read_clock, natural_days, LimitUnit::natural_day, 0);
BENCHMARK_CAPTURE(read_clock, working_hours, LimitUnit::working_hour, 0);
BENCHMARK_CAPTURE(read_clock, working_days_suspended_three_times, LimitUnit::working_day, 3);

}  // namespace
}  // namespace tongban
