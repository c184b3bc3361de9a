// The clocks of a case, computed from its state whenever they are asked for: the five days in which acceptance must be
// decided, legal and promised limit, the limit of the present step, the limit of the chain that the reform plan sets,
// the ten days for delivery, the planned end of a special procedure, and the applicant's own dates. Pure. Sources:
// 行政许可法第32、42、44、45条; for the chain the targets of the reform (configuration, docs/standards.md); limits
// themselves are those of the item version the case keeps.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/limit_clock.h"
#include "modules/cases/model.h"

namespace tongban::cases {

enum class ClockKind { acceptance, reply, supplement, legal, promised, step, chain, special, delivery };
BOOST_DESCRIBE_ENUM(ClockKind, acceptance, reply, supplement, legal, promised, step, chain, special, delivery)
enum class LimitState { normal, warning, overdue };
BOOST_DESCRIBE_ENUM(LimitState, normal, warning, overdue)

struct ClockView {
  ClockKind kind = ClockKind::legal;
  int amount = 0;    // of the limit, extension not included
  std::string unit;  // working_day, natural_day, working_hour
  std::optional<int> extension;
  Instant started_at;
  Instant due_at;  // inclusive: the last microsecond of the last day
  int used = 0;
  int remaining = 0;  // negative: overdue by so many
  LimitState state = LimitState::normal;
  bool suspended = false;
  bool estimated = false;  // a year whose holiday notice is not out yet has a part in it
  bool stopped = false;    // what it measures is done
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (kind, amount, unit, extension, started_at, due_at, used, remaining, state, suspended, estimated,
                       stopped))

// What the item and the configuration allow.
struct CaseLimits {
  std::optional<Limit> legal, promised;
  std::map<WaitingFor, Limit> steps;  // while a case is under way; making and delivering have no step of their own
  int acceptance_days = 5;
  int chain_days = 30;
  int delivery_days = 10;
  WarningRule warning;
};

// All clocks that have begun. Keys: those of read_limit_clock (calendar.out_of_range).
Result<std::vector<ClockView>> clocks_of(const State& state, const CaseLimits& limits, Instant now,
                                         const WorkCalendar& calendar);

// What the `cases` row caches of the clocks, as of the last event.
struct DueTimes {
  std::optional<Instant> legal_due_at, promised_due_at, step_due_at;
  Instant urgency_at;               // what comes first by law; kNoUrgency when nothing does
  std::optional<Instant> watch_at;  // when the platform must look again; nothing while only people act
};
inline constexpr Instant kNoUrgency = Instant::from_micros(9'999'999'999'999'999);
Result<DueTimes> due_times_of(const State& state, const CaseLimits& limits, Instant now, const WorkCalendar& calendar);

// The date so many working days after the day of `from`; the answer is due by its end.
Result<Date> due_date(Instant from, int working_days, const WorkCalendar& calendar);

// The clock that a citizen cares for: the promised, else the legal one, else that of the acceptance.
const ClockView* leading_clock(const std::vector<ClockView>& clocks);

}  // namespace tongban::cases
