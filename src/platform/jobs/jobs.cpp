#include "platform/jobs/jobs.h"

#include <algorithm>

#include "platform/jobs/store.h"

namespace tongban::jobs {

namespace {

constexpr int kMostListed = 200;

}  // namespace

void schedule(db::Tx& tx, IdSource& ids, Instant now, const std::string& kind, std::int64_t subject_id, Instant due_at,
              const std::string& payload) {
  store::put(tx, {Id{ids.next(now)}, kind, Id{subject_id}, due_at, payload}, now);
}

void schedule(Ctx& ctx, const std::string& kind, std::int64_t subject_id, Instant due_at, const std::string& payload) {
  schedule(ctx.tx, ctx.services.ids, ctx.now, kind, subject_id, due_at, payload);
}

void cancel(Ctx& ctx, const std::string& kind, std::int64_t subject_id) { store::remove(ctx.tx, kind, subject_id); }

std::vector<Job> list_dead(db::Tx& tx, std::int64_t after_job_id, int limit) {
  return store::list_dead(tx, after_job_id, std::clamp(limit, 1, kMostListed));
}

Result<void> retry_dead(Ctx& ctx, std::int64_t job_id) {
  if (!store::revive(ctx.tx, job_id, ctx.now)) return not_found("jobs.no_such_dead_job", "没有这个失败的定时任务");
  return {};
}

std::int64_t count_dead(db::Tx& tx) { return store::count_dead(tx); }

}  // namespace tongban::jobs
