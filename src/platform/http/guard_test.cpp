#include "platform/http/guard.h"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "platform/audit/audit.h"
#include "platform/crypto/digest.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/http/system_routes.h"
#include "platform/http/test_server.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
extern const MigrationFile k_http_migrations[];
extern const int k_http_migration_count;
}  // namespace tongban::db

namespace guard_test {

using namespace tongban;
using namespace tongban::http;

struct NoteIn {
  Str<20> text;
};
BOOST_DESCRIBE_STRUCT(NoteIn, (), (text))
struct NoteOut {
  std::int64_t count = 0;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteOut, (), (count, text))

constexpr const char* kInsertNote = "INSERT INTO notes (note_id, text) VALUES ($1, $2)";
constexpr const char* kCountNotes = "SELECT count(*) FROM notes";

std::int64_t count_notes(db::Tx& tx) { return tx.query(kCountNotes).integer(0, 0); }

Result<NoteOut> add_note(Ctx& ctx, const NoteIn& in) {
  ctx.audit = {"note", 7, "added"};
  ctx.tx.exec(kInsertNote, ctx.new_id(), in.text);
  if (in.text == "refuse") return unprocessable("notes.refused", "不行");
  if (in.text == "throw") throw std::runtime_error("secret /var/lib/path");
  return NoteOut{count_notes(ctx.tx), in.text};
}
Result<NoteOut> read_notes(Ctx& ctx, const Nothing&) { return NoteOut{count_notes(ctx.tx), std::string(5000, 'x')}; }
Result<NoteOut> work_note(WorkCtx& ctx, const NoteIn& in) {
  auto out = TRY(ctx.conclude<NoteOut>([&](Ctx& tx) { return add_note(tx, in); }));
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  return out;
}

std::vector<Route> routes() {
  constexpr auto once = Idempotency::required;
  std::vector<Route> list;
  list.push_back(read_route(RouteInfo{"GET", "/api/notes", "notes.read", "Reads.", Access::signed_in()}, read_notes));
  list.push_back(read_route(RouteInfo{"GET", "/api/open", "notes.open", "For all.", Access::anyone()}, read_notes));
  list.push_back(write_route(
      RouteInfo{"POST", "/api/notes", "notes.add", "Adds.", Access::signed_in(), once, Rate::normal, 201}, add_note));
  list.push_back(write_route(RouteInfo{"PUT", "/api/notes", "notes.put", "Puts.", Access::signed_in()}, add_note));
  list.push_back(write_route(
      RouteInfo{"DELETE", "/api/notes", "notes.delete", "Deletes.", Access::staff({Role::approver})}, add_note));
  list.push_back(work_route(
      RouteInfo{"POST", "/api/works", "notes.work", "Works.", Access::anyone(), once, Rate::normal, 201}, work_note));
  return list;
}

// "token-of-<who>" is a session of <who>.
class FakeSessions final : public SessionSource {
 public:
  Result<std::optional<Session>> find(db::Tx&, const std::string& token_digest, Instant) const override {
    std::int64_t id = 0;
    for (const char* who : {"applicant", "clerk", "approver"}) {
      ++id;
      if (sha256_hex(std::string("token-of-") + who) != token_digest) continue;
      Session session;
      session.actor = {id == 1 ? ActorKind::applicant : ActorKind::staff, id, id, {}};
      if (id == 2) session.actor.posts.push_back({Role::window_clerk, 0, "410000000000"});
      if (id == 3) session.actor.posts.push_back({Role::approver, 0, "410000000000"});
      session.csrf_token = std::string("csrf-of-") + who;
      return std::optional(session);
    }
    return std::optional<Session>();
  }
  void touch(db::Tx&, std::int64_t, Instant) const override { ++touched; }
  mutable std::atomic<int> touched{0};
};

struct House {
  explicit House(db::Database& database, std::function<void(GuardOptions&)> adjust = {})
      : database(database), services(database) {
    std::vector<db::MigrationFile> files(db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count);
    files.insert(files.end(), db::k_http_migrations, db::k_http_migrations + db::k_http_migration_count);
    files.push_back({"notes", "9000_notes.sql", "CREATE TABLE notes (note_id {{pk}}, text TEXT NOT NULL);"});
    REQUIRE(db::migrate(database, files).ok());
    server = std::make_unique<TestServer>(services, routes(), sessions, std::move(adjust));
  }
  TestBrowser browser(const std::string& who) {
    TestBrowser browser(*server);
    browser.cookie = "tongban_session=token-of-" + who;
    browser.csrf_token = "csrf-of-" + who;
    return browser;
  }
  std::vector<audit::Entry> entries() {
    std::vector<audit::Entry> list;
    REQUIRE(
        database.read([&](db::Tx& tx) -> Result<void> { return list = audit::list(tx, {}, 0, 200), Result<void>(); })
            .ok());
    return list;
  }
  std::int64_t notes() {
    std::int64_t count = -1;
    REQUIRE(database.read([&](db::Tx& tx) -> Result<void> { return count = count_notes(tx), Result<void>(); }).ok());
    return count;
  }
  db::Database& database;
  TestServices services;
  FakeSessions sessions;
  std::unique_ptr<TestServer> server;
};

Headers good_headers(const std::string& key) {
  return {{"X-CSRF-Token", "csrf-of-applicant"}, {"Content-Type", "application/json"}, {"Idempotency-Key", key}};
}

}  // namespace guard_test

