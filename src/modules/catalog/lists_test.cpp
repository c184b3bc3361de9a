// Browsing, facets, comparison, editors' lists and completeness, on both databases.
#include <doctest/doctest.h>

#include <algorithm>

#include "modules/catalog/test_catalog.h"

namespace tongban::catalog {
namespace {

std::vector<std::string> names(const std::vector<ItemCard>& items) {
  std::vector<std::string> found;
  for (const auto& item : items) found.push_back(item.item_name + (item.from_parent ? "↑" : ""));
  std::sort(found.begin(), found.end());
  return found;
}

ItemContent named(std::string name) {
  auto content = complete_content();
  content.basic.item_name = std::move(name);
  return content;
}

using Names = std::vector<std::string>;

TEST_CASE("a region shows its own items and those of the levels above that it does not offer itself") {
  for_each_catalog([](TestCatalog& t) {
    const auto food = t.add_basic_item("食品经营许可");
    const auto drug = t.add_basic_item("药品经营许可");
    t.published_in(t.county_department, food, named("县食品"));
    t.published_in(t.province_department, food, provincial(named("省食品")));
    t.published_in(t.province_department, drug, provincial(named("省药品")));
    BrowseIn in;
    in.region_code = kCounty;
    CHECK(names(t.call(Actor{}, browse_items, in)->items) == Names{"县食品", "省药品↑"});
    in.region_code = kProvince;
    CHECK(names(t.call(Actor{}, browse_items, in)->items) == Names{"省药品", "省食品"});
    in.region_code = "";
    CHECK(t.call(Actor{}, browse_items, in)->items.size() == 3);
    in.region_code = "43132";
    CHECK(t.call(Actor{}, browse_items, in).error().key == "catalog.bad_region");
    const auto counted = t.call(Actor{}, facets, FacetsIn{kCounty});
    REQUIRE(counted.ok());
    CHECK(counted->items == 2);
    REQUIRE(counted->person_themes.size() == 1);
    CHECK(counted->person_themes[0].code == "person:040");
    CHECK(counted->person_themes[0].name == "准营准办");
    CHECK(counted->person_themes[0].count == 2);
    CHECK(counted->departments.size() == 2);
    CHECK(counted->service_objects.size() == 2);
  });
}

TEST_CASE("browsing narrows by theme, service object, type and department") {
  for_each_catalog([](TestCatalog& t) {
    auto firms_only = named("仅企业");
    firms_only.basic.service_objects = {"2"};
    firms_only.extension.person_themes = {};
    firms_only.extension.legal_themes = {"015"};
    t.published_in(t.county_department, 0, firms_only);
    t.published_in(t.province_department, 0, provincial(named("所有人")));
    const auto browse = [&](BrowseIn in) { return names(t.call(Actor{}, browse_items, in)->items); };
    CHECK(browse({.theme = "legal:015"}) == Names{"仅企业"});
    CHECK(browse({.theme = "person:015"}).empty());
    CHECK(browse({.service_object = "person"}) == Names{"所有人"});
    CHECK(browse({.service_object = "legal"}).size() == 2);
    CHECK(browse({.service_object = "1"}) == Names{"所有人"});
    CHECK(browse({.item_type = "20"}).empty());
    CHECK(browse({.department_id = id_text(t.county_department)}) == Names{"仅企业"});
    CHECK(t.call(Actor{}, browse_items, BrowseIn{.department_id = "x"}).error().key == "catalog.bad_id");
    CHECK(t.call(Actor{}, browse_items, BrowseIn{.sort = "cheapest"}).error().key == "catalog.bad_sort");
  });
}

TEST_CASE("pages follow one another without gap or repetition") {
  for_each_catalog([](TestCatalog& t) {
    for (int i = 0; i < 5; ++i) t.published_in(t.county_department, 0, named("事项" + std::to_string(i)));
    Names seen;
    BrowseIn in;
    in.limit = 2;
    int pages = 0;
    do {
      const auto page = t.call(Actor{}, browse_items, in);
      REQUIRE(page.ok());
      for (const auto& item : page->items) seen.push_back(item.item_name);
      in.after = page->next;
      ++pages;
    } while (!in.after.empty() && pages < 10);
    CHECK(pages == 3);
    CHECK(seen == Names{"事项0", "事项1", "事项2", "事项3", "事项4"});
  });
}

TEST_CASE("newest and popular lists are in their order") {
  for_each_catalog([](TestCatalog& t) {
    const auto first = t.published_in(t.county_department, 0, named("先"));
    t.services.clock.advance(std::chrono::hours(48));
    t.published_in(t.county_department, 0, named("后"));
    t.run([&](Ctx& ctx) -> Result<void> {
      count_application(ctx, first.item.item_id.value);
      count_application(ctx, first.item.item_id.value);
      return {};
    });
    CHECK(t.call(Actor{}, browse_items, BrowseIn{.sort = "newest"})->items.front().item_name == "后");
    CHECK(t.call(Actor{}, browse_items, BrowseIn{.sort = "popular"})->items.front().item_name == "先");
  });
}

TEST_CASE("the same basic item is compared across regions and differences are marked") {
  for_each_catalog([](TestCatalog& t) {
    const auto food = t.add_basic_item("食品经营许可");
    auto slow = provincial(named("食品经营许可"));
    slow.basic.promised_limit.amount = 15;
    slow.materials[2].material_name = "租赁合同";
    const auto county = t.published_in(t.county_department, food, named("食品经营许可"));
    const auto province = t.published_in(t.province_department, food, slow);
    const auto compared = t.call(Actor{}, compare_items, CompareIn{{food}, {}});
    REQUIRE(compared.ok());
    REQUIRE(compared->items.size() == 2);
    CHECK(compared->items[0].region_name == "湖南省");  // by region code
    const auto row = [&](const std::vector<ComparedRow>& rows, const std::string& key) {
      const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.key == key; });
      REQUIRE(found != rows.end());
      return *found;
    };
    const auto promised = row(compared->rows, "promised_limit");
    CHECK(promised.differs);
    CHECK(promised.values[0].text == "15 个工作日");
    CHECK(!promised.values[0].best);
    CHECK(promised.values[1].best);
    CHECK(!row(compared->rows, "legal_limit").differs);
    CHECK(row(compared->materials, "租赁合同").values[1].text.empty());
    CHECK(row(compared->materials, "租赁合同").differs);
    CHECK(!row(compared->materials, "营业执照").differs);
    const CompareIn one{{food}, {county.item.item_id}};
    CHECK(t.call(Actor{}, compare_items, one)->items.size() == 1);
    const auto other = t.published_in(t.county_department, 0, named("别的"));
    CHECK(t.call(Actor{}, compare_items, CompareIn{{food}, {other.item.item_id}}).error().key ==
          "catalog.no_such_item");
    CHECK(t.call(Actor{}, compare_items, CompareIn{{1}, {}}).error().key == "catalog.no_such_basic_item");
    CHECK(t.call(Actor{}, guide, GuideIn{county.item.item_id})->other_regions.at(0).item_id == province.item.item_id);
  });
}

