// Hard upper bounds on what the public's main questions cost the database.
#include <doctest/doctest.h>

#include "modules/catalog/actions.h"
#include "modules/catalog/test_kit.h"
#include "platform/db/test_recording.h"

namespace tongban::catalog {
namespace {

template <class Out, class Body>
int statements_of(db::RecordingDatabase& recording, const KitCatalog& kit, Body body) {
  kit.read<Out>(body);  // what is kept in memory per node is warm
  recording.take();
  kit.read<Out>(body);
  return static_cast<int>(recording.take().size());
}

}  // namespace

TEST_CASE("search, suggestions, browsing and a guide ask the database no more than they need") {
  const auto database = db::open_test_database();
  db::RecordingDatabase recording(*database);
  KitCatalog kit(recording);
  REQUIRE(import_kit(kit.services.services, kit.services.config.node.catalog_dir).ok());
  SearchIn search;
  search.q = "食品经营许可";
  search.region_code = "431322000000";
  Id item_id;
  const int searching = statements_of<SearchPage>(recording, kit, [&](Ctx& ctx) -> Result<SearchPage> {
    auto page = TRY(search_items(ctx, search));
    item_id = page.hits.at(0).item.item_id;
    return page;
  });
  CHECK_MESSAGE(searching <= 3, searching, " statements for a search");
  SuggestIn suggest;
  suggest.q = "食品";
  const int suggesting =
      statements_of<SuggestList>(recording, kit, [&](Ctx& ctx) { return suggest_items(ctx, suggest); });
  CHECK_MESSAGE(suggesting <= 2, suggesting, " statements for suggestions");
  BrowseIn browse;
  browse.region_code = "431322000000";
  const int browsing = statements_of<ItemList>(recording, kit, [&](Ctx& ctx) { return browse_items(ctx, browse); });
  CHECK_MESSAGE(browsing <= 4, browsing, " statements to browse");
  const int reading = statements_of<Guide>(recording, kit, [&](Ctx& ctx) { return guide(ctx, GuideIn{item_id}); });
  CHECK_MESSAGE(reading <= 8, reading, " statements for a guide");
}

}  // namespace tongban::catalog
