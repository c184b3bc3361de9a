// Whole tables, read from one snapshot and written into a new database, row by row with flat memory, on a connection of
// their own: what backup and restore need, and nobody else. Works for any schema of the portable subset: columns of
// whole numbers and text. Cells are text as Rows has them, so a table read from one engine can be written to the other.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/db/migrations.h"

namespace tongban::db {

struct TableShape {
  std::string name;
  std::vector<std::string> columns;
  bool operator==(const TableShape&) const = default;
};

using Cell = std::optional<std::string_view>;
using BulkRow = std::span<const Cell>;

// Everything that the methods throw is a DatabaseError.
class TableReader {
 public:
  // Opens a snapshot: it sees what was committed before, nothing that comes later, and blocks no writer.
  static std::unique_ptr<TableReader> open(const std::string& dsn);
  virtual ~TableReader() = default;

  // All tables of the schema; those that others refer to come first.
  virtual std::vector<TableShape> tables() = 0;

  // Hands on every row, in no promised order; stops at the first error of `each` and returns it. The cells are valid
  // during the call only.
  virtual Result<void> read(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) = 0;
  // The same without repetitions: what differs in the columns of `table`, each once.
  virtual Result<void> read_distinct(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) = 0;

 protected:
  // The same names, parents before children; pairs are (child, parent).
  static std::vector<std::string> in_order(std::vector<std::string> names,
                                           const std::vector<std::pair<std::string, std::string>>& references);
};

// Writes a new database. Nothing is seen by others before commit(); without it nothing remains (SQLite: a file that the
// caller removes). Durable only after commit() (PostgreSQL) or after commit() and an fsync of the file (SQLite),
// because the file is nobody's until the caller gives it its name.
class TableLoader : public TableReader {
 public:
  // SQLite: makes the file, which must not be there. PostgreSQL: begins a transaction.
  static std::unique_ptr<TableLoader> open(const std::string& dsn);

  // Makes the schema of these migrations, without the rows they insert. Indexes and triggers wait for finish().
  void make_schema(const std::vector<MigrationFile>& files);

  virtual void begin_rows(const TableShape& table) = 0;
  virtual void put(BulkRow row) = 0;
  virtual void end_rows() = 0;

  // Makes the indexes and triggers, and checks all references.
  virtual void finish() = 0;
  virtual void commit() = 0;

 protected:
  virtual std::vector<std::string> statements_of(const MigrationFile& file) const = 0;
  virtual void run(const std::string& sql) = 0;
  virtual void put_aside() = 0;  // indexes and triggers
};

// `sqlite:/path` → `/path`; empty for PostgreSQL.
std::string sqlite_path(const std::string& dsn);

}  // namespace tongban::db
