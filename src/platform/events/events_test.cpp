#include "platform/events/events.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/act/test_services.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/events/event_worker.h"
#include "platform/log/log.h"

namespace tongban::db {
extern const MigrationFile k_events_migrations[];
extern const int k_events_migration_count;
}  // namespace tongban::db

using namespace tongban;
using namespace tongban::events;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

void migrate(db::Database& database) {
  REQUIRE(
      db::migrate(database, {db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count}).ok());
  REQUIRE(database
              .write([](db::Tx& tx) -> Result<void> {
                tx.exec(
                    "CREATE TABLE effects (consumer TEXT NOT NULL, order_key BIGINT NOT NULL, place BIGINT NOT NULL, "
                    "payload TEXT NOT NULL, PRIMARY KEY (consumer, order_key, place))");
                return {};
              })
              .ok());
}

// An effect takes the next place of its consumer and key, so the order of commits is seen, and two handled at once
// collide.
Result<void> leave_effect(Ctx& ctx, const std::string& consumer, const Event& event) {
  ctx.tx.exec(
      "INSERT INTO effects (consumer, order_key, place, payload) SELECT $1, $2, COALESCE(MAX(place), 0) + 1, $3 "
      "FROM effects WHERE consumer = $1 AND order_key = $2",
      consumer, event.order_key, event.payload);
  return {};
}

// A node: services, consumers and a worker on a database.
struct Node {
  explicit Node(db::Database& database, int number = 0, WorkerOptions options = {})
      : test(database, number),
        subscriptions(std::make_shared<Subscriptions>()),
        worker(test.services, *subscriptions, metrics, options) {
    test.services.add_state(subscriptions);
  }
  // Registers a consumer that leaves one effect an event.
  void listen(const char* consumer, const char* prefix) {
    subscriptions->add(consumer, prefix, [name = std::string(consumer)](Ctx& ctx, const Event& event) {
      return leave_effect(ctx, name, event);
    });
  }
  void tell(const char* kind, std::int64_t order_key, const std::string& payload, std::int64_t event_id = 0) {
    REQUIRE(test.act([&](Ctx& ctx) -> Result<void> {
                  emit(ctx, {event_id, kind, order_key, payload});
                  return {};
                })
                .ok());
  }
  RunReport run(Instant at) { return worker.run_due(at).value(); }
  RunReport run() { return run(now()); }
  Instant now() const { return test.clock.now(); }

  log::Capture quiet{[](std::string_view) {}};
  Metrics metrics;
  TestServices test;
  std::shared_ptr<Subscriptions> subscriptions;
  EventWorker worker;
};

// The payloads a consumer has handled, in the order it did.
std::string handled(db::Database& database, const char* consumer, std::int64_t order_key = 0) {
  std::string all;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                const auto rows = tx.query(
                    "SELECT payload FROM effects WHERE consumer = $1 AND ($2 = 0 OR order_key = $2) ORDER BY "
                    "order_key, place",
                    consumer, order_key);
                for (std::size_t row = 0; row < rows.size(); ++row) all += rows.text(row, 0);
                return {};
              })
              .ok());
  return all;
}

QueueFigures figures(db::Database& database) {
  QueueFigures result;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                result = queue_figures(tx);
                return {};
              })
              .ok());
  return result;
}

std::vector<DeadEvent> dead_events(db::Database& database) {
  std::vector<DeadEvent> dead;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                dead = list_dead(tx, 0, 10);
                return {};
              })
              .ok());
  return dead;
}

}  // namespace

TEST_CASE("Kinds are matched by whole words") {
  CHECK(Subscriptions::matches("cases.decided", "cases.decided"));
  CHECK(Subscriptions::matches("cases", "cases.decided"));
  CHECK(Subscriptions::matches("", "cases.decided"));
  CHECK_FALSE(Subscriptions::matches("cases.dec", "cases.decided"));
  CHECK_FALSE(Subscriptions::matches("cases.decided.late", "cases.decided"));
}

TEST_CASE("Each consumer of a kind gets an event once, the others never") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.listen("licences", "cases.decided");
    node.listen("oversight", "cases");
    node.listen("hotline", "hotline");
    CHECK_THROWS(node.listen("hotline", "again"));
    node.tell("cases.decided", 5, "a");
    node.tell("cases.accepted", 6, "b");
    node.tell("nobody.listens", 7, "c");
    CHECK(figures(database).waiting == 3);
    CHECK(node.run().handled == 3);
    CHECK(node.run().handled == 0);
    CHECK(handled(database, "licences") == "a");
    CHECK(handled(database, "hotline") == "");
    CHECK(handled(database, "oversight").size() == 2);
    CHECK(figures(database).waiting == 0);
  });
}

