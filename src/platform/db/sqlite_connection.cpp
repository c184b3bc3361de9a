#include "platform/db/sqlite_connection.h"

#include <charconv>
#include <cstring>

#include "platform/db/fatal.h"
#include "platform/db/placeholders.h"
#include "platform/db/sql_text.h"

namespace tongban::db {
namespace {

constexpr int kBusyMs = 2000;                  // another process holds the file (a backup tool): answer within 3 s
constexpr int kCheckpointPages = 2000;         // 8 MB of journal
constexpr int kForcedCheckpointPages = 32000;  // 128 MB: readers have kept it from being reset for long
constexpr int kForcedWaitMs = 100;
constexpr auto kPauseAfterForce = std::chrono::seconds(20);  // so that fewer than one write in a hundred waits
constexpr int kProgressSteps = 20000;                        // a look at the clock every few hundred microseconds
constexpr std::size_t kMostStatements = 1000;
constexpr char kRollback[] = "ROLLBACK";

using Kind = DatabaseError::Kind;

Kind kind_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Kind::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Kind::foreign_key;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
      return Kind::check;
    case SQLITE_IOERR_SHMSIZE:
      return Kind::full;  // no room for the shared index of the journal; nothing was written
    default:
      break;
  }
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Kind::busy;
    case SQLITE_FULL:
      return Kind::full;
    case SQLITE_IOERR:
      return Kind::io;
    case SQLITE_INTERRUPT:
      return Kind::timeout;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return Kind::connection;
    default:
      return Kind::other;
  }
}

// A statement left unreset would hold its read snapshot: the next write would fail at once, checkpoints would starve.
struct ResetGuard {
  sqlite3_stmt* statement;
  ~ResetGuard() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

std::string shortest(double value) {
  char buffer[40];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void append_row(sqlite3_stmt* statement, Rows& rows) {
  for (int i = 0; i < rows.columns; ++i) {
    switch (sqlite3_column_type(statement, i)) {
      case SQLITE_NULL:
        rows.cells.emplace_back();
        break;
      case SQLITE_FLOAT:
        rows.cells.emplace_back(shortest(sqlite3_column_double(statement, i)));
        break;
      default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        rows.cells.emplace_back(std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))));
      }
    }
  }
}

// Counting the bytes in use takes a lock that all connections share, at each allocation; nobody asks for the count.
void count_no_memory() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)done;  // refused, harmlessly, where SQLite has been used before
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Mode mode, std::chrono::milliseconds statement_timeout)
    : statement_timeout_(statement_timeout) {
  const int flags =
      SQLITE_OPEN_NOMUTEX | (mode == Mode::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  count_no_memory();
  const int status = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  try {
    if (status != SQLITE_OK) {
      throw DatabaseError(Kind::connection, "cannot open " + path + ": " + sqlite3_errmsg(handle_));
    }
    configure(mode);
  } catch (const DatabaseError& e) {
    sqlite3_close(handle_);
    if (status != SQLITE_OK) throw;
    throw DatabaseError(e.kind, path + ": " + e.what());  // at the start of a node: which file is it?
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  forget_statements();
  sqlite3_close(handle_);
}

void SqliteConnection::configure(Mode mode) {
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, kBusyMs);
  // Debian's SQLite takes "hello" for a string when no such column exists; PostgreSQL does not.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const char* common =
      "PRAGMA foreign_keys=ON; PRAGMA case_sensitive_like=ON; PRAGMA cache_size=-32768; PRAGMA mmap_size=268435456;"
      "PRAGMA temp_store=MEMORY;";
  const char* writing = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;";
  if (mode == Mode::writer && sqlite3_exec(handle_, writing, nullptr, nullptr, nullptr) != SQLITE_OK) fail(writing);
  if (sqlite3_exec(handle_, common, nullptr, nullptr, nullptr) != SQLITE_OK) fail(common);
  if (mode == Mode::writer) {
    const Rows journal = query("PRAGMA journal_mode", nullptr, 0);
    if (journal.text(0, 0) != "wal") throw DatabaseError(Kind::connection, "this file system has no write-ahead log");
    sqlite3_wal_hook(handle_, &SqliteConnection::on_wal_commit, this);  // also ends automatic checkpoints
  }
  if (statement_timeout_.count() > 0) {
    sqlite3_progress_handler(handle_, kProgressSteps, &SqliteConnection::on_progress, this);
  }
}

void SqliteConnection::fail(const char* sql) {
  throw DatabaseError(kind_of(sqlite3_extended_errcode(handle_)), std::string(sqlite3_errmsg(handle_)) + " in: " + sql);
}

int SqliteConnection::on_wal_commit(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
  return SQLITE_OK;
}

int SqliteConnection::on_progress(void* self) {
  return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(self)->deadline_ ? 1 : 0;
}

sqlite3_stmt* SqliteConnection::prepare(const char* sql, unsigned flags) {
  const std::string text = question_mark_placeholders(sql);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_, text.c_str(), -1, flags, &statement, nullptr) != SQLITE_OK) fail(sql);
  if (!statement) throw DatabaseError(Kind::other, std::string("no statement in: ") + sql);
  return statement;
}

