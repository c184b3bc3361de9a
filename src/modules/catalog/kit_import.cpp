#include "modules/catalog/kit_import.h"

#include <fstream>
#include <sstream>

#include "modules/catalog/editing.h"
#include "modules/catalog/process_check.h"

namespace tongban::catalog {
namespace {

struct KitFile {
  const char* path;
  ImportKind kind;
  ImportFormat format;
};

// In the order in which each stands on the one before.
constexpr KitFile kFiles[] = {
    {"regions/regions.tsv", ImportKind::regions, ImportFormat::tsv},
    {"catalog/code_entries.json", ImportKind::dictionary, ImportFormat::json},
    {"catalog/departments.json", ImportKind::departments, ImportFormat::json},
    {"catalog/basic_items.json", ImportKind::basic_items, ImportFormat::json},
    {"catalog/items_guides.json", ImportKind::items, ImportFormat::json},
    {"catalog/items_guangan.json", ImportKind::items, ImportFormat::json},
};

Result<std::string> text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return not_found("catalog.no_kit", "读不到文件：" + path);
  return std::move(text).str();
}

// The processes that items of the kit name must be there before them.
Result<int> import_library(const Services& services, const std::string& folder) {
  const Actor platform{ActorKind::platform};
  WorkCtx work{platform, services, services.clock.now()};
  return work.conclude<int>([&](Ctx& ctx) -> Result<int> {
    const int changed = TRY(put_library(ctx, folder));
    ctx.audit = audited(ctx, "catalog", 0, "processes ~" + std::to_string(changed), "随平台提供的流程");
    return changed;
  });
}

Error refused(const KitFile& file, const ImportReport& report) {
  auto error = unprocessable("catalog.kit_refused",
                             std::string(file.path) + " 有 " + std::to_string(report.finding_count) + " 处不符合要求");
  for (const auto& finding : report.findings) error.fields.push_back({finding.place, finding.code, finding.sentence});
  return error;
}

}  // namespace

Result<KitReport> import_kit(const Services& services, const std::string& facts_dir) {
  const Actor platform{ActorKind::platform};
  KitReport kit;
  kit.processes = TRY(import_library(services, facts_dir + "/processes"));
  for (const auto& file : kFiles) {
    const auto text = TRY(text_of(facts_dir + "/" + file.path));
    WorkCtx work{platform, services, services.clock.now()};
    ImportOptions options;
    options.reason = "随平台提供的目录数据";
    options.publish = true;
    auto report = TRY(import_document(work, file.kind, file.format, text, options));
    if (!report.applied) return refused(file, report);
    kit.added += report.added;
    kit.changed += report.changed;
    kit.unchanged += report.unchanged;
    kit.documents.push_back(std::move(report));
  }
  return kit;
}

}  // namespace tongban::catalog
