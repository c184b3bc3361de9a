// What time does. Each running case has one timer, set to the next moment at which something follows from time alone:
// deemed acceptance, an answer that did not come, a warning, a limit that is over. When it fires, everything that is
// due by then is done and the timer moves on (record() sets it); a late run therefore does the same as a punctual one.
#include "platform/jobs/jobs.h"

#include <algorithm>

#include "modules/cases/accept.h"
#include "modules/cases/cases.h"
#include "modules/cases/instruments.h"
#include "modules/cases/process_jobs.h"

namespace tongban::cases {
namespace {

bool was_told(const State& state, EventKind kind, ClockKind clock) {
  const auto key = std::string(enum_text(kind)) + ":" + std::string(enum_text(clock));
  return std::find(state.told.begin(), state.told.end(), key) != state.told.end();
}

// No answer to a correction notice or a request for revision: the application goes back (退件), and can be made again.
Result<void> close_unanswered(Ctx& ctx, Work& work) {
  TRY(record(ctx, work, {{EventKind::closed, {{"reason", "no_reply"}}}}));
  TRY(make_instrument(ctx, work, InstrumentKind::closing_notice,
                      {{"退件原因", "未在期限内补正或修改"}, {"说明", "可以重新提出申请"}}));
  return {};
}

struct Due {
  bool acceptance = false;  // the five days are over
  bool reply = false;       // the applicant's time is over
  std::vector<Happening> notices;
};

void add_notice(Due& due, const State& state, EventKind kind, const ClockView& clock) {
  if (was_told(state, kind, clock.kind)) return;
  for (const auto& notice : due.notices)  // several supplements share one word
    if (notice.kind == kind && notice.data.at("clock").as_string() == enum_text(clock.kind)) return;
  due.notices.push_back(
      {kind, {{"clock", enum_text(clock.kind)}, {"due_at", iso_text(clock.due_at)}, {"remaining", clock.remaining}}});
}

Due what_is_due(const State& state, const std::vector<ClockView>& clocks) {
  Due due;
  for (const auto& clock : clocks) {
    const bool stands_still =
        state.status == Status::suspended && clock.kind != ClockKind::special && clock.kind != ClockKind::supplement;
    if (clock.stopped || stands_still || clock.state == LimitState::normal) continue;
    const bool over = clock.state == LimitState::overdue;
    if (over && clock.kind == ClockKind::acceptance) due.acceptance = true;
    if (over && clock.kind == ClockKind::reply) due.reply = true;
    if (over) add_notice(due, state, EventKind::fell_overdue, clock);
    if (!over) add_notice(due, state, EventKind::warned, clock);
  }
  return due;
}

Result<void> watch(Ctx& ctx, const jobs::Job& job) {
  auto work = load_for_platform(ctx, job.subject_id.value);
  if (!work && work.error().key == "cases.not_found") return {};  // a deleted draft has nothing to watch
  if (!work) return work.error();
  const auto clocks = TRY(clocks_of(work->state, work->limits, ctx.now, ctx.services.calendar));
  auto due = what_is_due(work->state, clocks);
  // The timer's row goes with this run; whatever is written below sets the next one anew.
  work->row.watch_at.reset();
  // Supervision is told first, by the event of the overdue acceptance; then the platform accepts.
  if (!due.notices.empty()) TRY(record(ctx, *work, std::move(due.notices)));
  if (due.acceptance) return deem_accepted(ctx, *work);
  if (due.reply) return close_unanswered(ctx, *work);
  if (work->row.watch_at) return {};
  work->row.watch_at = TRY(due_times_of(work->state, work->limits, ctx.now, ctx.services.calendar)).watch_at;
  if (work->row.watch_at) jobs::schedule(ctx, kWatchJob, work->row.case_id, *work->row.watch_at);
  save_row(ctx, *work);
  return {};
}

}  // namespace

void register_jobs(jobs::JobWorker& worker) {
  worker.on(kWatchJob, watch);
  worker.on(kProcessJob, wake_process);
}

}  // namespace tongban::cases
