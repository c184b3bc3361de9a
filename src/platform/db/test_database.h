// Databases for tests, each fresh and gone afterwards: SQLite in a temporary folder, and PostgreSQL when the
// environment variable TONGBAN_TEST_POSTGRES names a private server (tests/postgres.sh starts one). Not used by the
// program itself.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/db/db.h"

namespace tongban::db {

enum class Engine { sqlite, postgres };

// A Database that can also be closed and opened again, as a restart of the program would.
class TestDatabase : public Database {
 public:
  explicit TestDatabase(Engine engine, Options options = {});  // options.dsn is filled in
  ~TestDatabase() override;

  const Options& options() const { return options_; }
  void reopen();

  bool is_postgres() const override { return database_->is_postgres(); }
  Result<void> read(const std::function<Result<void>(Tx&)>& body) override { return database_->read(body); }
  void write_async(WriteBody body, Done done) override { database_->write_async(std::move(body), std::move(done)); }
  void drain() override { database_->drain(); }
  bool on_writer_thread() const override { return database_->on_writer_thread(); }

 private:
  Options options_;
  std::string folder_;         // SQLite
  std::string server_, name_;  // PostgreSQL
  std::unique_ptr<Database> database_;
};

// True when TONGBAN_TEST_POSTGRES is set.
bool postgres_for_tests();

std::unique_ptr<TestDatabase> open_test_database(Engine engine = Engine::sqlite, Options options = {});

// Runs `test` on SQLite, then on PostgreSQL when there is one (a notice is printed once when not).
void for_each_database(const std::function<void(Database&)>& test);
void for_each_test_database(const std::function<void(TestDatabase&)>& test, const Options& options = {});

}  // namespace tongban::db
