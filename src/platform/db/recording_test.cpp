#include "platform/db/test_recording.h"

#include <doctest/doctest.h>

#include "platform/db/test_database.h"

namespace tongban::db {
namespace {

// What grows in the plan of a statement with one value.
std::string growing(RecordingDatabase& database, const char* sql) {
  std::string step;
  const auto done = database.read([&](Tx& tx) -> Result<void> {
    database.take();
    tx.query(sql, 7);
    for (const auto& statement : database.take()) step += growing_step(plan_of(tx, statement), tx.is_postgres(), {});
    return {};
  });
  REQUIRE_MESSAGE(done.ok(), done.error().detail);
  return step;
}

}  // namespace

TEST_CASE("statements are noted with their values, in order") {
  const auto database = open_test_database();
  RecordingDatabase recording(*database);
  REQUIRE(recording
              .read([](Tx& tx) -> Result<void> {
                tx.query("SELECT $1", std::string("short-lived"));
                tx.query("SELECT 2");
                return {};
              })
              .ok());
  const auto noted = recording.take();
  REQUIRE(noted.size() == 2);
  CHECK(std::get<std::string_view>(noted[0].values.at(0)) == "short-lived");
  CHECK(std::string(noted[1].sql) == "SELECT 2");
  CHECK(recording.take().empty());
}

TEST_CASE("a plan that reads a whole table, or sorts a stretch of one, is told from one that does not") {
  for_each_database([](Database& database) {
    RecordingDatabase recording(database);
    REQUIRE(recording
                .write([](Tx& tx) -> Result<void> {
                  tx.exec_text(
                      "CREATE TABLE things (id BIGINT PRIMARY KEY, kind BIGINT NOT NULL, age BIGINT NOT NULL)");
                  tx.exec_text("CREATE INDEX things_by_kind ON things (kind, id)");
                  return {};
                })
                .ok());
    CHECK(growing(recording, "SELECT id FROM things WHERE kind = $1 ORDER BY id LIMIT 5").empty());
    CHECK(growing(recording,
                  "SELECT * FROM (SELECT * FROM (SELECT id FROM things WHERE kind = $1 ORDER BY id LIMIT 5) a "
                  "UNION ALL SELECT * FROM (SELECT id FROM things WHERE kind = $1 + 1 ORDER BY id LIMIT 5) b) v "
                  "ORDER BY id")
              .empty());
    CHECK_FALSE(growing(recording, "SELECT id FROM things WHERE age = $1").empty());
    CHECK_FALSE(growing(recording, "SELECT kind FROM things WHERE id <> $1 ORDER BY kind, id").empty());
    CHECK_FALSE(growing(recording, "SELECT id FROM things WHERE kind = $1 ORDER BY age LIMIT 5").empty());
  });
}

}  // namespace tongban::db
