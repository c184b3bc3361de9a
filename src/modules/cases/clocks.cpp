#include "modules/cases/clocks.h"

#include <algorithm>
#include <functional>

namespace tongban::cases {
namespace {

// A clock that can be read at any time.
struct RunningClock {
  std::function<Result<ClockView>(Instant)> read;
};

Result<ClockView> read_clock(ClockKind kind, const LimitClock& clock, Instant now, const WorkCalendar& calendar) {
  const auto reading = TRY(read_limit_clock(clock, std::max(now, clock.started_at), calendar));
  ClockView view;
  view.kind = kind;
  view.amount = clock.limit.amount;
  view.unit = limit_unit_text(clock.limit.unit);
  view.extension = clock.extension;
  view.started_at = clock.started_at;
  view.due_at = reading.due_at;
  view.used = reading.used;
  view.remaining = reading.remaining;
  view.state = static_cast<LimitState>(reading.state);
  view.suspended = reading.suspended;
  view.estimated = reading.estimated;
  view.stopped = clock.stopped_at.has_value();
  return view;
}

// A date that somebody was told: it does not move, whatever the calendar says later.
Result<ClockView> read_date(ClockKind kind, Instant started_at, Date due, WarningRule warning, Instant now,
                            const WorkCalendar& calendar) {
  const Date today = local_date(now), began = local_date(started_at);
  if (!calendar.covers(began) || !calendar.covers(due) || !calendar.covers(today)) return calendar_out_of_range();
  ClockView view;
  view.kind = kind;
  view.unit = limit_unit_text(LimitUnit::working_day);
  view.started_at = started_at;
  view.due_at = end_of_day(due);
  view.amount = calendar.working_days_between(began, due);
  view.used = calendar.working_days_between(began, today);
  view.estimated = calendar.estimated(std::min(began, due), due);
  if (now > view.due_at) {
    view.remaining = -std::max(1, calendar.working_days_between(due, today));
    view.state = LimitState::overdue;
  } else {
    view.remaining = calendar.working_days_between(today, due);
    if (view.remaining <= std::max(warning.units, view.amount * warning.percent / 100))
      view.state = LimitState::warning;
  }
  return view;
}

class Clocks {
 public:
  Clocks(const CaseLimits& limits, const WorkCalendar& calendar) : limits_(limits), calendar_(calendar) {}

  void add(ClockKind kind, LimitClock clock) {
    clock.warning = limits_.warning;
    list.push_back(
        {[kind, clock = std::move(clock), this](Instant now) { return read_clock(kind, clock, now, calendar_); }});
  }
  void add_date(ClockKind kind, Instant started_at, const std::string& due_date) {
    if (const auto due = Date::parse(due_date))
      list.push_back({[kind, started_at, due = *due, this](Instant now) {
        return read_date(kind, started_at, due, limits_.warning, now, calendar_);
      }});
  }

  void before_acceptance(const State& state) {
    if (state.arrived_at) {
      LimitClock clock{{limits_.acceptance_days, LimitUnit::working_day}, *state.arrived_at};
      clock.stopped_at = state.answered_at;
      add(ClockKind::acceptance, clock);
    }
    if (!state.reply_due_at.empty()) add_date(ClockKind::reply, state.stage.since, state.reply_due_at);
  }

  void after_acceptance(const State& state) {
    if (!state.accepted_at) return;
    stopped_ = state.decided_at ? state.decided_at : state.ended_at;
    for (const auto& span : state.suspensions)
      if (span.excluded) suspensions_.push_back({span.from, span.until});
    if (limits_.legal) add_limit(ClockKind::legal, state, *limits_.legal, true);
    // The extension is stated in the unit of the legal limit; a promise in another unit is not moved by it.
    if (limits_.promised)
      add_limit(ClockKind::promised, state, *limits_.promised,
                !limits_.legal || limits_.legal->unit == limits_.promised->unit);
    add_limit(ClockKind::chain, state, {limits_.chain_days, LimitUnit::working_day}, true);
    if (const auto step = limits_.steps.find(state.waiting_for); step != limits_.steps.end() && !stopped_)
      add(ClockKind::step, LimitClock{step->second, state.stage.since, suspensions_});
    add_dates(state);
    if (state.decided_at) {
      LimitClock clock{{limits_.delivery_days, LimitUnit::working_day}, *state.decided_at};
      clock.stopped_at = state.ended_at;
      add(ClockKind::delivery, clock);
    }
  }

  std::vector<RunningClock> list;

 private:
  void add_limit(ClockKind kind, const State& state, const Limit& limit, bool extended) {
    LimitClock clock{limit, *state.accepted_at, suspensions_};
    if (extended) clock.extension = state.extension;
    clock.stopped_at = stopped_;
    add(kind, clock);
  }
  void add_dates(const State& state) {
    if (stopped_) return;
    if (state.status == Status::suspended && !state.suspensions.empty())
      add_date(ClockKind::special, state.suspensions.back().from, state.suspensions.back().planned_end);
    for (const auto& supplement : state.supplements)
      if (!supplement.handed_in) add_date(ClockKind::supplement, *state.accepted_at, supplement.due_at);
  }

