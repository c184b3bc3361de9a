#include "platform/db/sqlite_database.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "platform/db/errors.h"
#include "platform/db/fatal.h"

namespace tongban::db {
namespace {

using Kind = DatabaseError::Kind;

class SqliteTx : public Tx {
 public:
  explicit SqliteTx(SqliteConnection& connection) : connection_(connection) {}

  bool is_postgres() const override { return false; }
  void exec_values(const char* sql, const Value* values, std::size_t count) override {
    connection_.exec(sql, values, count);
  }
  Rows query_values(const char* sql, const Value* values, std::size_t count) override {
    return connection_.query(sql, values, count);
  }
  void exec_text(const std::string& sql) override { connection_.exec_text(sql); }

  Result<void> attempt(const std::function<Result<void>()>& body) override {
    connection_.exec("SAVEPOINT attempt");
    Result<void> result;
    try {
      result = body();
    } catch (const DatabaseError& e) {
      if (loses_transaction(e.kind) || !connection_.in_transaction()) throw;
      result = to_error(e);
    } catch (...) {
      result = current_exception_to_error();
    }
    if (!result.ok()) connection_.exec("ROLLBACK TO attempt");
    connection_.exec("RELEASE attempt");
    return result;
  }

 private:
  SqliteConnection& connection_;
};

std::chrono::milliseconds statement_timeout(const Options& options) {
  return std::chrono::milliseconds(options.statement_timeout_ms);
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const Options& options)
    : options_(options),
      writer_(std::make_unique<SqliteConnection>(path, SqliteConnection::Mode::writer, statement_timeout(options))),
      queue_(options.max_waiting_writes) {
  for (int i = 0; i < std::max(1, options.readers); ++i) {
    readers_.push_back(
        std::make_unique<SqliteConnection>(path, SqliteConnection::Mode::reader, statement_timeout(options)));
  }
  writer_thread_ = std::thread([this] { write_loop(); });
}

SqliteDatabase::~SqliteDatabase() {
  drain();
  writer_thread_.join();
  readers_.clear();  // the writer closes last, so that it is the one to fold the journal into the file
}

void SqliteDatabase::drain() { queue_.close_and_wait(); }

void SqliteDatabase::write_async(WriteBody body, Done done) {
  queue_.push({std::move(body), std::move(done), std::chrono::steady_clock::now()});
}

void SqliteDatabase::write_loop() {
  const auto group = static_cast<std::size_t>(std::max(1, options_.max_group));
  for (auto batch = queue_.take(group); !batch.empty(); batch = queue_.take(group)) {
    run_batch(batch);
    queue_.finished();
    writer_->checkpoint_if_due();
  }
}

void SqliteDatabase::run_batch(std::vector<WaitingWrite>& batch) {
  std::vector<Result<void>> results(batch.size());
  const auto answer_all = [&] {
    for (std::size_t i = 0; i < batch.size(); ++i) answer(batch[i], std::move(results[i]));
  };
  const auto fail_rest = [&](const Error& error) {
    for (auto& result : results) {
      if (result.ok()) result = error;
    }
  };
  try {
    writer_->exec("BEGIN IMMEDIATE");
    for (std::size_t i = 0; i < batch.size(); ++i) results[i] = run_body(batch[i].body);
  } catch (const DatabaseError& e) {  // the transaction is lost, not just one body
    writer_->rollback();
    fail_rest(to_error(e));
    return answer_all();
  }
  Result<void> committed = commit();
  if (!committed.ok() && committed.error().code == Code::internal && batch.size() > 1) return run_singly(batch);
  if (!committed.ok()) fail_rest(committed.error());
  answer_all();
}

// One body broke a constraint that is only checked at the commit: the others must not suffer for it.
void SqliteDatabase::run_singly(std::vector<WaitingWrite>& batch) {
  for (auto& write : batch) answer(write, run_alone(write));
}

Result<void> SqliteDatabase::run_alone(WaitingWrite& write) {
  try {
    writer_->exec("BEGIN IMMEDIATE");
    auto result = run_body(write.body);
    if (result.ok()) return commit();
    writer_->rollback();
    return result;
  } catch (const DatabaseError& e) {
    writer_->rollback();
    return to_error(e);
  }
}

// Runs one body in a savepoint of its own. Throws only when the whole transaction is lost.
Result<void> SqliteDatabase::run_body(const WriteBody& body) {
  SqliteTx tx(*writer_);
  Result<void> result;
  writer_->exec("SAVEPOINT body");
  try {
    result = body(tx);
  } catch (const DatabaseError& e) {
    if (loses_transaction(e.kind)) throw;
    result = to_error(e);
  } catch (...) {
    result = current_exception_to_error();
  }
  if (!writer_->in_transaction()) throw DatabaseError(Kind::full, "SQLite undid the transaction itself");
  if (!result.ok()) writer_->exec("ROLLBACK TO body");
  writer_->exec("RELEASE body");
  return result;
}

Result<void> SqliteDatabase::commit() {
  try {
    writer_->exec("COMMIT");
    return {};
  } catch (const DatabaseError& e) {
    if (e.kind == Kind::io) fatal(std::string("COMMIT failed: ") + e.what());
    writer_->rollback();
    return to_error(e);
  }
}

Result<void> SqliteDatabase::read(const std::function<Result<void>(Tx&)>& body) {
  auto reader = borrow_reader(std::chrono::milliseconds(options_.answer_timeout_ms));
  if (!reader) return overloaded();
  return read_with(std::move(reader), body);
}

bool SqliteDatabase::try_read(const std::function<Result<void>(Tx&)>& body, Result<void>& result) {
  auto reader = borrow_reader(std::chrono::milliseconds(0));
  if (!reader) return false;
  result = read_with(std::move(reader), body);
  return true;
}

Result<void> SqliteDatabase::read_with(std::unique_ptr<SqliteConnection> reader,
                                       const std::function<Result<void>(Tx&)>& body) {
  Result<void> result;
  try {
    reader->exec("BEGIN");
    SqliteTx tx(*reader);
    result = body(tx);
  } catch (...) {
    result = current_exception_to_error();
  }
  reader->rollback();  // there is nothing to commit; this only lets the snapshot go
  give_back(std::move(reader));
  return result;
}

std::unique_ptr<SqliteConnection> SqliteDatabase::borrow_reader(std::chrono::milliseconds patience) {
  std::unique_lock lock(readers_mutex_);
  if (readers_.empty() && patience.count() == 0) return nullptr;
  if (!reader_free_.wait_for(lock, patience, [&] { return !readers_.empty(); })) return nullptr;
  auto reader = std::move(readers_.back());
  readers_.pop_back();
  return reader;
}

void SqliteDatabase::give_back(std::unique_ptr<SqliteConnection> reader) {
  std::lock_guard lock(readers_mutex_);
  readers_.push_back(std::move(reader));
  reader_free_.notify_one();
}

}  // namespace tongban::db
