// The clock of the law: when something is due, how much of the time is used, and whether it is late. Pure: the same
// input always gives the same reading, so a case's clocks are computed from its events whenever they are asked for.
//
// The rules, and where they come from:
//
// 1. The day of the event is not counted; the day after it is day one (民法典第201条第1款). Limits of licensing law
//    are working days (行政许可法第82条). The last day ends at 24:00 (民法典第203条第2款): due_at is its last
//    microsecond, inclusive. That paragraph ends the day with office hours for acts that need an open office; the
//    platform is open at any hour, and so the later end holds.
// 2. Natural days count every day; if the last one is not worked, the limit ends with the next working day
//    (民法典第203条第1款).
// 3. Working hours run from the instant of the event (民法典第201条第2款), through office hours only, exact to the
//    microsecond.
// 4. Time of a special procedure is not counted (行政许可法第45条). In days: a day on which the case is suspended at
//    any moment is not counted, which is rule 1 applied to the resumption; the applicant was told the time in writing.
//    Overlapping suspensions count once. A suspension [from, until) that ends at midnight does not touch the day that
//    begins then; one of no length touches nothing. In hours: exactly the suspended time.
// 5. While a suspension has no end, the reading is what it would be if it ended now. One that begins after now is not
//    seen yet.
// 6. One extension at most, in the same unit, added to the limit (行政许可法第42条).
// 7. An amount of 0 is done on the spot (即办): due the same day, or on the next working day that is not suspended.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "base/work_calendar.h"

namespace tongban {

enum class LimitUnit { working_day, natural_day, working_hour };
std::string_view limit_unit_text(LimitUnit unit);
std::optional<LimitUnit> parse_limit_unit(std::string_view text);

struct Limit {
  int amount = 0;  // 0..3660
  LimitUnit unit = LimitUnit::working_day;

  friend bool operator==(const Limit&, const Limit&) = default;
};

struct Suspension {
  Instant from;
  std::optional<Instant> until;  // Exclusive; empty while it lasts.
};

// Warn when what is left is at most so many percent of limit and extension, or at most so many units, whichever is
// more.
struct WarningRule {
  int percent = 20;
  int units = 1;
};

struct LimitClock {
  Limit limit;
  Instant started_at;
  std::vector<Suspension> suspensions = {};
  // 0..3660, in the unit of the limit.
  std::optional<int> extension = {};
  // When the work was done: the reading is that of this instant, whatever now is.
  std::optional<Instant> stopped_at = {};
  WarningRule warning = {};
};

enum class ClockState { normal, warning, overdue };
std::string_view clock_state_text(ClockState state);

struct ClockReading {
  Instant due_at;
  // In units of the limit. Days: those counted up to and including today. Hours: whole hours worked through.
  int used = 0;
  // Until due_at. Days: those counted after today up to the due day, 0 on the due day. Hours: begun hours. Negative
  // when overdue: the units counted since due_at, at least -1.
  int remaining = 0;
  ClockState state = ClockState::normal;  // Never warning once stopped.
  bool estimated = false;                 // A year whose notice is not out yet has a part in it.
  bool suspended = false;                 // At this moment; false once stopped.

  friend bool operator==(const ClockReading&, const ClockReading&) = default;
};

// Keys: limit_clock.amount, limit_clock.extension, limit_clock.suspension (ends before it begins), limit_clock.stopped
// (before the start), all Code::invalid; calendar.out_of_range (Code::unprocessable) if a day needed lies outside the
// calendar.
Result<ClockReading> read_limit_clock(const LimitClock& clock, Instant now, const WorkCalendar& calendar);

}  // namespace tongban
