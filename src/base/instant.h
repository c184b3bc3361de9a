// Time as the project knows it: Instant (microseconds since 1970-01-01T00:00:00Z) for when something happened, Date for
// a day of the Chinese civil calendar, and Clock as the only way to learn what time it is, so that every rule can be
// tested at any time. Local time is UTC+8 everywhere and always: the whole country keeps Beijing time (国务院 1986
// 夏时制 was abolished in 1992, the last summer time ended on 1991-09-15). Instants of the summers 1986..1991 are
// therefore shown an hour early; no case is that old.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongban {

// A point in time: int64 microseconds since the Unix epoch, UTC. Stored as BIGINT in exactly this form.
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant from_micros(std::int64_t micros) { return Instant(micros); }
  static constexpr Instant from_millis(std::int64_t millis) { return Instant(millis * 1000); }
  static constexpr Instant from_seconds(std::int64_t seconds) { return Instant(seconds * 1'000'000); }

  constexpr std::int64_t micros() const { return micros_; }
  // Rounded towards the past, also before 1970.
  constexpr std::int64_t millis() const { return floor_divide(1000); }
  constexpr std::int64_t seconds() const { return floor_divide(1'000'000); }

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant at, std::chrono::microseconds by) {
    return Instant(at.micros_ + by.count());
  }
  friend constexpr Instant operator-(Instant at, std::chrono::microseconds by) {
    return Instant(at.micros_ - by.count());
  }
  friend constexpr std::chrono::microseconds operator-(Instant a, Instant b) {
    return std::chrono::microseconds(a.micros_ - b.micros_);
  }

 private:
  constexpr explicit Instant(std::int64_t micros) : micros_(micros) {}
  constexpr std::int64_t floor_divide(std::int64_t by) const { return micros_ / by - (micros_ % by < 0 ? 1 : 0); }

  std::int64_t micros_ = 0;
};

// A day of the Gregorian calendar. make() and parse() give only days of 1900-01-01..2199-12-31; sums and differences
// are not checked again, ask in_range() where the number of days came from outside.
class Date {
 public:
  static constexpr int kFirstYear = 1900;
  static constexpr int kLastYear = 2199;

  constexpr Date() = default;  // 1970-01-01
  static constexpr Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }
  // Empty for a day that does not exist (2025-02-29) or lies outside 1900..2199.
  static std::optional<Date> make(int year, int month, int day);
  // Exactly `YYYY-MM-DD`, nothing before or after.
  static std::optional<Date> parse(std::string_view text);
  // Exactly `YYYYMMDD`.
  static std::optional<Date> parse_compact(std::string_view text);

  constexpr std::int32_t days() const { return days_; }
  int year() const;
  int month() const;  // 1..12
  int day() const;    // 1..31
  // ISO 8601: Monday is 1, Sunday is 7.
  int weekday() const;
  bool is_weekend() const { return weekday() >= 6; }
  bool in_range() const;
  std::string text() const;          // `YYYY-MM-DD`
  std::string compact_text() const;  // `YYYYMMDD`

  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Date operator+(Date date, std::int32_t days) { return Date(date.days_ + days); }
  friend constexpr Date operator-(Date date, std::int32_t days) { return Date(date.days_ - days); }
  friend constexpr std::int32_t operator-(Date a, Date b) { return a.days_ - b.days_; }

 private:
  constexpr explicit Date(std::int32_t days) : days_(days) {}

  std::int32_t days_ = 0;
};

// The Chinese calendar day on which the instant falls.
Date local_date(Instant at);
// Minutes since local midnight, 0..1439.
int local_minute_of_day(Instant at);
// The instant at which the day is so many minutes old; 1440 is the next midnight.
Instant at_local(Date date, int minutes_of_day);
// 00:00:00.000000 local.
Instant start_of_day(Date date);
// The last microsecond of the day, 23:59:59.999999 local: an inclusive end. "By the end of the day" (二十四时) is met
// by an act that happens at or before it, and local_date(end_of_day(d)) is still d, so a due date never reads as the
// day after.
Instant end_of_day(Date date);

// `2026-11-22T20:38:10+08:00`; with `.123456` after the seconds if the instant has a fraction.
std::string iso_text(Instant at);
// `YYYYMMDDhhmmss` local time (GB/T 39046 data time).
std::string compact_text(Instant at);
// RFC 3339: `YYYY-MM-DDThh:mm:ss[.f{1,6}](Z|±hh:mm)`, years 1900..2199; the zone is required. Empty for anything else.
std::optional<Instant> parse_instant(std::string_view text);

// The only source of the current time. Rules never call it: they are given `now`.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// Stands still until it is told to move. May be moved and read from different threads.
class TestClock final : public Clock {
 public:
  explicit TestClock(Instant at = start_of_day(Date())) : micros_(at.micros()) {}
  Instant now() const override { return Instant::from_micros(micros_.load()); }
  void set(Instant at) { micros_.store(at.micros()); }
  void advance(std::chrono::microseconds by) { micros_.fetch_add(by.count()); }

 private:
  std::atomic<std::int64_t> micros_;
};

}  // namespace tongban
