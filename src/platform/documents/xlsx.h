// Tables as Excel workbooks, written row by row with constant memory, so that exports of any length cannot exhaust the
// node. Text is always text: a cell that begins with = + - @ is never a formula.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tongban::documents {

using Cell = std::variant<std::string, std::int64_t, double>;

struct Column {
  std::string title;
  double width = 16;  // characters
  bool text = false;  // what is typed in stays as it was typed: an 18-digit number is no number to calculate with
};

// One sheet with a bold, frozen heading. Written to a file of its own that is removed when the writer goes.
class XlsxWriter {
 public:
  // `sheet` is cut to 31 characters and freed of []:*?/\ as Excel demands.
  XlsxWriter(const std::string& sheet, const std::vector<Column>& columns);
  ~XlsxWriter();
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  // Errors: `xlsx.too_many_rows` (1,048,576 with the heading). Text is cut to 32,767 characters, Excel's limit.
  Result<void> row(const std::vector<Cell>& cells);

  // Closes the workbook and returns its bytes. Call once. Error: `xlsx.write_failed`.
  Result<std::string> finish();

 private:
  struct Book;
  std::unique_ptr<Book> book_;
};

}  // namespace tongban::documents
