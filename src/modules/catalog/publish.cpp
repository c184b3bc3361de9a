// Checking and publishing. The gate decides at both: the dictionary may have changed between the two.
#include "modules/catalog/actions.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/process_check.h"
#include "modules/catalog/publishing.h"
#include "platform/jobs/jobs.h"

namespace tongban::catalog {
namespace {

Result<void> pass_gate(const GateReport& report) {
  if (report.error_count == 0) return {};
  std::vector<FieldError> fields;
  for (const auto& finding : report.findings)
    if (finding.severity == Severity::error) fields.push_back({finding.place, finding.code, finding.sentence});
  return unprocessable("catalog.gate_errors",
                       "有 " + std::to_string(report.error_count) + " 处不符合发布要求，请先修改", std::move(fields));
}

Result<void> same_revision(const store::VersionData& version, int revision) {
  if (revision == 0 || revision == version.revision) return {};
  return Error{Code::stale, "catalog.stale_draft", "该版本已被他人修改，请查看最新内容"};
}

}  // namespace

Result<void> check_loaded(Ctx& ctx, const store::ItemRow& item, store::VersionData& version,
                          const std::string& reason) {
  const auto before = version.state;
  const auto after = TRY(allowed_next(before, VersionAction::check));
  TRY(pass_gate(gate_of(ctx, item, read_content(version))));
  store::set_checked(ctx.tx, version.item_version_id, ctx.actor.account_id, ctx.now);
  version.state = after;
  record(ctx, item, {version.version, "check", std::string(enum_text(before)), std::string(enum_text(after)), reason});
  return {};
}

Result<void> publish_loaded(Ctx& ctx, store::ItemRow& item, store::VersionData& version, const std::string& reason) {
  const auto after = TRY(allowed_next(version.state, VersionAction::publish));
  if (item.state == ItemState::retired) return conflict("catalog.item_retired", "该事项已取消，不能再发布");
  const auto content = read_content(version);
  TRY(pass_gate(gate_of(ctx, item, content)));
  TRY(freeze_process(ctx, item, version.item_version_id, content));
  const auto today = local_date(ctx.now);
  const auto stated = Date::parse(version.promoted.effective_from);
  const auto from = stated && *stated > today ? *stated : today;
  // The day written in the content stays as it is; the column tells when this version really came into effect.
  version.promoted.effective_from = from.text();
  store::set_published(ctx.tx, version.item_version_id, ctx.actor.account_id, ctx.now, from.text());
  version.state = after;
  record(ctx, item, {version.version, "publish", "checked", "published", reason});
  if (from <= today)
    put_into_effect(ctx, item, version);
  else
    jobs::schedule(ctx, "catalog.take_effect", item.item_id, start_of_day(from));
  return {};
}

Result<VersionView> check_version(Ctx& ctx, const VersionActIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  const auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_editor, Role::catalog_publisher}));
  auto version = TRY(load_version(ctx, item, in.version));
  TRY(same_revision(version, in.revision));
  TRY(check_loaded(ctx, item, version, reason));
  return version_view(ctx, item, version);
}

Result<VersionView> publish_version(Ctx& ctx, const VersionActIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  auto item = TRY(lock_editable(ctx, in.item_id.value, {Role::catalog_publisher}));
  auto version = TRY(load_version(ctx, item, in.version));
  TRY(same_revision(version, in.revision));
  // Four eyes: nobody publishes what they wrote themselves.
  if (ctx.actor.kind != ActorKind::platform &&
      store::wrote_version(ctx.tx, item.item_id, version.version, ctx.actor.account_id))
    return conflict("catalog.four_eyes", "编写该版本的人不能发布该版本，请由他人审定发布");
  TRY(publish_loaded(ctx, item, version, reason));
  return version_view(ctx, item, TRY(load_version(ctx, item, version.version)));
}

}  // namespace tongban::catalog
