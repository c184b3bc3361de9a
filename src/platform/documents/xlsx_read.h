// Filled spreadsheets (ECMA-376): the first sheet of an Excel workbook as rows of text. Strict about what can harm the
// reader (sizes, archives, markup), tolerant of what office programs write: shared and inline texts, numbers, booleans,
// values that formulas left. Formulas themselves, formats, pictures and macros are not looked at.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/documents/csv.h"

namespace tongban::documents {

struct SheetLimits {
  std::size_t max_rows = 2000;  // with something in them
  std::size_t max_columns = 200;
  std::size_t max_cell_bytes = 16 * 1024;
  std::size_t max_part_bytes = 16u << 20;  // of a part of the workbook, unpacked
};

// All rows that have something in them, the heading too; CsvRow::line is the number that Excel shows. Errors:
// `file.archive_unsafe`; invalid `xlsx.unreadable` (no workbook, or no sheet in it), `xlsx.too_large` (a limit above).
Result<std::vector<CsvRow>> read_xlsx(std::string_view bytes, const SheetLimits& limits = {});

}  // namespace tongban::documents
