// One PostgreSQL connection in libpq's pipeline mode: exec() is queued and travels with the next query() or commit(),
// which saves a network round trip a statement (measured: 2.2 times the throughput of sequential libpq). Every wait has
// a limit. Not thread-safe: one thread at a time uses it. Throws DatabaseError.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

#include "platform/db/db.h"
#include "platform/db/postgres_connect.h"

namespace tongban::db {

class PostgresConnection {
 public:
  // `connect_limit` is for opening, the limits in `options` for everything after. Throws DatabaseError{connection}.
  PostgresConnection(const Options& options, std::chrono::milliseconds connect_limit);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // `how` is a literal: "BEGIN", or "BEGIN ISOLATION LEVEL …". The first answer is waited for until `first_answer_by`,
  // each further one for Options::answer_timeout_ms.
  void begin(const char* how, std::chrono::steady_clock::time_point first_answer_by);
  void begin(const char* how) { begin(how, std::chrono::steady_clock::now() + answer_timeout_); }
  // Throws DatabaseError{outcome_unknown} when the connection was lost before the server told how it ended.
  void commit();
  void rollback() noexcept;

  void exec(const char* sql, const Value* values = nullptr, std::size_t count = 0);
  Rows query(const char* sql, const Value* values, std::size_t count);
  void exec_text(const std::string& sql);
  void flush();  // sends what is queued and waits; an error of any of it is thrown here

  bool lost() const { return lost_ || PQstatus(handle_.get()) != CONNECTION_OK; }
  // Whether another connection was lost since this one was opened: a network that forgot one has often forgotten all,
  // and would let each request find that out by waiting. `losses` is the pool's count.
  bool suspect(unsigned losses) const { return losses != trusted_at_; }
  void trust(unsigned losses) { trusted_at_ = losses; }
  // Looks, without waiting, whether the server has hung up while the connection was idle.
  bool hung_up();

 private:
  struct Prepared {
    std::string text;  // compared at each use: a text made at run time at a reused address is merely slower, not wrong
    std::string name;
  };
  struct Sent {
    const char* prepares = nullptr;  // the address whose statement this message prepares, or null when it executes one
    std::string name;
  };
  struct Outcome {  // of everything sent up to one synchronisation point
    Rows rows;
    std::string last_command;
    bool failed = false;
    bool by_server = false;  // the server itself reported the failure, and before the last command
    DatabaseError::Kind kind = DatabaseError::Kind::other;
    std::string message;
    [[noreturn]] void raise() const { throw DatabaseError(kind, message); }
  };

  void send(const char* sql, const Value* values, std::size_t count);
  void send_text(const std::string& sql);
  const std::string& prepared(const char* sql);
  void forget_statements();
  void synchronise(Outcome& outcome, bool limited);
  Rows drain(bool limited = true);
  void take_result(PGresult* result, Outcome& outcome);
  void settle(PGresult* result, Outcome& outcome);
  std::chrono::steady_clock::time_point patience() const;
  void send_all(std::chrono::steady_clock::time_point until);
  PGresult* next_result(bool limited);
  [[noreturn]] void lose(const std::string& what);
  static void on_notice(void* self, const PGresult* notice);

  const std::chrono::milliseconds answer_timeout_;
  std::chrono::steady_clock::time_point first_answer_by_ = std::chrono::steady_clock::time_point::max();
  PgHandle handle_;
  std::unordered_map<const char*, Prepared> statements_;
  std::deque<Sent> sent_;        // messages whose results have not come yet
  std::uint64_t next_name_ = 0;  // names are never used twice, not even after an aborted pipeline
  bool lost_ = false;
  bool statements_stale_ = false;
  unsigned trusted_at_ = 0;
  int warnings_ = 0;
};

}  // namespace tongban::db