TEST_CASE("An act that fails tells nobody") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.listen("oversight", "");
    const auto act = node.test.act([](Ctx& ctx) -> Result<void> {
      emit(ctx, {0, "cases.decided", 5, "a"});
      return conflict("test.no", "");
    });
    CHECK_FALSE(act.ok());
    CHECK(node.run().handled == 0);
  });
}

TEST_CASE("The same event told twice is handled once") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.listen("oversight", "");
    node.tell("cases.decided", 5, "a", 4711);
    CHECK(node.run().handled == 1);
    node.tell("cases.decided", 5, "a", 4711);
    CHECK(node.run().handled == 1);
    CHECK(handled(database, "oversight") == "a");
    // After the ids are forgotten it would count as new.
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  node.worker.forget_old(tx, node.now() + hours(24 * 31));
                  return {};
                })
                .ok());
    node.tell("cases.decided", 5, "a", 4711);
    node.run();
    CHECK(handled(database, "oversight") == "aa");
  });
}

TEST_CASE("Events of one case are handled in order even when an early one fails at first, other cases go on") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    bool works = false;
    node.listen("after", "");
    node.subscriptions->add("shaky", "", [&](Ctx& ctx, const Event& event) -> Result<void> {
      if (event.payload == "1" && !works) return conflict("test.shaky", "");
      return leave_effect(ctx, "shaky", event);
    });
    for (const char* payload : {"1", "2", "3"}) node.tell("cases.moved", 5, payload);
    for (const char* payload : {"x", "y"}) node.tell("cases.moved", 6, payload);
    CHECK(node.run().failed == 1);
    CHECK(handled(database, "shaky", 5) == "");
    CHECK(handled(database, "shaky", 6) == "xy");
    CHECK(handled(database, "after", 5) == "123");
    works = true;
    node.run(node.now() + minutes(1));
    CHECK(handled(database, "shaky", 5) == "123");
  });
}

TEST_CASE("Order holds although the clock of the second node is behind") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node ahead(database, 0), behind(database, 1);
    for (auto* node : {&ahead, &behind}) node->listen("oversight", "");
    behind.test.clock.set(ahead.now() - hours(1));
    ahead.tell("cases.moved", 5, "1");
    behind.tell("cases.moved", 5, "2");
    behind.tell("cases.moved", 5, "3");
    ahead.tell("cases.moved", 5, "4");
    ahead.run();
    CHECK(handled(database, "oversight", 5) == "1234");
  });
}

TEST_CASE("An event that keeps failing is dead, visible, and holds its case until it is retried or discarded") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.max_attempts = 2});
    bool works = false;
    node.subscriptions->add("shaky", "", [&](Ctx& ctx, const Event& event) -> Result<void> {
      if (!works && event.payload != "2") throw std::runtime_error("our bug");
      return leave_effect(ctx, "shaky", event);
    });
    node.tell("cases.moved", 5, "1");
    node.tell("cases.moved", 5, "2");
    node.tell("cases.moved", 6, "3");
    auto now = node.now();
    CHECK(node.run(now).failed == 2);
    CHECK(node.run(now = now + minutes(1)).dead == 2);
    CHECK(node.run(now = now + hours(1)).handled == 0);
    const auto dead = dead_events(database);
    REQUIRE(dead.size() == 2);
    CHECK(figures(database).dead == 2);
    CHECK(dead[0].consumer == "shaky");
    CHECK(dead[0].order_key.value == 5);
    CHECK(dead[0].attempts == 2);
    works = true;
    REQUIRE(node.test
                .act([&](Ctx& ctx) -> Result<void> {
                  TRY(retry_dead(ctx, dead[0].queue_id.value));
                  TRY(discard_dead(ctx, dead[1].queue_id.value));
                  CHECK(discard_dead(ctx, dead[1].queue_id.value).error().key == "events.no_such_dead_event");
                  CHECK(retry_dead(ctx, dead[0].queue_id.value).error().key == "events.no_such_dead_event");
                  return {};
                })
                .ok());
    CHECK(node.run(now).handled == 2);
    CHECK(handled(database, "shaky") == "12");
  });
}

TEST_CASE("An event for a consumer this node does not know waits for a node that does") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node newer(database, 0), older(database, 1, {.max_attempts = 1});
    newer.listen("oversight", "");
    newer.tell("cases.moved", 5, "1");
    CHECK(older.run().failed == 1);
    CHECK(figures(database).dead == 0);
    CHECK(newer.run(newer.now() + minutes(2)).handled == 1);
  });
}

