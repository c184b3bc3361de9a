// The two engines behind bulk.h, and what they share; used by bulk*.cpp only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/bulk.h"

namespace tongban::db {

std::unique_ptr<TableReader> open_sqlite_reader(const std::string& path);
std::unique_ptr<TableLoader> open_sqlite_loader(const std::string& path);
std::unique_ptr<TableReader> open_postgres_reader(const std::string& dsn);
std::unique_ptr<TableLoader> open_postgres_loader(const std::string& dsn);

// Names of tables and columns cannot be parameters of a statement. They come from the database's own catalogue and are
// quoted; {table}, {columns} and {marks} (?1, ?2, …) in `text` stand for them.
std::string quoted_name(std::string_view name);
std::string bulk_sql(std::string_view text, const TableShape& table);

// One line of COPY's text format, without its line feed: \N is NULL, a backslash escapes tab, line feed, carriage
// return and itself (https://www.postgresql.org/docs/15/sql-copy.html).
void append_copy_line(std::string& out, BulkRow row);
// `cells` point into `store`. False when the line does not have `columns` cells.
bool parse_copy_line(std::string_view line, std::size_t columns, std::string& store, std::vector<Cell>& cells);

}  // namespace tongban::db
