#include "platform/db/migrations.h"

#include <doctest/doctest.h>

#include <thread>

#include "platform/db/test_database.h"

using namespace tongban;
using namespace tongban::db;

namespace {

const MigrationFile kFirst = {"identity", "0010_people.sql",
                              "-- People; they apply.\nCREATE TABLE people (id {{pk}}, name TEXT NOT NULL);\n"
                              "CREATE INDEX people_name ON people (name);"};
const MigrationFile kSecond = {"cases", "0020_cases.sql",
                               "CREATE TABLE cases (id {{pk}}, person_id BIGINT NOT NULL REFERENCES people (id));"};

bool has_table(Database& database, const char* sql) {
  return database
      .read([&](Tx& tx) -> Result<void> {
        tx.query(sql);
        return {};
      })
      .ok();
}

}  // namespace

TEST_CASE("migrations are applied in the order of their names, once") {
  for_each_test_database([](TestDatabase& database) {
    const auto first = migrate(database, {kSecond, kFirst});
    REQUIRE(first.ok());
    CHECK(first.value().applied == std::vector<std::string>{"0010_people.sql", "0020_cases.sql"});
    CHECK(first.value().already_applied == 0);
    database.reopen();
    const auto second = migrate(database, {kSecond, kFirst});
    REQUIRE(second.ok());
    CHECK(second.value().applied.empty());
    CHECK(second.value().already_applied == 2);
  });
}

TEST_CASE("an edited migration is refused, and nothing is applied") {
  for_each_database([](Database& database) {
    REQUIRE(migrate(database, {kFirst}).ok());
    auto edited = kFirst;
    edited.sql = "CREATE TABLE people (id {{pk}});";
    CHECK(migrate(database, {edited, kSecond}).error().key == "db.migration_changed");
    CHECK_FALSE(has_table(database, "SELECT id FROM cases"));
  });
}

TEST_CASE("a database newer than the program is refused") {
  for_each_database([](Database& database) {
    REQUIRE(migrate(database, {kFirst, kSecond}).ok());
    CHECK(migrate(database, {kFirst}).error().key == "db.schema_newer");
  });
}

TEST_CASE("a program serves a schema that has all it needs, also a newer one, but no older one") {
  for_each_database([](Database& database) {
    const std::vector<MigrationFile> first{{"t", "0001_a.sql", "CREATE TABLE a (n INTEGER)"}};
    std::vector<MigrationFile> both = first;
    both.push_back({"t", "0002_b.sql", "CREATE TABLE b (n INTEGER)"});
    const auto ready = [&](const std::vector<MigrationFile>& files) {
      return database.read([&](Tx& tx) { return schema_ready(tx, files); });
    };
    REQUIRE(migrate(database, first));
    CHECK(ready(first));
    const auto older = ready(both);
    REQUIRE_FALSE(older);
    CHECK(older.error().key == "db.schema_outdated");
    REQUIRE(migrate(database, both));
    CHECK(ready(first));
  });
}

TEST_CASE("a migration with a mistake leaves nothing, and can be repaired") {
  for_each_database([](Database& database) {
    auto broken = kSecond;
    broken.sql = "CREATE TABLE cases (id {{pk}}); CREATE TABEL oops (id {{pk}});";
    const auto result = migrate(database, {kFirst, broken});
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().key == "db.migration_failed");
    CHECK(result.error().detail.find("0020_cases.sql") == 0);
    CHECK(has_table(database, "SELECT id FROM people"));
    CHECK_FALSE(has_table(database, "SELECT id FROM cases"));
    CHECK(migrate(database, {kFirst, kSecond}).value().applied == std::vector<std::string>{"0020_cases.sql"});
    auto unknown = kSecond;
    unknown.name = "0030_more.sql";
    unknown.sql = "CREATE TABLE more (id {{serial}})";
    CHECK(migrate(database, {kFirst, kSecond, unknown}).error().key == "db.migration_failed");
    CHECK(migrate(database, {kFirst, kSecond, kFirst}).error().key == "db.migration_failed");
  });
}

TEST_CASE("two nodes that start at once migrate once") {
  if (!postgres_for_tests()) return;
  const auto one = open_test_database(Engine::postgres);
  const auto other = Database::open(one->options());
  std::size_t applied = 0, refused = 0;
  std::mutex mutex;
  const auto start = [&](Database& database) {
    const auto result = migrate(database, {kFirst, kSecond});
    std::lock_guard lock(mutex);
    if (result.ok()) applied += result.value().applied.size();
    refused += !result.ok();
  };
  std::thread a([&] { start(*one); }), b([&] { start(*other); });
  a.join();
  b.join();
  CHECK(applied == 2);
  CHECK(refused == 0);
}

TEST_CASE("rows of an append-only table can be neither changed nor deleted") {
  for_each_database([](Database& database) {
    REQUIRE(migrate(database, {{"audit", "0005_audit.sql",
                                "CREATE TABLE entries (id {{pk}}, what TEXT);\n{{append_only entries}}\nCREATE TABLE "
                                "after_it (id {{pk}});"}})
                .ok());
    const auto run = [&](const char* sql) {
      return database.write([sql](Tx& tx) -> Result<void> {
        tx.exec(sql);
        return {};
      });
    };
    CHECK(run("INSERT INTO entries (id, what) VALUES (1, 'a')").ok());
    CHECK_FALSE(run("UPDATE entries SET what = 'b'").ok());
    CHECK_FALSE(run("DELETE FROM entries").ok());
    CHECK(run("INSERT INTO entries (id, what) VALUES (2, 'a')").ok());
    CHECK(run("INSERT INTO after_it (id) VALUES (1)").ok());
  });
}
