// Backup, verification, restore and comparison of a whole installation: one snapshot of every table and the contents of
// every file that the snapshot names, in one file sealed piece by piece. The format is that of rows, not of an engine:
// what was taken from SQLite can be restored into PostgreSQL and the other way round. Memory is flat.
//
// The keys of the installation (platform/crypto/keyring.h) are not in it: a thief of backup and backup key reads no
// personal value. They must be kept apart, or the restored values stay sealed for ever; restore() asks for them first.
//
// Errors of the reading functions: `backup.unreadable`, `backup.not_a_backup`, `backup.newer_format`,
// `backup.wrong_key`, `backup.cut_off`, `backup.damaged`.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "platform/backup/contents.h"
#include "platform/crypto/keyring.h"
#include "platform/crypto/sealed_stream.h"
#include "platform/db/migrations.h"

namespace tongban::backup {

// What is being worked on, and how much is done: rows of all tables so far, bytes of the backup file so far.
struct Progress {
  std::string what;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
};
using Tell = std::function<void(const Progress&)>;

struct Source {
  std::string dsn;
  std::string files_dir;
  Origin origin;
  std::int64_t bytes_per_second = 0;  // 0: as fast as it goes
};

// Takes a backup while the installation works on. `path` must not be there; until the backup is complete and durable it
// is called `path`.unfinished. Files that are missing or broken are listed in the summary; all else is in the backup.
// Errors: `backup.exists`, `backup.running` (another process is at work on the same path), `backup.unwritable`. Throws
// db::DatabaseError.
Result<Contents> make(const std::string& path, const StreamKey& key, const Keyring& keyring, const Source& source,
                      const Tell& tell);

// Opens every piece and counts and hashes every row and file again. What it returns is therefore what is in the file.
Result<Contents> verify(const std::string& path, const StreamKey& key, const Tell& tell);

struct Target {
  std::string dsn;
  std::string files_dir;
  std::vector<db::MigrationFile> migrations;  // those of this program
};

// Fills an empty target: the schema of the time of the backup (the program's newer migrations are applied by
// db::migrate afterwards), its rows, its files. The rows are read back and compared before anything becomes visible;
// after an error the target is as it was. Errors: `backup.target_not_empty`, `backup.keys_differ`,
// `backup.newer_schema`, `backup.foreign_schema`, `backup.rows_differ`, `backup.unwritable`. Throws db::DatabaseError.
Result<Contents> restore(const std::string& path, const StreamKey& key, const Keyring& keyring, const Target& target,
                         const Tell& tell);

// How one table of a database differs from the backup, looking only at the columns the backup knows.
struct TableDifference {
  std::string table;
  std::int64_t rows_in_backup = 0;
  std::int64_t rows_in_database = -1;  // -1: the table, or one of its columns, is not there
};
struct Comparison {
  Contents contents;
  std::vector<TableDifference> differences;
};
// Verifies the backup and compares it with a database. Throws db::DatabaseError.
Result<Comparison> compare(const std::string& path, const StreamKey& key, const std::string& dsn, const Tell& tell);

// The name of a backup made at that moment, tongban-20260102030405.backup (time of China), sorting by time.
std::string automatic_name(Instant now);
// Removes the oldest backups with such names in `folder` so that `keep` remain (at least 1); returns what was removed.
std::vector<std::string> remove_old(const std::string& folder, int keep);

}  // namespace tongban::backup
