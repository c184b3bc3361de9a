// The count and hash of a table's rows in a database, as the summary of a backup has them.
#pragma once

#include "platform/backup/contents.h"
#include "platform/db/bulk.h"

namespace tongban::backup {

Result<TableSum> rows_of(db::TableReader& reader, const db::TableShape& table);

}  // namespace tongban::backup
