#include "engine/feel/temporal.h"

#include <algorithm>

#include "engine/feel/zone.h"

namespace tongban::feel {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
std::int64_t floor_modulo(std::int64_t a, std::int64_t b) { return a - floor_divide(a, b) * b; }

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

ClockTime clock_of(std::int64_t second_of_day, std::uint32_t nanosecond) {
  return {static_cast<std::uint8_t>(second_of_day / 3600), static_cast<std::uint8_t>(second_of_day / 60 % 60),
          static_cast<std::uint8_t>(second_of_day % 60), nanosecond};
}

std::int64_t local_seconds(const DateTime& time) {
  return day_number(time.date) * kSecondsADay + seconds_of(time.clock);
}

// Seconds and nanoseconds brought to one sign, nanoseconds below a second; nullopt on overflow.
std::optional<DaysTime> normalised(__int128 nanoseconds) {
  const __int128 seconds = nanoseconds / kNanosecondsASecond;
  if (seconds > INT64_MAX || seconds < INT64_MIN) return std::nullopt;
  return DaysTime{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(nanoseconds % kNanosecondsASecond)};
}

__int128 nanoseconds_of(const DaysTime& duration) {
  return static_cast<__int128>(duration.seconds) * kNanosecondsASecond + duration.nanoseconds;
}

}  // namespace

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -kMaxYear || year > kMaxYear || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
  return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<ClockTime> make_clock(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                    std::int64_t nanosecond) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  if (nanosecond < 0 || nanosecond >= kNanosecondsASecond) return std::nullopt;
  return ClockTime{static_cast<std::uint8_t>(hour), static_cast<std::uint8_t>(minute),
                   static_cast<std::uint8_t>(second), static_cast<std::uint32_t>(nanosecond)};
}

std::optional<Zone> make_offset(std::int64_t seconds) {
  if (seconds < -18 * 3600 || seconds > 18 * 3600) return std::nullopt;
  return Zone{Zone::Kind::offset, 0, static_cast<std::int32_t>(seconds)};
}

