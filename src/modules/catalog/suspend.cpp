// Suspending, resuming and retiring an item as the public sees it. Running cases keep the version they began with.
#include "modules/catalog/actions.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/retiring.h"
#include "platform/jobs/jobs.h"

namespace tongban::catalog {
namespace {

struct Step {
  VersionAction action;
  ItemState item_state;
  const char* event;
};

Result<VersionView> act_on_current(Ctx& ctx, const ItemActIn& in, const Step& step) {
  const auto reason = TRY(required_reason(in.reason));
  auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_publisher}));
  if (item.current_version_id == 0) return conflict("catalog.never_published", "该事项没有已生效的版本");
  auto version = store::find_version(ctx.tx, item.current_version_id);
  if (!version) return not_found("catalog.no_such_version", "该事项没有这个版本");
  const auto after = TRY(allowed_next(version->state, step.action));
  const auto before = version->state;
  store::set_version_state(ctx.tx, version->item_version_id, after);
  version->state = after;
  record(ctx, item,
         {version->version, std::string(enum_text(step.action)), std::string(enum_text(before)),
          std::string(enum_text(after)), reason});
  show_or_hide(ctx, item, step.item_state);
  tell(ctx, step.event, item, version->item_version_id);
  return version_view(ctx, item, *version);
}

}  // namespace

Result<VersionView> suspend_item(Ctx& ctx, const ItemActIn& in) {
  return act_on_current(ctx, in, {VersionAction::suspend, ItemState::suspended, "catalog.item_suspended"});
}

Result<VersionView> resume_item(Ctx& ctx, const ItemActIn& in) {
  return act_on_current(ctx, in, {VersionAction::resume, ItemState::published, "catalog.item_resumed"});
}

void retire_pending(Ctx& ctx, const store::ItemRow& item, const std::string& reason) {
  for (const auto& other : store::list_versions(ctx.tx, item.item_id)) {
    if (other.item_version_id == item.current_version_id || other.state == VersionState::retired) continue;
    store::set_version_state(ctx.tx, other.item_version_id, VersionState::retired);
    record(ctx, item, {other.version, "retire", std::string(enum_text(other.state)), "retired", reason});
  }
  jobs::cancel(ctx, "catalog.take_effect", item.item_id);
}

Result<VersionView> retire_item(Ctx& ctx, const ItemActIn& in) {
  auto view = TRY(act_on_current(ctx, in, {VersionAction::retire, ItemState::retired, "catalog.item_retired"}));
  const auto item = store::find_item(ctx.tx, in.item_id.value);
  if (item) retire_pending(ctx, *item, in.reason);
  return view;
}

}  // namespace tongban::catalog
