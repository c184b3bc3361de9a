#include "platform/jobs/jobs.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/act/test_services.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/log/log.h"

namespace tongban::db {
extern const MigrationFile k_jobs_migrations[];
extern const int k_jobs_migration_count;
}  // namespace tongban::db

using namespace tongban;
using namespace tongban::jobs;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// The effect of a handler: a row for the subject.
constexpr const char* kEffect = "INSERT INTO effects (subject_id) VALUES ($1)";

void migrate(db::Database& database) {
  REQUIRE(db::migrate(database, {db::k_jobs_migrations, db::k_jobs_migrations + db::k_jobs_migration_count}).ok());
  REQUIRE(database
              .write([](db::Tx& tx) -> Result<void> {
                tx.exec("CREATE TABLE effects (subject_id BIGINT NOT NULL)");
                return {};
              })
              .ok());
}

Result<void> leave_effect(Ctx& ctx, const Job& job) {
  ctx.tx.exec(kEffect, job.subject_id.value);
  return {};
}

std::int64_t ask(db::Database& database, const char* sql) {
  std::int64_t number = -1;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                number = tx.query(sql).integer(0, 0);
                return {};
              })
              .ok());
  return number;
}
std::int64_t effects(db::Database& database) { return ask(database, "SELECT COUNT(*) FROM effects"); }

// A node: services and a worker on a database.
struct Node {
  explicit Node(db::Database& database, int number = 0, WorkerOptions options = {})
      : test(database, number), worker(test.services, metrics, options) {
    worker.on("leave", leave_effect);
  }
  void schedule_leave(std::int64_t subject_id, Instant due_at) {
    REQUIRE(test.act([&](Ctx& ctx) -> Result<void> {
                  schedule(ctx, "leave", subject_id, due_at);
                  return {};
                })
                .ok());
  }
  RunReport run(Instant now) { return worker.run_due(now).value(); }
  Instant now() const { return test.clock.now(); }

  log::Capture quiet{[](std::string_view) {}};
  Metrics metrics;
  TestServices test;
  JobWorker worker;
};

}  // namespace

TEST_CASE("A timer fires when it is due, not before, and once") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.schedule_leave(7, node.now() + hours(1));
    CHECK(node.run(node.now()).done == 0);
    CHECK(node.run(node.now() + hours(1)).done == 1);
    CHECK(node.run(node.now() + hours(2)).done == 0);
    CHECK(effects(database) == 1);
  });
}

TEST_CASE("Scheduling again moves the timer, cancelling takes it off") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.schedule_leave(7, node.now() + hours(1));
    node.schedule_leave(7, node.now() + hours(5));
    node.schedule_leave(8, node.now() + hours(1));
    REQUIRE(node.test
                .act([](Ctx& ctx) -> Result<void> {
                  cancel(ctx, "leave", 8);
                  cancel(ctx, "leave", 99);
                  return {};
                })
                .ok());
    CHECK(node.run(node.now() + hours(2)).done == 0);
    CHECK(node.run(node.now() + hours(5)).done == 1);
  });
}

TEST_CASE("A timer scheduled by an act that failed does not exist") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    const auto act = node.test.act([](Ctx& ctx) -> Result<void> {
      schedule(ctx, "leave", 7, ctx.now);
      return conflict("test.no", "");
    });
    CHECK_FALSE(act.ok());
    CHECK(node.run(node.now()).done == 0);
  });
}

