// A database for tests that notes what is asked of it: each statement with its values, in order. So a test can count
// what an act costs, and ask the engine how it would run exactly the statements that the program uses. Not used by the
// program itself.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/db/db.h"

namespace tongban::db {

struct RecordedStatement {
  const char* sql = nullptr;  // the literal itself
  std::vector<Value> values;  // views point into `texts`
  std::shared_ptr<std::deque<std::string>> texts;
};

// Passes everything on to `database`, which must outlive it.
class RecordingDatabase : public Database {
 public:
  explicit RecordingDatabase(Database& database) : database_(database) {}

  // What was asked since the last call, in the order in which it was.
  std::vector<RecordedStatement> take();

  bool is_postgres() const override { return database_.is_postgres(); }
  Result<void> read(const std::function<Result<void>(Tx&)>& body) override;
  void write_async(WriteBody body, Done done) override;
  void drain() override { database_.drain(); }
  bool on_writer_thread() const override { return database_.on_writer_thread(); }

 private:
  class RecordingTx;
  void note(const char* sql, const Value* values, std::size_t count);

  Database& database_;
  std::mutex mutex_;
  std::vector<RecordedStatement> statements_;
};

// One step of a plan as the engine tells it. `depth` is how far it is nested.
struct PlanStep {
  int depth = 0;
  std::string text;
};
// How the engine runs the statement with these values. PostgreSQL is told to avoid scans and sorts wherever it has
// another way, because the tables of a test are too small for it to care.
std::vector<PlanStep> plan_of(Tx& tx, const RecordedStatement& statement);

// What in the plan would grow with the table: a scan that no condition narrows, or a sort of more than a page ("" when
// nothing does). Tables in `small` may be scanned.
std::string growing_step(const std::vector<PlanStep>& plan, bool postgres, const std::vector<std::string>& small);

}  // namespace tongban::db
