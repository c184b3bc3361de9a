// SQLite reads `$1` as a parameter with a name, numbered by first appearance: `select $2, $1` would bind swapped. The
// text written for PostgreSQL is therefore rewritten to `?1` before SQLite sees it.
#pragma once

#include <string>
#include <string_view>

namespace tongban::db {

// `$n` becomes `?n` outside quotes and comments; everything else stays as it is.
std::string question_mark_placeholders(std::string_view sql);

}  // namespace tongban::db
