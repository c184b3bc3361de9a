#include "platform/audit/audit.h"

#include <doctest/doctest.h>

#include "platform/db/migrations.h"
#include "platform/db/test_database.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
}  // namespace tongban::db

using namespace tongban;
using namespace tongban::audit;

namespace {

const Instant kNoon = at_local(*Date::make(2026, 6, 1), 12 * 60);

void migrate(db::Database& database) {
  REQUIRE(db::migrate(database, {db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count}).ok());
}

Entry entry(std::int64_t audit_id, std::int64_t actor, const char* action, std::int64_t object) {
  Entry made;
  made.audit_id = {audit_id};
  made.at = kNoon + std::chrono::seconds(audit_id);
  made.actor_kind = ActorKind::staff;
  made.actor_id = {actor};
  made.action = action;
  made.object_kind = object ? "case" : "";
  made.object_id = {object};
  made.request_id = "r-1";
  made.remote_address = "10.0.0.1";
  made.detail = "accepted→under_review";
  return made;
}

void write(db::Database& database, const std::vector<Entry>& entries) {
  REQUIRE(database
              .write([&](db::Tx& tx) -> Result<void> {
                for (const auto& one : entries) append(tx, one);
                return {};
              })
              .ok());
}

// The ids of a page.
std::vector<std::int64_t> ids(db::Database& database, const Filter& filter, std::int64_t before = 0, int limit = 100) {
  std::vector<std::int64_t> found;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                for (const auto& one : list(tx, filter, before, limit)) found.push_back(one.audit_id.value);
                return {};
              })
              .ok());
  return found;
}

using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("What was appended is read back whole") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    auto denied = entry(1, 5, "cases.decide", 9);
    denied.outcome = Outcome::denied;
    denied.error_key = "auth.forbidden";
    write(database, {denied});
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  const auto page = list(tx, {}, 0, 10);
                  REQUIRE(page.size() == 1);
                  CHECK(to_json(page[0]) == to_json(denied));
                  CHECK(page[0].actor_kind == ActorKind::staff);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("Entries are listed newest first, page by page, without gap or repetition") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    std::vector<Entry> entries;
    for (int i = 1; i <= 7; ++i) entries.push_back(entry(i, 5, "cases.accept", i));
    write(database, entries);
    CHECK(ids(database, {}, 0, 3) == Ids{7, 6, 5});
    CHECK(ids(database, {}, 5, 3) == Ids{4, 3, 2});
    CHECK(ids(database, {}, 2, 3) == Ids{1});
    CHECK(ids(database, {}, 0, -1).size() == 1);
  });
}

TEST_CASE("Every filter narrows, alone and together") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    auto failed = entry(4, 6, "cases.decide", 9);
    failed.outcome = Outcome::failed;
    write(database,
          {entry(1, 5, "cases.accept", 9), entry(2, 5, "auth.login", 0), entry(3, 6, "cases.decide", 8), failed});
    CHECK(ids(database, {.actor_id = 5}) == Ids{2, 1});
    CHECK(ids(database, {.action = "cases.decide"}) == Ids{4, 3});
    CHECK(ids(database, {.object_kind = "case", .object_id = 9}) == Ids{4, 1});
    CHECK(ids(database, {.object_kind = "case"}) == Ids{4, 3, 1});
    CHECK(ids(database, {.outcome = Outcome::failed}) == Ids{4});
    CHECK(ids(database, {.actor_id = 6, .action = "cases.decide", .object_kind = "case", .object_id = 9}) == Ids{4});
    CHECK(ids(database, {.actor_id = 5, .action = "auth.login"}) == Ids{2});
    CHECK(ids(database, {.action = "x' OR '1'='1"}).empty());
  });
}

TEST_CASE("A span of time holds the entries made in it, its first moment included") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    IdSource source(1);
    std::vector<std::int64_t> made;
    for (const int hours : {0, 24 * 30, 24 * 60, 24 * 90}) {
      auto one = entry(1, 5, "cases.accept", 9);
      one.at = kNoon + std::chrono::hours(hours);
      one.audit_id = {source.next(one.at)};
      made.push_back(one.audit_id.value);
      write(database, {one});
    }
    const auto from = kNoon + std::chrono::hours(24 * 30);
    CHECK(ids(database, {.from = from, .until = kNoon + std::chrono::hours(24 * 90)}) == Ids{made[2], made[1]});
    CHECK(ids(database, {.from = from + std::chrono::seconds(1)}) == Ids{made[3], made[2]});
    CHECK(ids(database, {.action = "cases.accept", .until = from}) == Ids{made[0]});
  });
}

TEST_CASE("An entry never fails its act: long texts are cut, broken ones blotted out") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    auto odd = entry(1, 5, "cases.accept", 9);
    for (int i = 0; i < 2000; ++i) odd.detail += "长";
    odd.remote_address = std::string("bad\0\xff\n", 6);
    odd.request_id = std::string(300, 'r');
    write(database, {odd});
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  const auto read = list(tx, {}, 0, 1).at(0);
                  CHECK(read.remote_address == "?");
                  CHECK(read.request_id.size() == 100);
                  CHECK(read.detail.size() < 4500 + 30);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("Entries cannot be changed or deleted, not even by the program") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    write(database, {entry(1, 5, "cases.accept", 9)});
    CHECK_FALSE(database
                    .write([](db::Tx& tx) -> Result<void> {
                      tx.exec("UPDATE audit_entries SET actor_id = 6");
                      return {};
                    })
                    .ok());
    CHECK_FALSE(database
                    .write([](db::Tx& tx) -> Result<void> {
                      tx.exec("DELETE FROM audit_entries");
                      return {};
                    })
                    .ok());
    CHECK(ids(database, {.actor_id = 5}) == Ids{1});
  });
}
