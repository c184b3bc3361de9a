#include "base/limit_clock.h"

#include <algorithm>
#include <array>

namespace tongban {
namespace {

using std::chrono::microseconds;

constexpr int kMostUnits = 3660;
constexpr std::int64_t kMicrosPerMinute = 60'000'000;
constexpr std::int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
constexpr std::array<std::string_view, 3> kUnitTexts = {"working_day", "natural_day", "working_hour"};
constexpr std::array<std::string_view, 3> kStateTexts = {"normal", "warning", "overdue"};

// Suspended days, both ends included, and the suspended time itself, [from, until).
struct DayRange {
  Date from;
  Date until;
};
struct TimeRange {
  Instant from;
  Instant until;
};

// Sorted, and with overlapping and touching ranges joined. `gap` is what lies between two ranges that touch.
template <class Range, class Gap>
std::vector<Range> merged(std::vector<Range> ranges, Gap gap) {
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  std::vector<Range> result;
  for (const auto& range : ranges) {
    if (!result.empty() && range.from <= result.back().until + gap) {
      result.back().until = std::max(result.back().until, range.until);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

// What of the suspensions is seen at `at`.
std::vector<DayRange> suspended_days(const std::vector<Suspension>& suspensions, Instant at) {
  std::vector<DayRange> days;
  for (const auto& [from, until] : suspensions) {
    if (from > at || from == until) continue;
    days.push_back({local_date(from), local_date(until ? *until - microseconds(1) : at)});
  }
  return merged(std::move(days), 1);
}

std::vector<TimeRange> suspended_time(const std::vector<Suspension>& suspensions, Instant at) {
  std::vector<TimeRange> time;
  for (const auto& [from, until] : suspensions) {
    if (from <= at && from != until) time.push_back({from, until.value_or(at)});
  }
  return merged(std::move(time), microseconds(0));
}

// Counts the days that the limit counts: all or the working ones, without the suspended ones.
class DayCount {
 public:
  DayCount(const WorkCalendar& calendar, bool natural, std::vector<DayRange> suspended)
      : calendar_(calendar), natural_(natural), suspended_(std::move(suspended)) {}

  // How many in (after, until].
  int between(Date after, Date until) const {
    int count = all_between(after, until);
    for (const auto& range : suspended_) {
      count -= all_between(std::max(after, range.from - 1), std::min(until, range.until));
    }
    return count;
  }

  // The count-th after the day, count >= 1.
  Result<Date> nth_after(Date day, int count) const {
    for (const auto& range : suspended_) {
      if (range.until <= day) continue;
      const int before = all_between(day, range.from - 1);
      if (before >= count) break;
      count -= before;
      day = range.until;
    }
    if (!natural_) return calendar_.add_working_days(day, count);
    if (!calendar_.covers(day + count)) return calendar_out_of_range();
    return day + count;
  }

  // The first day on or after this one that is worked and not suspended.
  Result<Date> workable_from(Date day) const {
    day = TRY(calendar_.working_day_from(day));
    for (const auto& range : suspended_) {
      if (range.from <= day && day <= range.until) day = TRY(calendar_.working_day_from(range.until + 1));
    }
    return day;
  }

 private:
  int all_between(Date after, Date until) const {
    if (until <= after) return 0;
    return natural_ ? until - after : calendar_.working_days_between(after, until);
  }

  const WorkCalendar& calendar_;
  bool natural_;
  std::vector<DayRange> suspended_;
};

// Counts office time in microseconds, without the suspended time.
class HourCount {
 public:
  HourCount(const WorkCalendar& calendar, std::vector<TimeRange> suspended)
      : calendar_(calendar),
        suspended_(std::move(suspended)),
        per_day_(calendar.working_minutes_per_day() * kMicrosPerMinute) {}

  std::int64_t between(Instant from, Instant until) const {
    auto micros = office_time(from, until);
    for (const auto& range : suspended_) {
      micros -= office_time(std::max(from, range.from), std::min(until, range.until));
    }
    return micros;
  }

  // The instant at which so much time (> 0) has passed since `from`.
  Result<Instant> after(Instant from, std::int64_t micros) const {
    for (const auto& range : suspended_) {
      if (range.until <= from) continue;
      const auto before = office_time(from, range.from);
      if (before >= micros) break;
      micros -= before;
      from = range.until;
    }
    const auto day = local_date(from);
    const auto passed = passed_of_day(from);
    const auto left = calendar_.is_working_day(day) ? per_day_ - passed : 0;
    if (micros <= left) return instant_of(day, passed + micros);
    const auto whole_days = (micros - left - 1) / per_day_;
    const auto last_day = TRY(calendar_.add_working_days(day, static_cast<int>(whole_days) + 1));
    return instant_of(last_day, micros - left - whole_days * per_day_);
  }

 private:
  std::int64_t office_time(Instant from, Instant until) const {
    if (until <= from) return 0;
    const auto days = calendar_.working_days_between(local_date(from) - 1, local_date(until) - 1);
    return days * per_day_ - passed_of_day(from) + passed_of_day(until);
  }

  // Office time of its own day that is over at the instant.
  std::int64_t passed_of_day(Instant at) const {
    const auto day = local_date(at);
    if (!calendar_.is_working_day(day)) return 0;
    std::int64_t passed = 0;
    for (const auto& span : calendar_.working_hours().spans) {
      const auto from = at_local(day, span.from);
      passed += std::max<std::int64_t>((std::min(at, at_local(day, span.to)) - from).count(), 0);
    }
    return passed;
  }

  // When so much office time of the day (> 0) is over.
  Instant instant_of(Date day, std::int64_t passed) const {
    for (const auto& span : calendar_.working_hours().spans) {
      const auto length = (span.to - span.from) * kMicrosPerMinute;
      if (passed <= length) return at_local(day, span.from) + microseconds(passed);
      passed -= length;
    }
    return end_of_day(day);
  }

  const WorkCalendar& calendar_;
  std::vector<TimeRange> suspended_;
  std::int64_t per_day_;
};

int begun_hours(std::int64_t micros) { return static_cast<int>((micros + kMicrosPerHour - 1) / kMicrosPerHour); }

Result<void> check(const LimitClock& clock) {
  const auto within = [](int units) { return units >= 0 && units <= kMostUnits; };
  if (!within(clock.limit.amount)) return invalid("limit_clock.amount", "时限应在0至3660之间");
  if (!within(clock.extension.value_or(0))) return invalid("limit_clock.extension", "延长的期限应在0至3660之间");
  for (const auto& suspension : clock.suspensions) {
    if (suspension.until && *suspension.until < suspension.from) {
      return invalid("limit_clock.suspension", "中止的结束时间早于开始时间");
    }
  }
  if (clock.stopped_at && *clock.stopped_at < clock.started_at) {
    return invalid("limit_clock.stopped", "办结时间早于开始时间");
  }
  return {};
}

ClockState state_of(const LimitClock& clock, const ClockReading& reading, Instant at) {
  if (at > reading.due_at) return ClockState::overdue;
  if (clock.stopped_at) return ClockState::normal;
  const std::int64_t total = clock.limit.amount + clock.extension.value_or(0);
  const bool few = reading.remaining <= clock.warning.units;
  const bool small_part = std::int64_t{reading.remaining} * 100 <= total * clock.warning.percent;
  return few || small_part ? ClockState::warning : ClockState::normal;
}

Result<ClockReading> read_days(const LimitClock& clock, Instant at, const WorkCalendar& calendar) {
  const bool natural = clock.limit.unit == LimitUnit::natural_day;
  const DayCount count(calendar, natural, suspended_days(clock.suspensions, at));
  const auto start_day = local_date(clock.started_at);
  const auto today = local_date(at);
  const int total = clock.limit.amount + clock.extension.value_or(0);
  auto due_day = start_day;
  if (total > 0) due_day = TRY(count.nth_after(start_day, total));
  if (total == 0 || natural) due_day = TRY(count.workable_from(due_day));
  ClockReading reading{.due_at = end_of_day(due_day), .used = count.between(start_day, today)};
  reading.remaining = today <= due_day ? count.between(today, due_day) : -std::max(count.between(due_day, today), 1);
  return reading;
}

Result<ClockReading> read_hours(const LimitClock& clock, Instant at, const WorkCalendar& calendar) {
  const HourCount count(calendar, suspended_time(clock.suspensions, at));
  const int total = clock.limit.amount + clock.extension.value_or(0);
  ClockReading reading;
  if (total == 0) {
    const DayCount days(calendar, false, suspended_days(clock.suspensions, at));
    reading.due_at = end_of_day(TRY(days.workable_from(local_date(clock.started_at))));
  } else {
    reading.due_at = TRY(count.after(clock.started_at, total * kMicrosPerHour));
  }
  reading.used = static_cast<int>(count.between(clock.started_at, at) / kMicrosPerHour);
  reading.remaining = at <= reading.due_at ? begun_hours(count.between(at, reading.due_at))
                                           : -std::max(begun_hours(count.between(reading.due_at, at)), 1);
  return reading;
}

}  // namespace

std::string_view limit_unit_text(LimitUnit unit) { return kUnitTexts[static_cast<std::size_t>(unit)]; }
std::string_view clock_state_text(ClockState state) { return kStateTexts[static_cast<std::size_t>(state)]; }

std::optional<LimitUnit> parse_limit_unit(std::string_view text) {
  const auto found = std::find(kUnitTexts.begin(), kUnitTexts.end(), text);
  if (found == kUnitTexts.end()) return std::nullopt;
  return static_cast<LimitUnit>(found - kUnitTexts.begin());
}

Result<ClockReading> read_limit_clock(const LimitClock& clock, Instant now, const WorkCalendar& calendar) {
  TRY(check(clock));
  // A clock that is looked at before it starts stands at its start.
  const auto at = std::max(clock.stopped_at.value_or(now), clock.started_at);
  const auto start_day = local_date(clock.started_at);
  if (!calendar.covers(start_day) || !calendar.covers(local_date(at))) return calendar_out_of_range();
  auto reading = clock.limit.unit == LimitUnit::working_hour ? TRY(read_hours(clock, at, calendar))
                                                             : TRY(read_days(clock, at, calendar));
  reading.state = state_of(clock, reading, at);
  reading.estimated = calendar.estimated(start_day, local_date(std::max(at, reading.due_at)));
  reading.suspended = !clock.stopped_at &&
                      std::any_of(clock.suspensions.begin(), clock.suspensions.end(),
                                  [&](const Suspension& s) { return s.from <= at && (!s.until || at < *s.until); });
  return reading;
}

}  // namespace tongban
