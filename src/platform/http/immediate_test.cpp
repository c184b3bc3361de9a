// Questions of one or two rows are answered on the thread that took them, while a connection of the database is free.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "platform/db/quick_reads.h"
#include "platform/db/test_database.h"
#include "platform/http/test_server.h"

using namespace tongban;
using namespace tongban::http;

namespace {

struct Gate {
  std::atomic<int> inside{0};
  std::atomic<bool> open{false};
  void pass() {
    ++inside;
    while (!open) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  void wait_for(int count) const {
    while (inside < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
};

Result<Nothing> slow(Ctx& ctx, const Nothing&) {
  ctx.services.state<Gate>().pass();
  return Nothing{};
}
Result<Nothing> quick(Ctx& ctx, const Nothing&) {
  ctx.tx.query("SELECT 1");
  return Nothing{};
}

std::vector<Route> routes() {
  std::vector<Route> list;
  list.push_back(read_route(RouteInfo{"GET", "/api/slow", "test.slow", "Waits.", Access::anyone()}, slow));
  list.push_back(read_route(RouteInfo{"GET", "/api/quick", "test.quick", "Answers.", Access::anyone()}, quick));
  list.back().immediate = true;
  return list;
}

struct NoSessions final : SessionSource {
  Result<std::optional<Session>> find(db::Tx&, const std::string&, Instant) const override {
    return std::optional<Session>();
  }
  void touch(db::Tx&, std::int64_t, Instant) const override {}
};

// The one reading thread of a node with two connections waits inside a question.
struct BusyHouse {
  BusyHouse() {
    db::Options options = folder->options();
    options.readers = 2;
    database = db::Database::open(options);
    services = std::make_unique<TestServices>(*database);
    services->services.add_state(gate);
    server = std::make_unique<TestServer>(*services, routes(), sessions,
                                          [](GuardOptions& guard) { guard.read_threads = 1; });
    waiting = std::async(std::launch::async, [this] { return server->ask("GET", "/api/slow").status; });
    gate->wait_for(1);
  }
  ~BusyHouse() { gate->open = true; }

  const std::unique_ptr<db::TestDatabase> folder = db::open_test_database();
  const std::shared_ptr<Gate> gate = std::make_shared<Gate>();
  NoSessions sessions;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<TestServices> services;
  std::unique_ptr<TestServer> server;
  std::future<int> waiting;
};

}  // namespace

TEST_CASE("an immediate question needs no reading thread") {
  BusyHouse house;
  CHECK(house.server->ask("GET", "/api/quick").status == 200);
  CHECK(house.server->ask("GET", "/api/quick?surplus=1").status == 400);
  house.gate->open = true;
  CHECK(house.waiting.get() == 200);
}

TEST_CASE("where no connection is free an immediate question waits for one, and the I/O threads go on") {
  BusyHouse house;
  auto other = std::async(std::launch::async, [&] {
    return house.database->read([&](db::Tx&) -> Result<void> {
      house.gate->pass();
      return {};
    });
  });
  house.gate->wait_for(2);
  auto quick = std::async(std::launch::async, [&] { return house.server->ask("GET", "/api/quick").status; });
  for (int i = 0; i < 20; ++i) CHECK(house.server->ask("GET", "/api/none").status == 404);
  CHECK(quick.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
  house.gate->open = true;
  CHECK(quick.get() == 200);
  CHECK(other.get().ok());
  CHECK(house.waiting.get() == 200);
}
