// One small interface over SQLite (embedded default) and PostgreSQL (several nodes), with one SQL text: `$1`…`$n` placeholders
// and the portable subset of docs/adr/0003. A statement's text must be a string literal: connections cache prepared
// statements by its address. Personal and binary values are stored as base64 TEXT, so only four kinds of value exist.
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
// Unique violations an act expects are written as ON CONFLICT … DO NOTHING RETURNING, not caught.
struct DatabaseError : std::runtime_error {
  enum class Kind { other, unique, foreign_key, check, busy, serialization, connection, full };
  DatabaseError(Kind kind, const std::string& what) : std::runtime_error(what), kind(kind) {}
  Kind kind;
};

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view>;

inline Value to_value(std::nullptr_t) { return nullptr; }
inline Value to_value(bool v) { return std::int64_t{v ? 1 : 0}; }
inline Value to_value(int v) { return std::int64_t{v}; }
inline Value to_value(std::int64_t v) { return v; }
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

// A transaction in progress. exec() may be queued (PostgreSQL pipeline): its error then surfaces, as an exception, at the
// next query() or at the commit. Values are read during the call only.
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

  // Runs `body`; when it returns an error or throws, everything it wrote is undone and the transaction goes on.
  virtual Result<void> attempt(const std::function<Result<void>()>& body) = 0;
};

struct Options {
  std::string dsn;                // "sqlite:/path/tongban.db" or a libpq conninfo / postgresql:// URL
  int readers = 2;                // SQLite read connections; ignored by PostgreSQL
  int pool = 8;                   // PostgreSQL connections
  int max_group = 256;            // SQLite: acts grouped into one commit
  int max_waiting_writes = 4096;  // more waiting writes than this are refused with `unavailable`
};

// Open databases are shared by all threads of a node. Read and write bodies may run on other threads than the caller's.
class Database {
 public:
  using WriteBody = std::function<Result<void>(Tx&)>;
  using Done = std::function<void(Result<void>)>;

  static std::unique_ptr<Database> open(const Options& options);  // throws DatabaseError
  virtual ~Database() = default;  // finishes the waiting writes first
  virtual bool is_postgres() const = 0;

  // Runs `body` in a read transaction on the calling thread: one consistent snapshot, never blocked by writers.
  // An exception of the body (or a lost database) comes back as Error{unavailable|internal}.
  virtual Result<void> read(const std::function<Result<void>(Tx&)>& body) = 0;

  // Queues `body` for a write transaction and returns at once. `done` is called exactly once, on another thread, with
  // success only after the commit is on disk. An error from the body undoes just that body. The body may be run
  // again after a serialization failure (PostgreSQL): it must have no effect beside the transaction.
  virtual void write_async(WriteBody body, Done done) = 0;

  // Like write_async, but waits. Must not be called from inside a read or write body.
  Result<void> write(WriteBody body);

  // Waits for the waiting writes, then refuses new ones.
  virtual void drain() = 0;
};

}  // namespace tongban::db
