#include "modules/cases/process_jobs.h"

namespace tongban::cases {
namespace {

// In one run; the rest is due at once again.
constexpr int kMostTimers = 50;

}  // namespace

Result<void> wake_process(Ctx& ctx, const jobs::Job& job) {
  auto loaded = load_for_platform(ctx, job.subject_id.value);
  if (!loaded && loaded.error().key == "cases.not_found") return {};
  if (!loaded) return loaded.error();
  auto& work = *loaded;
  auto* process = TRY(process_of(ctx, work));
  if (process == nullptr || !is_running(process->instance)) return {};
  // The timer's row goes with this run; what is written below sets the next one anew.
  process->row.wake_at.reset();
  process->changed = true;
  std::vector<Happening> happenings;
  for (int i = 0; i < kMostTimers && is_running(process->instance); ++i) {
    const auto due = due_timers(process->instance, ctx.now);
    if (due.empty()) break;
    for (auto& more : TRY(take_step(ctx, work, {"timer", ctx.now, 0, {{"wait", due.front()}}},
                                    {EventKind::process_moved, {{"what", "timer"}}, {}, true})))
      happenings.push_back(std::move(more));
  }
  if (happenings.empty()) return save_process(ctx, work);
  return record(ctx, work, std::move(happenings));
}

}  // namespace tongban::cases
