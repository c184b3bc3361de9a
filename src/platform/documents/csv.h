// Tables as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, because Excel reads Chinese wrongly without
// it, CRLF lines. Text that a spreadsheet would take for a formula is guarded by an apostrophe when written and freed
// of it when read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tongban::documents {

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

// Builds a table in memory; take() gives and forgets what was written so far, so that long tables can be streamed.
class CsvWriter {
 public:
  CsvWriter() : text_(kUtf8Bom) {}
  void row(const std::vector<std::string>& cells);
  std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
};

struct CsvRow {
  int line = 0;  // of the file, from 1, where the row begins
  std::vector<std::string> cells;
};

struct CsvLimits {
  std::size_t max_bytes = 64u << 20;
  std::size_t max_rows = 500'000;
  std::size_t max_columns = 200;
  std::size_t max_cell_bytes = 64 * 1024;
};

// All rows, the heading too; blank lines are left out; LF and CRLF are both fine. Errors (Code::invalid, the line in
// fields as
// "/line/<n>"): `csv.not_utf8`, `csv.too_large`, `csv.quote` (a stray or unclosed quotation mark).
Result<std::vector<CsvRow>> parse_csv(std::string_view text, const CsvLimits& limits = {});

}  // namespace tongban::documents
