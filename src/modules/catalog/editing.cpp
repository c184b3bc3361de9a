#include "modules/catalog/editing.h"

#include <stdexcept>

#include "base/text.h"
#include "modules/catalog/limits.h"
#include "modules/catalog/process_check.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store_lists.h"
#include "modules/catalog/store_places.h"
#include "platform/audit/audit.h"
#include "platform/crypto/digest.h"
#include "platform/events/events.h"

namespace tongban::catalog {
namespace {

constexpr int kContentDepth = 64;  // a form schema may nest deeper than a request's own limit leaves room for

struct ItemEvent {
  Id item_id;
  Id item_version_id;
};
BOOST_DESCRIBE_STRUCT(ItemEvent, (), (item_id, item_version_id))

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "^") + part;
  return text;
}

std::vector<std::string> theme_codes(const ItemContent& content) {
  std::vector<std::string> themes;
  for (const auto& code : content.extension.person_themes) themes.push_back("person:" + code);
  for (const auto& code : content.extension.legal_themes) themes.push_back("legal:" + code);
  return themes;
}

std::vector<store::Facet> facets_of(const ItemContent& content) {
  std::vector<store::Facet> facets;
  for (const auto& theme : theme_codes(content)) facets.push_back({"theme", theme});
  for (const auto& code : content.basic.service_objects) facets.push_back({"service_object", code});
  return facets;
}

Error no_such_item() { return not_found("catalog.no_such_item", "没有这个事项"); }

std::string id_or_nothing(std::int64_t id) { return id == 0 ? std::string() : id_text(id); }

}  // namespace

Result<std::string> required_reason(const std::string& reason) {
  auto trimmed = std::string(trim(reason));
  if (!trimmed.empty()) return trimmed;
  return Error{
      Code::invalid, "catalog.reason_required", "请说明原因", {{"/reason", "catalog.reason_required", "请说明原因"}}};
}

AuditSubject audited(const Ctx& ctx, const char* object_kind, std::int64_t object_id, const std::string& done,
                     const std::string& reason) {
  return {object_kind, object_id, audit::sealed_detail(ctx.services.keyring, done, object_id, reason)};
}

bool may_edit(const Actor& actor, std::int64_t department_id, std::string_view region_code) {
  return actor.kind == ActorKind::platform ||
         actor.may_any({Role::catalog_editor, Role::catalog_publisher}, department_id, region_code);
}

bool may_publish(const Actor& actor, std::int64_t department_id, std::string_view region_code) {
  return actor.kind == ActorKind::platform || actor.may(Role::catalog_publisher, department_id, region_code);
}

Result<store::ItemRow> lock_editable(Ctx& ctx, std::int64_t item_id, std::initializer_list<Role> roles) {
  auto item = store::find_item(ctx.tx, item_id);
  const bool may = item && (ctx.actor.kind == ActorKind::platform ||
                            ctx.actor.may_any(roles, item->department_id, item->region_code));
  if (!may) return no_such_item();
  item = store::lock_item(ctx.tx, item_id, ctx.now);
  if (!item) return no_such_item();
  ctx.audit.object_kind = "item";
  ctx.audit.object_id = item_id;
  return *item;
}

Result<store::ItemRow> find_readable(Ctx& ctx, std::int64_t item_id) {
  auto item = store::find_item(ctx.tx, item_id);
  if (!item || !may_edit(ctx.actor, item->department_id, item->region_code)) return no_such_item();
  return *item;
}

Result<store::VersionData> load_version(Ctx& ctx, const store::ItemRow& item, int number) {
  auto version = number == 0 ? store::find_version(ctx.tx, item.newest_version_id)
                             : store::find_version_number(ctx.tx, item.item_id, number);
  if (!version) return not_found("catalog.no_such_version", "该事项没有这个版本");
  return *std::move(version);
}

Result<VersionState> allowed_next(VersionState state, VersionAction action) {
  if (const auto after = next(state, action)) return *after;
  return conflict("catalog.wrong_state", "该版本当前的状态不允许这样操作");
}

StoredContent stored_content(const ItemContent& content) {
  auto document = parse_json(to_json(content), kContentDepth);
  if (document && !content.process) document->get_object().erase("process");  // digests of before stay what they were
  if (!document) throw std::logic_error("content cannot be written as JSON: " + document.error().key);
  auto text = canonical_json(*document);
  auto digest = sha256_hex(text);
  return {std::move(text), std::move(digest)};
}

ItemContent read_content(const store::VersionData& version) {
  const auto document = parse_json(version.content, kContentDepth);
  auto content = document ? from_json<ItemContent>(*document) : Result<ItemContent>(document.error());
  if (!content)
    throw std::runtime_error("stored content cannot be read: version " + std::to_string(version.item_version_id));
  return *std::move(content);
}

GateReport gate_of(Ctx& ctx, const store::ItemRow& item, const ItemContent& content) {
  GateSubject subject{item.implementing_code, item.handle_code, item.basic_code,   "", "",
                      item.region_code,       item.code_as_is,  item.demonstration};
  if (item.basic_item_id != 0)
    if (const auto basic_item = store::find_basic_item(ctx.tx, item.basic_item_id))
      subject.official_basic_code = basic_item->basic_code;
  if (const auto department = store::find_department(ctx.tx, item.department_id))
    subject.credit_code = department->credit_code;
  subject.process = process_findings(ctx, content, item.demonstration);
  return check_content(content, subject, *Dictionary::load(ctx.tx, ctx.now));
}

