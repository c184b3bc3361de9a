#include "platform/db/deadline.h"

#include <doctest/doctest.h>
#include <csignal>

#include <thread>
#include <vector>

#include "platform/db/test_database.h"

using namespace tongban;
using namespace tongban::db;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

Result<void> read_one(Database& database) {
  return database.read([](Tx& tx) -> Result<void> {
    tx.query("SELECT 1");
    return {};
  });
}

Result<void> write_one(Database& database) {
  return database.write([](Tx& tx) -> Result<void> {
    tx.query("INSERT INTO t (n) VALUES (1)");
    return {};
  });
}

// Server processes that are stopped hold their connections open and say nothing, as a dead network does.
class Stopped {
 public:
  explicit Stopped(Database& database) {
    REQUIRE(database
                .read([&](Tx& tx) -> Result<void> {
                  const auto rows = tx.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()");
                  for (std::size_t i = 0; i < rows.size(); ++i) pids_.push_back(static_cast<pid_t>(rows.integer(i, 0)));
                  return {};
                })
                .ok());
    for (const auto pid : pids_) kill(pid, SIGSTOP);
  }
  ~Stopped() {
    for (const auto pid : pids_) kill(pid, SIGCONT);
  }

 private:
  std::vector<pid_t> pids_;
};

}  // namespace

TEST_CASE("the earlier of two deadlines holds, on its own thread, and ends with its scope") {
  const auto now = Deadline::Clock::now();
  CHECK(Deadline::after(seconds(60)) >= now + seconds(60));
  {
    const Deadline outer(now + seconds(5));
    {
      const Deadline later(now + seconds(50));
      CHECK(Deadline::after(seconds(60)) == now + seconds(5));
      const Deadline sooner(now + seconds(1));
      CHECK(Deadline::after(seconds(60)) == now + seconds(1));
    }
    CHECK(Deadline::after(seconds(60)) == now + seconds(5));
    std::thread([&] { CHECK(Deadline::after(seconds(60)) >= now + seconds(60)); }).join();
  }
  CHECK(Deadline::after(seconds(60)) >= now + seconds(60));
}

TEST_SUITE("PostgreSQL" * doctest::skip(!postgres_for_tests())) {
  TEST_CASE("the steps of one request wait for a silent server no longer than its deadline, together") {
    Options options;
    options.answer_timeout_ms = 5000;
    options.pool = 2;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(database->write([](Tx& tx) -> Result<void> { return tx.exec("CREATE TABLE t (n BIGINT)"), Result<void>(); })
                .ok());
    const Stopped stopped(*database);
    const auto start = Deadline::Clock::now();
    const Deadline deadline(start + milliseconds(500));
    CHECK(read_one(*database).error().code == Code::unavailable);
    CHECK(write_one(*database).error().code == Code::unavailable);
    CHECK(Deadline::Clock::now() - start < seconds(8));  // each step with a limit of its own: 10 s
  }

  TEST_CASE("after one connection fell silent, no other request has to find out the same by waiting") {
    Options options;
    options.answer_timeout_ms = 1500;
    options.pool = 3;
    const auto database = open_test_database(Engine::postgres, options);
    REQUIRE(database->write([](Tx& tx) -> Result<void> { return tx.exec("CREATE TABLE t (n BIGINT)"), Result<void>(); })
                .ok());
    for (int i = 0; i < 500; ++i) {  // until every writer has its connection
      int connections = 0;
      REQUIRE(database
                  ->read([&](Tx& tx) -> Result<void> {
                    const auto* sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()";
                    connections = static_cast<int>(tx.query(sql).integer(0, 0));
                    return {};
                  })
                  .ok());
      if (connections == 4) break;
      std::this_thread::sleep_for(milliseconds(20));
    }
    const Stopped stopped(*database);
    CHECK_FALSE(write_one(*database).ok());
    for (int i = 0; i < 8; ++i) {
      CHECK(write_one(*database).ok());
      CHECK(read_one(*database).ok());
    }
  }
}
