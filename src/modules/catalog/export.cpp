#include "modules/catalog/export.h"

#include "base/described.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/import_read.h"
#include "modules/catalog/import_rows.h"
#include "modules/catalog/places.h"
#include "modules/catalog/store_transfer.h"
#include "platform/documents/csv.h"
#include "platform/documents/xlsx.h"

namespace tongban::catalog {
namespace {

constexpr int kItemsAtOnce = 50;

struct Table {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};

std::string cell_text(const std::string& value) { return value; }
std::string cell_text(int value) { return std::to_string(value); }
std::string cell_text(bool value) { return value ? "1" : "0"; }
// All members but nested content, under their own names, so that imports know the columns again.
template <class Row>
Table table_of(const std::vector<Row>& rows) {
  Table table;
  for (const auto& column : cell_columns<Row>())
    if (column.type != CellType::none) table.heading.push_back(column.name);
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    boost::mp11::mp_for_each<MembersOf<Row>>([&](auto d) {
      using Member = std::remove_cvref_t<decltype(row.*d.pointer)>;
      if constexpr (kCellType<Member> != CellType::none) cells.push_back(cell_text(row.*d.pointer));
    });
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string opening(ImportKind kind) {
  const auto name = kind == ImportKind::basic_items ? std::string("basic-items") : std::string(enum_text(kind));
  return "{\"format\":\"tongban.catalog/1\",\"kind\":\"" + name + "\",\"rows\":[\n";
}

template <class Row>
std::string json_of(ImportKind kind, const std::vector<Row>& rows) {
  auto text = opening(kind);
  for (const auto& row : rows) text += (&row == rows.data() ? "" : ",\n") + to_json(row);
  return text + "\n]}\n";
}

Result<std::string> bytes_of(const Table& table, ExportFormat format) {
  if (format == ExportFormat::csv) {
    documents::CsvWriter csv;
    csv.row(table.heading);
    for (const auto& row : table.rows) csv.row(row);
    return csv.take();
  }
  std::vector<documents::Column> columns;
  for (const auto& title : table.heading) columns.push_back({title});
  documents::XlsxWriter book("tongban", columns);
  for (const auto& row : table.rows) TRY(book.row({row.begin(), row.end()}));
  return book.finish();
}

template <class Row>
Result<std::string> list_bytes(const ExportAsked& asked, const std::vector<Row>& rows) {
  if (asked.format == ExportFormat::json) return json_of(asked.kind, rows);
  return bytes_of(table_of(rows), asked.format);
}

std::vector<BasicItemImport> basic_items(db::Tx& tx) {
  std::vector<BasicItemImport> rows;
  for (auto& stored : store::all_basic_items(tx)) {
    if (auto content = from_json_text<BasicItemContent>(stored.content)) stored.row.content = std::move(*content);
    rows.push_back(std::move(stored.row));
  }
  return rows;
}

// The items of the next page that the actor may see, as rows of the import; the id to go on from, 0 at the end.
struct ItemRows {
  std::vector<store::ItemPage> items;
  std::int64_t next = 0;
};
Result<ItemRows> next_items(const Services& services, const Actor& actor, const CodeRange& range, std::int64_t after) {
  ItemRows rows;
  WorkCtx work{actor, services, services.clock.now()};
  TRY(work.read([&](Ctx& ctx) -> Result<void> {
    auto page = store::item_page(ctx.tx, range.from, range.to, after, kItemsAtOnce);
    rows.next = page.size() == kItemsAtOnce ? page.back().item.item_id : 0;
    for (auto& item : page)
      if (may_edit(actor, item.item.department_id, item.item.department_region)) rows.items.push_back(std::move(item));
    return {};
  }));
  return rows;
}

std::string item_json(const store::ItemPage& page) {
  ItemImport row;
  row.department = {page.item.department_region, page.item.department_name};
  row.basic_item = page.item.basic_item;
  row.implementing_code = page.item.implementing_code;
  row.handle_code = page.item.handle_code;
  row.code_as_is = page.item.code_as_is;
  row.local_code = page.item.local_code;
  row.demonstration = page.item.demonstration;
  // The content stands in the row as it is stored, so that its digest stays the same.
  auto text = to_json(row);
  const auto at = text.rfind("\"content\":");
  return text.substr(0, at) + "\"content\":" + page.content + "}";
}

std::function<std::optional<std::string>()> stream_items(const WorkCtx& work, const CodeRange& range) {
  struct Progress {
    std::int64_t after = 0;
    bool begun = false, ended = false, first = true;
  };
  const auto progress = std::make_shared<Progress>();
  return [&services = work.services, actor = work.actor, range, progress]() -> std::optional<std::string> {
    if (progress->ended) return std::nullopt;
    std::string text = std::exchange(progress->begun, true) ? "" : opening(ImportKind::items);
    const auto rows = next_items(services, actor, range, progress->after);
    // The head is sent already: breaking off is the only way to say that the rest is missing.
    if (!rows) throw std::runtime_error("export broke off: " + rows.error().key);
    for (const auto& item : rows->items) text += (std::exchange(progress->first, false) ? "" : ",\n") + item_json(item);
    progress->after = rows->next;
    progress->ended = rows->next == 0;
    if (progress->ended) text += "\n]}\n";
    return text;
  };
}

Result<std::string> item_table(const WorkCtx& work, const CodeRange& range, ExportFormat format) {
  Table table;
  table.heading = {"实施编码", "业务办理项编码", "地方编码", "事项名称", "事项类型", "区划",
                   "实施部门", "法定时限",       "承诺时限", "状态",     "完整度",   "演示"};
  std::int64_t after = 0;
  do {
    const auto rows = TRY(next_items(work.services, work.actor, range, after));
    for (const auto& page : rows.items) {
      const auto& item = page.item;
      table.rows.push_back({item.implementing_code, item.handle_code, item.local_code, page.item_name, page.item_type,
                            item.department_region, item.department_name, page.legal_limit, page.promised_limit,
                            page.state, std::to_string(page.completeness), item.demonstration ? "是" : "否"});
    }
    after = rows.next;
  } while (after != 0);
  return bytes_of(table, format);
}

const char* media_type(ExportFormat format) {
  switch (format) {
    case ExportFormat::json:
      return "application/json; charset=utf-8";
    case ExportFormat::csv:
      return "text/csv; charset=utf-8";
    case ExportFormat::xlsx:
      break;
  }
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

Result<std::string> list_of(WorkCtx& work, const ExportAsked& asked) {
  std::string bytes;
  TRY(work.read([&](Ctx& ctx) -> Result<void> {
    if (asked.kind == ImportKind::regions) bytes = TRY(list_bytes(asked, store::all_regions(ctx.tx)));
    if (asked.kind == ImportKind::dictionary) bytes = TRY(list_bytes(asked, store::all_codes(ctx.tx)));
    if (asked.kind == ImportKind::basic_items) bytes = TRY(list_bytes(asked, basic_items(ctx.tx)));
    if (asked.kind == ImportKind::departments) {
      std::vector<DepartmentImport> rows;
      for (auto& department : store::all_departments(ctx.tx)) rows.push_back(std::move(department.row));
      bytes = TRY(list_bytes(asked, rows));
    }
    return {};
  }));
  return bytes;
}

}  // namespace

Result<ExportAsked> parse_export(std::string_view file) {
  const auto dot = file.rfind('.');
  const auto kind = import_kind(file.substr(0, dot));
  const auto format = dot == std::string_view::npos ? std::nullopt : parse_enum<ExportFormat>(file.substr(dot + 1));
  if (!kind || !format) return not_found("export.no_such_list", "没有这个导出文件");
  return ExportAsked{*kind, *format, ""};
}

Result<Exported> export_list(WorkCtx& work, const ExportAsked& asked) {
  const auto range = TRY(subtree_of(asked.region_code));
  Exported exported;
  if (asked.kind != ImportKind::items)
    exported.bytes = TRY(list_of(work, asked));
  else if (asked.format == ExportFormat::json)
    exported.next = stream_items(work, range);
  else
    exported.bytes = TRY(item_table(work, range, asked.format));
  exported.media_type = media_type(asked.format);
  exported.file_name = std::string(enum_text(asked.kind)) + "." + std::string(enum_text(asked.format));
  work.audit = {"catalog", 0, "export " + exported.file_name};
  return exported;
}

}  // namespace tongban::catalog
