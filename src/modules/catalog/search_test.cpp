#include "modules/catalog/search.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/test_kit.h"

namespace tongban::catalog {
namespace {

SearchPage search(const KitCatalog& kit, SearchIn in) {
  return kit.read<SearchPage>([&](Ctx& ctx) { return search_items(ctx, in); });
}
SearchPage search(const KitCatalog& kit, const std::string& q, const std::string& region_code = "") {
  SearchIn in;
  in.q = q;
  in.region_code = region_code;
  return search(kit, in);
}
std::vector<std::string> suggest(const KitCatalog& kit, const std::string& q, const std::string& region_code = "") {
  SuggestIn in;
  in.q = q;
  in.region_code = region_code;
  std::vector<std::string> names;
  for (auto& one : kit.read<SuggestList>([&](Ctx& ctx) { return suggest_items(ctx, in); }).suggestions)
    names.push_back(one.text);
  return names;
}
bool has(const std::vector<std::string>& names, const std::string& wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

}  // namespace

TEST_CASE("a county finds its own item, and those of the levels above that it does not offer itself") {
  auto& kit = loaded_kit();
  const auto own = search(kit, "食品经营许可", "431322000000");
  REQUIRE_FALSE(own.hits.empty());
  CHECK(own.hits[0].item.region_code == "431322000000");
  CHECK_FALSE(own.hits[0].item.from_parent);
  // 黄浦… of 青岛 has no offices of its own in the demonstration: the city's are offered.
  const auto district = search(kit, "食品经营许可", "370202000000");
  REQUIRE_FALSE(district.hits.empty());
  CHECK(district.hits[0].item.region_code == "370200000000");
  CHECK(district.hits[0].item.from_parent);
  for (const auto& hit : search(kit, "许可", "431322000000").hits) CHECK(hit.item.region_code == "431322000000");
}

TEST_CASE("hits are narrowed by department, theme, object, type and level") {
  auto& kit = loaded_kit();
  const auto all = search(kit, "登记", "431322000000");
  REQUIRE(all.count > 3);
  SearchIn in;
  in.q = "登记";
  in.region_code = "431322000000";
  in.theme = "person:060";
  for (const auto& hit : search(kit, in).hits) CHECK(hit.item.item_name.find("婚") != std::string::npos);
  CHECK(search(kit, in).count > 0);
  in.theme.clear();
  in.type = "20";
  for (const auto& hit : search(kit, in).hits) CHECK(hit.item.item_type.code == "20");
  in.type.clear();
  in.department_id = id_text(all.hits[0].item.department_id.value);
  for (const auto& hit : search(kit, in).hits) CHECK(hit.item.department_id == all.hits[0].item.department_id);
  in.department_id.clear();
  in.object = "legal";
  CHECK(search(kit, in).count < all.count);
  in.object.clear();
  in.level = "5";
  const auto towns = search(kit, in);
  REQUIRE(towns.count > 0);
  CHECK(towns.count < all.count);
}

TEST_CASE("pages follow one another without a gap or a repetition") {
  auto& kit = loaded_kit();
  SearchIn in;
  in.q = "许可";
  in.limit = 7;
  std::vector<std::int64_t> seen;
  SearchPage page;
  do {
    page = search(kit, in);
    for (const auto& hit : page.hits) seen.push_back(hit.item.item_id.value);
    in.after = page.next;
  } while (!page.next.empty());
  CHECK(seen.size() == static_cast<std::size_t>(page.count));
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("a code typed into the box is found by its beginning") {
  auto& kit = loaded_kit();
  const auto page = search(kit, "511A0138000000");
  REQUIRE(page.count == 1);
  CHECK(page.hits[0].item.item_name.starts_with("适龄儿童"));
  CHECK(page.hits[0].why == "编码相符");
  CHECK(search(kit, "000131024000").count == 2);
}

TEST_CASE("what people call it is said, and another spelling is offered where a character is wrong") {
  auto& kit = loaded_kit();
  CHECK(search(kit, "准生证", "431322000000").hits.at(0).why == "又称“准生证”");
  CHECK(search(kit, "结昏登记", "431322000000").did_you_mean == "结婚登记");
  CHECK(search(kit, "结婚登记", "431322000000").did_you_mean.empty());
  CHECK(search(kit, "").count == 0);
  CHECK(search(kit, "%%%").count == 0);
}

TEST_CASE("names are suggested while somebody types, each once") {
  auto& kit = loaded_kit();
  CHECK(has(suggest(kit, "食品经", "431322000000"), "食品经营许可（新办）"));
  CHECK(has(suggest(kit, "shipinj", "431322000000"), "食品经营许可（新办）"));
  CHECK(has(suggest(kit, "spjy", "431322000000"), "食品经营许可（新办）"));
  CHECK(has(suggest(kit, "准生", "431322000000"), "生育登记"));
  CHECK_FALSE(has(suggest(kit, "律师执业", "370200000000"), "食品经营许可（新办）"));
  auto names = suggest(kit, "食品");
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  CHECK(suggest(kit, "").empty());
}

TEST_CASE("search sees a change in the very next request, and a rebuilt index answers the same") {
  auto database = db::open_test_database();
  KitCatalog catalog(*database);
  REQUIRE(import_kit(catalog.services.services, catalog.services.config.node.catalog_dir).ok());
  const auto before = search(catalog, "结婚登记", "431322000000");
  REQUIRE_FALSE(before.hits.empty());
  ItemActIn suspension;
  suspension.item_id = before.hits[0].item.item_id;
  suspension.reason = "测试";
  REQUIRE(
      catalog.services.act([&](Ctx& ctx) -> Result<void> { return TRY(suspend_item(ctx, suspension)), Result<void>(); })
          .ok());
  for (const auto& hit : search(catalog, "结婚登记", "431322000000").hits)
    CHECK(hit.item.item_id != suspension.item_id);
  REQUIRE(
      catalog.services.act([&](Ctx& ctx) -> Result<void> { return TRY(resume_item(ctx, suspension)), Result<void>(); })
          .ok());
  CHECK(search(catalog, "结婚登记", "431322000000").hits.at(0).item.item_id == suspension.item_id);
  auto work = catalog.work();
  const auto rebuilt = rebuild_search(work, {});
  REQUIRE(rebuilt.ok());
  MESSAGE("index of " << rebuilt->items << " items, " << rebuilt->texts << " texts in " << rebuilt->milliseconds
                      << " ms");
  CHECK(rebuilt->items == 1292);
  CHECK(search(catalog, "结婚登记", "431322000000").hits.at(0).item.item_id == suspension.item_id);
}

}  // namespace tongban::catalog
