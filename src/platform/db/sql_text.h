// Reading SQL text just far enough to know what is quoted: used to rewrite placeholders and to cut a script into
// statements. Knows '…', "…", -- and /* */ comments (nested, as PostgreSQL has them) and $tag$…$tag$.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tongban::db {

// The position after the quoted text or comment that begins at `i`, or `i` when none begins there. Unfinished ones
// reach to the end of the text.
std::size_t skip_quoted(std::string_view sql, std::size_t i);

// The statements of a script without their final semicolons, comments kept, empty ones left out. The body of a CREATE
// TRIGGER … BEGIN …; END; stays in one statement, as sqlite3_complete() has it.
std::vector<std::string> split_statements(std::string_view script);

// False when `text` is not UTF-8 or holds U+0000: PostgreSQL refuses both, so SQLite has to as well.
bool storable(std::string_view text);

}  // namespace tongban::db