int days_in_month(std::int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Counted in eras of 400 years from 1 March, so that the leap day ends a year.
std::int64_t day_number(const Date& date) {
  const std::int64_t year = date.month <= 2 ? std::int64_t{date.year} - 1 : date.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_shifted = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_shifted - 719'468;
}

Date date_of_day(std::int64_t day_number) {
  const std::int64_t shifted = day_number + 719'468;
  const std::int64_t era = floor_divide(shifted, 146'097);
  const std::int64_t day = shifted - era * 146'097;
  const std::int64_t year = (day - day / 1460 + day / 36'524 - day / 146'096) / 365;
  const std::int64_t of_year = day - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  const auto civil = static_cast<std::uint8_t>(month < 10 ? month + 3 : month - 9);
  return {static_cast<std::int32_t>(year + era * 400 + (civil <= 2 ? 1 : 0)), civil,
          static_cast<std::uint8_t>(of_year - (153 * month + 2) / 5 + 1)};
}

int weekday(const Date& date) { return static_cast<int>(floor_modulo(day_number(date) + 3, 7)) + 1; }

int day_of_year(const Date& date) { return static_cast<int>(day_number(date) - day_number({date.year, 1, 1})) + 1; }

// The week that holds the year's first Thursday is the first.
int week_of_year(const Date& date) {
  const Date thursday = date_of_day(day_number(date) - weekday(date) + 4);
  return (day_of_year(thursday) - 1) / 7 + 1;
}

std::int64_t seconds_of(const ClockTime& clock) { return clock.hour * 3600 + clock.minute * 60 + clock.second; }

std::optional<std::int32_t> offset_of(const DateTime& time) {
  switch (time.zone.kind) {
    case Zone::Kind::none:
      return std::nullopt;
    case Zone::Kind::offset:
      return time.zone.offset;
    case Zone::Kind::named:
      return zone_offset_local(time.zone.id, local_seconds(time));
  }
  return std::nullopt;
}

std::optional<std::int32_t> offset_of(const Time& time) {
  return offset_of(DateTime{{1970, 1, 1}, time.clock, time.zone});
}

std::int64_t epoch_seconds(const DateTime& time) { return local_seconds(time) - offset_of(time).value_or(0); }

std::optional<DateTime> date_time_of(std::int64_t epoch_seconds, std::uint32_t nanosecond, const Zone& zone) {
  constexpr std::int64_t kFar = (kMaxYear + 2) * 366 * kSecondsADay;
  if (epoch_seconds > kFar || epoch_seconds < -kFar) return std::nullopt;
  std::int64_t local = epoch_seconds;
  if (zone.kind == Zone::Kind::offset) local += zone.offset;
  if (zone.kind == Zone::Kind::named) local += zone_offset_at(zone.id, epoch_seconds);
  const Date date = date_of_day(floor_divide(local, kSecondsADay));
  if (date.year > kMaxYear || date.year < -kMaxYear) return std::nullopt;
  return DateTime{date, clock_of(floor_modulo(local, kSecondsADay), nanosecond), zone};
}

std::optional<Date> add_months(const Date& date, std::int64_t months) {
  if (months > 12 * 3 * kMaxYear || months < -12 * 3 * kMaxYear) return std::nullopt;
  const std::int64_t total = std::int64_t{date.year} * 12 + date.month - 1 + months;
  const std::int64_t year = floor_divide(total, 12);
  const int month = static_cast<int>(floor_modulo(total, 12)) + 1;
  if (year > kMaxYear || year < -kMaxYear) return std::nullopt;
  return make_date(year, month, std::min<int>(date.day, days_in_month(year, month)));
}

std::optional<DateTime> add_months(const DateTime& time, std::int64_t months) {
  const auto date = add_months(time.date, months);
  if (!date) return std::nullopt;
  return DateTime{*date, time.clock, time.zone};
}

std::optional<DateTime> add(const DateTime& time, const DaysTime& duration) {
  const __int128 total = static_cast<__int128>(epoch_seconds(time)) * kNanosecondsASecond + time.clock.nanosecond +
                         nanoseconds_of(duration);
  __int128 seconds = total / kNanosecondsASecond, rest = total % kNanosecondsASecond;
  if (rest < 0) rest += kNanosecondsASecond, --seconds;
  if (seconds > INT64_MAX || seconds < INT64_MIN) return std::nullopt;
  return date_time_of(static_cast<std::int64_t>(seconds), static_cast<std::uint32_t>(rest), time.zone);
}

Time add(const Time& time, const DaysTime& duration) {
  std::int64_t seconds = floor_modulo(seconds_of(time.clock) + duration.seconds % kSecondsADay, kSecondsADay);
  std::int64_t nanoseconds = std::int64_t{time.clock.nanosecond} + duration.nanoseconds;
  if (nanoseconds < 0) nanoseconds += kNanosecondsASecond, --seconds;
  if (nanoseconds >= kNanosecondsASecond) nanoseconds -= kNanosecondsASecond, ++seconds;
  return {clock_of(floor_modulo(seconds, kSecondsADay), static_cast<std::uint32_t>(nanoseconds)), time.zone};
}

std::optional<DaysTime> add(const DaysTime& a, const DaysTime& b) {
  return normalised(nanoseconds_of(a) + nanoseconds_of(b));
}

DaysTime negated(const DaysTime& duration) {
  // Minus the smallest duration is no duration; the largest is as near as it gets.
  if (duration.seconds == INT64_MIN) return {INT64_MAX, -duration.nanoseconds};
  return {-duration.seconds, -duration.nanoseconds};
}

std::optional<DaysTime> difference(const DateTime& a, const DateTime& b) {
  const __int128 seconds = static_cast<__int128>(epoch_seconds(a)) - epoch_seconds(b);
  return normalised(seconds * kNanosecondsASecond + a.clock.nanosecond - b.clock.nanosecond);
}

DaysTime difference(const Time& a, const Time& b) {
  const std::int64_t seconds =
      seconds_of(a.clock) - offset_of(a).value_or(0) - (seconds_of(b.clock) - offset_of(b).value_or(0));
  return *normalised(static_cast<__int128>(seconds) * kNanosecondsASecond + a.clock.nanosecond - b.clock.nanosecond);
}

std::int64_t months_between(const Date& from, const Date& to) {
  std::int64_t months = (std::int64_t{to.year} - from.year) * 12 + to.month - from.month;
  const int days = to.day - from.day;
  if (months > 0 && days < 0) --months;
  if (months < 0 && days > 0) ++months;
  return months;
}

DateTime midnight(const Date& date) { return {date, {}, {}}; }

}  // namespace tongban::feel
