#include "base/work_calendar.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

using namespace tongban;

namespace {

std::string calendar_text() {
  std::ifstream file(TONGBAN_SOURCE_DIR "/data/calendar/work_calendar.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

WorkCalendar official() {
  auto calendar = parse_work_calendar(calendar_text());
  REQUIRE(calendar.ok());
  return std::move(calendar).value();
}

Date day(std::string_view text) { return Date::parse(text).value(); }

CalendarYear plain_year(int year) { return {.year = year, .announced = true, .source = "test"}; }

std::string key_of(const Result<WorkCalendar>& result) { return result ? "" : result.error().key; }

}  // namespace

TEST_CASE("the years of the State Council's notices have the known numbers of working days") {
  const auto calendar = official();
  const std::map<int, int> expected = {{2008, 251}, {2009, 250}, {2010, 250}, {2011, 250}, {2012, 249},
                                       {2013, 250}, {2014, 250}, {2015, 249}, {2016, 250}, {2017, 249},
                                       {2018, 250}, {2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                                       {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, days] : expected) {
    CAPTURE(year);
    CHECK(calendar.announced(year));
    CHECK(calendar.working_days_between(Date::make(year, 1, 1).value() - 1, Date::make(year, 12, 31).value()) == days);
  }
}

TEST_CASE("due dates counted by hand across holidays come out") {
  struct Vector {
    const char* accepted;
    int working_days;
    const char* due;
  };
  const Vector vectors[] = {
      {"2024-02-05", 10, "2024-02-23"}, {"2024-04-28", 5, "2024-05-08"},  {"2024-09-27", 20, "2024-10-30"},
      {"2025-01-24", 10, "2025-02-13"}, {"2025-04-25", 20, "2025-05-27"}, {"2025-09-26", 10, "2025-10-16"},
      {"2026-02-10", 10, "2026-03-02"}, {"2026-04-28", 5, "2026-05-08"},  {"2026-09-30", 20, "2026-11-03"},
      {"2023-09-27", 3, "2023-10-08"},  {"2022-01-28", 7, "2022-02-11"},  {"2020-01-21", 20, "2020-02-26"}};
  const auto calendar = official();
  for (const auto& [accepted, working_days, due] : vectors) {
    CAPTURE(accepted);
    CHECK(calendar.add_working_days(day(accepted), working_days).value().text() == due);
    CHECK(calendar.working_days_between(day(accepted), day(due)) == working_days);
    CHECK(calendar.add_working_days(day(due) + 1, -1).value().text() == due);
  }
}

TEST_CASE("a make-up Sunday is worked, a holiday Monday is not") {
  const auto calendar = official();
  CHECK(calendar.is_working_day(day("2026-02-14")));  // Saturday before the Spring Festival
  CHECK_FALSE(calendar.is_working_day(day("2026-02-16")));
  CHECK(calendar.holiday_name(day("2026-02-16")) == "春节");
  CHECK(calendar.holiday_name(day("2026-02-14")).empty());
  CHECK(calendar.working_day_from(day("2026-02-15")).value().text() == "2026-02-24");
  CHECK(calendar.working_day_from(day("2026-02-14")).value().text() == "2026-02-14");
}

TEST_CASE("a year without a notice is an estimate of thirteen statutory days and says so") {
  const auto calendar = official();
  CHECK_FALSE(calendar.announced(2027));
  CHECK_FALSE(calendar.estimated(day("2026-01-01"), day("2026-12-31")));
  CHECK(calendar.estimated(day("2026-12-31"), day("2027-01-01")));
  CHECK(calendar.holiday_name(day("2027-02-06")) == "春节");
  CHECK(calendar.holiday_name(day("2027-04-05")) == "清明");
  CHECK(calendar.holiday_name(day("2027-06-09")) == "端午");
  CHECK(calendar.holiday_name(day("2027-09-15")) == "中秋");
  CHECK_FALSE(calendar.is_working_day(day("2027-10-04")));  // made good for Saturday 2 October
  // 365 days, 104 of weekends, 13 statutory days of which those on weekends are made good.
  CHECK(calendar.working_days_between(day("2026-12-31"), day("2027-12-31")) == 248);
}

TEST_CASE("a new notice replaces the estimate without touching the old calendar") {
  const auto calendar = official();
  auto notice = plain_year(2027);
  notice.holidays.push_back({day("2027-01-01"), "元旦"});
  notice.make_up_days.push_back(day("2026-12-27"));  // a Sunday of the year before
  const auto renewed = calendar.with_year(notice);
  REQUIRE(renewed.ok());
  CHECK(renewed->announced(2027));
  CHECK(renewed->is_working_day(day("2027-02-08")));
  CHECK(renewed->is_working_day(day("2026-12-27")));
  CHECK_FALSE(calendar.announced(2027));
  CHECK_FALSE(calendar.is_working_day(day("2026-12-27")));
}

TEST_CASE("days beyond the calendar are an error, never a guess") {
  const auto calendar = official();
  CHECK(calendar.first_day().text() == "2004-01-01");
  CHECK(calendar.add_working_days(calendar.last_day(), 1).error().key == "calendar.out_of_range");
  CHECK(calendar.add_working_days(calendar.first_day(), -1).error().key == "calendar.out_of_range");
  CHECK(calendar.add_working_days(calendar.first_day() - 1, 1).error().key == "calendar.out_of_range");
  CHECK(calendar.add_working_days(day("2026-01-01"), 2'000'000'000).error().key == "calendar.out_of_range");
  CHECK_FALSE(calendar.is_working_day(calendar.last_day() + 1));
  CHECK_FALSE(calendar.announced(1999));
}

TEST_CASE("contradictory facts make no calendar") {
  CHECK(key_of(WorkCalendar::make({})) == "calendar.years");
  CHECK(key_of(WorkCalendar::make({plain_year(2024), plain_year(2026)})) == "calendar.years");
  CHECK(key_of(WorkCalendar::make({plain_year(2024), plain_year(2024)})) == "calendar.years");
  CHECK(WorkCalendar::make({plain_year(2025), plain_year(2024)}).ok());
  auto year = plain_year(2024);
  year.holidays.push_back({day("2024-05-01"), "劳动节"});
  year.make_up_days.push_back(day("2024-05-01"));
  CHECK(key_of(WorkCalendar::make({year})) == "calendar.day_twice");
  auto stray = plain_year(2024);
  stray.holidays.push_back({day("2022-05-01"), "劳动节"});
  CHECK(key_of(WorkCalendar::make({stray})) == "calendar.day_outside_year");
  CHECK(key_of(WorkCalendar::make({plain_year(2024)}, {.spans = {}})) == "calendar.working_hours");
  CHECK(key_of(WorkCalendar::make({plain_year(2024)}, {.spans = {{600, 720}, {700, 800}}})) ==
        "calendar.working_hours");
  CHECK(key_of(official().with_working_hours({.spans = {{600, 1500}}})) == "calendar.working_hours");
}

TEST_CASE("office hours come from the file and may be changed") {
  const auto calendar = official();
  CHECK(calendar.working_minutes_per_day() == 420);
  CHECK(calendar.with_working_hours({.spans = {{540, 720}, {810, 1020}}}).value().working_minutes_per_day() == 390);
}

TEST_CASE("a broken calendar file is refused as a whole") {
  for (const char* text :
       {"", "[]", "{", "{}", R"({"years": [1]})", R"({"years": [{"year": 2024}]})",
        R"({"years": [{"year": 2024, "announced": true, "source": "", "holidays": {"2024-02-30": "x"},
                              "make_up_days": []}]})",
        R"({"years": [{"year": 99999999999, "announced": true, "source": "", "holidays": {},
                              "make_up_days": []}]})",
        R"({"working_hours": [["9:00", "12:00"]], "years": []})"}) {
    CAPTURE(text);
    CHECK(key_of(parse_work_calendar(text)) == "calendar.json");
  }
}
