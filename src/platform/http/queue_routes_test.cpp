#include "platform/http/queue_routes.h"

#include <doctest/doctest.h>

#include "platform/crypto/digest.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/events/event_worker.h"
#include "platform/http/test_server.h"
#include "platform/jobs/jobs.h"
#include "platform/log/log.h"

namespace tongban::db {
#define TONGBAN_ROOM(name)                            \
  extern const MigrationFile k_##name##_migrations[]; \
  extern const int k_##name##_migration_count;
TONGBAN_ROOM(audit)
TONGBAN_ROOM(http)
TONGBAN_ROOM(events)
TONGBAN_ROOM(jobs)
#undef TONGBAN_ROOM
}  // namespace tongban::db

namespace tongban::http {
namespace {

// One session: the administrator of the system.
class AdminSession final : public SessionSource {
 public:
  Result<std::optional<Session>> find(db::Tx&, const std::string& token_digest, Instant) const override {
    if (sha256_hex("token") != token_digest) return std::optional<Session>();
    Session session;
    session.actor = {ActorKind::staff, 1, 1, {{Role::system_admin, 0, ""}}};
    session.csrf_token = "csrf";
    return std::optional(session);
  }
  void touch(db::Tx&, std::int64_t, Instant) const override {}
};

struct House {
  explicit House(db::Database& database) : services(database) {
    std::vector<db::MigrationFile> files;
    const auto add = [&](const db::MigrationFile* first, int count) {
      files.insert(files.end(), first, first + count);
    };
    add(db::k_audit_migrations, db::k_audit_migration_count);
    add(db::k_http_migrations, db::k_http_migration_count);
    add(db::k_events_migrations, db::k_events_migration_count);
    add(db::k_jobs_migrations, db::k_jobs_migration_count);
    REQUIRE(db::migrate(database, files).ok());
    services.services.add_state(subscriptions);
    subscriptions->add("deaf", "cases", [this](Ctx&, const events::Event&) { return answer(); });
    jobs.on("cases.watch", [this](Ctx&, const jobs::Job&) { return answer(); });
    browser.cookie = "tongban_session=token";
    browser.csrf_token = "csrf";
  }
  Result<void> answer() {
    if (works) return {};
    return Error{Code::internal, "test.broken", "not today"};
  }
  void let_work() {
    REQUIRE(events.run_due(services.clock.now()).ok());
    REQUIRE(jobs.run_due(services.clock.now()).ok());
  }

  bool works = false;
  log::Capture quiet{[](std::string_view) {}};
  Metrics metrics;
  TestServices services;
  std::shared_ptr<events::Subscriptions> subscriptions = std::make_shared<events::Subscriptions>();
  events::EventWorker events{services.services, *subscriptions, metrics, {.max_attempts = 1}};
  jobs::JobWorker jobs{services.services, metrics, {.max_attempts = 1}};
  AdminSession sessions;
  TestServer server{services, queue_routes(), sessions};
  TestBrowser browser{server};
};

// The id of the first dead event or timer that the list shows, "" when it shows none.
std::string first_of(const ClientResponse& answer, const char* list, const char* id) {
  const auto document = parse_json(answer.body);
  REQUIRE(document);
  const auto& rows = document->at(list).as_array();
  return rows.empty() ? std::string() : std::string(rows.front().at(id).as_string());
}

}  // namespace

TEST_CASE("what failed too often is seen, run again or dropped by the administrator of the system") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    REQUIRE(house.services
                .act([](Ctx& ctx) -> Result<void> {
                  events::emit(ctx, {0, "cases.decided", 1, "{}"});
                  events::emit(ctx, {0, "cases.decided", 2, "{}"});
                  jobs::schedule(ctx, "cases.watch", 7, ctx.now);
                  return {};
                })
                .ok());
    house.let_work();
    const auto dead = first_of(house.browser.get("/api/v1/admin/events"), "dead_events", "queue_id");
    const auto timer = first_of(house.browser.get("/api/v1/admin/jobs"), "dead_jobs", "job_id");
    REQUIRE(!dead.empty());
    REQUIRE(!timer.empty());

    CHECK(house.browser.send("DELETE", "/api/v1/admin/events/" + dead).status == 200);
    CHECK(house.browser.send("DELETE", "/api/v1/admin/events/" + dead).status == 404);
    const auto other = first_of(house.browser.get("/api/v1/admin/events"), "dead_events", "queue_id");
    REQUIRE(!other.empty());
    REQUIRE(other != dead);
    house.works = true;
    CHECK(house.browser.send("POST", "/api/v1/admin/events/" + other + "/retry", "{}").status == 200);
    CHECK(house.browser.send("POST", "/api/v1/admin/jobs/" + timer + "/retry", "{}").status == 200);
    house.let_work();
    CHECK(first_of(house.browser.get("/api/v1/admin/events"), "dead_events", "queue_id").empty());
    CHECK(first_of(house.browser.get("/api/v1/admin/jobs"), "dead_jobs", "job_id").empty());
    CHECK(house.browser.send("POST", "/api/v1/admin/jobs/" + timer + "/retry", "{}").status == 404);
  });
}

}  // namespace tongban::http