TEST_CASE("A failing handler leaves nothing, is tried again later, then dies visibly and can be revived") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.max_attempts = 3});
    bool works = false;
    node.worker.on("shaky", [&](Ctx& ctx, const Job& job) -> Result<void> {
      TRY(leave_effect(ctx, job));
      if (!works) return conflict("test.shaky", "");
      return {};
    });
    REQUIRE(node.test
                .act([](Ctx& ctx) -> Result<void> {
                  schedule(ctx, "shaky", 7, ctx.now, R"({"a":1})");
                  return {};
                })
                .ok());
    auto now = node.now();
    CHECK(node.run(now).failed == 1);
    CHECK(node.run(now).failed == 0);  // waits
    CHECK(node.run(now = now + minutes(1)).failed == 1);
    CHECK(node.run(now = now + minutes(1)).dead == 1);
    CHECK(node.run(now = now + hours(24)).done == 0);
    CHECK(effects(database) == 0);
    std::vector<Job> dead;
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  dead = list_dead(tx, 0, 10);
                  CHECK(count_dead(tx) == 1);
                  CHECK(list_dead(tx, dead.at(0).job_id.value, 10).empty());
                  return {};
                })
                .ok());
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].attempts == 3);
    CHECK(dead[0].last_error == "test.shaky");
    CHECK(dead[0].payload == R"({"a":1})");
    works = true;
    const auto revive = [&] {
      return node.test.act([&](Ctx& ctx) -> Result<void> { return retry_dead(ctx, dead[0].job_id.value); });
    };
    CHECK(revive().ok());
    CHECK(revive().error().key == "jobs.no_such_dead_job");
    CHECK(node.run(now).done == 1);
    CHECK(effects(database) == 1);
  });
}

TEST_CASE("A handler that throws is a failure like any other") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.worker.on("broken", [](Ctx&, const Job&) -> Result<void> { throw std::runtime_error("our bug"); });
    REQUIRE(node.test
                .act([](Ctx& ctx) -> Result<void> {
                  schedule(ctx, "broken", 7, ctx.now);
                  return {};
                })
                .ok());
    CHECK(node.run(node.now()).failed == 1);
  });
}

TEST_CASE("A handler may schedule its own kind again") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.worker.on("chain", [](Ctx& ctx, const Job& job) -> Result<void> {
      TRY(leave_effect(ctx, job));
      if (job.payload.size() < 3) schedule(ctx, "chain", 7, ctx.now + hours(1), job.payload + "x");
      return {};
    });
    REQUIRE(node.test
                .act([](Ctx& ctx) -> Result<void> {
                  schedule(ctx, "chain", 7, ctx.now);
                  return {};
                })
                .ok());
    for (int i = 0; i < 6; ++i) node.run(node.now() + hours(i));
    CHECK(effects(database) == 4);
  });
}

TEST_CASE("A recurring timer keeps its grid, skips what was missed, and survives failures") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.max_attempts = 2});
    bool works = true;
    node.worker.every("sweep", hours(1), [&](Ctx& ctx, const Job& job) -> Result<void> {
      if (!works) return conflict("test.no", "");
      return leave_effect(ctx, job);
    });
    const auto start = node.now();
    REQUIRE(node.worker.ensure_recurring(start).ok());
    REQUIRE(node.worker.ensure_recurring(start + minutes(30)).ok());
    CHECK(node.run(start + minutes(59)).done == 0);
    CHECK(node.run(start + hours(1)).done == 1);
    CHECK(node.run(start + hours(1) + minutes(59)).done == 0);
    CHECK(node.run(start + hours(10) + minutes(5)).done == 1);
    CHECK(node.run(start + hours(10) + minutes(59)).done == 0);
    works = false;
    for (int i = 0; i < 5; ++i) CHECK(node.run(start + hours(11 + 3 * i)).failed == 1);
    works = true;
    CHECK(node.run(start + hours(40)).done == 1);
  });
}

TEST_CASE("A timer of a kind this node does not know waits for a node that does") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.max_attempts = 1});
    REQUIRE(node.test
                .act([](Ctx& ctx) -> Result<void> {
                  schedule(ctx, "newer", 7, ctx.now);
                  return {};
                })
                .ok());
    const auto report = node.run(node.now());
    CHECK(report.failed == 1);
    CHECK(report.dead == 0);
    node.worker.on("newer", leave_effect);
    CHECK(node.run(node.now() + minutes(2)).done == 1);
  });
}

TEST_CASE("A node that died with a timer in hand is taken over after its lease, and comes too late itself") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node slow(database), quick(database, 1);
    slow.schedule_leave(7, slow.now());
    const auto now = slow.now();
    const auto held = slow.worker.claim(now).value();
    REQUIRE(held.size() == 1);
    CHECK(quick.run(now + seconds(59)).done == 0);
    CHECK(quick.run(now + seconds(60)).done == 1);
    const auto late = slow.worker.run(held[0], now + seconds(61));
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().key == "jobs.fenced");
    CHECK(effects(database) == 1);
  });
}

