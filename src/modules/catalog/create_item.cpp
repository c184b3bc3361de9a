// A new item with its first version as a draft. Its codes are settled here: composed when ours, kept when they come
// from elsewhere, from the private range for demonstration.
#include "base/item_codes.h"
#include "base/region_code.h"
#include "base/text.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/new_item.h"
#include "modules/catalog/private_codes.h"
#include "modules/catalog/store_places.h"

namespace tongban::catalog {
namespace {

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return unprocessable(key, detail, {{pointer, key, detail}});
}

// The private basic code of a basic item, made when it is needed for the first time.
std::string private_code_for(Ctx& ctx, store::BasicItemRow* basic_item, const std::string& item_type) {
  if (basic_item != nullptr && !basic_item->private_code.empty()) return basic_item->private_code;
  const auto& type = basic_item == nullptr ? item_type : basic_item->item_type;
  auto code = private_basic_code(type, store::greatest_private_serial(ctx.tx) + 1);
  if (basic_item != nullptr && !code.empty()) {
    store::set_private_code(ctx.tx, basic_item->basic_item_id, code);
    basic_item->private_code = code;
  }
  return code;
}

Result<void> take_given_code(const NewItem& in, const store::DepartmentRow& department, store::ItemRow& item) {
  const auto code = std::string(trim(in.implementing_code));
  if (in.code_as_is) {
    item.implementing_code = code;
    return {};
  }
  const auto parsed = parse_implementing_code(code);
  if (!parsed) return bad_field("/implementing_code", "catalog.bad_implementing_code", "实施编码应为 31 位且校验无误");
  if (parsed->authority != department.credit_code)
    return bad_field("/implementing_code", "catalog.code_against_department", "实施编码中的实施主体代码与部门不一致");
  item.implementing_code = parsed->code;
  item.basic_code = parsed->basic.code;
  return {};
}

Result<void> settle_codes(Ctx& ctx, const NewItem& in, const store::DepartmentRow& department,
                          store::BasicItemRow* basic_item, store::ItemRow& item) {
  if (!in.implementing_code.empty()) {
    TRY(take_given_code(in, department, item));
  } else {
    item.basic_code = in.demonstration        ? private_code_for(ctx, basic_item, in.content.basic.item_type)
                      : basic_item == nullptr ? std::string()
                                              : basic_item->basic_code;
    const auto level =
        in.content.basic.use_level.empty() ? use_level_of(department.region_code) : in.content.basic.use_level;
    const auto composed =
        compose_implementing_code(department.credit_code, level.empty() ? 0 : level[0] - '0', item.basic_code);
    // A draft may wait for its code; the gate will not let it be published without.
    if (composed) item.implementing_code = composed->code;
  }
  if (in.handle_serial == 0 || item.implementing_code.empty() || in.code_as_is) return {};
  const auto handle = compose_handle_code(item.implementing_code, in.handle_serial);
  if (!handle) return bad_field("/handle_serial", "catalog.bad_handle_serial", "业务办理项序号应在 1 至 99 之间");
  item.handle_code = handle->code;
  return {};
}

}  // namespace

Result<NewItemIds> add_item(Ctx& ctx, const NewItem& in) {
  const auto department = store::find_department(ctx.tx, in.department_id);
  if (!department || !may_edit(ctx.actor, department->department_id, department->region_code))
    return not_found("catalog.no_such_department", "没有这个部门");
  if (department->demonstration != in.demonstration)
    return bad_field("/demonstration", "catalog.demonstration_mismatch",
                     "演示事项只能属于演示部门，正式事项只能属于正式部门");
  std::optional<store::BasicItemRow> basic_item;
  if (in.basic_item_id != 0) {
    basic_item = store::find_basic_item(ctx.tx, in.basic_item_id);
    if (!basic_item) return not_found("catalog.no_such_basic_item", "没有这个基本目录事项");
  }
  store::ItemRow item;
  item.item_id = ctx.new_id();
  item.local_code = in.local_code;
  item.code_as_is = in.code_as_is;
  item.department_id = in.department_id;
  item.region_code = department->region_code;
  item.basic_item_id = in.basic_item_id;
  item.demonstration = in.demonstration;
  item.created_by = ctx.actor.account_id;
  item.created_at = item.updated_at = ctx.now.micros();
  TRY(settle_codes(ctx, in, *department, basic_item ? &*basic_item : nullptr, item));

  store::VersionData version;
  version.item_version_id = item.newest_version_id = ctx.new_id();
  version.item_id = item.item_id;
  version.version = version.revision = 1;
  auto stored = stored_content(in.content);
  version.content = std::move(stored.text);
  version.content_digest = std::move(stored.digest);
  version.promoted = promote(in.content, gate_of(ctx, item, in.content));
  version.created_by = ctx.actor.account_id;
  version.created_at = ctx.now.micros();
  if (!store::insert_item(ctx.tx, item)) return conflict("catalog.code_taken", "该编码已有事项");
  store::insert_version(ctx.tx, version);
  record(ctx, item, {1, "create", "", "draft", in.reason});
  return NewItemIds{item.item_id, version.item_version_id};
}

Result<VersionView> create_item(Ctx& ctx, const CreateItemIn& in) {
  NewItem item;
  item.reason = TRY(required_reason(in.reason));
  item.department_id = in.department_id.value;
  if (!in.basic_item_id.empty()) {
    const auto basic_item_id = parse_id(in.basic_item_id);
    if (!basic_item_id) return not_found("catalog.no_such_basic_item", "没有这个基本目录事项");
    item.basic_item_id = *basic_item_id;
  }
  item.implementing_code = in.implementing_code;
  item.code_as_is = in.code_as_is;
  item.handle_serial = in.handle_serial;
  item.local_code = in.local_code;
  item.demonstration = in.demonstration;
  item.content = in.content;
  const auto made = TRY(add_item(ctx, item));
  const auto row = TRY(find_readable(ctx, made.item_id));
  return version_view(ctx, row, TRY(load_version(ctx, row, 1)));
}

}  // namespace tongban::catalog