using namespace guard_test;

TEST_CASE("an act commits with one audit entry and answers with its request id") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    const auto answer = browser.send("POST", "/api/notes", R"({"text":"a"})");
    CHECK(answer.status == 201);
    CHECK(answer.body == R"({"count":1,"text":"a"})");
    CHECK(answer.header("cache-control") == "no-store");
    const auto entries = house.entries();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].action == "notes.add");
    CHECK(entries[0].outcome == audit::Outcome::ok);
    CHECK(entries[0].actor_id.value == 1);
    CHECK(entries[0].object_kind == "note");
    CHECK(entries[0].detail == "added");
    CHECK(entries[0].request_id == answer.header("x-request-id"));
    CHECK(entries[0].remote_address == "127.0.0.1");
  });
}

TEST_CASE("a failed act is undone whole, and audited with its key") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    const auto refused = browser.send("POST", "/api/notes", R"({"text":"refuse"})");
    CHECK(refused.status == 422);
    CHECK(member(refused, "key") == "notes.refused");
    const auto thrown = browser.send("PUT", "/api/notes", R"({"text":"throw"})");
    CHECK(thrown.status == 500);
    CHECK(thrown.body.find("secret") == std::string::npos);
    CHECK(house.notes() == 0);
    const auto entries = house.entries();
    REQUIRE(entries.size() == 2);
    CHECK(entries[1].outcome == audit::Outcome::failed);
    CHECK(entries[1].error_key == "notes.refused");
    CHECK(entries[0].error_key == "internal");
  });
}

TEST_CASE("the success of a work row commits with its last write: what cannot be audited is not done") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    CHECK(browser.send_as(good_headers("k1"), "POST", "/api/works", R"({"text":"a"})").status == 201);
    const auto entries = house.entries();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].outcome == audit::Outcome::ok);
    CHECK(entries[0].object_kind == "note");
    CHECK(browser.send_as(good_headers("k2"), "POST", "/api/works", R"({"text":"refuse"})").status == 422);
    REQUIRE(house.entries().size() == 2);
    CHECK(house.entries()[0].error_key == "notes.refused");

    REQUIRE(database
                .write([](db::Tx& tx) -> Result<void> {
                  tx.exec_text("ALTER TABLE audit_entries RENAME TO audit_entries_gone");
                  return {};
                })
                .ok());
    CHECK(browser.send_as(good_headers("k3"), "POST", "/api/works", R"({"text":"b"})").status >= 500);
    CHECK(house.notes() == 1);
  });
}

