#include "base/credit_code.h"
#include "base/region_code.h"
#include "base/text.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/places.h"
#include "modules/catalog/private_codes.h"
#include "modules/catalog/state.h"

namespace tongban::catalog {
namespace {

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return unprocessable(key, detail, {{pointer, key, detail}});
}

Error no_such_department() { return not_found("catalog.no_such_department", "没有这个部门"); }

// An authority's code is checked; the private range is for demonstration only, and demonstration only in it.
Result<std::string> settled_code(Ctx& ctx, const CreateDepartmentIn& in) {
  if (in.demonstration && in.credit_code.empty())
    return private_credit_code(in.region_code, store::count_demonstration_departments(ctx.tx) + 1);
  auto code = parse_authority_code(in.credit_code);
  if (!code) return bad_field("/credit_code", "catalog.bad_credit_code", "统一社会信用代码应为 18 位且校验无误");
  if (is_private_credit_code(*code) != in.demonstration)
    return bad_field("/credit_code", "catalog.private_range", "YY99 开头的代码只能用于演示部门");
  return *code;
}

Result<void> known_nature(Ctx& ctx, const std::string& code) {
  if (Dictionary::load(ctx.tx, ctx.now)->known_code("implementer_nature", code)) return {};
  return bad_field("/implementer_nature", "catalog.unknown_code", "实施主体性质的代码不在字典中");
}

}  // namespace

DepartmentView department_view(const store::DepartmentRow& row) {
  DepartmentView view;
  view.department_id.value = row.department_id;
  view.credit_code = row.credit_code;
  view.org_code = row.org_code;
  view.name = row.name;
  view.short_name = row.short_name;
  view.region_code = row.region_code;
  view.region_name = row.region_name;
  view.implementer_nature = row.implementer_nature;
  view.line = row.line;
  view.demonstration = row.demonstration;
  view.active = row.active;
  view.source = row.source;
  view.confidence = row.confidence;
  view.item_count = row.item_count;
  return view;
}

Result<DepartmentList> list_departments(Ctx& ctx, const ListDepartmentsIn& in) {
  TRY(path_upwards(ctx, in.region_code));
  const auto after = TRY(optional_id(in.after, "/query/after"));
  const int limit = page_size(in.limit);
  DepartmentList list;
  for (const auto& row : store::list_departments(ctx.tx, in.region_code, in.with_items, after, limit))
    list.departments.push_back(department_view(row));
  if (list.departments.size() == static_cast<std::size_t>(limit))
    list.next = id_text(list.departments.back().department_id.value);
  return list;
}

Result<DepartmentView> get_department(Ctx& ctx, const DepartmentIn& in) {
  const auto row = store::find_department(ctx.tx, in.department_id.value);
  if (!row) return no_such_department();
  return department_view(*row);
}

Result<Department> department(Ctx& ctx, std::int64_t department_id) {
  const auto row = store::find_department(ctx.tx, department_id);
  if (!row) return no_such_department();
  return Department{row->department_id, row->credit_code, row->name,          row->short_name, row->region_code,
                    row->region_name,   row->line,        row->demonstration, row->active};
}

Result<DepartmentView> create_department(Ctx& ctx, const CreateDepartmentIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  if (trim(in.name).empty()) return bad_field("/name", "catalog.name_required", "请填写部门名称");
  if (!RegionCode::parse(in.region_code))
    return bad_field("/region_code", "catalog.bad_region", "行政区划代码应为 12 位");
  if (!may_edit(ctx.actor, 0, in.region_code)) return not_found("catalog.no_such_region", "没有这个行政区划");
  TRY(known_nature(ctx, in.implementer_nature));
  store::DepartmentRow row;
  row.department_id = ctx.new_id();
  row.credit_code = TRY(settled_code(ctx, in));
  row.org_code = in.org_code;
  row.name = trim(in.name);
  row.short_name = in.short_name;
  row.region_code = in.region_code;
  row.implementer_nature = in.implementer_nature;
  row.line = in.line;
  row.demonstration = in.demonstration;
  row.source = in.source;
  row.confidence = in.confidence;
  if (!store::insert_department(ctx.tx, row, ctx.now))
    return conflict("catalog.department_exists", "已有同名同代码的部门");
  ctx.audit = audited(ctx, "department", row.department_id, "created", reason);
  return get_department(ctx, {{row.department_id}});
}

namespace {

// For the audit trail: what was and what is, of each member that differs. Departments are no persons.
std::string changes_text(const store::DepartmentRow& before, const store::DepartmentRow& after) {
  std::string text;
  const auto note = [&](const char* name, const std::string& old_value, const std::string& new_value) {
    if (old_value != new_value) text += std::string(" ") + name + " " + old_value + "→" + new_value;
  };
  note("name", before.name, after.name);
  note("short_name", before.short_name, after.short_name);
  note("implementer_nature", before.implementer_nature, after.implementer_nature);
  note("line", before.line, after.line);
  note("active", before.active ? "yes" : "no", after.active ? "yes" : "no");
  return text;
}

}  // namespace

Result<DepartmentView> update_department(Ctx& ctx, const UpdateDepartmentIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  if (trim(in.name).empty()) return bad_field("/name", "catalog.name_required", "请填写部门名称");
  auto row = store::find_department(ctx.tx, in.department_id.value);
  if (!row || !may_edit(ctx.actor, row->department_id, row->region_code)) return no_such_department();
  if (!in.implementer_nature.empty()) TRY(known_nature(ctx, in.implementer_nature));
  const auto before = *row;
  row->name = trim(in.name);
  row->short_name = in.short_name;
  row->implementer_nature = in.implementer_nature.empty() ? row->implementer_nature : in.implementer_nature;
  row->line = in.line;
  row->active = in.active;
  store::update_department(ctx.tx, *row, ctx.now);
  store::note_department_change(ctx.tx, row->department_id);
  ctx.audit = audited(ctx, "department", row->department_id, "updated" + changes_text(before, *row), reason);
  return get_department(ctx, {in.department_id});
}

}  // namespace tongban::catalog
