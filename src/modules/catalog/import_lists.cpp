// Regions, departments, dictionary entries and basic items. Each list is read once and compared in memory, so that a
// repeated import of tens of thousands of rows costs one query.
#include <map>
#include <set>

#include "base/identifiers.h"
#include "base/region_code.h"
#include "base/text.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/import_run.h"
#include "modules/catalog/private_codes.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store_places.h"
#include "modules/catalog/store_transfer.h"

namespace tongban::catalog {
namespace {

bool is_confidence(std::string_view text) { return text == "high" || text == "medium" || text == "low"; }

// A required text; says so and returns false where it is blank.
bool stated(ImportRun& run, const std::string& place, const char* member, std::string_view value) {
  if (!trim(value).empty()) return true;
  run.found(place + "/" + member, "field.required", "此项必填");
  return false;
}

// Rows that say the same thing twice contradict each other or waste a line: both are mistakes.
bool first_time(ImportRun& run, const std::string& place, std::set<std::string>& seen, std::string key) {
  if (seen.insert(std::move(key)).second) return true;
  run.found(place, "import.duplicate_row", "与前面的行重复");
  return false;
}

bool check_department(ImportRun& run, const std::string& place, const DepartmentImport& row,
                      const Dictionary& dictionary) {
  const auto before = run.findings.size();
  stated(run, place, "name", row.name);
  if (!row.region_code.empty()) {
    const auto region = RegionCode::parse(row.region_code);
    if (!region)
      run.found(place + "/region_code", region.error());
    else if (!store::find_region(run.ctx.tx, row.region_code))
      run.found(place + "/region_code", "catalog.no_such_region", "没有这个行政区划");
  }
  if (!may_edit(run.ctx.actor, 0, row.region_code))
    run.found(place + "/region_code", "catalog.no_such_region", "没有这个行政区划");
  if (!row.credit_code.empty()) {
    const auto code = parse_authority_code(row.credit_code);
    if (!code)
      run.found(place + "/credit_code", code.error());
    else if (is_private_credit_code(row.credit_code) != row.demonstration)
      run.found(place + "/credit_code", "catalog.private_range",
                row.demonstration ? "演示部门只能使用 YY99 开头的私有代码" : "正式部门不得使用 YY99 开头的私有代码");
  } else if (row.demonstration) {
    run.found(place + "/credit_code", "field.required", "演示部门应有 YY99 开头的私有代码");
  }
  if (!dictionary.known_code("implementer_nature", row.implementer_nature))
    run.found(place + "/implementer_nature", "catalog.unknown_code", "实施主体性质的代码不在字典中");
  if (!is_confidence(row.confidence))
    run.found(place + "/confidence", "field.unknown_value", "可信度应为 high、medium 或 low");
  return run.findings.size() == before;
}

store::DepartmentRow department_row(const DepartmentImport& row) {
  store::DepartmentRow department;
  department.credit_code = row.credit_code;
  department.org_code = row.org_code;
  department.name = row.name;
  department.short_name = row.short_name;
  department.region_code = row.region_code;
  department.implementer_nature = row.implementer_nature;
  department.line = row.line;
  department.demonstration = row.demonstration;
  department.active = row.active;
  department.source = row.source;
  department.confidence = row.confidence;
  return department;
}

bool check_basic_item(ImportRun& run, const std::string& place, const BasicItemImport& row,
                      const std::set<std::string>& types) {
  const auto before = run.findings.size();
  stated(run, place, "name", row.name);
  if (row.basic_code.empty() && row.local_basic_code.empty())
    run.found(place + "/local_basic_code", "field.required", "没有基本编码的，应有地方基本编码");
  if (!types.contains(row.item_type))
    run.found(place + "/item_type", "catalog.unknown_code", "事项类型的代码不在字典中");
  if (!row.basic_code.empty()) {
    const auto code = parse_basic_code(row.basic_code);
    if (!code)
      run.found(place + "/basic_code", code.error());
    else if (code->item_type != row.item_type)
      run.found(place + "/basic_code", "catalog.code_against_type", "基本编码中的事项类型与事项类型不一致");
    else if (code->region == "99")
      run.found(place + "/basic_code", "catalog.private_range", "99 开头的编码是私有演示编码，不能作为基本编码");
  }
  if (!row.private_code.empty()) {
    const auto code = parse_basic_code(row.private_code);
    if (!code || code->region != "99" || code->item_type != row.item_type)
      run.found(place + "/private_code", "catalog.private_range", "私有编码应为 99、事项类型和八位序号");
  }
  if (!is_confidence(row.confidence))
    run.found(place + "/confidence", "field.unknown_value", "可信度应为 high、medium 或 low");
  return run.findings.size() == before;
}

std::string basic_item_key(const BasicItemImport& row) {
  return row.local_basic_code.empty() ? "=" + row.basic_code : std::string(row.local_basic_code);
}

store::BasicItemRow basic_item_row(const BasicItemImport& row, std::string content) {
  store::BasicItemRow basic_item;
  basic_item.basic_code = row.basic_code;
  basic_item.local_basic_code = row.local_basic_code;
  basic_item.private_code = row.private_code;
  basic_item.name = row.name;
  basic_item.item_type = row.item_type;
  basic_item.central_authority = row.central_authority;
  basic_item.content = std::move(content);
  basic_item.source = row.source;
  basic_item.confidence = row.confidence;
  return basic_item;
}

BasicItemImport stored_row(const store::StoredBasicItem& stored) {
  auto row = stored.row;
  if (auto content = from_json_text<BasicItemContent>(stored.content)) row.content = std::move(content).value();
  return row;
}

}  // namespace

bool check_dates(ImportRun& run, const std::string& place, const std::string& valid_from, const std::string& valid_to) {
  const auto from = Date::parse(valid_from);
  const auto to = Date::parse(valid_to);
  if (!from) run.found(place + "/valid_from", "field.bad_date", "日期应写作 2026-01-31");
  if (!valid_to.empty() && !to) run.found(place + "/valid_to", "field.bad_date", "日期应写作 2026-01-31");
  if (from && to && *to < *from) run.found(place + "/valid_to", "catalog.dates_reversed", "截止日期早于起始日期");
  return from && (valid_to.empty() || (to && *from <= *to));
}

void put_regions(ImportRun& run, const std::vector<ReadRow<RegionImport>>& rows) {
  std::map<std::string, RegionImport> stored;
  for (auto& region : store::all_regions(run.ctx.tx)) stored.emplace(region.region_code, std::move(region));
  std::set<std::string> seen, coming;
  for (const auto& [place, row] : rows) coming.insert(row.region_code);
  for (const auto& [place, row] : rows) {
    const auto code = RegionCode::parse(row.region_code);
    if (!code) run.found(place + "/region_code", code.error());
    const bool named = stated(run, place, "name", row.name);
    if (!check_dates(run, place, row.valid_from, row.valid_to) || !code || !named) continue;
    const auto parent = code->parent();
    if (parent && !stored.contains(parent->text()) && !coming.contains(parent->text())) {
      run.found(place + "/region_code", "catalog.no_such_region", "上级行政区划不存在");
      continue;
    }
    if (!first_time(run, place, seen, row.region_code)) continue;
    const auto found = stored.find(row.region_code);
    if (found != stored.end() && run.same(place, row.name, found->second, row)) continue;
    if (found == stored.end()) run.added(place, row.name);
    store::put_region(run.ctx.tx, {row.region_code, row.name, static_cast<int>(code->level()),
                                   parent ? parent->text() : "", row.valid_from, row.valid_to, row.source});
  }
}

void put_departments(ImportRun& run, const std::vector<ReadRow<DepartmentImport>>& rows) {
  const auto dictionary = Dictionary::load(run.ctx.tx, run.ctx.now);
  std::map<std::string, store::StoredDepartment> stored;
  for (auto& department : store::all_departments(run.ctx.tx)) {
    const auto key = department.row.region_code + "/" + department.row.name;
    stored.emplace(key, std::move(department));
  }
  std::set<std::string> seen;
  for (const auto& [place, row] : rows) {
    const auto key = row.region_code + "/" + row.name;
    if (!check_department(run, place, row, *dictionary) || !first_time(run, place, seen, key)) continue;
    const auto found = stored.find(key);
    if (found == stored.end()) {
      auto department = department_row(row);
      department.department_id = run.ctx.new_id();
      if (store::insert_department(run.ctx.tx, department, run.ctx.now))
        run.added(place, row.name);
      else
        run.found(place + "/credit_code", "catalog.department_exists", "该代码和名称的部门已登记在别的区划");
    } else if (!run.same(place, row.name, found->second.row, row)) {
      store::replace_department(run.ctx.tx, {found->second.department_id, row}, run.ctx.now);
    }
  }
}

void put_dictionary(ImportRun& run, const std::vector<ReadRow<DictionaryImport>>& rows) {
  const auto key_of = [](const DictionaryImport& row) {
    return row.code_set + "\n" + row.code + "\n" + row.valid_from;
  };
  std::map<std::string, DictionaryImport> stored;
  for (auto& code : store::all_codes(run.ctx.tx)) stored.emplace(key_of(code), std::move(code));
  std::set<std::string> seen;
  for (const auto& [place, row] : rows) {
    const bool complete = stated(run, place, "code_set", row.code_set) & stated(run, place, "code", row.code) &
                          stated(run, place, "name", row.name) & stated(run, place, "source", row.source);
    if (!check_dates(run, place, row.valid_from, row.valid_to) || !complete) continue;
    if (!first_time(run, place, seen, key_of(row))) continue;
    const auto found = stored.find(key_of(row));
    if (found != stored.end() && run.same(place, row.code_set + "/" + row.code, found->second, row)) continue;
    if (found == stored.end()) run.added(place, row.code_set + "/" + row.code);
    store::put_code(run.ctx.tx, {row.code_set, row.code, row.valid_from, row.valid_to, row.name, row.source, row.sort});
  }
}

void put_basic_items(ImportRun& run, const std::vector<ReadRow<BasicItemImport>>& rows) {
  std::map<std::string, store::StoredBasicItem> stored;
  for (auto& item : store::all_basic_items(run.ctx.tx)) {
    const auto key = basic_item_key(item.row);
    stored.emplace(key, std::move(item));
  }
  std::set<std::string> types, seen;
  for (const auto& code : store::list_codes(run.ctx.tx, "item_type", local_date(run.ctx.now).text()))
    types.insert(code.code);
  for (const auto& [place, row] : rows) {
    if (!check_basic_item(run, place, row, types) || !first_time(run, place, seen, basic_item_key(row))) continue;
    const auto found = stored.find(basic_item_key(row));
    auto basic_item = basic_item_row(row, to_json(row.content));
    if (found == stored.end()) {
      basic_item.basic_item_id = run.ctx.new_id();
      if (store::insert_basic_item(run.ctx.tx, basic_item, run.ctx.now))
        run.added(place, row.name);
      else
        run.found(place + "/basic_code", "catalog.basic_code_taken", "该基本编码已属于另一事项");
    } else if (!run.same(place, row.name, stored_row(found->second), row)) {
      basic_item.basic_item_id = found->second.basic_item_id;
      store::update_basic_item(run.ctx.tx, basic_item, run.ctx.now);
      store::set_private_code(run.ctx.tx, basic_item.basic_item_id, row.private_code);
    }
  }
}

}  // namespace tongban::catalog
