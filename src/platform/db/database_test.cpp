// What both engines promise alike.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <limits>
#include <thread>

#include "platform/db/db.h"
#include "platform/db/test_database.h"

using namespace tongban;
using namespace tongban::db;

namespace {

void schema(Database& database) {
  const auto made = database.write([](Tx& tx) -> Result<void> {
    tx.exec("CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT, score DOUBLE PRECISION, UNIQUE (name))");
    tx.exec("CREATE TABLE child (id BIGINT PRIMARY KEY, t_id BIGINT NOT NULL REFERENCES t (id))");
    return {};
  });
  REQUIRE(made.ok());
}

std::int64_t count(Database& database) {
  std::int64_t n = -1;
  REQUIRE(database
              .read([&](Tx& tx) -> Result<void> {
                n = tx.query("SELECT count(*) FROM t").integer(0, 0);
                return {};
              })
              .ok());
  return n;
}

Result<void> insert(Database& database, std::int64_t id) {
  return database.write([id](Tx& tx) -> Result<void> {
    tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", id, std::to_string(id));
    return {};
  });
}

}  // namespace

TEST_CASE("values come back as they were stored") {
  for_each_database([](Database& database) {
    schema(database);
    const std::string name = "办理 'x' \"y\" \\ \n 😀";
    REQUIRE(database
                .write([&](Tx& tx) -> Result<void> {
                  tx.exec("INSERT INTO t (id, name, score) VALUES ($1, $2, $3)",
                          std::numeric_limits<std::int64_t>::max(), name, 0.1 + 0.2);
                  tx.exec("INSERT INTO t (id, name, score) VALUES ($1, $2, $3)",
                          std::numeric_limits<std::int64_t>::min(), "", -1e300);
                  tx.exec("INSERT INTO t (id, name, score) VALUES ($1, $2, $3)", true, nullptr,
                          std::optional<double>());
                  return {};
                })
                .ok());
    REQUIRE(database
                .read([&](Tx& tx) -> Result<void> {
                  const Rows rows = tx.query("SELECT id, name, score FROM t ORDER BY id");
                  REQUIRE(rows.size() == 3);
                  CHECK(rows.integer(0, 0) == std::numeric_limits<std::int64_t>::min());
                  CHECK(rows.text(0, 1) == "");
                  CHECK_FALSE(rows.null(0, 1));
                  CHECK(rows.real(0, 2) == -1e300);
                  CHECK(rows.integer(1, 0) == 1);
                  CHECK(rows.null(1, 1));
                  CHECK(rows.optional_text(1, 1) == std::nullopt);
                  CHECK(rows.real(1, 2) == 0);
                  CHECK(rows.optional_integer(1, 2) == std::nullopt);
                  CHECK(rows.integer(2, 0) == std::numeric_limits<std::int64_t>::max());
                  CHECK(rows.text(2, 1) == name);
                  CHECK(rows.real(2, 2) == 0.1 + 0.2);
                  CHECK_THROWS_AS(rows.integer(2, 1), DatabaseError);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("values are taken by number, not by the order in which numbers appear") {
  for_each_database([](Database& database) {
    REQUIRE(database
                .read([&](Tx& tx) -> Result<void> {
                  const Rows rows =
                      tx.query("SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)", "one", "two");
                  CHECK(rows.text(0, 0) == "two");
                  CHECK(rows.text(0, 1) == "one");
                  CHECK(rows.text(0, 2) == "two");
                  return {};
                })
                .ok());
  });
}

TEST_CASE("text that PostgreSQL cannot store is refused as bad input, and the connection goes on") {
  for_each_database([](Database& database) {
    schema(database);
    for (const std::string& bad : {std::string("a\0b", 3), std::string("\xFF\xFE")}) {
      const auto result = database.write([&](Tx& tx) -> Result<void> {
        tx.exec("INSERT INTO t (id, name) VALUES (1, $1)", bad);
        return {};
      });
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().code == Code::invalid);
      CHECK(result.error().key == "db.invalid_text");
    }
    CHECK(count(database) == 0);
  });
}

TEST_CASE("a wrong number of values is an error, not a silent NULL") {
  for_each_database([](Database& database) {
    schema(database);
    CHECK_FALSE(database
                    .write([](Tx& tx) -> Result<void> {
                      tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", 1);
                      return {};
                    })
                    .ok());
    CHECK(count(database) == 0);
  });
}

TEST_CASE("rows changed are counted, and not for reads") {
  for_each_database([](Database& database) {
    schema(database);
    for (int i = 0; i < 3; ++i) REQUIRE(insert(database, i).ok());
    REQUIRE(database
                .write([](Tx& tx) -> Result<void> {
                  CHECK(tx.query("UPDATE t SET score = 1 WHERE id > 0").affected == 2);
                  CHECK(tx.query("SELECT id FROM t").affected == 0);
                  CHECK(tx.query("UPDATE t SET score = 1 WHERE id > 10").affected == 0);
                  const Rows rows =
                      tx.query("INSERT INTO t (id, name) VALUES (9, 'x') ON CONFLICT DO NOTHING RETURNING id");
                  CHECK(rows.affected == 1);
                  CHECK(rows.integer(0, 0) == 9);
                  CHECK(
                      tx.query("INSERT INTO t (id, name) VALUES (9, 'x') ON CONFLICT DO NOTHING RETURNING id").empty());
                  CHECK(tx.query("DELETE FROM t WHERE id = 9").affected == 1);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("1,000 concurrent writes are all acknowledged, and all there after a restart") {
  Options options;
  options.answer_timeout_ms = 60'000;  // the machine may be slow and shared
  for_each_test_database(
      [](TestDatabase& database) {
        schema(database);
        std::atomic<int> good = 0, answered = 0;
        std::promise<void> all;
        for (int i = 0; i < 1000; ++i) {
          database.write_async(
              [i](Tx& tx) -> Result<void> {
                tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", i, std::to_string(i));
                return {};
              },
              [&](Result<void> result) {
                if (result.ok()) ++good;
                if (++answered == 1000) all.set_value();
              });
        }
        all.get_future().wait();
        CHECK(good == 1000);
        database.reopen();
        CHECK(count(database) == 1000);
      },
      options);
}

TEST_CASE("a body that fails is undone alone, its neighbours are kept") {
  for_each_database([](Database& database) {
    schema(database);
    std::vector<std::promise<Result<void>>> answers(60);
    for (int i = 0; i < 60; ++i) {
      database.write_async(
          [i](Tx& tx) -> Result<void> {
            tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", i, std::to_string(i));
            if (i % 3 == 1) return conflict("test.refused", "");
            if (i % 3 == 2) throw std::runtime_error("a bug");
            return {};
          },
          [&, i](Result<void> result) { answers[static_cast<std::size_t>(i)].set_value(std::move(result)); });
    }
    for (int i = 0; i < 60; ++i) {
      const auto result = answers[static_cast<std::size_t>(i)].get_future().get();
      CHECK(result.ok() == (i % 3 == 0));
      if (i % 3 == 1) CHECK(result.error().key == "test.refused");
      if (i % 3 == 2) CHECK(result.error().code == Code::internal);
      if (i % 3 == 2) CHECK(result.error().detail == "a bug");
    }
    CHECK(count(database) == 20);
  });
}

TEST_CASE("broken constraints are internal errors, and leave nothing") {
  for_each_database([](Database& database) {
    schema(database);
    REQUIRE(insert(database, 1).ok());
    const auto twice = insert(database, 1);
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().code == Code::internal);
    const auto orphan = database.write([](Tx& tx) -> Result<void> {
      tx.exec("INSERT INTO t (id, name) VALUES (2, 'two')");
      tx.exec("INSERT INTO child (id, t_id) VALUES (1, 99)");
      return {};
    });
    CHECK_FALSE(orphan.ok());
    CHECK(count(database) == 1);
  });
}

TEST_CASE("the kind of a broken constraint is told to the body") {
  for_each_database([](Database& database) {
    schema(database);
    const auto kind_of = [&](const char* sql) {
      auto kind = DatabaseError::Kind::other;
      const auto undone = database.write([&](Tx& tx) -> Result<void> {
        try {
          tx.exec("INSERT INTO t (id, name) VALUES (1, 'a')");
          tx.query(sql);
        } catch (const DatabaseError& e) {
          kind = e.kind;
          throw;
        }
        return {};
      });
      CHECK_FALSE(undone.ok());
      return kind;
    };
    CHECK(kind_of("INSERT INTO t (id, name) VALUES (2, 'a') RETURNING id") == DatabaseError::Kind::unique);
    CHECK(kind_of("INSERT INTO t (id, name) VALUES (1, 'b') RETURNING id") == DatabaseError::Kind::unique);
    CHECK(kind_of("INSERT INTO child (id, t_id) VALUES (1, 5) RETURNING id") == DatabaseError::Kind::foreign_key);
    CHECK(kind_of("INSERT INTO child (id, t_id) VALUES (1, NULL) RETURNING id") == DatabaseError::Kind::check);
    CHECK(kind_of("SELECT nothing FROM nowhere") == DatabaseError::Kind::other);
    CHECK(count(database) == 0);
  });
}

TEST_CASE("an attempt that fails is undone, and the transaction goes on") {
  for_each_database([](Database& database) {
    schema(database);
    REQUIRE(database
                .write([](Tx& tx) -> Result<void> {
                  tx.exec("INSERT INTO t (id, name) VALUES (1, 'one')");
                  CHECK(tx.attempt([&]() -> Result<void> {
                            tx.exec("INSERT INTO t (id, name) VALUES (2, 'two')");
                            return conflict("test.no", "");
                          })
                            .error()
                            .key == "test.no");
                  CHECK(tx.attempt([&]() -> Result<void> {
                            tx.exec("INSERT INTO t (id, name) VALUES (3, 'one')");  // unique; on PostgreSQL it is still
                                                                                    // queued here
                            return {};
                          })
                            .error()
                            .code == Code::internal);
                  CHECK(tx.attempt([&]() -> Result<void> { throw std::runtime_error("a bug"); }).error().detail ==
                        "a bug");
                  CHECK(tx.attempt([&]() -> Result<void> {
                            tx.exec("INSERT INTO t (id, name) VALUES (4, 'four')");
                            CHECK_FALSE(tx.attempt([&]() -> Result<void> {
                                            tx.exec("INSERT INTO t (id, name) VALUES (5, 'five')");
                                            tx.query("SELECT nothing FROM nowhere");
                                            return {};
                                          }).ok());
                            return {};
                          }).ok());
                  CHECK(tx.query("SELECT count(*) FROM t").integer(0, 0) == 2);
                  return {};
                })
                .ok());
    CHECK(count(database) == 2);
  });
}

TEST_CASE("a read sees one moment, however much is written meanwhile") {
  for_each_database([](Database& database) {
    schema(database);
    REQUIRE(insert(database, 1).ok());
    REQUIRE(database
                .read([&](Tx& tx) -> Result<void> {
                  CHECK(tx.query("SELECT count(*) FROM t").integer(0, 0) == 1);
                  std::thread([&] { CHECK(insert(database, 2).ok()); }).join();
                  CHECK(tx.query("SELECT count(*) FROM t").integer(0, 0) == 1);
                  return {};
                })
                .ok());
    CHECK(count(database) == 2);
  });
}

TEST_CASE("a read cannot write") {
  for_each_database([](Database& database) {
    schema(database);
    const auto result = database.read([](Tx& tx) -> Result<void> {
      tx.exec("INSERT INTO t (id, name) VALUES (1, 'a')");
      return {};
    });
    CHECK_FALSE(result.ok());
    CHECK(count(database) == 0);
  });
}

TEST_CASE("an error or exception of a read comes back, and the connection is fit for the next") {
  for_each_database([](Database& database) {
    schema(database);
    for (int i = 0; i < 20; ++i) {
      CHECK(database.read([](Tx&) -> Result<void> { return conflict("test.no", ""); }).error().key == "test.no");
      CHECK(database.read([](Tx&) -> Result<void> { throw std::runtime_error("bug"); }).error().detail == "bug");
      CHECK(database
                .read([](Tx& tx) -> Result<void> {
                  tx.query("SELECT nothing FROM nowhere");
                  return {};
                })
                .error()
                .code == Code::internal);
    }
    CHECK(count(database) == 0);
  });
}

TEST_CASE("two texts at one address are two statements") {
  for_each_database([](Database& database) {
    REQUIRE(database
                .read([](Tx& tx) -> Result<void> {
                  char sql[32] = "SELECT 1";
                  CHECK(tx.query(sql).integer(0, 0) == 1);
                  sql[7] = '2';
                  CHECK(tx.query(sql).integer(0, 0) == 2);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("more waiting writes than allowed are refused at once, the others are done") {
  Options options;
  options.max_waiting_writes = 5;
  options.pool = 1;
  for_each_test_database(
      [](TestDatabase& database) {
        schema(database);
        std::promise<void> entered, release;
        auto gate = release.get_future().share();
        std::atomic<int> good = 0, refused = 0, retry_after = 0;
        const auto done = [&](Result<void> result) {
          if (result.ok()) {
            ++good;
          } else if (result.error().key == "db.overloaded" && result.error().code == Code::unavailable) {
            ++refused;
            retry_after += result.error().retry_after_seconds;
          }
        };
        database.write_async(
            [&, gate](Tx&) -> Result<void> {
              entered.set_value();
              gate.wait();
              return {};
            },
            done);
        entered.get_future().wait();
        for (int i = 0; i < 8; ++i) {
          database.write_async(
              [i](Tx& tx) -> Result<void> {
                tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", i, std::to_string(i));
                return {};
              },
              done);
        }
        CHECK(refused == 3);
        CHECK(retry_after >= 3);
        release.set_value();
        database.drain();
        CHECK(good == 6);
        CHECK(count(database) == 5);
      },
      options);
}

TEST_CASE("drain finishes what waits and refuses what comes later") {
  for_each_database([](Database& database) {
    schema(database);
    std::atomic<int> good = 0;
    for (int i = 0; i < 100; ++i) {
      database.write_async(
          [i](Tx& tx) -> Result<void> {
            tx.exec("INSERT INTO t (id, name) VALUES ($1, $2)", i, std::to_string(i));
            return {};
          },
          [&](Result<void> result) { good += result.ok(); });
    }
    database.drain();
    CHECK(good == 100);
    CHECK(insert(database, 1000).error().key == "db.closed");
    CHECK(count(database) == 100);
  });
}

TEST_CASE("a write that waits for itself is refused, not stuck") {
  for_each_database([](Database& database) {
    schema(database);
    CHECK(database.write([&](Tx&) -> Result<void> { return insert(database, 1); }).error().code == Code::internal);
  });
}

TEST_CASE("a statement that takes too long is ended") {
  Options options;
  options.statement_timeout_ms = 100;
  for_each_test_database(
      [](TestDatabase& database) {
        schema(database);
        const auto slow = [](Tx& tx) -> Result<void> {
          tx.query(
              "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 2000000000)"
              " SELECT count(*) FROM r");
          return {};
        };
        CHECK(database.read(slow).error().key == "db.timeout");
        CHECK(database.write(slow).error().code == Code::timeout);
        CHECK(insert(database, 1).ok());
      },
      options);
}

TEST_CASE("LIKE minds the case, and \"x\" is never a string") {
  for_each_database([](Database& database) {
    REQUIRE(database
                .read([](Tx& tx) -> Result<void> {
                  CHECK(tx.query("SELECT 1 WHERE 'Abc' LIKE 'a%'").empty());
                  return {};
                })
                .ok());
    CHECK_FALSE(database
                    .read([](Tx& tx) -> Result<void> {
                      tx.query("SELECT \"hello\"");
                      return {};
                    })
                    .ok());
  });
}
