// Regions with their history, departments, the dictionary and basic items, on both databases.
#include <doctest/doctest.h>

#include "base/credit_code.h"
#include "modules/catalog/private_codes.h"
#include "modules/catalog/store_places.h"
#include "modules/catalog/test_catalog.h"

namespace tongban::catalog {
namespace {

TEST_CASE("a region knows its children and its path") {
  for_each_catalog([](TestCatalog& t) {
    const auto provinces = t.call(Actor{}, region_children, RegionChildrenIn{});
    REQUIRE(provinces->regions.size() == 1);
    CHECK(provinces->regions[0].has_children);
    CHECK(t.call(Actor{}, region_children, RegionChildrenIn{kCity})->regions.at(0).name == "新化县");
    const auto county = t.call(Actor{}, region_detail, RegionIn{kCounty});
    REQUIRE(county->path.size() == 3);
    CHECK(county->path[0].name == "湖南省");
    CHECK(!county->region.has_children);
    CHECK(t.call(Actor{}, region_detail, RegionIn{"999999999999"}).error().key == "catalog.no_such_region");
  });
}

TEST_CASE("a region that is renamed or abolished keeps its former names") {
  for_each_catalog([](TestCatalog& t) {
    t.run([](Ctx& ctx) -> Result<void> {
      store::put_region(ctx.tx, {kCounty, "新化市", 3, kCity, "2026-03-01", "", "批复"});
      store::put_region(ctx.tx, {kCounty, "新化市", 3, kCity, "2026-03-01", "", "批复"});  // again: no second name
      store::put_region(ctx.tx, {"431381000000", "冷水江市", 3, kCity, "1949-10-01", "2026-05-31", "批复"});
      return {};
    });
    const auto county = t.call(Actor{}, region_detail, RegionIn{kCounty});
    REQUIRE(county->names.size() == 2);
    CHECK(county->names[0].name == "新化县");
    CHECK(county->names[0].valid_to == "2026-02-28");
    CHECK(county->names[1].name == "新化市");
    CHECK(county->region.name == "新化市");
    CHECK(t.call(Actor{}, region_children, RegionChildrenIn{kCity})->regions.size() == 1);
    CHECK(t.call(Actor{}, region_detail, RegionIn{"431381000000"})->region.valid_to == "2026-05-31");
  });
}

TEST_CASE("levels and paths follow the code") {
  CHECK(use_level_of(kProvince) == "2");
  CHECK(use_level_of(kCounty) == "4");
  CHECK(use_level_of("431322100000") == "5");
  CHECK(use_level_of("x").empty());
  CHECK(region_path_codes("431322100201") ==
        std::vector<std::string>{kProvince, kCity, kCounty, "431322100000", "431322100201"});
  CHECK(region_path_codes("110101000000") == std::vector<std::string>{"110000000000", "110101000000"});
}

TEST_CASE("private codes pass every check and could not be official") {
  const auto code = private_credit_code("431322000000", 12);
  CHECK(code.size() == 18);
  CHECK(code.starts_with("YY994313DEM000012"));
  CHECK(parse_credit_code(code).ok());
  CHECK(is_private_credit_code(code));
  CHECK(!is_private_credit_code("11100000000013338W"));
  CHECK(private_basic_code("01", 12) == "990100000012");
  CHECK(private_basic_code("1", 12).empty());
  CHECK(private_basic_code("01", 0).empty());
  CHECK(private_credit_code("43", 1).empty());
  CHECK(private_credit_code("431322000000", 1'000'000).empty());
}

TEST_CASE("a department has a right code, the private range is for demonstration only") {
  for_each_catalog([](TestCatalog& t) {
    CreateDepartmentIn in;
    in.name = "新化县民政局";
    in.region_code = kCounty;
    in.reason = "建立";
    const auto key = [&](const Actor& actor) {
      const auto made = t.call(actor, create_department, in);
      return made.ok() ? std::string("ok") : made.error().key;
    };
    in.credit_code = "11100000000013338X";
    CHECK(key(t.platform) == "catalog.bad_credit_code");
    in.credit_code = private_credit_code(kCounty, 99);
    CHECK(key(t.platform) == "catalog.private_range");
    in.credit_code = "11100000000013338W";
    CHECK(key(t.editor()) == "catalog.no_such_region");  // a post in one department makes no other
    CHECK(key(t.platform) == "ok");
    CHECK(key(t.platform) == "catalog.department_exists");
    in.name = " ";
    CHECK(key(t.platform) == "catalog.name_required");
    const auto listed = t.call(Actor{}, list_departments, ListDepartmentsIn{kCounty, false, "", 20});
    REQUIRE(listed->departments.size() == 2);
    CHECK(listed->departments[0].demonstration);
    CHECK(listed->departments[0].region_name == "新化县");
    CHECK(t.call(Actor{}, list_departments, ListDepartmentsIn{kCounty, true, "", 20})->departments.empty());
  });
}

TEST_CASE("a code is valid from its first to its last day, and the gate follows") {
  for_each_catalog([](TestCatalog& t) {
    const auto sets = t.call(Actor{}, list_code_sets, ListCodeSetsIn{});
    CHECK(sets->code_sets.size() > 20);
    PutCodeEntryIn in;
    in.code_set = "item_type";
    in.code = "11";
    in.name = "政府内部审批";
    in.source = "GB/T 39046-2020 附录";
    in.valid_from = "2026-07-01";
    in.reason = "新增类型";
    REQUIRE(t.call(t.publisher(), put_code_entry, in).ok());
    const auto names = [&](const std::string& day) {
      return t.call(Actor{}, list_code_entries, CodeSetIn{"item_type", day})->entries.size();
    };
    CHECK(names("2026-06-30") + 1 == names("2026-07-01"));
    in.valid_to = "2026-08-31";
    REQUIRE(t.call(t.publisher(), put_code_entry, in).ok());
    CHECK(names("2026-08-31") == names("2026-09-01") + 1);
    in.valid_to = "2026-06-01";
    CHECK(t.call(t.publisher(), put_code_entry, in).error().key == "catalog.dates_reversed");
    in.source = "";
    CHECK(t.call(t.publisher(), put_code_entry, in).error().key == "catalog.source_required");
    CHECK(t.call(Actor{}, list_code_entries, CodeSetIn{"nothing", ""}).error().key == "catalog.no_such_code_set");
    CHECK(t.call(Actor{}, list_code_entries, CodeSetIn{"item_type", "July"}).error().key == "field.bad_date");

    PutCodeEntryIn phrase;
    phrase.code_set = "vague_material";
    phrase.code = "平面布局";
    phrase.name = "试验";
    phrase.source = "试验";
    phrase.reason = "试验";
    REQUIRE(t.call(t.publisher(), put_code_entry, phrase).ok());
    const auto report = t.call(t.editor(), try_gate, TryGateIn{"", complete_content()});
    REQUIRE(report->findings.size() == 1);
    CHECK(report->findings[0].code == "gate.vague_material");
  });
}

TEST_CASE("basic items have codes that agree with their type and are unique") {
  for_each_catalog([](TestCatalog& t) {
    CreateBasicItemIn in;
    in.name = "食品经营许可";
    in.basic_code = "000131024000";
    in.item_type = "01";
    in.reason = "国家目录";
    in.content.legal_basis = {{"食品安全法", "第三十五条", "", "", "", true}};
    const auto key = [&] {
      const auto made = t.call(t.editor(), create_basic_item, in);
      return made.ok() ? std::string("ok") : made.error().key;
    };
    CHECK(key() == "ok");
    CHECK(key() == "catalog.basic_code_taken");
    in.basic_code = "990131024000";
    CHECK(key() == "catalog.private_range");
    in.basic_code = "000731024000";
    CHECK(key() == "catalog.code_against_type");
    in.basic_code = "0001";
    CHECK(key() == "catalog.bad_basic_code");
    in.basic_code = "";
    CHECK(key() == "field.required");  // nothing would tell it from others
    in.local_basic_code = "甲-1";
    in.item_type = "77";
    CHECK(key() == "catalog.unknown_code");
    const auto listed = t.call(Actor{}, list_basic_items, ListBasicItemsIn{"01", "食品", "", 20});
    REQUIRE(listed->basic_items.size() == 1);
    CHECK(listed->basic_items[0].content.legal_basis.at(0).law == "食品安全法");
    CHECK(listed->basic_items[0].item_type.name == "行政许可");
    CHECK(t.call(Actor{}, list_basic_items, ListBasicItemsIn{"01", "_", "", 20})->basic_items.empty());
  });
}

}  // namespace
}  // namespace tongban::catalog
