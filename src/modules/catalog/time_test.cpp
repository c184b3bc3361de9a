// What time and other modules do to the catalogue: timers that bring versions into effect, and applications counted.
#include <doctest/doctest.h>

#include "modules/catalog/test_catalog.h"
#include "platform/jobs/jobs.h"
#include "platform/metrics/metrics.h"

namespace tongban::catalog {
namespace {

TEST_CASE("the timer of a version brings it into effect at midnight of its day") {
  for_each_catalog([](TestCatalog& t) {
    auto content = complete_content();
    content.basic.effective_from = "2026-06-03";
    const auto id = t.call(t.platform, create_item, t.item_in(t.county_department, content))->item.item_id;
    REQUIRE(t.call(t.platform, check_version, t.step(id, 1)).ok());
    REQUIRE(t.call(t.platform, publish_version, t.step(id, 1)).ok());
    CHECK(!t.call(Actor{}, guide, GuideIn{id}).ok());
    Metrics metrics;
    jobs::JobWorker worker(t.services.services, metrics);
    add_jobs(worker);
    const auto midnight = start_of_day(*Date::make(2026, 6, 3));
    const auto before = worker.run_due(midnight - std::chrono::microseconds(1));
    REQUIRE(before.ok());
    CHECK(before->done == 0);
    t.services.clock.set(midnight);
    const auto at = worker.run_due(midnight);
    REQUIRE(at.ok());
    CHECK(at->done == 1);
    CHECK(at->failed == 0);
    CHECK(t.call(Actor{}, guide, GuideIn{id})->header.effective_from == "2026-06-03");
  });
}

TEST_CASE("an application that was submitted counts once for its item and strange events do no harm") {
  for_each_catalog([](TestCatalog& t) {
    auto named = complete_content();
    const auto first = t.published(t.item_in(t.county_department)).item.item_id;
    named.basic.item_name = "后来的事项";
    t.published(t.item_in(t.county_department, named));
    events::Subscriptions subscriptions;
    subscribe(subscriptions);
    const auto* consumer = subscriptions.find("catalog.on_case_submitted");
    REQUIRE(consumer != nullptr);
    t.run([&](Ctx& ctx) -> Result<void> {
      for (const std::string& payload :
           {std::string("{}"), std::string("nonsense"), std::string(R"({"item_id":7})"),
            std::string(R"({"item_id":"0000000000077"})"), R"({"item_id":")" + id_text(first.value) + "\"}"})
        CHECK(consumer->handler(ctx, {1, "cases.submitted", 1, payload}).ok());
      return {};
    });
    CHECK(t.call(Actor{}, browse_items, BrowseIn{.sort = "popular"})->items.front().item_id == first);
  });
}

}  // namespace
}  // namespace tongban::catalog
