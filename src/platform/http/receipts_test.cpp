// Work rows that are slower than their claim lasts: what two equal requests do, of which the second has taken over.
#include "platform/http/receipts.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/audit/audit.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/http/test_server.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
extern const MigrationFile k_http_migrations[];
extern const int k_http_migration_count;
}  // namespace tongban::db

namespace receipts_test {

using namespace tongban;
using namespace tongban::http;

struct NoteIn {
  Str<20> text;
};
BOOST_DESCRIBE_STRUCT(NoteIn, (), (text))
struct NoteOut {
  std::int64_t entrant = 0;
};
BOOST_DESCRIBE_STRUCT(NoteOut, (), (entrant))

constexpr const char* kInsertNote = "INSERT INTO notes (note_id, text) VALUES ($1, $2)";
constexpr const char* kCountNotes = "SELECT count(*) FROM notes";

// Holds each act that comes in, numbered from 1, until it is let go.
class Gate {
 public:
  int enter() {
    std::unique_lock lock(mutex_);
    const int number = ++entered_;
    moved_.notify_all();
    moved_.wait(lock, [&] { return number == let_go_; });
    return number;
  }
  void wait_for(int number) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return entered_ >= number; });
  }
  void let_go(int number) {
    const std::lock_guard lock(mutex_);
    let_go_ = number;
    moved_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  int entered_ = 0, let_go_ = 0;
};

Result<NoteOut> no_act(WorkCtx&, const NoteIn&) { return NoteOut{}; }

class Nobody final : public SessionSource {
 public:
  Result<std::optional<Session>> find(db::Tx&, const std::string&, Instant) const override {
    return std::optional<Session>();
  }
  void touch(db::Tx&, std::int64_t, Instant) const override {}
};

struct SlowHouse {
  explicit SlowHouse(db::Database& database) : database(database), services(database) {
    std::vector<db::MigrationFile> files(db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count);
    files.insert(files.end(), db::k_http_migrations, db::k_http_migrations + db::k_http_migration_count);
    files.push_back({"notes", "9000_notes.sql", "CREATE TABLE notes (note_id {{pk}}, text TEXT NOT NULL);"});
    REQUIRE(db::migrate(database, files).ok());
    auto route = work_route(RouteInfo{"POST", "/api/slow", "notes.slow", "Takes its time.", Access::anyone(),
                                      Idempotency::required, Rate::normal, 201},
                            no_act);
    route.work = [this](WorkCtx& ctx, const Request&, const PathParameters&, const void* input) {
      return act(ctx, *static_cast<const NoteIn*>(input));
    };
    server = std::make_unique<TestServer>(services, std::vector<Route>{route}, nobody);
  }

  // Waits at the gate before its last write, as an upload does that a slow disk holds up.
  Result<Response> act(WorkCtx& ctx, const NoteIn& in) {
    const int entrant = gate.enter();
    const auto out = TRY(ctx.conclude<NoteOut>([&](Ctx& tx) -> Result<NoteOut> {
      tx.tx.exec(kInsertNote, tx.new_id(), in.text);
      if (in.text == "refuse") return unprocessable("notes.refused", "不行");
      return NoteOut{entrant};
    }));
    Response response;
    response.status = 201;
    response.body = to_json(out);
    return response;
  }

  std::thread ask(ClientResponse& answer, const std::string& text = "once") {
    return std::thread([this, &answer, text] {
      answer = TestBrowser(*server).send_as({{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}}, "POST",
                                            "/api/slow", R"({"text":")" + text + R"("})");
    });
  }
  std::int64_t notes() {
    std::int64_t count = -1;
    REQUIRE(
        database.read([&](db::Tx& tx) { return count = tx.query(kCountNotes).integer(0, 0), Result<void>(); }).ok());
    return count;
  }

  db::Database& database;
  TestServices services;
  Nobody nobody;
  Gate gate;
  std::unique_ptr<TestServer> server;
};

