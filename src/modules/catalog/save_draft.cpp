// Saving a draft under optimistic control, beginning the next version, and giving a draft up.
#include "modules/catalog/actions.h"
#include "modules/catalog/diff.h"
#include "modules/catalog/editing.h"

namespace tongban::catalog {
namespace {

constexpr int kContentDepth = 64;

std::vector<std::string> difference(const std::string& before, const std::string& after) {
  const auto old_document = parse_json(before, kContentDepth);
  const auto new_document = parse_json(after, kContentDepth);
  return old_document && new_document ? changed_pointers(*old_document, *new_document) : std::vector<std::string>();
}

Error stale() { return Error{Code::stale, "catalog.stale_draft", "草稿已被他人修改，请在最新内容上重新修改"}; }

}  // namespace

Result<VersionView> save_draft(Ctx& ctx, const SaveDraftIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  const auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_editor, Role::catalog_publisher}));
  auto version = TRY(load_version(ctx, item, in.version));
  const auto before = version.state;
  TRY(allowed_next(before, VersionAction::save));
  if (version.revision != in.revision) return stale();
  auto stored = stored_content(in.content);
  const auto changed = difference(version.content, stored.text);
  version.content = std::move(stored.text);
  version.content_digest = std::move(stored.digest);
  version.promoted = promote(in.content, gate_of(ctx, item, in.content));
  if (!store::save_content(ctx.tx, version, in.revision)) return stale();
  record(ctx, item, {version.version, "save", std::string(enum_text(before)), "draft", reason, changed});
  return version_view(ctx, item, TRY(load_version(ctx, item, version.version)));
}

Result<VersionView> new_version(Ctx& ctx, const ItemActIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_editor, Role::catalog_publisher}));
  if (item.state == ItemState::retired) return conflict("catalog.item_retired", "该事项已取消，不能再编制新版本");
  if (store::pending_version_id(ctx.tx, item.item_id, item.current_version_id) != 0)
    return conflict("catalog.version_pending", "该事项已有未生效的版本，请先处理该版本");
  auto version = TRY(load_version(ctx, item, 0));
  if (item.current_version_id != 0)
    if (auto current = store::find_version(ctx.tx, item.current_version_id)) version = *std::move(current);
  auto content = read_content(version);
  // The dates were those of the version copied; the next one states its own.
  content.basic.effective_from.clear();
  content.basic.effective_to.clear();
  auto stored = stored_content(content);
  version.item_version_id = item.newest_version_id = ctx.new_id();
  version.version = store::greatest_version(ctx.tx, item.item_id) + 1;
  version.revision = 1;
  version.state = VersionState::draft;
  version.content = std::move(stored.text);
  version.content_digest = std::move(stored.digest);
  version.promoted = promote(content, gate_of(ctx, item, content));
  version.created_by = ctx.actor.account_id;
  version.created_at = ctx.now.micros();
  version.checked_by = version.checked_at = version.published_by = version.published_at = std::nullopt;
  store::insert_version(ctx.tx, version);
  store::set_newest_version(ctx.tx, item.item_id, version.item_version_id);
  record(ctx, item, {version.version, "new_version", "", "draft", reason});
  return version_view(ctx, item, version);
}

Result<VersionView> discard_version(Ctx& ctx, const VersionActIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_editor, Role::catalog_publisher}));
  const auto version = TRY(load_version(ctx, item, in.version));
  if (in.revision != 0 && in.revision != version.revision) return stale();
  const auto after = TRY(allowed_next(version.state, VersionAction::discard));
  store::set_version_state(ctx.tx, version.item_version_id, after);
  record(ctx, item,
         {version.version, "discard", std::string(enum_text(version.state)), std::string(enum_text(after)), reason});
  // Lists show the version in effect again, when there is one.
  if (item.current_version_id != 0) {
    item.newest_version_id = item.current_version_id;
    store::set_newest_version(ctx.tx, item.item_id, item.current_version_id);
  }
  return version_view(ctx, item, TRY(load_version(ctx, item, version.version)));
}

}  // namespace tongban::catalog
