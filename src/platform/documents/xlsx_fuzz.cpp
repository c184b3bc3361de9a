// Filled spreadsheets from anybody: whatever the bytes are, reading ends in rows within the limits or in one of its
// errors.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/documents/xlsx_read.h"

namespace tongban::documents {

FUZZ_TARGET(xlsx) {
  const SheetLimits limits{50, 20, 200, 64 * 1024};
  const auto rows = read_xlsx(input, limits);
  if (!rows) {
    const auto& key = rows.error().key;
    PROMISE(key == "file.archive_unsafe" || key == "xlsx.unreadable" || key == "xlsx.too_large");
    return;
  }
  PROMISE(rows->size() <= limits.max_rows);
  for (const auto& row : *rows) {
    PROMISE(!row.cells.empty() && row.cells.size() <= limits.max_columns);
    for (const auto& cell : row.cells) PROMISE(cell.size() <= limits.max_cell_bytes && is_valid_utf8(cell));
  }
}

}  // namespace tongban::documents
