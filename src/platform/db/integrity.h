// What the database engine itself can say about damage: broken pages and indexes, rows that refer to nothing.
#pragma once

#include <string>
#include <vector>

#include "platform/db/db.h"

namespace tongban::db {

// Empty when all is well. SQLite: integrity_check and foreign_key_check. PostgreSQL checks both itself as it goes (page
// checksums, constraints), so there is nothing to ask.
std::vector<std::string> integrity_problems(Tx& tx);

}  // namespace tongban::db
