#include "base/limit_clock.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace tongban;
using namespace std::chrono_literals;

namespace {

const WorkCalendar& calendar() {
  static const WorkCalendar kCalendar = [] {
    std::ifstream file(TONGBAN_SOURCE_DIR "/data/calendar/work_calendar.json");
    std::stringstream text;
    text << file.rdbuf();
    return parse_work_calendar(text.str()).value();
  }();
  return kCalendar;
}

// `2026-03-02 09:30`, local time.
Instant at(const std::string& text) {
  return parse_instant(text.substr(0, 10) + "T" + text.substr(11) + ":00+08:00").value();
}

ClockReading read(const LimitClock& clock, const std::string& now) {
  auto reading = read_limit_clock(clock, at(now), calendar());
  REQUIRE(reading.ok());
  return *reading;
}

std::string due_day(const LimitClock& clock, const std::string& now) {
  return local_date(read(clock, now).due_at).text();
}

std::string key_of(const LimitClock& clock, const std::string& now) {
  const auto reading = read_limit_clock(clock, at(now), calendar());
  return reading ? "" : reading.error().key;
}

// Five working days from Monday 2026-03-02: due on Monday 2026-03-09.
LimitClock five_days() { return {.limit = {5, LimitUnit::working_day}, .started_at = at("2026-03-02 10:00")}; }

}  // namespace

TEST_CASE("the day of the event is not counted and the due day counts to its last microsecond") {
  const auto reading = read(five_days(), "2026-03-02 17:00");
  CHECK(iso_text(reading.due_at) == "2026-03-09T23:59:59.999999+08:00");
  CHECK(reading.used == 0);
  CHECK(reading.remaining == 5);
  CHECK(reading.state == ClockState::normal);
  CHECK_FALSE(reading.estimated);
  CHECK_FALSE(reading.suspended);
}

TEST_CASE("a clock runs from normal over warning to overdue") {
  CHECK(read(five_days(), "2026-03-05 09:00").remaining == 2);
  CHECK(read(five_days(), "2026-03-05 09:00").state == ClockState::normal);
  CHECK(read(five_days(), "2026-03-06 09:00").state == ClockState::warning);
  const auto last_day = read(five_days(), "2026-03-09 23:59");
  CHECK(last_day.remaining == 0);
  CHECK(last_day.used == 5);
  CHECK(last_day.state == ClockState::warning);
  const auto late = read(five_days(), "2026-03-10 00:00");
  CHECK(late.remaining == -1);
  CHECK(late.used == 6);
  CHECK(late.state == ClockState::overdue);
  CHECK(read(five_days(), "2026-03-13 12:00").remaining == -4);
}

TEST_CASE("overdue on a weekend is overdue by one, although no working day has passed") {
  auto clock = five_days();
  clock.limit.amount = 4;  // Friday 2026-03-06
  const auto reading = read(clock, "2026-03-07 08:00");
  CHECK(reading.remaining == -1);
  CHECK(reading.used == 4);
  CHECK(reading.state == ClockState::overdue);
}

TEST_CASE("the microsecond after the due instant is late, the one before is not") {
  const auto due = read(five_days(), "2026-03-02 10:00").due_at;
  CHECK(read_limit_clock(five_days(), due, calendar()).value().state == ClockState::warning);
  CHECK(read_limit_clock(five_days(), due + 1us, calendar()).value().state == ClockState::overdue);
}

TEST_CASE("the warning threshold can be set") {
  auto clock = five_days();
  clock.warning = {.percent = 80, .units = 0};
  CHECK(read(clock, "2026-03-02 17:00").state == ClockState::normal);
  CHECK(read(clock, "2026-03-03 09:00").state == ClockState::warning);
  clock.limit.amount = 20;
  clock.warning = {};
  CHECK(read(clock, "2026-03-24 09:00").remaining == 4);
  CHECK(read(clock, "2026-03-24 09:00").state == ClockState::warning);  // 20 % of 20
  CHECK(read(clock, "2026-03-23 09:00").state == ClockState::normal);
}