// Two equal requests at work at once, the second because the claim of the first was as old as a dead one; then first
// `winner` ends, then the other. Returns their answers.
std::pair<ClientResponse, ClientResponse> race(SlowHouse& house, int winner, const std::string& text = "once") {
  ClientResponse first, second;
  auto slow = house.ask(first, text);
  house.gate.wait_for(1);
  house.services.clock.advance(kAbandonedAfter + std::chrono::seconds(1));
  auto repeat = house.ask(second, text);
  house.gate.wait_for(2);
  house.gate.let_go(winner);
  (winner == 1 ? slow : repeat).join();
  house.gate.let_go(3 - winner);
  (winner == 1 ? repeat : slow).join();
  return {first, second};
}

}  // namespace receipts_test

using namespace receipts_test;

TEST_CASE("a slow work whose claim was taken over is undone and told so, whoever ends first; one of the two is done") {
  for (const int winner : {1, 2}) {
    db::for_each_database([&](db::Database& database) {
      CAPTURE(winner);
      SlowHouse house(database);
      const auto [first, second] = race(house, winner);
      CHECK(first.status == 409);
      CHECK(member(first, "key") == "idempotency.in_progress");
      CHECK(first.header("retry-after") == "1");
      CHECK(second.status == 201);
      CHECK(second.body == R"({"entrant":2})");
      CHECK(house.notes() == 1);

      ClientResponse again;
      house.ask(again).join();
      CHECK(again.status == 201);
      CHECK(again.body == second.body);
      CHECK(again.header("idempotency-replayed") == "true");
      CHECK(house.notes() == 1);

      std::vector<audit::Entry> entries;
      REQUIRE(database.read([&](db::Tx& tx) { return entries = audit::list(tx, {}, 0, 9), Result<void>(); }).ok());
      REQUIRE(entries.size() == 2);
      const auto& of_first = entries[winner == 1 ? 1 : 0];
      CHECK(of_first.outcome == audit::Outcome::failed);
      CHECK(of_first.error_key == "idempotency.in_progress");
      CHECK(entries[winner == 1 ? 0 : 1].outcome == audit::Outcome::ok);
    });
  }
}

TEST_CASE("a slow work that fails does not give free the claim of the repeat that took it over") {
  db::for_each_database([](db::Database& database) {
    SlowHouse house(database);
    const Receipts receipts(house.services.keyring);
    const ReceiptKey key{"account 1", "notes.slow", "k", "digest"};
    const auto first = house.services.clock.now(), second = first + kAbandonedAfter + std::chrono::seconds(1);
    const auto write = [&](const std::function<Result<void>(db::Tx&)>& body) { return database.write(body); };
    const auto claim = [&](Instant at) {
      return write([&](db::Tx& tx) -> Result<void> { return TRY(receipts.claim(tx, key, at)), Result<void>(); });
    };
    REQUIRE(claim(first).ok());
    REQUIRE(claim(second).ok());
    REQUIRE(write([&](db::Tx& tx) { return receipts.release(tx, key, first), Result<void>(); }).ok());
    CHECK(claim(second + std::chrono::seconds(1)).error().key == "idempotency.in_progress");
    CHECK(write([&](db::Tx& tx) { return receipts.keep_claimed(tx, key, first, 201, "1"); }).error().key ==
          "idempotency.in_progress");
    CHECK(write([&](db::Tx& tx) { return receipts.keep_claimed(tx, key, second, 201, "2"); }).ok());
    // Both of a pair that fails leave nothing: the key may be used again.
    const auto [one, other] = race(house, 1, "refuse");
    CHECK(one.status == 422);
    CHECK(other.status == 422);
    CHECK(house.notes() == 0);
  });
}

TEST_CASE("a claim made while the clock was ahead is taken over when it is right again") {
  db::for_each_database([](db::Database& database) {
    SlowHouse house(database);
    const Receipts receipts(house.services.keyring);
    const auto now = house.services.clock.now();
    const auto claim = [&](const char* name, Instant at) {
      return database.write([&](db::Tx& tx) -> Result<void> {
        return TRY(receipts.claim(tx, {"account 1", "notes.slow", name, "digest"}, at)), Result<void>();
      });
    };
    REQUIRE(claim("ahead", now + std::chrono::hours(24 * 365)).ok());
    REQUIRE(claim("a little", now + std::chrono::minutes(2)).ok());
    CHECK(claim("ahead", now).ok());
    CHECK(claim("a little", now).error().key == "idempotency.in_progress");  // as far as clocks of nodes may differ
  });
}