sqlite3_stmt* SqliteConnection::cached(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    if (found->second.text == sql) return found->second.handle;
    sqlite3_finalize(found->second.handle);
    statements_.erase(found);
  }
  if (statements_.size() >= kMostStatements) forget_statements();
  sqlite3_stmt* statement = prepare(sql, SQLITE_PREPARE_PERSISTENT);
  statements_.emplace(sql, CachedStatement{sql, statement});
  return statement;
}

void SqliteConnection::forget_statements() {
  for (auto& [address, statement] : statements_) sqlite3_finalize(statement.handle);
  statements_.clear();
}

void SqliteConnection::bind(sqlite3_stmt* statement, const char* sql, const Value* values, std::size_t count) {
  // SQLite would read missing values as NULL, where PostgreSQL refuses the statement.
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) != count) {
    throw DatabaseError(Kind::other, std::string("wrong number of values for: ") + sql);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const int at = static_cast<int>(i) + 1;
    int status = SQLITE_OK;
    switch (values[i].index()) {
      case 0:
        status = sqlite3_bind_null(statement, at);
        break;
      case 1:
        status = sqlite3_bind_int64(statement, at, std::get<1>(values[i]));
        break;
      case 2:
        status = sqlite3_bind_double(statement, at, std::get<2>(values[i]));
        break;
      default: {
        const auto text = std::get<3>(values[i]);
        if (!storable(text)) throw DatabaseError(Kind::invalid_text, "a text value is not UTF-8 or holds U+0000");
        // An empty view may have no address, which SQLite would take for NULL.
        status =
            sqlite3_bind_text64(statement, at, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
      }
    }
    if (status != SQLITE_OK) fail(sql);
  }
}

void SqliteConnection::exec(const char* sql, const Value* values, std::size_t count) {
  sqlite3_stmt* statement = cached(sql);
  const ResetGuard guard{statement};
  bind(statement, sql, values, count);
  deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
  int status;
  while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
  }
  if (status != SQLITE_DONE) fail(sql);
}

Rows SqliteConnection::query(const char* sql, const Value* values, std::size_t count) {
  sqlite3_stmt* statement = cached(sql);
  const ResetGuard guard{statement};
  bind(statement, sql, values, count);
  deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
  const auto changes_before = sqlite3_total_changes64(handle_);
  Rows rows;
  rows.columns = sqlite3_column_count(statement);
  int status;
  while ((status = sqlite3_step(statement)) == SQLITE_ROW) append_row(statement, rows);
  if (status != SQLITE_DONE) fail(sql);
  // sqlite3_changes() still tells of an earlier statement when this one changed nothing.
  if (sqlite3_total_changes64(handle_) != changes_before) rows.affected = sqlite3_changes64(handle_);
  return rows;
}

void SqliteConnection::exec_text(const std::string& sql) {
  deadline_ = std::chrono::steady_clock::time_point::max();
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql.c_str());
}

void SqliteConnection::rollback() {
  if (!in_transaction()) return;
  deadline_ = std::chrono::steady_clock::time_point::max();
  try {
    exec(kRollback);  // prepared, because each read ends by one
  } catch (const DatabaseError& e) {
    if (in_transaction()) fatal(std::string("ROLLBACK failed: ") + e.what());
  }
}

void SqliteConnection::checkpoint_if_due() {
  if (wal_pages_ < kCheckpointPages) return;
  const bool force = wal_pages_ >= kForcedCheckpointPages && std::chrono::steady_clock::now() >= no_force_before_;
  if (force) sqlite3_busy_timeout(handle_, kForcedWaitMs);
  int left = 0, moved = 0;
  deadline_ = std::chrono::steady_clock::time_point::max();
  const int status = sqlite3_wal_checkpoint_v2(
      handle_, nullptr, force ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &left, &moved);
  if (force) sqlite3_busy_timeout(handle_, kBusyMs);
  if ((status & 0xff) == SQLITE_IOERR && kind_of(status) == Kind::io) {
    fatal(std::string("checkpoint failed: ") + sqlite3_errmsg(handle_));
  }
  // A reader that outlasts the wait is no request but a backup: writers must not stop for it again and again.
  if (force && status != SQLITE_OK) no_force_before_ = std::chrono::steady_clock::now() + kPauseAfterForce;
  if (status == SQLITE_OK && left == moved) wal_pages_ = 0;  // the next commit begins the journal anew
}

}  // namespace tongban::db
