// Forward-only migrations: `src/modules/<m>/schema/NNNN_what.sql`, embedded at build time, applied in the order of
// their numbers over all modules, each with a checksum kept in schema_migrations. A changed file that was applied
// already, or a database newer than the program, is refused.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "platform/db/db.h"

namespace tongban::db {

// `name` is the file name, e.g. "0020_cases.sql". `sql` may use the macros {{pk}} (64-bit primary key column type).
struct MigrationFile {
  const char* module;
  const char* name;
  const char* sql;
};

struct MigrationReport {
  std::vector<std::string> applied;  // names, in order
  int already_applied = 0;
};

// Applies what is missing, each migration in one transaction. Safe to call from several nodes at once on PostgreSQL.
// Errors: `db.migration_changed`, `db.schema_newer`, `db.migration_failed`.
Result<MigrationReport> migrate(Database& database, const std::vector<MigrationFile>& files);

// Whether a program with these files may serve this database: every file must have been applied. Migrations it does not
// know are no obstacle, because release N runs on the schema of N + 1 (a rolling upgrade migrates first). Error:
// unavailable `db.schema_outdated`, naming what is missing.
Result<void> schema_ready(Tx& tx, const std::vector<MigrationFile>& files);

// The names of those that are missing, in their order. Errors: `db.migration_changed`, `db.schema_newer`.
Result<std::vector<std::string>> pending_migrations(Tx& tx, const std::vector<MigrationFile>& files);

// For those who build a schema in a transaction of their own (bulk.h): the statement that makes the table of
// migrations, one migration as statements of the engine, and the checksum that is kept of it.
const char* schema_migrations_table();
std::vector<std::string> migration_statements(const MigrationFile& file, bool postgres);
std::string migration_checksum(const MigrationFile& file);

}  // namespace tongban::db