TEST_CASE("days that a special procedure touches are not counted") {
  auto clock = five_days();
  clock.suspensions = {{at("2026-03-03 15:00"), at("2026-03-05 09:00")}};  // touches Tuesday to Thursday
  CHECK(due_day(clock, "2026-03-06 09:00") == "2026-03-12");
  CHECK(read(clock, "2026-03-06 09:00").used == 1);
  CHECK(read(clock, "2026-03-06 09:00").remaining == 4);
}

TEST_CASE("overlapping and touching suspensions count once") {
  auto clock = five_days();
  clock.suspensions = {{at("2026-03-04 09:00"), at("2026-03-05 09:00")},
                       {at("2026-03-03 15:00"), at("2026-03-04 11:00")},
                       {at("2026-03-05 09:00"), at("2026-03-05 10:00")}};
  CHECK(due_day(clock, "2026-03-06 09:00") == "2026-03-12");
}

TEST_CASE("a suspension that ends at midnight does not touch the next day, one of no length touches nothing") {
  auto clock = five_days();
  clock.suspensions = {{at("2026-03-03 00:00"), at("2026-03-04 00:00")}};
  CHECK(due_day(clock, "2026-03-06 09:00") == "2026-03-10");
  clock.suspensions = {{at("2026-03-03 10:00"), at("2026-03-03 10:00")}};
  CHECK(due_day(clock, "2026-03-06 09:00") == "2026-03-09");
}

TEST_CASE("while suspended without an end the due day moves on day by day") {
  auto clock = five_days();
  clock.suspensions = {{at("2026-03-04 09:00"), std::nullopt}};
  CHECK(due_day(clock, "2026-03-03 09:00") == "2026-03-09");  // not seen yet
  CHECK_FALSE(read(clock, "2026-03-03 09:00").suspended);
  CHECK(due_day(clock, "2026-03-04 09:00") == "2026-03-10");
  CHECK(due_day(clock, "2026-03-06 12:00") == "2026-03-12");
  const auto reading = read(clock, "2026-03-20 12:00");
  CHECK(reading.suspended);
  CHECK(reading.used == 1);
  CHECK(reading.remaining == 4);
  CHECK(reading.state == ClockState::normal);
}

TEST_CASE("a suspension that begins after the limit has passed does not heal the delay") {
  auto clock = five_days();
  clock.suspensions = {{at("2026-03-10 09:00"), std::nullopt}};
  const auto reading = read(clock, "2026-03-20 09:00");
  CHECK(local_date(reading.due_at).text() == "2026-03-09");
  CHECK(reading.state == ClockState::overdue);
  CHECK(reading.remaining == -1);
}

TEST_CASE("one extension is added in the unit of the limit") {
  auto clock = five_days();
  clock.extension = 10;
  CHECK(due_day(clock, "2026-03-06 09:00") == "2026-03-23");
  CHECK(read(clock, "2026-03-06 09:00").remaining == 11);
}

TEST_CASE("a stopped clock stands still and is never a warning") {
  auto clock = five_days();
  clock.stopped_at = at("2026-03-09 16:00");
  const auto reading = read(clock, "2026-06-01 09:00");
  CHECK(reading.used == 5);
  CHECK(reading.remaining == 0);
  CHECK(reading.state == ClockState::normal);
  clock.suspensions = {{at("2026-03-09 10:00"), std::nullopt}};
  CHECK_FALSE(read(clock, "2026-06-01 09:00").suspended);
  clock.suspensions.clear();
  clock.stopped_at = at("2026-03-10 08:00");
  CHECK(read(clock, "2026-06-01 09:00").state == ClockState::overdue);
}

TEST_CASE("done on the spot is due the same day, or the next working day") {
  LimitClock clock{.limit = {0, LimitUnit::working_day}, .started_at = at("2026-03-02 10:00")};
  CHECK(due_day(clock, "2026-03-02 10:00") == "2026-03-02");
  CHECK(read(clock, "2026-03-03 08:00").state == ClockState::overdue);
  clock.started_at = at("2026-03-07 10:00");  // Saturday, by network
  CHECK(due_day(clock, "2026-03-07 10:00") == "2026-03-09");
  clock.limit.unit = LimitUnit::working_hour;
  CHECK(due_day(clock, "2026-03-07 10:00") == "2026-03-09");
}

