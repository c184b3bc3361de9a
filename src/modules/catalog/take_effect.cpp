// What time does: versions come into effect on their day, and items end after their last one.
#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/retiring.h"
#include "platform/jobs/jobs.h"

namespace tongban::catalog {
namespace {

constexpr int kBatch = 200;  // items a transaction: short enough for a lease

void end_item(Ctx& ctx, store::ItemRow& item, const store::VersionData& version) {
  const std::string reason = "取消日期已到";
  store::set_version_state(ctx.tx, version.item_version_id, VersionState::retired);
  record(ctx, item, {version.version, "retire", std::string(enum_text(version.state)), "retired", reason});
  show_or_hide(ctx, item, ItemState::retired);
  retire_pending(ctx, item, reason);
  tell(ctx, "catalog.item_retired", item, version.item_version_id);
}

}  // namespace

Result<int> take_effect(Ctx& ctx, int limit) {
  const auto today = local_date(ctx.now).text();
  int changed = 0;
  for (const auto& version : store::due_versions(ctx.tx, today, limit)) {
    auto item = store::lock_item(ctx.tx, version.item_id, ctx.now);
    if (!item) continue;
    record(ctx, *item, {version.version, "take_effect", "published", "published", "生效日期已到"});
    put_into_effect(ctx, *item, version);
    ++changed;
  }
  for (const auto& version : store::ended_versions(ctx.tx, today, limit)) {
    auto item = store::lock_item(ctx.tx, version.item_id, ctx.now);
    if (!item) continue;
    end_item(ctx, *item, version);
    ++changed;
  }
  return changed;
}

void add_jobs(jobs::JobWorker& worker) {
  // One timer for each version that waits for its day, and a sweep that finds what a timer could have missed and the
  // items whose last day is over.
  worker.on("catalog.take_effect", [](Ctx& ctx, const jobs::Job&) -> Result<void> {
    TRY(take_effect(ctx, kBatch));
    return {};
  });
  worker.every("catalog.sweep", std::chrono::minutes(10), [](Ctx& ctx, const jobs::Job&) -> Result<void> {
    TRY(take_effect(ctx, kBatch));
    return {};
  });
}

}  // namespace tongban::catalog
