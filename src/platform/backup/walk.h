// One way through a backup for all who read it: opens every piece, checks the order of the records, counts and hashes
// the rows, and at the end compares with the summary that the backup carries.
#pragma once

#include <string_view>

#include "platform/backup/backup.h"
#include "platform/db/bulk.h"

namespace tongban::backup {

// What a reader does with what comes by. An error ends the walk and is returned.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual Result<void> manifest(const Manifest&) { return {}; }
  virtual Result<void> begin_table(const db::TableShape&) { return {}; }
  virtual Result<void> row(db::BulkRow) { return {}; }
  virtual Result<void> end_table(const TableSum&) { return {}; }
  virtual Result<void> begin_file(std::string_view /*digest*/) { return {}; }
  virtual Result<void> piece(std::string_view) { return {}; }
  virtual Result<void> end_file() { return {}; }
};

// Errors: those of the visitor, those of reading, `backup.damaged` also where the summary says otherwise.
Result<Contents> walk(const std::string& path, const StreamKey& key, Visitor& visitor, const Tell& tell);

db::TableShape shape_of(const Table& table);

}  // namespace tongban::backup
