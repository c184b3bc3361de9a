// What only PostgreSQL can do to us: connections end, transactions collide, the server does not answer.
#include <doctest/doctest.h>
#include <csignal>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "platform/db/dialect.h"
#include "platform/db/postgres_connection.h"
#include "platform/db/test_database.h"

using namespace tongban;
using namespace tongban::db;

namespace {

using Clock = std::chrono::steady_clock;

Result<void> run(Database& database, const char* sql) {
  return database.write([sql](Tx& tx) -> Result<void> {
    tx.query(sql);
    return {};
  });
}

std::int64_t number(Database& database, const char* sql) {
  std::int64_t value = -1;
  const auto result = database.read([&](Tx& tx) -> Result<void> {
    value = tx.query(sql).integer(0, 0);
    return {};
  });
  INFO((result.ok() ? "" : result.error().detail));
  CHECK(result.ok());
  return value;
}

// A second way into the same database, to do to it what an administrator or a failure would.
struct Administrator {
  explicit Administrator(const Options& options) : connection(options, std::chrono::seconds(5)) {}
  Rows query(const char* sql) {
    connection.begin("BEGIN");
    Rows rows = connection.query(sql, nullptr, 0);
    connection.commit();
    return rows;
  }
  void end_all_others() {
    query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
        " pg_backend_pid()");
    // The signal is delivered in a moment.
    for (int i = 0; i < 500; ++i) {
      if (query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
              .integer(0, 0) == 0) {
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  PostgresConnection connection;
};

}  // namespace

TEST_SUITE("postgres" * doctest::skip(!postgres_for_tests())) {
  TEST_CASE("idle connections that the server ended are opened again unnoticed") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);
    Administrator administrator(database->options());
    for (int i = 1; i <= 3; ++i) {
      administrator.end_all_others();
      const auto written = database->write([i](Tx& tx) -> Result<void> {
        tx.exec("INSERT INTO t (id) VALUES ($1)", i);
        return {};
      });
      INFO((written.ok() ? "" : written.error().detail));
      CHECK(written.ok());
      CHECK(number(*database, "SELECT count(*) FROM t") == i);
    }
  }

