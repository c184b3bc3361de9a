#include "platform/act/ctx.h"

#include <doctest/doctest.h>

#include "platform/act/test_services.h"
#include "platform/db/test_database.h"

using namespace tongban;

TEST_CASE("A long act writes in a transaction of its own, all or nothing") {
  db::for_each_database([](db::Database& database) {
    TestServices test(database);
    REQUIRE(test.act([](Ctx& ctx) -> Result<void> {
                  ctx.tx.exec("CREATE TABLE notes (note_id BIGINT PRIMARY KEY)");
                  return {};
                })
                .ok());
    const Actor actor{ActorKind::applicant, 5};
    WorkCtx work{actor, test.services, test.clock.now()};
    const auto refused = work.write([](Ctx& ctx) -> Result<void> {
      ctx.tx.exec("INSERT INTO notes (note_id) VALUES (1)");
      ctx.audit = {"note", 1, "refused"};
      return conflict("notes.refused", "");
    });
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().key == "notes.refused");
    CHECK(work.audit.detail == "refused");  // a refusal is audited too
    REQUIRE(work.write([](Ctx& ctx) -> Result<void> {
                  CHECK(ctx.audit.object_kind == "note");
                  CHECK(ctx.actor.account_id == 5);
                  ctx.tx.exec("INSERT INTO notes (note_id) VALUES ($1)", 2);
                  ctx.audit = {"note", 2, "written"};
                  return {};
                })
                .ok());
    CHECK(work.audit.object_id == 2);
    REQUIRE(work.read([](Ctx& ctx) -> Result<void> {
                  const auto rows = ctx.tx.query("SELECT note_id FROM notes ORDER BY note_id");
                  CHECK(rows.size() == 1);
                  CHECK(rows.integer(0, 0) == 2);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("Module state is found by its type, and ids made in an act grow") {
  auto database = db::open_test_database();
  TestServices test(*database);
  struct Index {
    int size = 3;
  };
  test.services.add_state(std::make_shared<Index>());
  CHECK(test.services.state<Index>().size == 3);
  REQUIRE(test.act([](Ctx& ctx) -> Result<void> {
                const auto first = ctx.new_id();
                CHECK(ctx.new_id() > first);
                return {};
              })
              .ok());
}
