#include "base/instant.h"

#include <doctest/doctest.h>

using namespace tongban;
using namespace std::chrono_literals;

TEST_CASE("a date is read strictly and printed back") {
  CHECK(Date::parse("2026-11-22").value().text() == "2026-11-22");
  CHECK(Date::parse("2024-02-29").value().compact_text() == "20240229");
  CHECK(Date::parse_compact("19491231").value().text() == "1949-12-31");
  for (const char* text : {"", "2026-1-1", "2026-11-22 ", "2026/11/22", "2025-02-29", "2026-13-01", "2026-00-10",
                           "2026-04-31", "1899-12-31", "2200-01-01", "20261122", "+026-11-22", "2026-1１-22"}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse(text).has_value());
  }
  CHECK_FALSE(Date::parse_compact("2026112").has_value());
  CHECK_FALSE(Date::parse_compact("20261x22").has_value());
}

TEST_CASE("the range of dates is 1900 to 2199") {
  const auto first = Date::parse("1900-01-01").value();
  const auto last = Date::parse("2199-12-31").value();
  CHECK(first.in_range());
  CHECK(last.in_range());
  CHECK_FALSE((first - 1).in_range());
  CHECK_FALSE((last + 1).in_range());
  CHECK((last + 1).text() == "2200-01-01");
  CHECK(last - first == 109'572);
}

TEST_CASE("every day of the range goes to text and back, and weekdays follow one another") {
  int weekday = Date::parse("1900-01-01")->weekday();
  CHECK(weekday == 1);  // a Monday
  bool all_equal = true;
  for (auto date = Date::parse("1900-01-01").value(); date.in_range(); date = date + 1) {
    all_equal = all_equal && Date::parse(date.text()) == date && date.weekday() == weekday;
    weekday = weekday % 7 + 1;
  }
  CHECK(all_equal);
  CHECK(Date::parse("2026-11-22")->is_weekend());
  CHECK_FALSE(Date::parse("2026-11-23")->is_weekend());
}

TEST_CASE("the local day begins at 16:00 UTC") {
  CHECK(local_date(parse_instant("2026-11-21T15:59:59.999999Z").value()).text() == "2026-11-21");
  CHECK(local_date(parse_instant("2026-11-21T16:00:00Z").value()).text() == "2026-11-22");
  CHECK(local_date(Instant::from_micros(-1)).text() == "1970-01-01");
  CHECK(local_date(parse_instant("1969-12-31T15:59:59Z").value()).text() == "1969-12-31");
  CHECK(local_minute_of_day(parse_instant("2026-11-21T16:31:00Z").value()) == 31);
}

TEST_CASE("the end of a day is its last microsecond") {
  const auto date = Date::parse("2026-11-22").value();
  CHECK(iso_text(start_of_day(date)) == "2026-11-22T00:00:00+08:00");
  CHECK(iso_text(end_of_day(date)) == "2026-11-22T23:59:59.999999+08:00");
  CHECK(end_of_day(date) + 1us == start_of_day(date + 1));
  CHECK(at_local(date, 1440) == start_of_day(date + 1));
  CHECK(local_date(end_of_day(date)) == date);
}

TEST_CASE("instants are written in Beijing time and read in any zone") {
  const auto at = parse_instant("2026-11-22T12:38:10Z").value();
  CHECK(iso_text(at) == "2026-11-22T20:38:10+08:00");
  CHECK(compact_text(at) == "20261122203810");
  CHECK(parse_instant("2026-11-22T20:38:10+08:00") == at);
  CHECK(parse_instant("2026-11-22T07:08:10-05:30") == at);
  CHECK(parse_instant("2026-11-22T12:38:10.5Z") == at + 500ms);
  CHECK(parse_instant(iso_text(at + 1us)) == at + 1us);
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T20:38:10", "2026-11-22T24:00:00Z", "2026-11-22T20:60:00Z", "2026-11-22T20:38:60Z",
        "2026-11-22T20:38:10.Z", "2026-11-22T20:38:10.1234567Z", "2026-11-22T20:38:10+0800",
        "2026-11-22T20:38:10+24:00", "2026-11-22 20:38:10Z", "2026-02-30T20:38:10Z", "2026-11-22T20:38:10Zx"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text).has_value());
  }
}

TEST_CASE("milliseconds round towards the past on both sides of 1970") {
  CHECK(Instant::from_micros(1999).millis() == 1);
  CHECK(Instant::from_micros(-1).millis() == -1);
  CHECK(Instant::from_micros(-1000).millis() == -1);
  CHECK(Instant::from_seconds(2).micros() == 2'000'000);
}

TEST_CASE("a test clock stands still until it is moved") {
  TestClock clock(Instant::from_seconds(100));
  CHECK(clock.now() == Instant::from_seconds(100));
  clock.advance(2h);
  CHECK(clock.now() - Instant::from_seconds(100) == 2h);
  clock.set(Instant::from_seconds(5));
  CHECK(clock.now().seconds() == 5);
  CHECK(SystemClock().now() > parse_instant("2026-01-01T00:00:00Z").value());
}
