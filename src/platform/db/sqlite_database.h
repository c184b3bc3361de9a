// The embedded database: one writer thread that groups waiting writes into one durable commit, and a few read-only
// connections. Only this writer ever writes or checkpoints: SQLite 3.7.0–3.51.2 can corrupt the file when two
// connections write and checkpoint at once (the "WAL reset" bug), so no other process may write to it either.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/db/quick_reads.h"
#include "platform/db/sqlite_connection.h"
#include "platform/db/write_queue.h"

namespace tongban::db {

class SqliteDatabase : public Database, public QuickReads {
 public:
  SqliteDatabase(const std::string& path, const Options& options);
  ~SqliteDatabase() override;

  bool is_postgres() const override { return false; }
  Result<void> read(const std::function<Result<void>(Tx&)>& body) override;
  bool try_read(const std::function<Result<void>(Tx&)>& body, Result<void>& result) override;
  void write_async(WriteBody body, Done done) override;
  void drain() override;
  bool on_writer_thread() const override { return std::this_thread::get_id() == writer_thread_.get_id(); }

 private:
  void write_loop();
  void run_batch(std::vector<WaitingWrite>& batch);
  void run_singly(std::vector<WaitingWrite>& batch);
  Result<void> run_alone(WaitingWrite& write);
  Result<void> run_body(const WriteBody& body);
  Result<void> commit();

  Result<void> read_with(std::unique_ptr<SqliteConnection> reader, const std::function<Result<void>(Tx&)>& body);
  std::unique_ptr<SqliteConnection> borrow_reader(std::chrono::milliseconds patience);  // null: none became free
  void give_back(std::unique_ptr<SqliteConnection> reader);

  const Options options_;
  std::unique_ptr<SqliteConnection> writer_;
  WriteQueue queue_;

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  std::thread writer_thread_;
};

}  // namespace tongban::db
