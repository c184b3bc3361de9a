// What editors read: their items, a version with its findings, the history, and how complete everything is.
#include <algorithm>

#include "base/text.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/places.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store_lists.h"

namespace tongban::catalog {
namespace {

constexpr int kMostChanges = 500;

std::optional<Instant> instant_of(const std::optional<std::int64_t>& micros) {
  return micros ? std::optional(Instant::from_micros(*micros)) : std::nullopt;
}

ItemChange change_view(const store::ChangeRow& row) {
  ItemChange change;
  change.version = row.version;
  change.action = row.action;
  change.from_state = row.from_state;
  change.to_state = row.to_state;
  if (row.account_id != 0) change.account_id = id_text(row.account_id);
  change.at = Instant::from_micros(row.changed_at);
  change.reason = row.reason;
  if (auto changed = from_json_text<std::vector<std::string>>(row.changed)) change.changed = *std::move(changed);
  return change;
}

store::Scope editing_scope(const Actor& actor) {
  return store::scope_of(actor, {Role::catalog_editor, Role::catalog_publisher});
}

}  // namespace

Result<EditorItemList> list_editor_items(Ctx& ctx, const ListEditorItemsIn& in) {
  store::EditorFilter filter;
  filter.state = in.state;
  filter.department_id = TRY(optional_id(in.department_id, "/query/department_id"));
  auto range = TRY(subtree_of(in.region_code));
  filter.region_from = std::move(range.from);
  filter.region_to = std::move(range.to);
  filter.text = trim(in.text);
  const auto after = TRY(optional_id(in.after, "/query/after"));
  const int limit = page_size(in.limit);
  EditorItemList list;
  for (const auto& row : store::editor_items(ctx.tx, editing_scope(ctx.actor), filter, after, limit))
    list.items.push_back(editor_view(row));
  if (list.items.size() == static_cast<std::size_t>(limit)) list.next = id_text(list.items.back().item_id.value);
  return list;
}

Result<VersionView> get_version(Ctx& ctx, const VersionIn& in) {
  const auto item = TRY(find_readable(ctx, in.item_id.value));
  return version_view(ctx, item, TRY(load_version(ctx, item, in.version)));
}

Result<ItemHistory> item_history(Ctx& ctx, const ItemIn& in) {
  const auto item = TRY(find_readable(ctx, in.item_id.value));
  ItemHistory history;
  history.item = editor_view(ctx, item.item_id);
  for (const auto& version : store::list_versions(ctx.tx, item.item_id))
    history.versions.push_back({{version.item_version_id},
                                version.version,
                                version.state,
                                version.promoted.effective_from,
                                version.promoted.completeness,
                                version.promoted.error_count,
                                version.promoted.warning_count,
                                Instant::from_micros(version.created_at),
                                instant_of(version.checked_at),
                                instant_of(version.published_at)});
  for (const auto& change : store::list_changes(ctx.tx, item.item_id, kMostChanges))
    history.changes.push_back(change_view(change));
  return history;
}

Result<GateReport> try_gate(Ctx& ctx, const TryGateIn& in) {
  const auto item_id = TRY(optional_id(in.item_id, "/item_id"));
  if (item_id != 0) return gate_of(ctx, TRY(find_readable(ctx, item_id)), in.content);
  // Content of an item that has no codes yet: only what stands in the content is judged.
  auto report = gate_of(ctx, store::ItemRow{}, in.content);
  const auto codes = [](const Finding& finding) { return finding.place.starts_with("/item/"); };
  report.error_count -= static_cast<int>(std::count_if(report.findings.begin(), report.findings.end(), codes));
  std::erase_if(report.findings, codes);
  return report;
}

Result<CompletenessList> completeness_list(Ctx& ctx, const CompletenessIn& in) {
  auto by = store::CompletenessBy::item;
  if (in.by == "department")
    by = store::CompletenessBy::department;
  else if (in.by == "region")
    by = store::CompletenessBy::region;
  else if (in.by != "item")
    return Error{Code::invalid,
                 "catalog.bad_grouping",
                 "分组方式应为 item、department 或 region",
                 {{"/query/by", "field.unknown_value", "分组方式应为 item、department 或 region"}}};
  const auto range = TRY(subtree_of(in.region_code));
  const int limit = std::clamp(in.limit, 1, 500);
  CompletenessList list;
  for (auto& row : store::completeness(ctx.tx, editing_scope(ctx.actor), by, range.from, range.to, limit)) {
    const bool by_id = by != store::CompletenessBy::region;
    list.rows.push_back({by_id ? id_text(std::stoll(row.key)) : row.key, row.name, row.items, row.completeness,
                         row.errors, row.warnings, row.published});
  }
  return list;
}

}  // namespace tongban::catalog
