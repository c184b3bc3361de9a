#include "base/text.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/places.h"

namespace tongban::catalog {
namespace {

constexpr const char* kAlways = "1949-10-01";  // the first day of the oldest entries

CodeEntry entry_view(const store::CodeRow& row) {
  return {row.code_set, row.code, row.name, row.valid_from, row.valid_to, row.source, row.sort};
}

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return Error{Code::invalid, key, detail, {{pointer, key, detail}}};
}

}  // namespace

Result<CodeSetList> list_code_sets(Ctx& ctx, const ListCodeSetsIn&) {
  CodeSetList list;
  for (const auto& row : store::list_codes(ctx.tx, "", local_date(ctx.now).text())) {
    if (list.code_sets.empty() || list.code_sets.back().code_set != row.code_set)
      list.code_sets.push_back({row.code_set, 0});
    ++list.code_sets.back().entries;
  }
  return list;
}

Result<CodeEntryList> list_code_entries(Ctx& ctx, const CodeSetIn& in) {
  const auto on_date = in.on_date.empty() ? local_date(ctx.now) : Date::parse(in.on_date);
  if (!on_date) return bad_field("/query/on_date", "field.bad_date", "日期应写作 2026-01-31");
  CodeEntryList list;
  if (!in.code_set.empty())
    for (const auto& row : store::list_codes(ctx.tx, in.code_set, on_date->text()))
      list.entries.push_back(entry_view(row));
  if (list.entries.empty()) return not_found("catalog.no_such_code_set", "没有这个代码集");
  return list;
}

Result<CodeEntry> put_code_entry(Ctx& ctx, const PutCodeEntryIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  store::CodeRow row{
      in.code_set, in.code, in.valid_from.empty() ? kAlways : in.valid_from, in.valid_to, std::string(trim(in.name)),
      in.source,   in.sort};
  if (row.code_set.empty() || row.code.empty() || row.name.empty())
    return bad_field("/name", "catalog.code_incomplete", "代码集、代码和名称都应填写");
  if (trim(row.source).empty()) return bad_field("/source", "catalog.source_required", "请写明该代码的来源");
  const auto from = Date::parse(row.valid_from);
  if (!from) return bad_field("/valid_from", "field.bad_date", "日期应写作 2026-01-31");
  if (!row.valid_to.empty()) {
    const auto to = Date::parse(row.valid_to);
    if (!to || *to < *from) return bad_field("/valid_to", "catalog.dates_reversed", "截止日期应不早于起始日期");
  }
  // What the entry of that first day said before, when there was one.
  std::string before;
  for (const auto& old : store::list_codes(ctx.tx, row.code_set, row.valid_from))
    if (old.code == row.code && old.valid_from == row.valid_from) before = old.name + " " + old.valid_to;
  store::put_code(ctx.tx, row);
  ctx.audit = audited(ctx, "code", 0,
                      row.code_set + "/" + row.code + " " + before + "→" + row.name + " " + row.valid_to, reason);
  return entry_view(row);
}

}  // namespace tongban::catalog