TEST_CASE("editors list what their posts cover and nothing else") {
  for_each_catalog([](TestCatalog& t) {
    REQUIRE(t.call(t.platform, create_item, t.item_in(t.county_department, named("县草稿"))).ok());
    REQUIRE(t.call(t.platform, create_item, t.item_in(t.province_department, provincial(named("省草稿")))).ok());
    const auto list = [&](const Actor& actor, ListEditorItemsIn in = {}) {
      Names found;
      const auto items = t.call(actor, list_editor_items, in);
      REQUIRE(items.ok());
      for (const auto& item : items->items) found.push_back(item.item_name);
      return found;
    };
    CHECK(list(t.editor()) == Names{"县草稿"});
    CHECK(list(TestCatalog::staff(5, {{Role::catalog_editor, 0, kProvince}})).size() == 2);
    CHECK(list(TestCatalog::staff(5, {{Role::catalog_editor, 0, kCounty}})) == Names{"县草稿"});
    CHECK(list(TestCatalog::staff(5, {{Role::catalog_editor, 0, "000000000000"}})).size() == 2);
    CHECK(list(TestCatalog::staff(5, {{Role::window_clerk, 0, kProvince}})).empty());
    CHECK(list(t.platform).size() == 2);
    CHECK(list(t.platform, {.state = "published"}).empty());
    CHECK(list(t.platform, {.text = "省草"}) == Names{"省草稿"});
    CHECK(list(t.platform, {.text = "%"}).empty());
    CHECK(list(t.platform, {.department_id = id_text(t.county_department)}) == Names{"县草稿"});
    CHECK(list(t.platform, {.region_code = kCounty}) == Names{"县草稿"});
  });
}

TEST_CASE("completeness is ranked by item, department and region, worst first") {
  for_each_catalog([](TestCatalog& t) {
    auto poor = named("残缺");
    poor.basic.address = poor.basic.office_hours = "";
    REQUIRE(t.call(t.platform, create_item, t.item_in(t.county_department, poor)).ok());
    REQUIRE(t.call(t.platform, create_item, t.item_in(t.county_department, named("完整"))).ok());
    REQUIRE(t.call(t.platform, create_item, t.item_in(t.province_department, provincial(named("省级")))).ok());
    const auto by_item = t.call(t.platform, completeness_list, CompletenessIn{});
    REQUIRE(by_item->rows.size() == 3);
    CHECK(by_item->rows[0].name == "残缺");
    CHECK(by_item->rows[0].completeness == 93);
    CHECK(by_item->rows[0].errors == 2);
    const auto by_department = t.call(t.platform, completeness_list, CompletenessIn{"department", "", 50});
    REQUIRE(by_department->rows.size() == 2);
    CHECK(by_department->rows[0].items == 2);
    CHECK(by_department->rows[0].completeness == 97);  // of 93 and 100, rounded
    const auto by_region = t.call(t.editor(), completeness_list, CompletenessIn{"region", kProvince, 50});
    REQUIRE(by_region->rows.size() == 1);
    CHECK(by_region->rows[0].key == kCounty);
    CHECK(t.call(t.platform, completeness_list, CompletenessIn{"colour", "", 50}).error().key ==
          "catalog.bad_grouping");
  });
}

}  // namespace
}  // namespace tongban::catalog
