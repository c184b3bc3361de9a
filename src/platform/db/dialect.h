// The few places where SQLite and PostgreSQL need different SQL. Every use outside this room is counted by
// tools/lint.py and the count may only fall; the portable subset is in docs/adr/0003.
#pragma once

#include <string>
#include <string_view>

#include "platform/db/db.h"

namespace tongban::db {

// Appended to a SELECT whose rows the transaction will change. SQLite needs no lock: it has one writer.
inline const char* for_update(const Tx& tx) { return tx.is_postgres() ? " FOR UPDATE" : ""; }

// Appended to the SELECT of a job claim, so that several nodes take different rows.
inline const char* skip_locked(const Tx& tx) { return tx.is_postgres() ? " FOR UPDATE SKIP LOCKED" : ""; }

// Whether ids made inside write bodies grow in the order of the commits: SQLite runs the bodies one after the other on
// one thread of one process; transactions of PostgreSQL run side by side, on several nodes.
inline bool ids_follow_commits(const Database& database) { return !database.is_postgres(); }

// What is for this engine of a statement, or a table of statements, written twice. All are literals.
template <class Statements>
Statements choose(const Tx& tx, Statements sqlite, Statements postgres) {
  return tx.is_postgres() ? postgres : sqlite;
}

// Replaces the macros of a migration script; DatabaseError{other} names one that is not known.
//   {{pk}}                  the type of a 64-bit key: INTEGER PRIMARY KEY is SQLite's row id and 20 % faster than
//   BIGINT
//   {{append_only table}}   statements after which rows of `table` can be neither changed nor deleted
std::string expand_macros(std::string_view script, bool postgres);

}  // namespace tongban::db