store::Promoted promote(const ItemContent& content, const GateReport& report) {
  store::Promoted promoted;
  promoted.item_name = content.basic.item_name;
  promoted.item_type = content.basic.item_type;
  promoted.service_objects = joined(content.basic.service_objects);
  promoted.themes = joined(theme_codes(content));
  promoted.legal_limit = limit_text(content.basic.legal_limit);
  promoted.promised_limit = limit_text(content.basic.promised_limit);
  promoted.trips = content.basic.trips;
  promoted.is_fee = content.basic.is_fee;
  promoted.is_online = content.extension.is_online;
  promoted.online_level = content.extension.online_level;
  promoted.completeness = report.completeness;
  promoted.error_count = report.error_count;
  promoted.warning_count = report.warning_count;
  promoted.effective_from = content.basic.effective_from;
  promoted.effective_to = content.basic.effective_to;
  return promoted;
}

void record(Ctx& ctx, const store::ItemRow& item, const Change& change) {
  store::ChangeRow row;
  row.item_change_id = ctx.new_id();
  row.item_id = item.item_id;
  row.version = change.version;
  row.action = change.action;
  row.from_state = change.from_state;
  row.to_state = change.to_state;
  row.account_id = ctx.actor.account_id;
  row.changed_at = ctx.now.micros();
  row.reason = change.reason;
  row.changed = to_json(change.changed);
  store::append_change(ctx.tx, row);
  ctx.audit.object_kind = "item";
  ctx.audit.object_id = item.item_id;
  ctx.audit.detail = "v" + std::to_string(change.version) + " " + change.from_state + "→" + change.to_state;
}

void tell(Ctx& ctx, const std::string& kind, const store::ItemRow& item, std::int64_t item_version_id) {
  events::emit(ctx, {0, kind, item.item_id, to_json(ItemEvent{{item.item_id}, {item_version_id}})});
}

void show_or_hide(Ctx& ctx, store::ItemRow& item, ItemState state) {
  item.state = state;
  store::set_item_state(ctx.tx, item.item_id, state, item.current_version_id);
  std::vector<store::Facet> facets;
  if (state == ItemState::published)
    if (const auto version = store::find_version(ctx.tx, item.current_version_id))
      facets = facets_of(read_content(*version));
  store::set_facets(ctx.tx, item.item_id, facets);
  store::note_change(ctx.tx, item.item_id);
}

void put_into_effect(Ctx& ctx, store::ItemRow& item, const store::VersionData& version) {
  if (item.current_version_id != 0 && item.current_version_id != version.item_version_id) {
    if (const auto former = store::find_version(ctx.tx, item.current_version_id)) {
      store::set_version_state(ctx.tx, former->item_version_id, VersionState::retired);
      record(ctx, item,
             {former->version, "supersede", std::string(enum_text(former->state)), "retired",
              "由第 " + std::to_string(version.version) + " 版取代"});
    }
  }
  item.current_version_id = version.item_version_id;
  // A suspended item stays out of sight: only `resume` ends a suspension.
  const bool suspended = item.state == ItemState::suspended;
  if (suspended) store::set_version_state(ctx.tx, version.item_version_id, VersionState::suspended);
  show_or_hide(ctx, item, suspended ? ItemState::suspended : ItemState::published);
  tell(ctx, "catalog.item_published", item, version.item_version_id);
}

EditorItem editor_view(const store::EditorRow& row) {
  EditorItem view;
  view.item_id.value = row.item.item_id;
  view.item_name = row.item_name;
  view.implementing_code = row.item.implementing_code;
  view.handle_code = row.item.handle_code;
  view.basic_code = row.item.basic_code;
  view.local_code = row.item.local_code;
  view.code_as_is = row.item.code_as_is;
  view.department_id.value = row.item.department_id;
  view.department_name = row.department_name;
  view.region_code = row.item.region_code;
  view.region_name = row.region_name;
  view.basic_item_id = id_or_nothing(row.item.basic_item_id);
  view.demonstration = row.item.demonstration;
  view.item_state = row.item.state;
  view.current_version = row.current_version;
  view.newest_version = row.newest_version;
  view.newest_state = row.newest_state;
  view.completeness = row.completeness;
  view.error_count = row.error_count;
  view.warning_count = row.warning_count;
  view.updated_at = Instant::from_micros(row.item.updated_at);
  return view;
}

EditorItem editor_view(const Ctx& ctx, std::int64_t item_id) {
  const auto row = store::editor_item(ctx.tx, item_id);
  if (!row) throw std::logic_error("an item without a newest version");
  return editor_view(*row);
}

VersionView version_view(Ctx& ctx, const store::ItemRow& item, const store::VersionData& version) {
  VersionView view;
  view.item = editor_view(ctx, item.item_id);
  view.item_version_id.value = version.item_version_id;
  view.version = version.version;
  view.revision = version.revision;
  view.state = version.state;
  view.content_digest = version.content_digest;
  view.effective_from = version.promoted.effective_from;
  view.content = read_content(version);
  view.gate = gate_of(ctx, item, view.content);
  const bool current = version.item_version_id == item.current_version_id;
  for (const auto action : all_of<VersionAction>()) {
    const bool of_current =
        action == VersionAction::suspend || action == VersionAction::resume || action == VersionAction::retire;
    const bool by_publisher = of_current || action == VersionAction::publish;
    if (action == VersionAction::supersede || (of_current && !current) || !next(version.state, action)) continue;
    if (by_publisher ? may_publish(ctx.actor, item.department_id, item.region_code)
                     : may_edit(ctx.actor, item.department_id, item.region_code))
      view.allowed.push_back(action);
  }
  return view;
}

}  // namespace tongban::catalog
