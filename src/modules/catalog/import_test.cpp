#include "modules/catalog/import.h"

#include <doctest/doctest.h>

#include "modules/catalog/private_codes.h"
#include "modules/catalog/test_kit.h"

namespace tongban::catalog {
namespace {

const char* const kRegions =
    "# Source: test\n# valid_from 2023-06-30\n430000000000\t湖南省\n431300000000\t娄底市\n431322000000\t新化县\n";

std::string document(const std::string& kind, const std::string& rows) {
  return R"({"format":"tongban.catalog/1","kind":")" + kind + R"(","rows":[)" + rows + "]}";
}

std::string department(const std::string& name, const std::string& code) {
  return R"({"region_code":"431322000000","name":")" + name + R"(","credit_code":")" + code +
         R"(","demonstration":true,"source":"test"})";
}

std::string private_code(int serial) { return private_credit_code("431322000000", serial); }

std::string item(const std::string& local_code, const std::string& name) {
  return R"({"department":{"region_code":"431322000000","name":"甲局"},"local_code":")" + local_code +
         R"(","implementing_code":")" + local_code +
         R"(","code_as_is":true,"demonstration":true,"content":{"basic":{"item_name":")" + name + R"("}}})";
}

const ImportFinding* finding(const ImportReport& report, const std::string& place) {
  for (const auto& one : report.findings)
    if (one.place == place) return &one;
  return nullptr;
}

Error refused(const KitCatalog& catalog, ImportKind kind, const std::string& text, ImportFormat format) {
  auto work = catalog.work();
  const auto report = import_document(work, kind, format, text, {false, "测试", false});
  REQUIRE_FALSE(report.ok());
  return report.error();
}

}  // namespace

TEST_CASE("a list is imported once: the second time nothing changes, a changed row is told with its fields") {
  db::for_each_database([](db::Database& database) {
    KitCatalog catalog(database);
    CHECK(catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv).added == 3);
    CHECK(catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv).unchanged == 3);
    const auto row = department("甲局", private_code(1));
    CHECK(catalog.import(ImportKind::departments, document("departments", row)).added == 1);
    auto changed = row;
    changed.replace(changed.find("\"test\""), 6, "\"checked\"");
    const auto dry =
        catalog.import(ImportKind::departments, document("departments", changed), ImportFormat::json, true);
    CHECK_FALSE(dry.applied);
    REQUIRE(dry.changes.size() == 1);
    CHECK(dry.changes[0].fields == std::vector<std::string>{"/source"});
    CHECK(catalog.import(ImportKind::departments, document("departments", row)).unchanged == 1);
    CHECK(catalog.import(ImportKind::departments, document("departments", changed)).changed == 1);
    CHECK(catalog.import(ImportKind::departments, document("departments", changed)).unchanged == 1);
  });
}

TEST_CASE("one wrong row keeps the whole document out, and every fault is told with its place") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  auto wrong = private_code(2);
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  const auto report = catalog.import(
      ImportKind::departments,
      document("departments", department("甲局", private_code(1)) + "," + department("乙局", wrong) + "," +
                                  department("", private_code(3)) + "," + department("甲局", private_code(1)) +
                                  R"(,{"name":7,"surprise":true})"));
  CHECK_FALSE(report.applied);
  REQUIRE(finding(report, "/rows/1/credit_code"));
  CHECK(finding(report, "/rows/1/credit_code")->code == "credit_code.checksum");
  REQUIRE(finding(report, "/rows/2/name"));
  CHECK(finding(report, "/rows/2/name")->code == "field.required");
  REQUIRE(finding(report, "/rows/3"));
  CHECK(finding(report, "/rows/3")->code == "import.duplicate_row");
  CHECK(finding(report, "/rows/4/name")->code == "field.type");
  CHECK(finding(report, "/rows/4/surprise")->code == "field.unknown");
  CHECK(report.finding_count == 5);
  // Nothing of it is there: the good row is new still.
  CHECK(catalog.import(ImportKind::departments, document("departments", department("甲局", private_code(1)))).added ==
        1);
}

TEST_CASE("documents that are no lists are refused before anything is looked at") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  const auto json = [&](const std::string& text) {
    return refused(catalog, ImportKind::departments, text, ImportFormat::json).key;
  };
  CHECK(json("{") == "json.syntax");
  CHECK(json("[]") == "import.shape");
  CHECK(json(document("regions", "")) == "import.kind");
  CHECK(json(R"({"format":"tongban.catalog/1","kind":"departments"})") == "import.shape");
  CHECK(json(R"({"format":"tongban.catalog/1","kind":"departments","rows":[],"x":1})") == "import.shape");
  CHECK(json(R"({"format":"tongban.catalog/1","format":"x"})") == "json.duplicate_key");
  CHECK(json("\"\xff\"") == "json.bad_utf8");
  CHECK(json(std::string(100, '[') + std::string(100, ']')) == "json.too_deep");
  CHECK(refused(catalog, ImportKind::items, "a,b\n", ImportFormat::csv).key == "import.format");
  CHECK(refused(catalog, ImportKind::departments, "name,colour\n", ImportFormat::csv).key == "import.columns");
  CHECK(refused(catalog, ImportKind::departments, "name,name\n", ImportFormat::csv).key == "import.columns");
  CHECK(refused(catalog, ImportKind::departments, "name\n\"open", ImportFormat::csv).key == "csv.quote");
}

