// Hard upper bounds on what the small, often used things cost, in a measure that no busy machine changes.
#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fstream>
#include <iterator>

#include "base/counting_new.h"
#include "base/json.h"
#include "base/limit_clock.h"

namespace tongban {

TEST_CASE("reading a limit takes next to nothing from the heap") {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/calendar/work_calendar.json");
  const auto calendar = parse_work_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(calendar.ok());
  LimitClock clock{.limit = {20, LimitUnit::working_day}, .started_at = *parse_instant("2026-01-05T10:00:00+08:00")};
  clock.suspensions = {{*parse_instant("2026-01-08T10:00:00+08:00"), *parse_instant("2026-01-12T10:00:00+08:00")}};
  const auto now = *parse_instant("2026-01-20T15:00:00+08:00");
  const auto count = allocations_of([&] { REQUIRE(read_limit_clock(clock, now, calendar.value()).ok()); });
  CHECK_MESSAGE(count <= 8, count, " allocations for one clock");
}

TEST_CASE("parsing a form's answers takes a few pieces of memory for each") {
  json::object answers;
  for (int i = 0; i < 40; ++i) answers["field_" + std::to_string(i)] = "演示街道1号演示大厦" + std::to_string(i) + "室";
  const auto text = to_json_text(json::object{{"answers", answers}, {"version", 7}});
  const auto count = allocations_of([&] { REQUIRE(parse_json(text).ok()); });
  CHECK_MESSAGE(count <= 200, count, " allocations for 40 answers");
}

}  // namespace tongban
