// One small interface over SQLite (embedded default) and PostgreSQL (several nodes), with one SQL text: `$1`…`$n`
// placeholders and the portable subset of docs/adr/0003. A statement's text must be a string literal: connections cache
// prepared statements by its address. Personal and binary values are stored as base64 TEXT, so only four kinds of value
// exist.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tongban::db {

// Thrown, never returned: the database is lost, or a statement of ours broke a constraint that the act had not checked.
// Unique violations an act expects are written as ON CONFLICT … DO NOTHING RETURNING, not caught. A body that catches
// one itself must do so outside attempt(): PostgreSQL refuses to go on in a transaction that holds an undone error.
struct DatabaseError : std::runtime_error {
  enum class Kind {
    other,
    unique,
    foreign_key,
    check,
    busy,             // a lock was not obtained in time
    serialization,    // run the whole transaction again
    connection,       // lost; nothing was committed
    full,             // no space left on the disk
    io,               // reading or writing the database file failed
    timeout,          // one statement took longer than Options::statement_timeout_ms
    invalid_text,     // a text value is not UTF-8 or holds U+0000, which PostgreSQL cannot store
    outcome_unknown,  // PostgreSQL was lost during COMMIT: the transaction may or may not have happened
  };
  DatabaseError(Kind kind, const std::string& what) : std::runtime_error(what), kind(kind) {}
  Kind kind;
};

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view>;

inline Value to_value(std::nullptr_t) { return nullptr; }
inline Value to_value(bool v) { return std::int64_t{v ? 1 : 0}; }
inline Value to_value(int v) { return std::int64_t{v}; }
inline Value to_value(unsigned v) { return std::int64_t{v}; }
inline Value to_value(std::int64_t v) { return v; }
inline Value to_value(long long v) { return static_cast<std::int64_t>(v); }
inline Value to_value(std::size_t v) { return static_cast<std::int64_t>(v); }
inline Value to_value(double v) { return v; }
inline Value to_value(const char* v) { return std::string_view(v); }
inline Value to_value(const std::string& v) { return std::string_view(v); }
inline Value to_value(std::string_view v) { return v; }
template <class T>
Value to_value(const std::optional<T>& v) {
  return v ? to_value(*v) : Value(nullptr);
}

// Rows of one statement, all fetched. Cells are text as the engine prints them; SQL NULL is an empty optional.
class Rows {
 public:
  std::size_t size() const { return columns == 0 ? 0 : cells.size() / static_cast<std::size_t>(columns); }
  bool empty() const { return size() == 0; }
  bool null(std::size_t row, int column) const { return !cell(row, column).has_value(); }
  std::string_view text(std::size_t row, int column) const {  // NULL reads as ""
    const auto& c = cell(row, column);
    return c ? std::string_view(*c) : std::string_view();
  }
  std::int64_t integer(std::size_t row, int column) const;  // NULL reads as 0
  double real(std::size_t row, int column) const;
  std::optional<std::string> optional_text(std::size_t row, int column) const { return cell(row, column); }
  std::optional<std::int64_t> optional_integer(std::size_t row, int column) const;

  std::vector<std::optional<std::string>> cells;
  int columns = 0;
  std::int64_t affected = 0;  // rows changed by INSERT, UPDATE or DELETE

 private:
  const std::optional<std::string>& cell(std::size_t row, int column) const {
    return cells.at(row * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column));
  }
};

// A transaction in progress. exec() may be queued (PostgreSQL pipeline): its error then surfaces, as an exception, at
// the next query() or at the commit. Values are read during the call only. A wrong number of values is a DatabaseError.
class Tx {
 public:
  virtual ~Tx() = default;
  virtual bool is_postgres() const = 0;

  template <class... Args>
  void exec(const char* sql, const Args&... args) {
    const Value values[sizeof...(Args) + 1] = {to_value(args)...};
    exec_values(sql, values, sizeof...(Args));
  }
  template <class... Args>
  Rows query(const char* sql, const Args&... args) {
    const Value values[sizeof...(Args) + 1] = {to_value(args)...};
    return query_values(sql, values, sizeof...(Args));
  }
  virtual void exec_values(const char* sql, const Value* values, std::size_t count) = 0;
  virtual Rows query_values(const char* sql, const Value* values, std::size_t count) = 0;

  // Runs one statement whose text is made at run time (schema changes), without the statement cache and its time limit.
  virtual void exec_text(const std::string& sql) = 0;

  // Runs `body`; when it returns an error or throws, everything it wrote is undone and the transaction goes on. What it
  // threw comes back as Error{internal}, unless the whole transaction is lost with it: then it is thrown on.
  virtual Result<void> attempt(const std::function<Result<void>()>& body) = 0;
};

struct Options {
  std::string dsn;                  // "sqlite:/path/tongban.db" or a libpq conninfo / postgresql:// URL
  int readers = 2;                  // SQLite read connections; ignored by PostgreSQL
  int pool = 8;                     // PostgreSQL: connections for writes, and at most as many more for reads
  int max_group = 256;              // SQLite: acts grouped into one commit
  int max_waiting_writes = 4096;    // more waiting writes than this are refused with `unavailable`
  int statement_timeout_ms = 2500;  // one statement; exec_text() has no limit
  int answer_timeout_ms = 3000;  // waiting for a connection, or for a silent PostgreSQL; 0.5 s above the former is wise
};

// Open databases are shared by all threads of a node. Read and write bodies may run on other threads than the caller's.
//
// What went wrong comes back as an Error. Code::unavailable, with retry_after_seconds: `db.unavailable` (lost, nothing
// was written), `db.busy` (a lock), `db.full` (disk), `db.overloaded` (too many waiting), `db.outcome_unknown`
// (PostgreSQL lost during COMMIT: look before trying again), `db.closed` (after drain()). Code::timeout: `db.timeout`.
// Code::invalid: `db.invalid_text`. Code::internal: `internal`, whose detail is for the log. A write to an SQLite file
// whose fsync failed ends the process, because what it acknowledges could no longer be trusted (see fatal.h).
class Database {
 public:
  using WriteBody = std::function<Result<void>(Tx&)>;
  using Done = std::function<void(Result<void>)>;

  static std::unique_ptr<Database> open(const Options& options);  // throws DatabaseError
  virtual ~Database() = default;                                  // finishes the waiting writes first
  virtual bool is_postgres() const = 0;

  // Runs `body` in a read transaction on the calling thread: one consistent snapshot, never blocked by writers.
  // An exception of the body (or a lost database) comes back as Error{unavailable|internal}. The body is run once.
  virtual Result<void> read(const std::function<Result<void>(Tx&)>& body) = 0;

  // Queues `body` for a write transaction and returns at once. `done` is called exactly once, on another thread (a
  // refusal for overload or closing: on this one, before the return), with success only after the commit is on disk. An
  // error from the body undoes just that body. The body may be run again (after a serialization failure or a lost
  // connection): it must have no effect beside the transaction. `done` must not throw and should be short: on SQLite it
  // runs on the one writer thread.
  virtual void write_async(WriteBody body, Done done) = 0;

  // Like write_async, but waits. Must not be called from inside a read or write body, nor from `done`.
  Result<void> write(WriteBody body);

  // Waits for the waiting writes, then refuses new ones.
  virtual void drain() = 0;

  // True on the threads that run write bodies, where waiting for another write could wait for itself.
  virtual bool on_writer_thread() const = 0;
};

}  // namespace tongban::db
