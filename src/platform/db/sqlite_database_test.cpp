// What only the embedded database promises.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <future>
#include <thread>

#include "platform/db/fatal.h"
#include "platform/db/test_database.h"

using namespace tongban;
using namespace tongban::db;

namespace {

Result<void> run(Database& database, const char* sql) {
  return database.write([sql](Tx& tx) -> Result<void> {
    tx.query(sql);
    return {};
  });
}

std::string pragma(Database& database, const char* sql) {
  std::string value;
  REQUIRE(database
              .write([&](Tx& tx) -> Result<void> {
                value = tx.query(sql).text(0, 0);
                return {};
              })
              .ok());
  return value;
}

}  // namespace

TEST_CASE("SQLite is set up for durability") {
  const auto database = open_test_database();
  CHECK(pragma(*database, "PRAGMA journal_mode") == "wal");
  CHECK(pragma(*database, "PRAGMA synchronous") == "2");
  CHECK(pragma(*database, "PRAGMA foreign_keys") == "1");
}

TEST_CASE("a full disk refuses the write, keeps reads going, and ends when there is space again") {
  const auto database = open_test_database();
  REQUIRE(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)").ok());
  REQUIRE(run(*database, "PRAGMA max_page_count=20").ok());
  const std::string big(200'000, 'x');
  const auto fill = [&] {
    return database->write([&](Tx& tx) -> Result<void> {
      tx.exec("INSERT INTO t (name) VALUES ($1)", big);
      return {};
    });
  };
  const auto refused = fill();
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().key == "db.full");
  CHECK(refused.error().code == Code::unavailable);
  CHECK(refused.error().retry_after_seconds > 0);
  CHECK(run(*database, "INSERT INTO t (name) VALUES ('small')").ok());
  std::int64_t rows = -1;
  REQUIRE(database
              ->read([&](Tx& tx) -> Result<void> {
                rows = tx.query("SELECT count(*) FROM t").integer(0, 0);
                return {};
              })
              .ok());
  CHECK(rows == 1);
  REQUIRE(run(*database, "PRAGMA max_page_count=100000").ok());
  CHECK(fill().ok());
}

TEST_CASE("a constraint checked only at the commit does not hurt the neighbours in the group") {
  const auto database = open_test_database();
  REQUIRE(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY)").ok());
  REQUIRE(run(*database, "CREATE TABLE c (t_id BIGINT REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)").ok());
  std::promise<void> entered, release;
  auto gate = release.get_future().share();
  database->write_async(
      [&, gate](Tx&) -> Result<void> {
        entered.set_value();
        gate.wait();
        return {};
      },
      [](Result<void>) {});
  entered.get_future().wait();  // what follows is taken as one group
  std::vector<std::promise<Result<void>>> answers(3);
  const char* statements[] = {"INSERT INTO t (id) VALUES (1)", "INSERT INTO c (t_id) VALUES (99)",
                              "INSERT INTO t (id) VALUES (2)"};
  for (int i = 0; i < 3; ++i) {
    database->write_async(
        [sql = statements[i]](Tx& tx) -> Result<void> {
          tx.exec(sql);
          return {};
        },
        [&, i](Result<void> result) { answers[static_cast<std::size_t>(i)].set_value(std::move(result)); });
  }
  release.set_value();
  CHECK(answers[0].get_future().get().ok());
  CHECK(answers[1].get_future().get().error().code == Code::internal);
  CHECK(answers[2].get_future().get().ok());
}

TEST_CASE("another process that holds the file is answered as busy, not waited for") {
  const auto database = open_test_database();
  REQUIRE(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY)").ok());
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(database->options().dsn.substr(7).c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  const auto start = std::chrono::steady_clock::now();
  CHECK(run(*database, "INSERT INTO t VALUES (1)").error().key == "db.busy");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(15));
  REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(other);
  CHECK(run(*database, "INSERT INTO t VALUES (1)").ok());
}