TEST_CASE("natural days count holidays, but do not end on one") {
  LimitClock clock{.limit = {15, LimitUnit::natural_day}, .started_at = at("2026-02-02 10:00")};
  // The 15th day is 2026-02-17 in the Spring Festival, which lasts to the 23rd.
  CHECK(due_day(clock, "2026-02-03 10:00") == "2026-02-24");
  clock.limit.amount = 10;
  CHECK(due_day(clock, "2026-02-03 10:00") == "2026-02-12");
  CHECK(read(clock, "2026-02-14 10:00").remaining == -2);
}

TEST_CASE("working hours run through office hours from the minute of the event") {
  LimitClock clock{.limit = {4, LimitUnit::working_hour}, .started_at = at("2026-03-06 14:30")};  // Friday
  CHECK(iso_text(read(clock, "2026-03-06 14:30").due_at) == "2026-03-09T10:30:00+08:00");
  CHECK(read(clock, "2026-03-06 16:00").used == 1);
  CHECK(read(clock, "2026-03-06 16:00").remaining == 3);
  CHECK(read(clock, "2026-03-09 10:31").remaining == -1);
  clock.limit.amount = 7;
  clock.started_at = at("2026-03-06 08:00");
  CHECK(iso_text(read(clock, "2026-03-06 08:00").due_at) == "2026-03-06T17:00:00+08:00");
}

TEST_CASE("suspended hours are left out exactly") {
  LimitClock clock{.limit = {4, LimitUnit::working_hour}, .started_at = at("2026-03-02 09:00")};
  clock.suspensions = {{at("2026-03-02 10:00"), at("2026-03-02 14:30")}};  // 2 h before and 1.5 h after lunch
  CHECK(iso_text(read(clock, "2026-03-02 15:00").due_at) == "2026-03-03T09:30:00+08:00");
}

TEST_CASE("a due date in a year without notice is marked as estimated") {
  LimitClock clock{.limit = {5, LimitUnit::working_day}, .started_at = at("2026-12-20 10:00")};
  CHECK_FALSE(read(clock, "2026-12-21 10:00").estimated);
  clock.limit.amount = 20;
  CHECK(read(clock, "2026-12-21 10:00").estimated);
}

TEST_CASE("nonsense and days beyond the calendar are errors") {
  auto clock = five_days();
  clock.limit.amount = -1;
  CHECK(key_of(clock, "2026-03-03 09:00") == "limit_clock.amount");
  clock = five_days();
  clock.extension = 99999;
  CHECK(key_of(clock, "2026-03-03 09:00") == "limit_clock.extension");
  clock = five_days();
  clock.suspensions = {{at("2026-03-04 09:00"), at("2026-03-03 09:00")}};
  CHECK(key_of(clock, "2026-03-05 09:00") == "limit_clock.suspension");
  clock = five_days();
  clock.stopped_at = at("2026-03-01 09:00");
  CHECK(key_of(clock, "2026-03-05 09:00") == "limit_clock.stopped");
  clock = five_days();
  CHECK(key_of(clock, "2050-03-05 09:00") == "calendar.out_of_range");
  clock.started_at = at("1990-03-05 09:00");
  CHECK(key_of(clock, "2026-03-05 09:00") == "calendar.out_of_range");
  for (const auto unit : {LimitUnit::working_day, LimitUnit::natural_day, LimitUnit::working_hour}) {
    clock = {.limit = {3660, unit}, .started_at = at("2036-12-20 09:00")};
    CHECK(key_of(clock, "2036-12-21 09:00") == "calendar.out_of_range");
  }
}

TEST_CASE("looked at before it starts, the clock stands at its start") {
  const auto reading = read(five_days(), "2026-03-01 09:00");
  CHECK(reading.used == 0);
  CHECK(reading.remaining == 5);
}

TEST_CASE("units and states are spelled as they are stored") {
  for (const auto unit : {LimitUnit::working_day, LimitUnit::natural_day, LimitUnit::working_hour}) {
    CHECK(parse_limit_unit(limit_unit_text(unit)) == unit);
  }
  CHECK(limit_unit_text(LimitUnit::working_hour) == "working_hour");
  CHECK_FALSE(parse_limit_unit("hours").has_value());
  CHECK(clock_state_text(ClockState::overdue) == "overdue");
}