  const CaseLimits& limits_;
  const WorkCalendar& calendar_;
  std::optional<Instant> stopped_;
  std::vector<Suspension> suspensions_;
};

bool was_told(const State& state, EventKind what, ClockKind clock) {
  const auto key = std::string(enum_text(what)) + ":" + std::string(enum_text(clock));
  return std::find(state.told.begin(), state.told.end(), key) != state.told.end();
}

// The first moment after `now` at which the clock is no longer normal; its end at the latest. Found by halving, since
// the state of a clock only ever worsens.
Result<Instant> warning_instant(const RunningClock& clock, const ClockView& view, Instant now) {
  const bool by_day = view.unit != limit_unit_text(LimitUnit::working_hour);
  const auto at = [&](std::int64_t step) {
    return by_day ? start_of_day(local_date(now) + static_cast<int>(step)) : now + std::chrono::minutes(step);
  };
  std::int64_t normal = 0;
  std::int64_t late = by_day ? local_date(view.due_at) - local_date(now) + 1
                             : std::chrono::duration_cast<std::chrono::minutes>(view.due_at - now).count() + 1;
  while (late - normal > 1) {
    const auto middle = normal + (late - normal) / 2;
    const auto reading = TRY(clock.read(at(middle)));
    (reading.state == LimitState::normal ? normal : late) = middle;
  }
  return at(late);
}

void sooner(std::optional<Instant>& watch_at, Instant at) {
  if (!watch_at || at < *watch_at) watch_at = at;
}

Result<void> watch(const RunningClock& clock, const ClockView& view, const State& state, Instant now, DueTimes& due) {
  const bool warned = was_told(state, EventKind::warned, view.kind);
  const bool overdue_told = was_told(state, EventKind::fell_overdue, view.kind);
  if (view.stopped || overdue_told) return {};
  if (view.state == LimitState::overdue) return sooner(due.watch_at, now), Result<void>();
  sooner(due.watch_at, view.due_at + std::chrono::microseconds(1));
  if (warned) return {};
  sooner(due.watch_at, view.state == LimitState::warning ? now : TRY(warning_instant(clock, view, now)));
  return {};
}

// What comes first by law; the reform's chain limit only where the law sets none.
Instant urgency_of(const std::vector<ClockView>& clocks) {
  for (const auto kind : {ClockKind::delivery, ClockKind::reply, ClockKind::acceptance, ClockKind::legal,
                          ClockKind::promised, ClockKind::chain})
    for (const auto& clock : clocks)
      if (clock.kind == kind && !clock.stopped) return clock.due_at;
  return kNoUrgency;
}

}  // namespace

Result<std::vector<ClockView>> clocks_of(const State& state, const CaseLimits& limits, Instant now,
                                         const WorkCalendar& calendar) {
  Clocks clocks(limits, calendar);
  clocks.before_acceptance(state);
  clocks.after_acceptance(state);
  std::vector<ClockView> views;
  for (const auto& clock : clocks.list) views.push_back(TRY(clock.read(now)));
  return views;
}

Result<DueTimes> due_times_of(const State& state, const CaseLimits& limits, Instant now, const WorkCalendar& calendar) {
  State planned = state;
  if (state.status == Status::suspended && !planned.suspensions.empty()) {
    const auto end = Date::parse(planned.suspensions.back().planned_end);
    if (end && start_of_day(*end + 1) > now) planned.suspensions.back().until = start_of_day(*end + 1);
  }
  Clocks clocks(limits, calendar);
  clocks.before_acceptance(planned);
  clocks.after_acceptance(planned);
  DueTimes due;
  due.urgency_at = kNoUrgency;
  std::vector<ClockView> views;
  for (const auto& clock : clocks.list) {
    const auto view = TRY(clock.read(now));
    if (view.kind == ClockKind::legal) due.legal_due_at = view.due_at;
    if (view.kind == ClockKind::promised) due.promised_due_at = view.due_at;
    if (view.kind == ClockKind::step) due.step_due_at = view.due_at;
    // While a special procedure lasts the law's clocks stand still: only its own end is watched.
    if (state.status != Status::suspended || view.kind == ClockKind::special || view.kind == ClockKind::supplement)
      TRY(watch(clock, view, state, now, due));
    views.push_back(view);
  }
  due.urgency_at = urgency_of(views);
  return due;
}

const ClockView* leading_clock(const std::vector<ClockView>& clocks) {
  for (const auto kind : {ClockKind::promised, ClockKind::legal, ClockKind::acceptance})
    for (const auto& clock : clocks)
      if (clock.kind == kind) return &clock;
  return nullptr;
}

Result<Date> due_date(Instant from, int working_days, const WorkCalendar& calendar) {
  return calendar.add_working_days(local_date(from), working_days);
}

}  // namespace tongban::cases
