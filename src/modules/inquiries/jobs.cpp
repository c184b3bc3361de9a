// What time does: a limit that ends without an answer is an event, so that supervision is told.
#include "platform/jobs/jobs.h"

#include "modules/inquiries/inquiries.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

Result<void> fall_overdue(Ctx& ctx, const jobs::Job& job) {
  auto row = store::find_inquiry_for_update(ctx.tx, job.subject_id.value);
  if (!row || !row->is_open) return {};
  auto work = TRY(unfold(ctx, *std::move(row)));
  if (work.state.told_overdue) return {};
  if (ctx.now <= work.row.due_at) {  // it began anew in the meantime
    jobs::schedule(ctx, kDueJob, work.row.inquiry_id, work.row.due_at + std::chrono::microseconds(1));
    return {};
  }
  return record(ctx, work, {EventKind::fell_overdue});
}

}  // namespace

void register_jobs(jobs::JobWorker& worker) { worker.on(kDueJob, fall_overdue); }

}  // namespace tongban::inquiries