TEST_CASE("nobody changes anything without session, token of the page, and the same origin") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    const auto ask = [&](Headers headers) {
      headers.emplace_back("Content-Type", "application/json");
      headers.emplace_back("Idempotency-Key", "k");
      return browser.send_as(headers, "POST", "/api/notes", R"({"text":"a"})");
    };
    const Headers token{{"X-CSRF-Token", "csrf-of-applicant"}};
    CHECK(member(ask({}), "key") == "csrf.token");
    CHECK(member(ask({{"X-CSRF-Token", ""}}), "key") == "csrf.token");
    CHECK(member(ask({{"X-CSRF-Token", "csrf-of-clerk"}}), "key") == "csrf.token");
    CHECK(member(ask({token[0], {"Origin", "https://evil.example"}}), "key") == "csrf.origin");
    CHECK(member(ask({token[0], {"Origin", "null"}}), "key") == "csrf.origin");
    CHECK(member(ask({token[0], {"Sec-Fetch-Site", "cross-site"}}), "key") == "csrf.origin");
    browser.cookie = "";
    CHECK(ask(token).status == 401);
    browser.cookie = "tongban_session=forged";
    CHECK(ask(token).status == 401);
    CHECK(house.notes() == 0);
    const auto entries = house.entries();
    CHECK(entries.size() == 8);
    for (const auto& entry : entries) CHECK(entry.outcome == audit::Outcome::denied);
    browser.cookie = "tongban_session=token-of-applicant";
    CHECK(ask(token).status == 201);
  });
}

TEST_CASE("bad input is refused with its place, audited, and leaves nothing") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    const auto ask = [&](const std::string& body, const char* type = "application/json") {
      return browser.send_as({{"X-CSRF-Token", "csrf-of-applicant"}, {"Content-Type", type}, {"Idempotency-Key", "k"}},
                             "POST", "/api/notes", body);
    };
    CHECK(ask(R"({"text":"a"})", "text/plain").status == 415);
    CHECK(ask("text=a", "application/x-www-form-urlencoded").status == 415);
    CHECK(member(ask(""), "key") == "input.invalid");
    CHECK(member(ask(std::string(50'000, '[')), "key") == "json.too_deep");
    CHECK(member(ask(R"({"text":"a","is_admin":true})"), "errors").find("/is_admin") != std::string::npos);
    CHECK(member(ask(R"({"text":5})"), "errors").find("field.type") != std::string::npos);
    CHECK(member(ask("{\"text\":\"\xc3\x28\"}"), "key") != "");
    CHECK(member(ask(R"({"text":"12345678901234567890+"})"), "errors").find("field.too_long") != std::string::npos);
    CHECK(ask(std::string(300'000, ' ')).status == 413);
    CHECK(house.notes() == 0);
    CHECK(house.entries().size() == 8);  // what the transport refuses never became a call
  });
}

TEST_CASE("the role decides between 401, 403 and the act") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    CHECK(house.server->ask("GET", "/api/notes").status == 401);
    CHECK(house.browser("applicant").get("/api/notes").status == 200);
    CHECK(house.browser("clerk").send("DELETE", "/api/notes?text=a").status == 403);
    CHECK(house.browser("approver").send("DELETE", "/api/notes?text=a").status == 200);
    CHECK(house.server->ask("GET", "/api/open").status == 200);
  });
}

TEST_CASE("every row answers every kind of caller as the generated matrix says") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto matrix = access_matrix_text(house.server->api);
    for (const auto& route : house.server->api.routes()) {
      for (const char* who : {"", "applicant", "clerk", "approver"}) {
        auto browser = std::string(who).empty() ? TestBrowser(*house.server) : house.browser(who);
        const auto target = route.info.path + (route.info.method == "DELETE" ? "?text=a" : "");
        const auto answer =
            browser.send(route.info.method, target, route.info.method[0] == 'P' ? R"({"text":"a"})" : "");
        CAPTURE(route.info.name);
        CAPTURE(who);
        const bool signed_in = !std::string(who).empty();
        const bool allowed = route.info.access.kind == Access::Kind::anyone ||
                             (signed_in && (route.info.access.roles.empty() || std::string(who) == "approver"));
        CHECK((answer.status < 300) == allowed);
        if (!allowed) CHECK(answer.status == (signed_in ? 403 : 401));
      }
      CHECK(matrix.find("| " + route.info.name + " |") != std::string::npos);
    }
  });
}

