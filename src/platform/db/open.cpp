#include <condition_variable>
#include <mutex>
#include <optional>

#include "platform/db/db.h"
#include "platform/db/postgres_database.h"
#include "platform/db/sqlite_database.h"

namespace tongban::db {

std::unique_ptr<Database> Database::open(const Options& options) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (options.dsn.starts_with(kSqlite)) {
    const std::string path = options.dsn.substr(kSqlite.size());
    // Each connection to an unnamed or in-memory database would see one of its own.
    if (path.empty() || path.starts_with(":memory:")) {
      throw DatabaseError(DatabaseError::Kind::other, "sqlite: needs the path of a file");
    }
    return std::make_unique<SqliteDatabase>(path, options);
  }
  const bool url = options.dsn.starts_with("postgresql://") || options.dsn.starts_with("postgres://");
  if (url || options.dsn.find('=') != std::string::npos) return std::make_unique<PostgresDatabase>(options);
  throw DatabaseError(DatabaseError::Kind::other,
                      "the database must be sqlite:/path, postgresql://… or a libpq connection string");
}

Result<void> Database::write(WriteBody body) {
  if (on_writer_thread()) {  // waiting here would wait for itself
    return Error{Code::internal, "internal", "write() called from inside a write body or its done"};
  }
  struct {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result<void>> result;
  } wait;
  write_async(std::move(body), [&wait](Result<void> result) {
    // Notified under the lock: the waiter owns `wait` and may be gone right after it is released.
    std::lock_guard lock(wait.mutex);
    wait.result = std::move(result);
    wait.changed.notify_one();
  });
  std::unique_lock lock(wait.mutex);
  wait.changed.wait(lock, [&] { return wait.result.has_value(); });
  return *std::move(wait.result);
}

}  // namespace tongban::db
