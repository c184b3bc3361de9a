// Where a case is, for anybody who holds its number and query code: steps, the department, what time is left; nothing
// of a person. A wrong code is answered like a wrong number, so that neither tells the other.
#include "base/text.h"
#include "modules/cases/actions.h"
#include "modules/cases/timeline.h"

namespace tongban::cases {

Result<ProgressView> progress(Ctx& ctx, const ProgressIn& in) {
  const auto number = ascii_upper(trim(in.case_number));
  const auto code = ascii_upper(trim(in.query_code));
  auto row = store::find_case_by_number(ctx.tx, number);
  if (!row || row->query_code.empty() || !constant_time_equal(row->query_code, code))
    return not_found("cases.no_progress", "办件编码或查询码不正确");
  const auto work = TRY(unfold(ctx, *std::move(row)));
  ProgressView view;
  view.case_number = number;
  view.item_name = work.row.item_name;
  view.department_name = work.row.department_name;
  view.status = work.state.status;
  view.waiting_for = work.state.waiting_for;
  view.suspended = work.state.status == Status::suspended;
  const auto clocks = TRY(clocks_of(work.state, work.limits, ctx.now, ctx.services.calendar));
  if (const auto* clock = leading_clock(clocks); clock && !clock->stopped) {
    view.due_at = clock->due_at;
    view.remaining_days = clock->remaining;
  }
  for (const auto& event : work.events)
    if (is_public_step(event.kind)) view.timeline.push_back({event.kind, event.at});
  return view;
}

}  // namespace tongban::cases
