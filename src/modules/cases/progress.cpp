// Where a case is, for anybody who holds its number and query code: steps, the department, what time is left; nothing
// of a person. A wrong code is answered like a wrong number, so that neither tells the other.
#include "base/text.h"
#include "modules/cases/actions.h"
#include "modules/cases/progress_memory.h"
#include "modules/cases/timeline.h"

namespace tongban::cases {
namespace {

Result<std::shared_ptr<const KnownProgress>> learn(Ctx& ctx, const store::CaseMark& mark, const std::string& number) {
  auto row = store::find_case_by_number(ctx.tx, number);
  if (!row) return case_not_found();
  auto work = TRY(unfold(ctx, *std::move(row)));
  KnownProgress known{mark, work.row.query_code, work.row.item_name, work.row.department_name, {}, {}, {}};
  for (const auto& event : work.events)
    if (is_public_step(event.kind)) known.steps.push_back({event.kind, event.at});
  known.state = std::move(work.state);
  known.limits = std::move(work.limits);
  return std::make_shared<const KnownProgress>(std::move(known));
}

// Null for a number that nobody has. What is remembered is told only while the case is at that very version, in the
// snapshot of this read.
Result<std::shared_ptr<const KnownProgress>> known_progress(Ctx& ctx, const std::string& number) {
  const auto mark = store::mark_of_number(ctx.tx, number);
  if (!mark) return std::shared_ptr<const KnownProgress>();
  auto& memory = ctx.services.state<ProgressMemory>();
  if (auto known = memory.find(number); known && known->mark == *mark) return known;
  auto known = TRY(learn(ctx, *mark, number));
  memory.keep(number, known);
  return known;
}

}  // namespace

Result<ProgressView> progress(Ctx& ctx, const ProgressIn& in) {
  const auto number = ascii_upper(trim(in.case_number));
  const auto code = ascii_upper(trim(in.query_code));
  const auto known = TRY(known_progress(ctx, number));
  if (!known || known->query_code.empty() || !constant_time_equal(known->query_code, code))
    return not_found("cases.no_progress", "办件编码或查询码不正确");
  ProgressView view;
  view.case_number = number;
  view.item_name = known->item_name;
  view.department_name = known->department_name;
  view.status = known->state.status;
  view.waiting_for = known->state.waiting_for;
  view.suspended = known->state.status == Status::suspended;
  // The clocks go on without an event: they are read each time.
  const auto clocks = TRY(clocks_of(known->state, known->limits, ctx.now, ctx.services.calendar));
  if (const auto* clock = leading_clock(clocks); clock && !clock->stopped) {
    view.due_at = clock->due_at;
    view.remaining_days = clock->remaining;
  }
  view.timeline = known->steps;
  return view;
}

}  // namespace tongban::cases
