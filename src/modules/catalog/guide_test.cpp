// The guide in a scenario, and its printed page.
#include <doctest/doctest.h>

#include "modules/catalog/test_catalog.h"

namespace tongban::catalog {
namespace {

TEST_CASE("one call gives everything a guide page needs, narrowed by the scenario") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    const auto open = t.call(Actor{}, guide, GuideIn{id});
    REQUIRE(open.ok());
    CHECK(!open->scenario_complete);
    CHECK(open->materials.size() == 4);
    CHECK(open->materials[3].need == MaterialNeed::depends);
    CHECK(open->header.demonstration);
    CHECK(open->header.item_type.name == "行政许可");
    CHECK(open->header.use_level.name == "县级");
    REQUIRE(open->header.region_path.size() == 3);
    CHECK(open->header.region_path[2].name == "新化县");
    CHECK(open->facts.legal_limit.text == "20 个工作日");
    CHECK(open->facts.themes.at(0).code == "person:040");
    CHECK(open->steps.size() == 5);
    CHECK(open->steps[0].stage.name == "受理");
    CHECK(open->materials_exempt == 1);
    CHECK(open->qr_svg.find("<svg") != std::string::npos);
    CHECK(open->can_apply_here);

    const auto self = t.call(Actor{}, guide, GuideIn{id, "q1:o1"});
    CHECK(self->scenario_complete);
    CHECK(self->materials.size() == 3);
    CHECK(self->conditions.size() == 2);
    CHECK(self->scenarios[0].options[0].chosen);
    const auto agent = t.call(Actor{}, guide, GuideIn{id, "q1:o2"});
    CHECK(agent->materials.size() == 4);
    CHECK(agent->materials[3].why.at(0) == "由谁来办理？：委托他人办理");
    CHECK(agent->conditions.at(2).text == "代理人年满十八周岁");
    CHECK(t.call(Actor{}, guide, GuideIn{id, "q1:o9"}).error().key == "catalog.unknown_scenario");
    CHECK(t.call(Actor{}, guide, GuideIn{id, "nonsense"}).error().key == "catalog.bad_scenario");
    CHECK(t.call(Actor{}, guide, GuideIn{{77}}).error().key == "catalog.no_such_item");
  });
}

TEST_CASE("why one cannot apply here is said") {
  for_each_catalog([](TestCatalog& t) {
    auto content = complete_content();
    content.basic.online_url = "https://example.invalid/apply";
    const auto elsewhere = t.published(t.item_in(t.county_department, content)).item.item_id;
    CHECK(t.call(Actor{}, guide, GuideIn{elsewhere})->cannot_apply_reason == "该事项在其他系统办理，请从办理地址进入");
    content = complete_content();
    content.extension.is_online = false;
    content.extension.online_level = "";
    content.basic.handling_forms = {"1", "4"};
    const auto window = t.published(t.item_in(t.county_department, content)).item.item_id;
    CHECK(!t.call(Actor{}, guide, GuideIn{window})->can_apply_here);
  });
}

TEST_CASE("the printed page escapes every text and says what is demonstration") {
  Guide guide;
  guide.header.item_name = "<script>alert(1)</script>";
  guide.header.demonstration = true;
  guide.facts.address = "\"二楼\" & '三楼'";
  guide.questions = {{"<b>问</b>", "<img src=x onerror=y>"}};
  GuideMaterial material;
  material.material.material_name = "<i>表</i>";
  guide.materials.push_back(material);
  const auto page = guide_page(guide);
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("<i>") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(page.find("&quot;二楼&quot; &amp; &#39;三楼&#39;") != std::string::npos);
  CHECK(page.find("演示数据") != std::string::npos);
  guide.header.demonstration = false;
  CHECK(guide_page(guide).find("演示数据") == std::string::npos);
}

}  // namespace
}  // namespace tongban::catalog