TEST_CASE("twenty equal requests at once make one note and give twenty equal answers") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    for (const char* path : {"/api/notes", "/api/works"}) {
      const auto before = house.notes();
      std::vector<ClientResponse> answers(20);
      std::vector<std::thread> clients;
      for (auto& answer : answers)
        clients.emplace_back([&] {
          auto browser = house.browser("applicant");
          answer = browser.send_as(good_headers("same-key"), "POST", path, R"({"text":"once"})");
        });
      for (auto& client : clients) client.join();
      int replayed = 0;
      std::set<std::string> bodies;
      for (const auto& answer : answers) {
        CHECK(answer.status == 201);
        bodies.insert(answer.body);
        replayed += answer.header("idempotency-replayed") == "true";
      }
      CAPTURE(path);
      CHECK(bodies.size() == 1);
      CHECK(replayed == 19);
      CHECK(house.notes() == before + 1);
    }
    CHECK(house.entries().size() == 2);
  });
}

TEST_CASE("an idempotency key belongs to one request of one caller, and a failure does not use it up") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto browser = house.browser("applicant");
    const auto post = [&](TestBrowser& who, const std::string& key, const char* body) {
      Headers headers{{"X-CSRF-Token", who.csrf_token}, {"Content-Type", "application/json"}};
      if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
      return who.send_as(headers, "POST", "/api/notes", body);
    };
    CHECK(member(post(browser, "", R"({"text":"a"})"), "key") == "idempotency.key_required");
    CHECK(member(post(browser, std::string(129, 'k'), R"({"text":"a"})"), "key") == "idempotency.key_malformed");
    CHECK(post(browser, "k", R"({"text":"refuse"})").status == 422);
    CHECK(post(browser, "k", R"({"text":"a"})").status == 201);
    CHECK(member(post(browser, "k", R"({"text":"b"})"), "key") == "idempotency.key_reused");
    auto other = house.browser("clerk");
    CHECK(post(other, "k", R"({"text":"b"})").status == 201);
    CHECK(house.notes() == 2);
    // After two days the receipt is gone, and with it the promise.
    house.services.clock.advance(std::chrono::hours(49));
    REQUIRE(database.write([&](db::Tx& tx) { return purge_receipts(tx, house.services.clock.now()), Result<void>(); })
                .ok());
    CHECK(post(browser, "k", R"({"text":"c"})").status == 201);
  });
}

TEST_CASE("a claim whose process died is taken over, and the stored answer is sealed") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const Receipts receipts(house.services.keyring);
    const ReceiptKey key{"account 1", "notes.work", "k", "digest"};
    const auto now = house.services.clock.now();
    const auto claim = [&](Instant at) {
      Result<Receipt> result = Receipt{};
      REQUIRE(database.write([&](db::Tx& tx) { return result = receipts.claim(tx, key, at), Result<void>(); }).ok());
      return result;
    };
    CHECK(claim(now)->status == 0);
    CHECK(claim(now + std::chrono::seconds(14)).error().key == "idempotency.in_progress");
    CHECK(claim(now + std::chrono::seconds(16))->status == 0);
    REQUIRE(database
                .write([&](db::Tx& tx) {
                  receipts.keep(tx, key, 201, "张三");
                  CHECK(tx.query("SELECT answer_sealed FROM idempotency_receipts").text(0, 0).find("张三") ==
                        std::string_view::npos);
                  return Result<void>();
                })
                .ok());
    CHECK(claim(now + std::chrono::hours(1))->body == "张三");
    // Whoever was taken over comes too late to change or give free what the other has answered.
    REQUIRE(database
                .write([&](db::Tx& tx) {
                  CHECK(receipts.keep_claimed(tx, key, now, 201, "李四").error().key == "idempotency.in_progress");
                  receipts.release(tx, key, now);
                  return Result<void>();
                })
                .ok());
    CHECK(claim(now + std::chrono::hours(1))->body == "张三");
  });
}

