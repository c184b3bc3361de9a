// Items: each row becomes an item with a draft, or a new draft of an item that is there already. With
// ImportOptions::publish (the platform's own data) the draft goes on: through the gate, or as it is.
#include <map>
#include <set>
#include <unordered_map>

#include "base/item_codes.h"
#include "base/text.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/import_run.h"
#include "modules/catalog/new_item.h"
#include "modules/catalog/private_codes.h"
#include "modules/catalog/process_check.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store_transfer.h"

namespace tongban::catalog {
namespace {

struct BasicItemFacts {
  std::int64_t basic_item_id = 0;
  std::string basic_code;
};

// What the catalogue has, read once.
struct Known {
  std::unordered_map<std::string, store::StoredDepartment> departments;
  std::unordered_map<std::string, BasicItemFacts> basic_items;
  std::unordered_map<std::string, store::StoredItem> by_code, by_local_code;
  std::shared_ptr<const Dictionary> dictionary;
};

std::string local_key(std::int64_t department_id, const std::string& local_code) {
  return std::to_string(department_id) + "/" + local_code;
}

Known load(Ctx& ctx) {
  Known known;
  known.dictionary = Dictionary::load(ctx.tx, ctx.now);
  for (auto& department : store::all_departments(ctx.tx)) {
    const auto key = department.row.region_code + "/" + department.row.name;
    known.departments.emplace(key, std::move(department));
  }
  for (const auto& item : store::all_basic_items(ctx.tx)) {
    const BasicItemFacts facts{item.basic_item_id, item.row.basic_code};
    if (!item.row.local_basic_code.empty()) known.basic_items.emplace(item.row.local_basic_code, facts);
    if (!item.row.basic_code.empty()) known.basic_items.emplace(item.row.basic_code, facts);
  }
  for (auto& item : store::all_items(ctx.tx)) {
    if (!item.local_code.empty()) known.by_local_code.emplace(local_key(item.department_id, item.local_code), item);
    if (!item.implementing_code.empty())
      known.by_code.emplace(item.implementing_code + "/" + item.handle_code, std::move(item));
  }
  return known;
}

// One row on its way: what it refers to, and the row of the item as it will be stored.
struct Coming {
  const std::string& place;
  const ItemImport& row;
  const store::StoredDepartment* department = nullptr;
  const store::StoredItem* stored = nullptr;
  store::ItemRow item = {};
  GateSubject subject = {};
};

void check_codes(ImportRun& run, Coming& coming) {
  const auto& row = coming.row;
  const auto& place = coming.place;
  if (row.implementing_code.empty() || row.code_as_is) {
    if (row.implementing_code.empty() && row.local_code.empty())
      run.found(place + "/implementing_code", "field.required", "实施编码和地方编码至少应有一个");
    if (!row.handle_code.empty() && !row.code_as_is)
      run.found(place + "/handle_code", "handle_code.length", "没有实施编码的事项不应有业务办理项编码");
    return;
  }
  const auto code = parse_implementing_code(row.implementing_code);
  if (!code) return run.found(place + "/implementing_code", code.error());
  coming.item.basic_code = code->basic.code;
  if (coming.department != nullptr && code->authority != coming.department->row.credit_code)
    run.found(place + "/implementing_code", "catalog.code_against_department", "实施编码中的实施主体代码与部门不一致");
  if (row.handle_code.empty()) return;
  const auto handle = parse_handle_code(row.handle_code);
  if (!handle || handle->implementing.code != code->code)
    run.found(place + "/handle_code", "gate.handle_code", "业务办理项编码应为实施编码加两位序号");
}

void refer(ImportRun& run, const Known& known, Coming& coming) {
  const auto& row = coming.row;
  const auto& place = coming.place;
  const auto department = known.departments.find(row.department.region_code + "/" + row.department.name);
  if (department == known.departments.end() ||
      !may_edit(run.ctx.actor, department->second.department_id, department->second.row.region_code)) {
    run.found(place + "/department", "catalog.no_such_department", "没有这个部门");
  } else {
    coming.department = &department->second;
    coming.item.department_id = department->second.department_id;
    coming.item.region_code = department->second.row.region_code;
    coming.subject.credit_code = department->second.row.credit_code;
    if (department->second.row.demonstration != row.demonstration)
      run.found(place + "/demonstration", "catalog.demonstration_mismatch",
                "演示事项只能属于演示部门，正式事项只能属于正式部门");
  }
  if (!row.basic_item.empty()) {
    const auto basic_item = known.basic_items.find(row.basic_item);
    if (basic_item == known.basic_items.end())
      run.found(place + "/basic_item", "catalog.no_such_basic_item", "没有这个基本目录事项");
    else {
      coming.item.basic_item_id = basic_item->second.basic_item_id;
      coming.subject.official_basic_code = basic_item->second.basic_code;
    }
  }
  if (trim(row.content.basic.item_name).empty())
    run.found(place + "/content/basic/item_name", "gate.item_name_missing", "未填写事项名称");
  if (!row.publish.empty() && row.publish != "checked" && row.publish != "as_is")
    run.found(place + "/publish", "field.unknown_value", "publish 应为空、checked 或 as_is");
}

const store::StoredItem* find_stored(const Known& known, const Coming& coming) {
  const auto by_code = known.by_code.find(coming.row.implementing_code + "/" + coming.row.handle_code);
  if (by_code != known.by_code.end()) return &by_code->second;
  const auto by_local = known.by_local_code.find(local_key(coming.item.department_id, coming.row.local_code));
  return coming.row.local_code.empty() || by_local == known.by_local_code.end() ? nullptr : &by_local->second;
}

// An item keeps its codes for life: a row that names a stored item by one code and differs in another is a mistake.
bool keeps_codes(const store::StoredItem& stored, const Coming& coming) {
  const auto& row = coming.row;
  return stored.department_id == coming.item.department_id && stored.implementing_code == row.implementing_code &&
         stored.handle_code == row.handle_code && stored.local_code == row.local_code &&
         stored.code_as_is == row.code_as_is && stored.demonstration == row.demonstration;
}

void fill_item(const ImportRun& run, Coming& coming) {
  auto& item = coming.item;
  const auto& row = coming.row;
  item.implementing_code = row.implementing_code;
  item.handle_code = row.handle_code;
  item.local_code = row.local_code;
  item.code_as_is = row.code_as_is;
  item.demonstration = row.demonstration;
  item.created_by = run.ctx.actor.account_id;
  item.created_at = item.updated_at = run.ctx.now.micros();
  auto& subject = coming.subject;
  subject.implementing_code = item.implementing_code;
  subject.handle_code = item.handle_code;
  subject.basic_code = item.basic_code;
  subject.region_code = item.region_code;
  subject.code_as_is = item.code_as_is;
  subject.demonstration = item.demonstration;
}

store::VersionData draft_of(const ImportRun& run, const Coming& coming, StoredContent stored,
                            const GateReport& report) {
  store::VersionData version;
  version.item_version_id = run.ctx.new_id();
  version.item_id = coming.item.item_id;
  version.version = version.revision = 1;
  version.content = std::move(stored.text);
  version.content_digest = std::move(stored.digest);
  version.promoted = promote(coming.row.content, report);
  version.created_by = run.ctx.actor.account_id;
  version.created_at = run.ctx.now.micros();
  return version;
}

// The documented way past the rule of four eyes, and for "as_is" past the gate: real items that are published
// elsewhere are shown as they are, with what the gate finds in them recorded and their completeness told.
void publish(ImportRun& run, const Coming& coming, store::ItemRow& item, store::VersionData& version) {
  auto& ctx = run.ctx;
  const auto& how = coming.row.publish;
  const auto today = local_date(ctx.now).text();
  const bool checked = how == "checked";
  if (checked) {
    store::set_checked(ctx.tx, version.item_version_id, ctx.actor.account_id, ctx.now);
    record(ctx, item, {version.version, "check", "draft", "checked", run.options.reason});
  }
  if (const auto frozen = freeze_process(ctx, item, version.item_version_id, coming.row.content); !frozen)
    return run.found(coming.place + "/content/process", frozen.error());
  store::set_published(ctx.tx, version.item_version_id, ctx.actor.account_id, ctx.now, today);
  version.promoted.effective_from = today;
  version.state = VersionState::published;
  record(ctx, item,
         {version.version, checked ? "publish" : "publish_as_is", checked ? "checked" : "draft", "published",
          run.options.reason});
  put_into_effect(ctx, item, version);
}

void add(ImportRun& run, Coming& coming, StoredContent content, const GateReport& report) {
  auto& item = coming.item;
  // An import gives no codes, and nothing can add one later: the gate would never let the item pass.
  if (item.implementing_code.empty())
    return run.found(coming.place + "/implementing_code", "field.required", "新导入的事项应有实施编码");
  item.item_id = run.ctx.new_id();
  auto version = draft_of(run, coming, std::move(content), report);
  item.newest_version_id = version.item_version_id;
  if (!store::insert_item(run.ctx.tx, item))
    return run.found(coming.place + "/implementing_code", "catalog.code_taken", "该编码已有事项");
  store::insert_version(run.ctx.tx, version);
  record(run.ctx, item, {1, "create", "", "draft", run.options.reason});
  run.added(coming.place, coming.row.content.basic.item_name);
  if (run.options.publish && !coming.row.publish.empty()) publish(run, coming, item, version);
}

void change(ImportRun& run, Coming& coming, StoredContent content, const GateReport& report) {
  auto item = *store::lock_item(run.ctx.tx, coming.stored->item_id, run.ctx.now);
  coming.item.item_id = item.item_id;
  const auto newest = *store::find_version(run.ctx.tx, item.newest_version_id);
  auto version = draft_of(run, coming, std::move(content), report);
  const auto before = parse_json(newest.content, 64), after = parse_json(version.content, 64);
  const auto fields = before && after ? changed_pointers(*before, *after) : std::vector<std::string>();
  if (is_open(newest.state)) {
    version.item_version_id = newest.item_version_id;
    version.version = newest.version;
    store::save_content(run.ctx.tx, version, newest.revision);
    record(run.ctx, item,
           {version.version, "save", std::string(enum_text(newest.state)), "draft", run.options.reason, fields});
  } else if (item.state == ItemState::retired) {
    return run.found(coming.place, "catalog.item_retired", "该事项已取消，不能再编制新版本");
  } else {
    version.version = store::greatest_version(run.ctx.tx, item.item_id) + 1;
    store::insert_version(run.ctx.tx, version);
    store::set_newest_version(run.ctx.tx, item.item_id, version.item_version_id);
    item.newest_version_id = version.item_version_id;
    record(run.ctx, item, {version.version, "new_version", "", "draft", run.options.reason, fields});
  }
  run.changed(coming.place, coming.row.content.basic.item_name, fields);
  if (run.options.publish && !coming.row.publish.empty()) publish(run, coming, item, version);
}

void put_item(ImportRun& run, const Known& known, std::set<std::string>& seen, const ReadRow<ItemImport>& source) {
  const auto before = run.findings.size();
  Coming coming{source.place, source.row};
  refer(run, known, coming);
  check_codes(run, coming);
  if (run.findings.size() != before) return;
  for (const auto& key : {source.row.implementing_code + "/" + source.row.handle_code,
                          local_key(coming.item.department_id, source.row.local_code)})
    if (!key.starts_with('/') && !key.ends_with('/') && !seen.insert(key).second)
      return run.found(source.place, "import.duplicate_row", "与前面的行编码重复");
  if (!source.row.implementing_code.empty() && source.row.handle_code.empty() &&
      !seen.insert("=" + source.row.implementing_code).second)
    return run.found(source.place, "import.duplicate_row", "与前面的行编码重复");
  coming.stored = find_stored(known, coming);
  if (coming.stored != nullptr && !keeps_codes(*coming.stored, coming))
    return run.found(source.place, "catalog.code_taken", "该编码已属于另一事项，或者与该事项的其他编码不一致");
  fill_item(run, coming);
  auto content = stored_content(source.row.content);
  if (coming.stored != nullptr && coming.stored->content_digest == content.digest) {
    ++run.report.unchanged;
    return;
  }
  coming.subject.process = process_findings(run.ctx, source.row.content, coming.row.demonstration);
  const auto report = check_content(source.row.content, coming.subject, *known.dictionary);
  if (run.options.publish && source.row.publish == "checked" && report.error_count > 0) {
    for (const auto& finding : report.findings)
      if (finding.severity == Severity::error)
        run.found(source.place + "/content" + finding.place, finding.code, finding.sentence);
    return;
  }
  if (coming.stored == nullptr)
    add(run, coming, std::move(content), report);
  else
    change(run, coming, std::move(content), report);
}

}  // namespace

void put_items(ImportRun& run, const std::vector<ReadRow<ItemImport>>& rows) {
  const auto known = load(run.ctx);
  std::set<std::string> seen;
  for (const auto& row : rows) put_item(run, known, seen, row);
}

}  // namespace tongban::catalog