  // The status is a span of the index: its length is thought to be a small part of what it is.
  TEST_CASE("a page of an index is read in its order, however short PostgreSQL thinks the stretch") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(
        run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY, place TEXT NOT NULL, status TEXT NOT NULL, pad TEXT)")
            .ok());
    REQUIRE(run(*database,
                "INSERT INTO t SELECT i, 'p' || i % 20, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END, repeat('x', 500) "
                "FROM generate_series(1, 20000) i")
                .ok());
    REQUIRE(run(*database, "CREATE INDEX t_in_place ON t (place, status, id)").ok());
    REQUIRE(run(*database, "ANALYZE t").ok());
    const auto plan = [&](const char* setting) {
      std::string text;
      REQUIRE(database
                  ->read([&](Tx& tx) -> Result<void> {
                    tx.exec_text(setting);
                    const auto rows = tx.query(
                        "EXPLAIN SELECT id FROM t WHERE place = $1 AND status >= $2 AND (status, id) < ($2, $3) "
                        "ORDER BY status DESC, id DESC LIMIT 500",
                        "p7", "b", std::int64_t{30'000});
                    for (std::size_t r = 0; r < rows.size(); ++r) text += std::string(rows.text(r, 0)) + "\n";
                    return {};
                  })
                  .ok());
      return text;
    };
    const auto ours = plan("SELECT 1");
    INFO(ours);
    CHECK(ours.find("Scan Backward using t_in_place") != std::string::npos);
    CHECK(ours.find("Sort") == std::string::npos);
    // Left to itself it would read all of the stretch to sort it.
    CHECK(plan("SET LOCAL enable_bitmapscan = on").find("Sort") != std::string::npos);
  }

  TEST_CASE("a write whose connection is ended on the way is done once") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    std::atomic<int> runs = 0;
    const auto written = database->write([&](Tx& tx) -> Result<void> {
      tx.query("INSERT INTO t (id) VALUES (1) RETURNING id");
      if (++runs == 1) Administrator(database->options()).end_all_others();
      tx.exec("INSERT INTO t (id) VALUES (2)");
      tx.query("SELECT 1");
      return {};
    });
    CHECK(written.ok());
    CHECK(runs == 2);
    CHECK(number(*database, "SELECT count(*) FROM t") == 2);
  }

  TEST_CASE("a connection lost while committing leaves the outcome unknown, and says so") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT)").ok());
    // The server process ends itself inside COMMIT, by a deferred trigger.
    REQUIRE(database
                ->write([](Tx& tx) -> Result<void> {
                  tx.exec_text(
                      "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                      " PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$");
                  tx.exec_text(
                      "CREATE CONSTRAINT TRIGGER t_die AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
                      " FOR EACH ROW EXECUTE FUNCTION die()");
                  return {};
                })
                .ok());
    const auto written = run(*database, "INSERT INTO t (id) VALUES (1) RETURNING id");
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().key == "db.outcome_unknown");
    CHECK(written.error().code == Code::unavailable);
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);
  }

  TEST_CASE("a body that swallows an error is not told that its work was committed") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    const auto written = database->write([](Tx& tx) -> Result<void> {
      tx.exec("INSERT INTO t (id) VALUES (1)");
      try {
        tx.query("SELECT nothing FROM nowhere");
      } catch (const DatabaseError&) {
      }
      return {};
    });
    CHECK_FALSE(written.ok());
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);
  }

  TEST_CASE("transactions that collide are repeated until each is done") {
    Options options;
    options.answer_timeout_ms = 20'000;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)").ok());
    REQUIRE(run(*database, "INSERT INTO t (id, n) VALUES (1, 0), (2, 0)").ok());
    // Two bodies that lock the rows in opposite order and meet in the middle: one of them must lose.
    std::atomic<int> met = 0, runs = 0;
    const auto cross = [&](int first, int second) {
      return database->write([&, first, second](Tx& tx) -> Result<void> {
        ++runs;
        tx.query("UPDATE t SET n = n + 1 WHERE id = $1", first);
        ++met;
        for (int i = 0; i < 400 && met < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        tx.query("UPDATE t SET n = n + 1 WHERE id = $1", second);
        return {};
      });
    };
    auto other = std::async(std::launch::async, [&] { return cross(2, 1); });
    CHECK(cross(1, 2).ok());
    CHECK(other.get().ok());
    CHECK(runs == 3);
    CHECK(number(*database, "SELECT sum(n) FROM t") == 4);
  }

  TEST_CASE("a lock that is held for long is answered as busy") {
    Options options;
    options.statement_timeout_ms = 1000;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT)").ok());
    REQUIRE(run(*database, "INSERT INTO t (id, n) VALUES (1, 0)").ok());
    Administrator administrator(database->options());
    administrator.connection.begin("BEGIN");
    administrator.connection.query("UPDATE t SET n = 1 WHERE id = 1", nullptr, 0);
    CHECK(run(*database, "UPDATE t SET n = 2 WHERE id = 1").error().key == "db.busy");
    administrator.connection.rollback();
    CHECK(run(*database, "UPDATE t SET n = 2 WHERE id = 1").ok());
  }

  TEST_CASE("many errors in prepared statements leave the connection fit for use") {
    Options options;
    options.pool = 1;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    for (int i = 0; i < 50; ++i) {
      CHECK_FALSE(database
                      ->write([](Tx& tx) -> Result<void> {
                        tx.exec("INSERT INTO t (id) VALUES (1)");
                        tx.exec("INSERT INTO t (id) VALUES (1 + 0)");
                        tx.exec("INSERT INTO t (id) VALUES (2)");  // prepared after the error: the server never saw it
                        return {};
                      })
                      .ok());
      CHECK(run(*database, "SELECT 1").ok());
    }
    CHECK(run(*database, "INSERT INTO t (id) VALUES (2)").ok());
    CHECK(number(*database, "SELECT count(*) FROM pg_prepared_statements") < 20);
    CHECK(number(*database, "SELECT count(*) FROM t") == 1);
  }

  TEST_CASE("statements survive a schema change under them") {
    Options options;
    options.pool = 1;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    const char* everything = "SELECT t.* FROM t WHERE id = 1";
    REQUIRE(run(*database, everything).ok());
    REQUIRE(run(*database, "ALTER TABLE t ADD COLUMN more TEXT").ok());
    CHECK(run(*database, everything).ok());
  }

  TEST_CASE("jobs are claimed by each worker once") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE jobs (id BIGINT PRIMARY KEY, done BIGINT NOT NULL DEFAULT 0)").ok());
    REQUIRE(run(*database, "INSERT INTO jobs (id) SELECT * FROM generate_series(1, 200)").ok());
    std::atomic<int> claimed = 0;
    std::vector<std::thread> workers;
    for (int w = 0; w < 8; ++w) {
      workers.emplace_back([&] {
        for (;;) {
          std::size_t mine = 0;
          const auto result = database->write([&](Tx& tx) -> Result<void> {
            mine = tx.query(choose(tx, "",
                                   "UPDATE jobs SET done = done + 1 WHERE id IN (SELECT id FROM jobs WHERE done = 0"
                                   " ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED) RETURNING id"))
                       .size();
            return {};
          });
          if (!result.ok() || mine == 0) return;
          claimed += static_cast<int>(mine);
        }
      });
    }
    for (auto& worker : workers) worker.join();
    CHECK(claimed == 200);
    CHECK(number(*database, "SELECT max(done) FROM jobs") == 1);
  }

  TEST_CASE("large results and many queued statements do not block each other") {
    const auto database = open_test_database(Engine::postgres);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT)").ok());
    const std::string big(100'000, 'x');
    REQUIRE(database
                ->write([&](Tx& tx) -> Result<void> {
                  for (int i = 0; i < 300; ++i) {
                    tx.exec("INSERT INTO t (id, name) VALUES ($1, $2) RETURNING name", i, big);
                  }
                  return {};
                })
                .ok());
    CHECK(number(*database, "SELECT sum(length(name)) FROM t") == 30'000'000);
  }

  TEST_CASE("a server that does not answer costs each request no more than the limit, and is used again afterwards") {
    Options options;
    options.answer_timeout_ms = 700;
    options.statement_timeout_ms = 500;
    options.pool = 2;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(run(*database, "CREATE TABLE t (id BIGINT PRIMARY KEY)").ok());
    // Stopped server processes hold the socket open and say nothing, as a broken network does.
    Administrator administrator(database->options());
    const Rows pids = administrator.query(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    for (std::size_t i = 0; i < pids.size(); ++i) kill(static_cast<pid_t>(pids.integer(i, 0)), SIGSTOP);
    const auto start = Clock::now();
    CHECK_FALSE(run(*database, "INSERT INTO t (id) VALUES (1)").ok());
    CHECK(Clock::now() - start < std::chrono::seconds(10));
    for (std::size_t i = 0; i < pids.size(); ++i) kill(static_cast<pid_t>(pids.integer(i, 0)), SIGCONT);
    bool again = false;
    for (int i = 0; i < 200 && !again; ++i) {
      again = run(*database, "INSERT INTO t (id) VALUES (2)").ok();
      if (!again) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(again);
  }
}

TEST_CASE("a PostgreSQL that is not there is told at the start, and quickly") {
  const auto start = Clock::now();
  for (const char* dsn : {"postgresql://tongban@127.0.0.1:1/x", "host=127.0.0.1 port=1,1 dbname=x", "host='broken"}) {
    Options options;
    options.dsn = dsn;
    CHECK_THROWS_AS(Database::open(options), DatabaseError);
  }
  CHECK(Clock::now() - start < std::chrono::seconds(10));
}
