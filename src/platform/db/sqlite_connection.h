// One SQLite connection: opened with the settings that durability and portability need, with a cache of prepared
// statements and typed binding. Not thread-safe: one thread at a time uses it. Throws DatabaseError.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <string>
#include <unordered_map>

#include "platform/db/db.h"

namespace tongban::db {

class SqliteConnection {
 public:
  enum class Mode { writer, reader };

  SqliteConnection(const std::string& path, Mode mode, std::chrono::milliseconds statement_timeout);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void exec(const char* sql, const Value* values = nullptr, std::size_t count = 0);
  Rows query(const char* sql, const Value* values, std::size_t count);
  void exec_text(const std::string& sql);  // uncached, without a time limit

  // False after SQLite itself undid the transaction (disk full, I/O error).
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  void rollback();  // ends the process when even that fails: the pages in memory would be of no known state

  // Moves committed pages into the database file; the writer calls it between two batches, when nobody waits. A journal
  // that readers keep from being reset is forced at a size where it would begin to slow reads down; where even that
  // does not help, because a backup reads for minutes, writers hardly wait for it.
  void checkpoint_if_due();

 private:
  struct CachedStatement {
    std::string text;  // compared at each use: a text made at run time at a reused address is merely slower, not wrong
    sqlite3_stmt* handle = nullptr;
  };

  [[noreturn]] void fail(const char* sql);
  void configure(Mode mode);
  sqlite3_stmt* prepare(const char* sql, unsigned flags);
  sqlite3_stmt* cached(const char* sql);
  void forget_statements();
  void bind(sqlite3_stmt* statement, const char* sql, const Value* values, std::size_t count);
  static int on_wal_commit(void* self, sqlite3*, const char*, int pages);
  static int on_progress(void* self);

  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, CachedStatement> statements_;
  const std::chrono::milliseconds statement_timeout_;
  std::chrono::steady_clock::time_point deadline_;
  int wal_pages_ = 0;
  std::chrono::steady_clock::time_point no_force_before_;
};

}  // namespace tongban::db
