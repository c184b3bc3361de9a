// PostgreSQL for several nodes: `pool` writer threads, each with a connection of its own, take writes from one queue;
// reads borrow a connection on the calling thread. Lost connections are opened again, serialization failures repeated,
// and nothing waits longer than Options::answer_timeout_ms for a server that does not answer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/db/postgres_connection.h"
#include "platform/db/write_queue.h"

namespace tongban::db {

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(const Options& options);
  ~PostgresDatabase() override;

  bool is_postgres() const override { return true; }
  Result<void> read(const std::function<Result<void>(Tx&)>& body) override;
  void write_async(WriteBody body, Done done) override;
  void drain() override;
  bool on_writer_thread() const override;

 private:
  using Connection = std::unique_ptr<PostgresConnection>;
  using TimePoint = std::chrono::steady_clock::time_point;

  void write_loop(Connection connection);
  bool reconnect(Connection& connection);
  Result<void> run(Connection& connection, WaitingWrite& write);
  Result<void> run_once(PostgresConnection& connection, const WriteBody& body, TimePoint first_answer_by);
  void refuse_late_writes();
  void refuse(std::vector<WaitingWrite> writes, const Error& error);

  Connection connect(TimePoint until);  // throws DatabaseError
  Result<Connection> borrow_reader(TimePoint until);
  void give_back(Connection reader);  // null when it could not be opened

  const Options options_;
  WriteQueue queue_;
  std::atomic<int> connected_writers_ = 0;
  std::atomic<unsigned> losses_ = 0;  // connections lost so far: what broke one may have broken those that are older

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<Connection> idle_readers_;
  int borrowed_readers_ = 0;
  std::chrono::steady_clock::time_point no_connect_before_{};  // a server just found dead is left alone for a moment

  std::vector<std::thread> writers_;
  std::thread late_;
};

}  // namespace tongban::db
