#include "platform/db/migrations.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <set>

#include "platform/db/dialect.h"
#include "platform/db/errors.h"
#include "platform/db/sql_text.h"

namespace tongban::db {
namespace {

// Any number will do that no other program on the same PostgreSQL server uses: "tongban" in ASCII.
constexpr char kLock[] = "SELECT pg_advisory_xact_lock(32769668389396846)";

constexpr char kCreateTable[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, module TEXT NOT NULL, checksum TEXT NOT NULL,"
    " applied_at BIGINT NOT NULL)";

Error failed(const std::string& name, const std::string& why) {
  return {Code::internal, "db.migration_failed", name + ": " + why};
}

// FNV-1a with 64 bits: it has to notice an edited file, not to resist an attacker, who could edit the table as well.
std::string checksum(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, hash >>= 4) out[static_cast<std::size_t>(i)] = "0123456789abcdef"[hash & 15];
  return out;
}

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

// Several nodes may start at once; whoever comes second waits here and then finds the work done.
void lock_out_other_nodes(Tx& tx) {
  if (!tx.is_postgres()) return;
  tx.exec_text("SET LOCAL lock_timeout = '60s'");
  tx.exec_text(kLock);
}

// A mistake in a script is told with its file; a lost database is passed on, so that the write is repeated or refused.
Result<void> run_script(Tx& tx, const MigrationFile& file) {
  try {
    for (const auto& statement : migration_statements(file, tx.is_postgres())) tx.exec_text(statement);
    return {};
  } catch (const DatabaseError& e) {
    if (loses_transaction(e.kind) && e.kind != DatabaseError::Kind::serialization) throw;
    return failed(file.name, e.what());
  }
}

Result<void> apply(Database& database, const MigrationFile& file, bool& applied) {
  return database.write([&](Tx& tx) -> Result<void> {
    applied = false;
    lock_out_other_nodes(tx);
    if (!tx.query("SELECT 1 FROM schema_migrations WHERE name = $1", file.name).empty()) return {};
    TRY(run_script(tx, file));
    tx.query(
        "INSERT INTO schema_migrations (name, module, checksum, applied_at) VALUES ($1, $2, $3, $4) RETURNING name",
        file.name, file.module, checksum(file.sql), now_us());
    applied = true;
    return {};
  });
}

Result<void> create_table(Database& database) {
  return database.write([](Tx& tx) -> Result<void> {
    lock_out_other_nodes(tx);
    tx.exec_text(kCreateTable);
    return {};
  });
}

// The checksums in the database, by name; an error when they and the program's files contradict each other.
Result<std::map<std::string, std::string>> applied_before(Tx& tx, const std::vector<MigrationFile>& files) {
  std::map<std::string, std::string> known;
  const Rows rows = tx.query("SELECT name, checksum FROM schema_migrations");
  for (std::size_t i = 0; i < rows.size(); ++i) known[std::string(rows.text(i, 0))] = rows.text(i, 1);
  std::set<std::string> ours;
  for (const auto& file : files) {
    if (!ours.insert(file.name).second) return failed(file.name, "two migrations have this name");
    const auto found = known.find(file.name);
    if (found != known.end() && found->second != checksum(file.sql)) {
      return Error{Code::internal, "db.migration_changed",
                   std::string(file.name) + " was edited after it had been applied; write a new migration instead"};
    }
  }
  for (const auto& [name, sum] : known) {
    if (!ours.contains(name)) {
      return Error{Code::internal, "db.schema_newer",
                   "the database has the migration " + name + ", which this program does not know: it is older"};
    }
  }
  return known;
}

std::vector<MigrationFile> in_order(std::vector<MigrationFile> files) {
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return std::string_view(a.name) < std::string_view(b.name); });
  return files;
}

}  // namespace

Result<std::vector<std::string>> pending_migrations(Tx& tx, const std::vector<MigrationFile>& files) {
  const auto known = TRY(applied_before(tx, files));
  std::vector<std::string> names;
  for (const auto& file : in_order(files))
    if (!known.contains(file.name)) names.emplace_back(file.name);
  return names;
}

const char* schema_migrations_table() { return kCreateTable; }

std::vector<std::string> migration_statements(const MigrationFile& file, bool postgres) {
  return split_statements(expand_macros(file.sql, postgres));
}

std::string migration_checksum(const MigrationFile& file) { return checksum(file.sql); }

Result<MigrationReport> migrate(Database& database, const std::vector<MigrationFile>& files) {
  TRY(create_table(database));
  std::map<std::string, std::string> known;
  TRY(database.read([&](Tx& tx) -> Result<void> {
    known = TRY(applied_before(tx, files));
    return {};
  }));
  MigrationReport report;
  for (const auto& file : in_order(files)) {
    bool applied = false;
    if (!known.contains(file.name)) TRY(apply(database, file, applied));
    if (applied) {
      report.applied.emplace_back(file.name);
    } else {
      ++report.already_applied;
    }
  }
  return report;
}

Result<void> schema_ready(Tx& tx, const std::vector<MigrationFile>& files) {
  Rows rows;
  const auto listed = tx.attempt([&]() -> Result<void> {
    rows = tx.query("SELECT name FROM schema_migrations");
    return {};
  });
  if (!listed && listed.error().detail.find("schema_migrations") != std::string::npos)
    return Error{Code::unavailable, "db.no_schema",
                 "数据库中没有本程序的表，请先运行 tongban migrate / the database has no schema yet; run it first"};
  TRY(listed);
  std::set<std::string, std::less<>> applied;
  for (std::size_t i = 0; i < rows.size(); ++i) applied.emplace(rows.text(i, 0));
  std::string missing;
  for (const auto& file : files)
    if (!applied.contains(file.name)) missing += std::string(" ") + file.name;
  if (missing.empty()) return {};
  return Error{Code::unavailable, "db.schema_outdated",
               "数据库结构不是本程序的版本，请先运行 tongban migrate；缺少：" + missing};
}

}  // namespace tongban::db
