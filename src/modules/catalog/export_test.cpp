#include "modules/catalog/export.h"

#include <doctest/doctest.h>

#include "modules/catalog/test_kit.h"

namespace tongban::catalog {
namespace {

std::string bytes(const KitCatalog& catalog, const std::string& file) {
  auto work = catalog.work();
  auto answer = export_list(work, parse_export(file).value());
  REQUIRE_MESSAGE(answer.ok(), explained(answer.error()));
  if (!answer->next) return answer->bytes;
  std::string text;
  while (const auto part = answer->next()) text += *part;
  return text;
}

}  // namespace

TEST_CASE("what was exported is imported again without a change") {
  auto& kit = loaded_kit();
  for (const auto& [file, kind] :
       std::vector<std::pair<std::string, ImportKind>>{{"regions.json", ImportKind::regions},
                                                       {"departments.json", ImportKind::departments},
                                                       {"dictionary.json", ImportKind::dictionary},
                                                       {"basic-items.json", ImportKind::basic_items},
                                                       {"items.json", ImportKind::items}}) {
    CAPTURE(file);
    const auto report = kit.import(kind, bytes(kit, file), ImportFormat::json, true);
    CHECK(report.rows > 100);
    CHECK(report.finding_count == 0);
    CHECK(report.unchanged == report.rows);
  }
}

TEST_CASE("lists come as CSV that is imported again without a change, and as Excel workbooks") {
  auto& kit = loaded_kit();
  for (const auto& [file, kind] : std::vector<std::pair<std::string, ImportKind>>{
           {"departments.csv", ImportKind::departments}, {"dictionary.csv", ImportKind::dictionary}}) {
    CAPTURE(file);
    const auto report = kit.import(kind, bytes(kit, file), ImportFormat::csv, true);
    CHECK(report.finding_count == 0);
    CHECK(report.unchanged == report.rows);
  }
  CHECK(bytes(kit, "departments.xlsx").starts_with("PK"));
  CHECK(bytes(kit, "items.csv").find("食品经营许可（新办）") != std::string::npos);
  CHECK(parse_export("items.pdf").error().key == "export.no_such_list");
  CHECK(parse_export("accounts.json").error().key == "export.no_such_list");
}

}  // namespace tongban::catalog