TEST_CASE("reads that find no free connection in time are refused, not stuck") {
  Options options;
  options.readers = 1;
  options.answer_timeout_ms = 50;
  const auto database = open_test_database(Engine::sqlite, options);
  REQUIRE(database
              ->read([&](Tx&) -> Result<void> {
                std::thread([&] {
                  CHECK(database->read([](Tx&) -> Result<void> { return {}; }).error().key == "db.overloaded");
                }).join();
                return {};
              })
              .ok());
  CHECK(database->read([](Tx&) -> Result<void> { return {}; }).ok());
}

TEST_CASE("the journal is folded into the file while the database is in use") {
  const auto database = open_test_database();
  REQUIRE(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)").ok());
  const std::string big(100'000, 'x');
  for (int i = 0; i < 400; ++i) {  // 40 MB through a journal that is emptied from 8 MB on
    REQUIRE(database
                ->write([&](Tx& tx) -> Result<void> {
                  tx.exec("INSERT OR REPLACE INTO t (id, name) VALUES ($1, $2)", i % 10, big);
                  return {};
                })
                .ok());
  }
  const std::string wal = database->options().dsn.substr(7) + "-wal";
  std::FILE* file = std::fopen(wal.c_str(), "rb");
  REQUIRE(file);
  std::fseek(file, 0, SEEK_END);
  CHECK(std::ftell(file) < 20'000'000);
  std::fclose(file);
}

TEST_CASE("a bad path or an in-memory database is refused with one clear error") {
  for (const char* dsn :
       {"sqlite:/nonexistent/folder/x.db", "sqlite:", "sqlite::memory:", "mysql", "sqlite:/proc/version"}) {
    Options options;
    options.dsn = dsn;
    CHECK_THROWS_AS(Database::open(options), DatabaseError);
  }
}

namespace {

// A disk whose fsync fails from the moment `broken` is set: SQLite's own file system with one function replaced.
struct BrokenDisk {
  static inline sqlite3_vfs* real = nullptr;
  static inline const sqlite3_io_methods* real_methods = nullptr;  // their xSync is the same for both kinds of file
  static inline sqlite3_io_methods of_database = {}, of_journal = {};
  static inline std::atomic<bool> broken = false;

  static int sync(sqlite3_file* file, int flags) {
    return broken ? SQLITE_IOERR_FSYNC : real_methods->xSync(file, flags);
  }
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int status = real->xOpen(real, name, file, flags, out);
    if (status == SQLITE_OK && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL))) {
      auto& methods = flags & SQLITE_OPEN_WAL ? of_journal : of_database;
      real_methods = file->pMethods;
      methods = *file->pMethods;
      methods.xSync = &sync;
      file->pMethods = &methods;
    }
    return status;
  }
  static void install() {
    real = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs vfs = *real;
    vfs.zName = "broken";
    vfs.pNext = nullptr;
    vfs.xOpen = &open;
    sqlite3_vfs_register(&vfs, 1);
  }
};

// Runs `what` in a process of its own, and tells how that ended, as waitpid does.
int status_of_child(const std::function<void()>& what) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // doctest would report it as a failed test
    if (!std::freopen("/dev/null", "w", stderr)) _exit(1);
    what();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("a write whose fsync failed is never acknowledged: the process ends, and what was acknowledged is there") {
  const auto database = open_test_database();
  REQUIRE(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY)").ok());
  Options copy = database->options();
  copy.dsn += ".child";
  const int status = status_of_child([&] {
    BrokenDisk::install();
    const auto child = Database::open(copy);
    if (!run(*child, "CREATE TABLE t (id INTEGER PRIMARY KEY)").ok()) _exit(2);
    if (!run(*child, "INSERT INTO t VALUES (1)").ok()) _exit(3);
    BrokenDisk::broken = true;
    if (run(*child, "INSERT INTO t VALUES (2)").ok()) _exit(4);
    _exit(5);
  });
  INFO(status);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
  const auto recovered = Database::open(copy);
  REQUIRE(recovered
              ->read([](Tx& tx) -> Result<void> {
                CHECK(tx.query("SELECT count(*) FROM t WHERE id = 1").integer(0, 0) == 1);
                CHECK(tx.query("PRAGMA integrity_check").text(0, 0) == "ok");
                return {};
              })
              .ok());
}

TEST_CASE("a fatal database error ends the process") {
  const int status = status_of_child([] { fatal("a test"); });
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
}
