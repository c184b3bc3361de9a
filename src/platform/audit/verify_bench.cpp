// How fast a trail is verified and sealed, on SQLite (and on PostgreSQL with TONGBAN_TEST_POSTGRES). Entries are as
// wide as real ones. `tongban audit verify` prints the speed of a real trail.
#include <benchmark/benchmark.h>

#include "platform/audit/audit.h"
#include "platform/audit/blocks.h"
#include "platform/audit/sealer.h"
#include "platform/audit/walk.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
}  // namespace tongban::db

using namespace tongban;
using namespace tongban::audit;

namespace {

constexpr int kEntries = 200'000;

// A trail that was sealed as it grew: `per_block` entries in each block.
struct LongTrail {
  LongTrail(db::Engine engine, int per_block)
      : database(db::open_test_database(engine)), keyring(Keyring::ephemeral()), ids(0) {
    (void)db::migrate(*database, {db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count});
    Sealer sealer(*database, keyring, clock, 0);
    for (int done = 0; done < kEntries; done += per_block) {
      append(per_block);
      if (per_block > 1) (void)sealer.seal_all();
    }
  }
  void append(int count) {
    (void)database->write([&](db::Tx& tx) -> Result<void> {
      for (int i = 0; i < count; ++i) {
        const auto now = clock.now();
        audit::append(tx, {{ids.next(now)},
                           now,
                           ActorKind::applicant,
                           {ids.next(now)},
                           "cases.submit",
                           "case",
                           {ids.next(now)},
                           Outcome::ok,
                           "",
                           "sOh2UhDLP932wgQV",
                           "192.168.100.200",
                           "draft→submitted"});
      }
      return {};
    });
  }
  std::unique_ptr<db::TestDatabase> database;
  Keyring keyring;
  SystemClock clock;
  IdSource ids;
};

void verify_trail(benchmark::State& state, db::Engine engine) {
  if (engine == db::Engine::postgres && !db::postgres_for_tests()) return state.SkipWithError("no PostgreSQL");
  LongTrail trail(engine, static_cast<int>(state.range(0)));
  std::int64_t entries = 0, blocks = 0;
  for (auto _ : state) {
    const auto report = verify_database(*trail.database, trail.clock, audit_keys(trail.keyring));
    if (!report || report->finding_count != 0) return state.SkipWithError("the trail is not clean");
    entries += report->entries;
    blocks = report->blocks;
  }
  state.counters["entries/s"] = benchmark::Counter(static_cast<double>(entries), benchmark::Counter::kIsRate);
  state.counters["blocks"] = static_cast<double>(blocks);
}

void seal_trail(benchmark::State& state) {
  LongTrail trail(db::Engine::sqlite, 1000);
  Sealer sealer(*trail.database, trail.keyring, trail.clock, 0);
  for (auto _ : state) {
    state.PauseTiming();
    trail.append(static_cast<int>(state.range(0)));
    state.ResumeTiming();
    (void)sealer.seal_all();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK_CAPTURE(verify_trail, sqlite, db::Engine::sqlite)->Arg(1000)->Arg(20)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(verify_trail, postgres, db::Engine::postgres)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(seal_trail)->Arg(1)->Arg(4000)->Unit(benchmark::kMicrosecond);

}  // namespace