TEST_CASE("a spreadsheet's lines become rows, and findings name the line") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  const std::string heading = "region_code,name,credit_code,demonstration,source\r\n";
  const auto good = heading + "431322000000,甲局," + private_code(1) + ",是,test\r\n";
  CHECK(catalog.import(ImportKind::departments, good, ImportFormat::csv).added == 1);
  const auto bad = heading + "431322000000,乙局," + private_code(2) + ",maybe,test\r\n999,丙局,,0,test\r\n";
  const auto report = catalog.import(ImportKind::departments, bad, ImportFormat::csv);
  REQUIRE(finding(report, "/line/2/demonstration"));
  CHECK(finding(report, "/line/2/demonstration")->code == "field.type");
  REQUIRE(finding(report, "/line/3/region_code"));
  CHECK(finding(report, "/line/3/region_code")->code.starts_with("region_code."));
}

TEST_CASE("an imported item is a draft; another import of other content saves the draft, of the same content nothing") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  catalog.import(ImportKind::departments, document("departments", department("甲局", private_code(1))));
  CHECK(catalog.import(ImportKind::items, document("items", item("a-1", "事项一"))).added == 1);
  CHECK(catalog.import(ImportKind::items, document("items", item("a-1", "事项一"))).unchanged == 1);
  const auto changed = catalog.import(ImportKind::items, document("items", item("a-1", "事项二")));
  REQUIRE(changed.changes.size() == 1);
  CHECK(changed.changes[0].fields == std::vector<std::string>{"/basic/item_name"});
  CHECK(catalog
            .read<SearchPage>([](Ctx& ctx) {
              SearchIn in;
              in.q = "事项二";
              return search_items(ctx, in);
            })
            .hits.empty());
}

TEST_CASE("an item that no code could ever be given is not taken in") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  catalog.import(ImportKind::departments, document("departments", department("甲局", private_code(1))));
  const std::string bare =
      R"({"department":{"region_code":"431322000000","name":"甲局"},"local_code":"a-9","demonstration":true,)"
      R"("content":{"basic":{"item_name":"事项九"}}})";
  const auto report = catalog.import(ImportKind::items, document("items", bare));
  REQUIRE(finding(report, "/rows/0/implementing_code"));
  CHECK(finding(report, "/rows/0/implementing_code")->code == "field.required");
  CHECK(report.added == 0);
}

TEST_CASE("items are refused for unknown departments, repeated codes and codes that are none") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  catalog.import(ImportKind::departments, document("departments", department("甲局", private_code(1))));
  auto nowhere = item("a-2", "事项二");
  nowhere.replace(nowhere.find("甲局"), 6, "无局");
  const std::string bad_code =
      R"({"department":{"region_code":"431322000000","name":"甲局"},"implementing_code":"123","demonstration":true,)"
      R"("content":{"basic":{"item_name":"事项三"}}})";
  const auto report =
      catalog.import(ImportKind::items, document("items", item("a-1", "事项一") + "," + item("a-1", "事项一") + "," +
                                                              nowhere + "," + bad_code + "," + item("a-4", "")));
  CHECK(finding(report, "/rows/1")->code == "import.duplicate_row");
  CHECK(finding(report, "/rows/2/department")->code == "catalog.no_such_department");
  CHECK(finding(report, "/rows/3/implementing_code")->code == "implementing_code.length");
  CHECK(finding(report, "/rows/4/content/basic/item_name")->code == "gate.item_name_missing");
  CHECK_FALSE(report.applied);
}

TEST_CASE("an editor of one county imports for it only, and never what belongs to no place") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  catalog.import(ImportKind::regions, kRegions, ImportFormat::tsv);
  Actor editor{ActorKind::staff, 7, 1, {{Role::catalog_editor, 0, "431322000000"}}};
  auto work = catalog.work(editor);
  const auto row = document("departments", department("甲局", private_code(1)));
  CHECK(import_document(work, ImportKind::departments, ImportFormat::json, row, {false, "测试", false})->added == 1);
  auto elsewhere = document("departments", department("乙局", private_code(2)));
  elsewhere.replace(elsewhere.find("431322000000"), 12, "430000000000");
  const auto report =
      import_document(work, ImportKind::departments, ImportFormat::json, elsewhere, {false, "测试", false});
  CHECK(finding(*report, "/rows/0/region_code")->code == "catalog.no_such_region");
  const auto refused = import_document(work, ImportKind::regions, ImportFormat::tsv, kRegions, {false, "测试", false});
  CHECK(refused.error().key == "import.not_allowed");
  const auto publishing =
      import_document(work, ImportKind::items, ImportFormat::json, document("items", ""), {false, "测试", true});
  CHECK(publishing.error().key == "import.not_allowed");
  Actor applicant{ActorKind::applicant, 8};
  auto outside = catalog.work(applicant);
  CHECK(
      import_document(outside, ImportKind::departments, ImportFormat::json, row, {false, "测试", false}).error().key ==
      "import.not_allowed");
}

}  // namespace tongban::catalog
