#include "modules/catalog/import.h"

#include "modules/catalog/editing.h"
#include "modules/catalog/import_run.h"

namespace tongban::catalog {
namespace {

constexpr const char* kUndo = "import.undo";  // takes the transaction back; never leaves this file

template <class Row>
Result<void> run_rows(WorkCtx& work, const std::vector<SourceRow>& sources, const ImportOptions& options,
                      ImportReport& report, void (*put)(ImportRun&, const std::vector<ReadRow<Row>>&)) {
  std::vector<ImportFinding> unreadable;
  const auto rows = read_rows<Row>(sources, unreadable);
  const auto kind = report.kind;
  const auto done = work.conclude<ImportReport>([&](Ctx& ctx) -> Result<ImportReport> {
    report = ImportReport{};  // the body may be run again
    report.kind = kind;
    report.dry_run = options.dry_run;
    report.rows = static_cast<int>(sources.size());
    ImportRun run{ctx, options, report, unreadable};
    put(run, rows);
    report.finding_count = static_cast<int>(run.findings.size());
    run.findings.resize(std::min(run.findings.size(), kMaxListed));
    report.findings = std::move(run.findings);
    if (report.dry_run || report.finding_count > 0) return Error{Code::conflict, kUndo, ""};
    report.applied = true;
    const auto what =
        std::string(enum_text(kind)) + " +" + std::to_string(report.added) + " ~" + std::to_string(report.changed);
    ctx.audit = audited(ctx, "catalog", 0, what, options.reason);
    return report;
  });
  if (!done && done.error().key != kUndo) return done.error();
  return {};
}

bool keeps_shared_lists(const Actor& actor) {
  return actor.kind == ActorKind::platform || actor.has(Role::system_admin);
}

bool may_import(const Actor& actor) {
  return keeps_shared_lists(actor) || actor.has(Role::catalog_editor) || actor.has(Role::catalog_publisher);
}

// Lists that belong to no place change what everybody sees: for the platform and its administrators only.
bool is_for_all(ImportKind kind) {
  return kind == ImportKind::regions || kind == ImportKind::dictionary || kind == ImportKind::basic_items;
}

template <class Row>
Result<ImportReport> import_rows(WorkCtx& work, ImportKind kind, ImportFormat format, std::string_view text,
                                 const ImportOptions& options,
                                 void (*put)(ImportRun&, const std::vector<ReadRow<Row>>&)) {
  const auto sources = TRY(source_rows(kind, format, text, cell_columns<Row>()));
  ImportReport report;
  report.kind = kind;
  TRY(run_rows<Row>(work, sources, options, report, put));
  return report;
}

}  // namespace

std::optional<ImportKind> import_kind(std::string_view text) {
  return text == "basic-items" ? ImportKind::basic_items : parse_enum<ImportKind>(text);
}

Result<ImportReport> import_document(WorkCtx& work, ImportKind kind, ImportFormat format, std::string_view text,
                                     const ImportOptions& options) {
  if (!may_import(work.actor) || (is_for_all(kind) && !keeps_shared_lists(work.actor)) ||
      (options.publish && work.actor.kind != ActorKind::platform))
    return Error{Code::forbidden, "import.not_allowed", "您的岗位不能导入这类数据"};
  TRY(required_reason(options.reason));
  switch (kind) {
    case ImportKind::regions:
      return import_rows<RegionImport>(work, kind, format, text, options, put_regions);
    case ImportKind::departments:
      return import_rows<DepartmentImport>(work, kind, format, text, options, put_departments);
    case ImportKind::dictionary:
      return import_rows<DictionaryImport>(work, kind, format, text, options, put_dictionary);
    case ImportKind::basic_items:
      return import_rows<BasicItemImport>(work, kind, format, text, options, put_basic_items);
    case ImportKind::items:
      return import_rows<ItemImport>(work, kind, format, text, options, put_items);
  }
  return invalid("import.kind", "没有这种导入");
}

}  // namespace tongban::catalog