TEST_CASE("the only node of a database gives free, as it starts, what a dead process had claimed") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const Receipts receipts(house.services.keyring);
    const auto now = house.services.clock.now();
    for (const char* name : {"dead", "done"}) {
      const ReceiptKey key{"account 1", "notes.work", name, "digest"};
      REQUIRE(database
                  .write([&](db::Tx& tx) {
                    return receipts.claim(tx, key, now).ok() ? Result<void>() : conflict("test", "");
                  })
                  .ok());
      if (name == std::string_view("dead")) continue;
      REQUIRE(database.write([&](db::Tx& tx) { return receipts.keep(tx, key, 201, ""), Result<void>(); }).ok());
    }
    REQUIRE(database.write([](db::Tx& tx) { return release_abandoned_receipts(tx), Result<void>(); }).ok());
    REQUIRE(database
                .read([&](db::Tx& tx) {
                  CHECK(tx.query("SELECT idempotency_key FROM idempotency_receipts").text(0, 0) == "done");
                  return Result<void>();
                })
                .ok());
  });
}

TEST_CASE("whoever asks too often waits, by account when signed in, by address when not") {
  const auto database = db::open_test_database();
  House house(*database, [](GuardOptions& options) {
    options.rate_limited = true;
    options.rates = rate_limits(10, 10, 10, 10);  // two at once
  });
  const auto status = [&](TestBrowser browser, const char* path) { return browser.get(path).status; };
  CHECK(status(TestBrowser(*house.server), "/api/open") == 200);
  CHECK(status(TestBrowser(*house.server), "/api/open") == 200);
  const auto refused = house.server->ask("GET", "/api/open");
  CHECK(refused.status == 429);
  CHECK(refused.header("retry-after") != "");
  CHECK(status(house.browser("clerk"), "/api/open") == 200);
  CHECK(status(house.browser("clerk"), "/api/open") == 200);
  CHECK(status(house.browser("clerk"), "/api/open") == 429);
  CHECK(status(house.browser("applicant"), "/api/open") == 200);
  CHECK(status(house.browser("forged"), "/api/open") == 429);
}

TEST_CASE("an overloaded node refuses with 503 instead of answering late") {
  const auto database = db::open_test_database();
  House house(*database, [](GuardOptions& options) { options.max_waiting = 0; });
  const auto answer = house.server->ask("GET", "/api/open");
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") != "");
}

TEST_CASE("all answers carry the security headers, HEAD has no body, long JSON is compressed when asked") {
  const auto database = db::open_test_database();
  House house(*database);
  for (const char* path : {"/api/open", "/api/none", "/nothing"}) {
    const auto answer = house.server->ask("GET", path);
    CAPTURE(path);
    CHECK(answer.header("content-security-policy").find("object-src 'none'") != std::string_view::npos);
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "same-origin");
    CHECK(answer.header("x-request-id") != "");
  }
  const auto head = house.server->ask("HEAD", "/api/open");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  const auto packed = house.server->ask("GET", "/api/open", {{"Accept-Encoding", "gzip"}});
  CHECK(packed.header("content-encoding") == "gzip");
  CHECK(packed.body.size() < 1000);
  const auto refused = house.server->ask("PATCH", "/api/open");
  CHECK(refused.status == 405);
  CHECK(refused.header("allow") == "GET, HEAD");
}

TEST_CASE("a session in use is touched at most once a minute") {
  const auto database = db::open_test_database();
  House house(*database);
  CHECK(house.browser("clerk").get("/api/open").status == 200);
  house.server.reset();  // all writes are done
  database->drain();
  CHECK(house.sessions.touched == 1);  // the fake sessions were last seen in 1970
}