TEST_CASE("A node that died with an event in hand is taken over after its lease, and comes too late itself") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node slow(database, 0), quick(database, 1);
    for (auto* node : {&slow, &quick}) node->listen("oversight", "");
    slow.tell("cases.moved", 5, "1");
    slow.tell("cases.moved", 5, "2");
    const auto now = slow.now();
    const auto held = slow.worker.claim(now, 10).value();
    REQUIRE(held.size() == 1);  // the second waits for the first
    CHECK(quick.run(now + seconds(59)).handled == 0);
    CHECK(quick.run(now + seconds(60)).handled == 2);
    const auto late = slow.worker.handle(held[0], now + seconds(61));
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().key == "events.fenced");
    CHECK(handled(database, "oversight") == "12");
  });
}

TEST_CASE("A late node whose event was taken over but not yet handled leaves no effect") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node slow(database, 0), quick(database, 1);
    for (auto* node : {&slow, &quick}) node->listen("oversight", "");
    slow.tell("cases.moved", 5, "1");
    const auto held = slow.worker.claim(slow.now(), 10).value();
    const auto taken_over = quick.worker.claim(slow.now() + minutes(2), 10).value();
    REQUIRE(taken_over.size() == 1);
    CHECK(slow.worker.handle(held[0], slow.now() + minutes(2)).error().key == "events.fenced");
    CHECK(handled(database, "oversight") == "");
    CHECK(quick.worker.handle(taken_over[0], slow.now() + minutes(2)).ok());
    CHECK(handled(database, "oversight") == "1");
  });
}

TEST_CASE("What a handler emits is handled too") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database);
    node.subscriptions->add("licences", "cases.decided", [](Ctx& ctx, const Event& event) -> Result<void> {
      emit(ctx, {0, "licences.issued", event.order_key, event.payload + "!"});
      return {};
    });
    node.listen("oversight", "licences");
    node.tell("cases.decided", 5, "a");
    CHECK(node.run().handled == 2);
    CHECK(handled(database, "oversight") == "a!");
  });
}

TEST_CASE("Two nodes on one PostgreSQL handle a thousand events exactly once, each case in order") {
  if (!db::postgres_for_tests()) return;
  const auto first = db::open_test_database(db::Engine::postgres);
  migrate(*first);
  const auto second = db::Database::open(first->options());
  Node a(*first, 0), b(*second, 1);
  for (auto* node : {&a, &b}) node->listen("oversight", "");
  constexpr int kCases = 50, kEach = 20;
  REQUIRE(a.test
              .act([&](Ctx& ctx) -> Result<void> {
                for (int i = 0; i < kEach; ++i) {
                  for (int c = 1; c <= kCases; ++c)
                    emit(ctx, {0, "cases.moved", c, std::string(1, static_cast<char>('a' + i))});
                }
                return {};
              })
              .ok());
  const auto now = a.now();
  std::atomic<int> count = 0;
  std::vector<std::thread> threads;
  const auto work = [&](Node& node, Instant at) {
    threads.emplace_back([&, at] { count += node.worker.run_due(at).value().handled; });
  };
  work(a, now);
  work(b, now);
  // As if leases had just ended: these take over what the others still hold.
  work(a, now + seconds(61));
  work(b, now + seconds(61));
  for (auto& thread : threads) thread.join();
  while (figures(*first).waiting > 0) count += a.run(now + seconds(200)).handled;
  CHECK(count == kCases * kEach);
  for (int c = 1; c <= kCases; ++c) CHECK(handled(*first, "oversight", c) == "abcdefghijklmnopqrst");
}

TEST_CASE("What was told, leased or put off while the clock was years ahead is handled once the clock is back") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node ahead(database, 0), back(database, 1, {.interval = std::chrono::milliseconds(20)});
    for (auto* node : {&ahead, &back}) node->listen("oversight", "");
    const auto today = ahead.now();
    ahead.test.clock.set(today + 10 * 365 * hours(24));
    ahead.tell("cases.moved", 5, "1");
    REQUIRE(ahead.worker.claim(ahead.now(), 1)->size() == 1);  // and then it dies
    ahead.tell("cases.moved", 5, "2");
    back.worker.start();
    for (int i = 0; i < 3000 && handled(database, "oversight").size() < 2; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    back.worker.stop();
    CHECK(handled(database, "oversight") == "12");
  });
}

TEST_CASE("The background worker hears of an event at once and stops cleanly") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Node node(database, 0, {.interval = std::chrono::seconds(30)});
    node.listen("oversight", "");
    node.worker.start();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    for (const char* payload : {"1", "2", "3"}) node.tell("cases.moved", 5, payload);
    for (int i = 0; i < 500 && handled(database, "oversight").size() < 3; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    node.worker.stop();
    CHECK(handled(database, "oversight") == "123");
    CHECK(node.metrics.render().find("tongban_events_total{outcome=\"handled\"} 3") != std::string::npos);
  });
}
