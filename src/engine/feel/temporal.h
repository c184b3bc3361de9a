// Dates, times and durations of FEEL (DMN 1.5, 10.3.2.3.4-10.3.2.3.8): plain values of the proleptic Gregorian calendar
// with nanoseconds, with or without a zone. Texts are those of ISO 8601 as XML Schema part 2 restricts them, extended
// by named zones (`10:00:00@Asia/Shanghai`). Years run from -999,999,999 to 999,999,999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongban::feel {

inline constexpr std::int64_t kMaxYear = 999'999'999;
inline constexpr std::int64_t kNanosecondsASecond = 1'000'000'000;

struct Date {
  std::int32_t year = 0;
  std::uint8_t month = 1, day = 1;
  bool operator==(const Date&) const = default;
};

// Of a time or a date and time: none (local), a fixed offset from UTC in seconds, or a named zone of the tz database.
struct Zone {
  enum class Kind : std::uint8_t { none, offset, named };
  Kind kind = Kind::none;
  std::uint16_t id = 0;     // of a named zone, see zone.h
  std::int32_t offset = 0;  // seconds east of UTC, of a fixed offset
  bool operator==(const Zone&) const = default;
};

struct ClockTime {
  std::uint8_t hour = 0, minute = 0, second = 0;
  std::uint32_t nanosecond = 0;
  bool operator==(const ClockTime&) const = default;
};

struct Time {
  ClockTime clock;
  Zone zone;
};

struct DateTime {
  Date date;
  ClockTime clock;
  Zone zone;
};

struct YearsMonths {
  std::int64_t months = 0;
  bool operator==(const YearsMonths&) const = default;
};

// seconds and nanoseconds have the same sign.
struct DaysTime {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  bool operator==(const DaysTime&) const = default;
};

// nullopt for a day that the calendar does not have, a clock that does not show such a time, a zone beyond 18 hours.
std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
std::optional<ClockTime> make_clock(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                    std::int64_t nanosecond);
std::optional<Zone> make_offset(std::int64_t seconds);
// Days since 1970-01-01 and back.
std::int64_t day_number(const Date& date);
Date date_of_day(std::int64_t day_number);
int days_in_month(std::int64_t year, int month);
int weekday(const Date& date);       // 1 Monday .. 7 Sunday
int day_of_year(const Date& date);   // 1..366
int week_of_year(const Date& date);  // ISO 8601

std::int64_t seconds_of(const ClockTime& clock);  // since midnight

std::optional<Date> parse_date(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
// Also a date alone, which is midnight without a zone.
std::optional<DateTime> parse_date_time(std::string_view text);
std::optional<YearsMonths> parse_years_months(std::string_view text);
std::optional<DaysTime> parse_days_time(std::string_view text);

std::string text_of(const Date& date);
std::string text_of(const Time& time);
std::string text_of(const DateTime& time);
std::string text_of(const YearsMonths& duration);
std::string text_of(const DaysTime& duration);

// Seconds east of UTC, of a named zone at the local moment; nullopt for a value without a zone.
std::optional<std::int32_t> offset_of(const DateTime& time);
std::optional<std::int32_t> offset_of(const Time& time);  // of a named zone on 1970-01-01

// Seconds since 1970-01-01T00:00:00Z; a local value counts as UTC.
std::int64_t epoch_seconds(const DateTime& time);
// The local moment in that zone; nullopt where the year leaves its range.
std::optional<DateTime> date_time_of(std::int64_t epoch_seconds, std::uint32_t nanosecond, const Zone& zone);

// Sums; nullopt where the year leaves its range.
std::optional<Date> add_months(const Date& date, std::int64_t months);
std::optional<DateTime> add_months(const DateTime& time, std::int64_t months);
std::optional<DateTime> add(const DateTime& time, const DaysTime& duration);
Time add(const Time& time, const DaysTime& duration);
std::optional<DaysTime> add(const DaysTime& a, const DaysTime& b);
DaysTime negated(const DaysTime& duration);
std::optional<DaysTime> difference(const DateTime& a, const DateTime& b);
DaysTime difference(const Time& a, const Time& b);
// Whole months from `from` to `to`, negative where `to` is earlier.
std::int64_t months_between(const Date& from, const Date& to);
DateTime midnight(const Date& date);

}  // namespace tongban::feel