TEST_CASE("A timer that was taken over and failed there is not run by the late node either") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node slow(database), quick(database, 1);
    slow.schedule_leave(7, slow.now());
    const auto held = slow.worker.claim(slow.now()).value();
    const auto taken_over = quick.worker.claim(slow.now() + minutes(2)).value();
    REQUIRE(taken_over.size() == 1);
    CHECK(slow.worker.run(held[0], slow.now() + minutes(2)).error().key == "jobs.fenced");
    CHECK(effects(database) == 0);
    CHECK(quick.worker.run(taken_over[0], slow.now() + minutes(2)).ok());
    CHECK(effects(database) == 1);
  });
}

TEST_CASE("A timer moved while a node holds it fires at its new time only") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.schedule_leave(7, node.now());
    const auto held = node.worker.claim(node.now()).value();
    node.schedule_leave(7, node.now() + hours(3));
    CHECK(node.worker.run(held.at(0), node.now()).error().key == "jobs.fenced");
    CHECK(effects(database) == 0);
    CHECK(node.run(node.now() + hours(3)).done == 1);
  });
}

TEST_CASE("Two nodes on one PostgreSQL fire a thousand timers exactly once each") {
  if (!db::postgres_for_tests()) return;
  const auto first = db::open_test_database(db::Engine::postgres);
  migrate(*first);
  const auto second = db::Database::open(first->options());
  Node a(*first, 0), b(*second, 1);
  const auto now = a.now();
  REQUIRE(a.test
              .act([&](Ctx& ctx) -> Result<void> {
                for (int i = 1; i <= 1000; ++i) schedule(ctx, "leave", i, now);
                return {};
              })
              .ok());
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  const auto work = [&](Node& node, Instant at) {
    threads.emplace_back([&, at] { done += node.worker.run_due(at).value().done; });
  };
  work(a, now);
  work(b, now);
  // As if leases had just ended: these take over what the others still hold.
  work(a, now + seconds(61));
  work(b, now + seconds(61));
  for (auto& thread : threads) thread.join();
  CHECK(done == 1000);
  CHECK(effects(*first) == 1000);
  CHECK(ask(*first, "SELECT COUNT(DISTINCT subject_id) FROM effects") == 1000);
  CHECK(ask(*first, "SELECT COUNT(*) FROM jobs") == 0);
}

TEST_CASE("A recurring timer that was set while the clock was years ahead comes back with the clock") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.worker.every("sweep", hours(1), leave_effect);
    const auto ten_years = 10 * 365 * hours(24);
    REQUIRE(node.worker.ensure_recurring(node.now() + ten_years).ok());
    CHECK(node.run(node.now() + hours(2)).done == 0);
    REQUIRE(node.worker.ensure_recurring(node.now()).ok());
    CHECK(node.run(node.now() + hours(1)).done == 1);
    CHECK(effects(database) == 1);
  });
}

TEST_CASE("The background worker fires soon after a poke and stops cleanly") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.interval = std::chrono::seconds(30)});
    REQUIRE(node.worker.start().ok());
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    node.schedule_leave(7, node.now());
    node.worker.poke();
    for (int i = 0; i < 500 && effects(database) == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    node.worker.stop();
    CHECK(effects(database) == 1);
    CHECK(node.metrics.render().find("tongban_jobs_total{outcome=\"done\"} 1") != std::string::npos);
  });
}

TEST_CASE("Retries come later and later, up to an hour, and never all at once") {
  CHECK(retry_delay(1, 0) == std::chrono::milliseconds(900));
  CHECK(retry_delay(1, 200'000) == std::chrono::milliseconds(1100));
  CHECK(retry_delay(5, 0) > retry_delay(4, 1'000'000'000));
  CHECK(retry_delay(1000, 12345) <= minutes(66));
  CHECK(retry_delay(1000, 12345) >= minutes(54));
  CHECK(retry_delay(0, 0) == retry_delay(1, 0));
}
