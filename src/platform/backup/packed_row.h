// One row as bytes: each cell its length plus one as a base-128 number (lowest digits first), then its text; 0 is NULL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/bulk.h"

namespace tongban::backup {

void append_packed(std::string& out, db::BulkRow row);

// Takes the next row of `columns` cells off the front of `bytes`; the cells point into it, `packed` is the row as it
// lay there. False when the bytes are not such a row.
bool take_packed(std::string_view& bytes, std::size_t columns, std::vector<db::Cell>& cells, std::string_view& packed);

}  // namespace tongban::backup
