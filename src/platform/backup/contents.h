// What a backup says of itself: the manifest at its beginning, the summary at its end. Both are JSON inside the sealed
// stream.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/described.h"

namespace tongban::backup {

inline constexpr int kFormat = 1;  // a reader refuses higher ones

// Whose backup it is.
struct Origin {
  std::string program;  // version of the program that made it
  std::string address;  // public base URL of the installation
  std::int64_t node = 0;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (program, address, node))

struct AppliedMigration {
  std::string name;
  std::string checksum;
};
BOOST_DESCRIBE_STRUCT(AppliedMigration, (), (name, checksum))

struct Table {
  std::string name;
  std::vector<std::string> columns;
};
BOOST_DESCRIBE_STRUCT(Table, (), (name, columns))

struct Manifest {
  Origin origin;
  std::string made_at;    // RFC 3339
  std::string key_check;  // a known word sealed by the keys of the installation
  std::vector<AppliedMigration> migrations;
  std::vector<Table> tables;  // in the order in which their rows follow
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (origin, made_at, key_check, migrations, tables))

struct TableSum {
  std::string name;
  std::int64_t rows = 0;
  std::string hash;  // SetHash of the packed rows
  bool operator==(const TableSum&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableSum, (), (name, rows, hash))

struct Summary {
  std::vector<TableSum> tables;
  std::int64_t files = 0;
  std::int64_t file_bytes = 0;             // as stored, sealed
  std::int64_t missing = 0;                // contents that rows name and the folder did not have
  std::int64_t broken = 0;                 // contents that did not open; kept as they were found
  std::vector<std::string> missing_files;  // the digests of the first thousand of each
  std::vector<std::string> broken_files;
  std::int64_t rows() const {
    std::int64_t all = 0;
    for (const auto& table : tables) all += table.rows;
    return all;
  }
};
BOOST_DESCRIBE_STRUCT(Summary, (), (tables, files, file_bytes, missing, broken, missing_files, broken_files))

struct Contents {
  Manifest manifest;
  Summary summary;
  std::int64_t bytes = 0;  // of the backup file
};

}  // namespace tongban::backup
