#include <cstdio>

#include "app/commands.h"
#include "app/node.h"
#include "modules/catalog/import.h"

namespace tongban::app {
namespace {

void print(const catalog::ImportReport& report) {
  for (const auto& finding : report.findings)
    std::printf("%s: %s (%s)\n", finding.place.c_str(), finding.sentence.c_str(), finding.code.c_str());
  for (const auto& change : report.changes) {
    std::printf("%s %s %s", change.place.c_str(), change.action.c_str(), change.name.c_str());
    for (const auto& field : change.fields) std::printf(" %s", field.c_str());
    std::printf("\n");
  }
  std::printf("%d rows: %d added, %d changed, %d unchanged, %d findings; %s\n", report.rows, report.added,
              report.changed, report.unchanged, report.finding_count,
              report.applied ? "applied" : (report.dry_run ? "dry run, nothing written" : "refused, nothing written"));
}

catalog::ImportFormat format_of(const std::string& path) {
  if (path.ends_with(".csv")) return catalog::ImportFormat::csv;
  if (path.ends_with(".tsv")) return catalog::ImportFormat::tsv;
  return catalog::ImportFormat::json;
}

Result<bool> run(const Config& config, const std::string& kind_text, const std::string& path, bool dry_run) {
  const auto kind = catalog::import_kind(kind_text);
  if (!kind) return invalid("import.unknown_kind", "不认识的种类 " + kind_text);
  const auto text = TRY(read_file(path));
  const auto node = TRY(Node::open(config, false));
  TRY(node->ready());
  TRY(node->advance_ids());
  const Actor platform{ActorKind::platform};
  WorkCtx ctx{platform, node->services(), node->services().clock.now()};
  const auto report = TRY(catalog::import_document(ctx, *kind, format_of(path), text,
                                                   {.dry_run = dry_run, .reason = "命令行导入 " + path}));
  print(report);
  return report.finding_count == 0;
}

}  // namespace

int import_file(const Config& config, const std::string& kind, const std::string& path, bool dry_run) {
  const auto clean = run(config, kind, path, dry_run);
  if (!clean) return report(clean.error());
  return *clean ? 0 : 1;
}

}  // namespace tongban::app
