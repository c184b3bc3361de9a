// Housekeeping: what was sent long ago is forgotten, and a clock that was set back leaves nothing waiting for years.
#include "platform/jobs/jobs.h"

#include "modules/messages/messages.h"
#include "modules/messages/store_deliveries.h"
#include "platform/config/config.h"

namespace tongban::messages {
namespace {

constexpr std::chrono::hours kLatest{26};  // quiet hours and the longest retry after them

Result<void> tidy(Ctx& ctx, const jobs::Job&) {
  store::forget(ctx.tx, ctx.now - std::chrono::hours(24 * ctx.services.config.messages.keep_days));
  store::bring_near(ctx.tx, ctx.now, ctx.now + kLatest, ctx.now + std::chrono::hours(1));
  return {};
}

}  // namespace

void register_jobs(jobs::JobWorker& worker) { worker.every("messages.tidy", std::chrono::hours(1), tidy); }

void release_leases(db::Tx& tx) { store::release_leases(tx); }

}  // namespace tongban::messages
