// What telling other modules costs within an act: one event to one consumer, in a write of its own transaction batch.
#include "platform/events/events.h"

#include <benchmark/benchmark.h>

#include "platform/db/migrations.h"
#include "platform/db/test_database.h"

namespace tongban::db {
extern const MigrationFile k_events_migrations[];
extern const int k_events_migration_count;
}  // namespace tongban::db

namespace tongban::events {
namespace {

void emit_event(benchmark::State& state) {
  const auto database = db::open_test_database();
  const auto made =
      db::migrate(*database, {db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count});
  if (!made) return state.SkipWithError("no schema");
  Subscriptions subscriptions;
  subscriptions.add("bench.on_case", "cases", [](Ctx&, const Event&) -> Result<void> { return {}; });
  IdSource ids(1);
  const auto now = *parse_instant("2026-01-05T10:00:00+08:00");
  std::int64_t order_key = 0;
  for (auto _ : state) {
    // A thousand in a transaction, so that the commit does not hide what the statements cost.
    const auto done = database->write([&](db::Tx& tx) -> Result<void> {
      for (int i = 0; i < 1000; ++i)
        emit(tx, subscriptions, ids, now, {0, "cases.submitted", ++order_key, R"({"case_id":"0000000000001"})"});
      return {};
    });
    if (!done) return state.SkipWithError("not written");
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(emit_event)->Unit(benchmark::kMicrosecond)->UseRealTime();  // the statements run on the writer's thread

}  // namespace
}  // namespace tongban::events
