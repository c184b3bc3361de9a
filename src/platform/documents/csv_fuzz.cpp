// Tables from spreadsheets: what was read is written and read again equal, within the limits; and no cell that we write
// can be taken for a formula.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/documents/csv.h"

namespace tongban::documents {
namespace {

constexpr CsvLimits kLimits{4096, 50, 8, 64};

void check_read(std::string_view text) {
  const auto rows = parse_csv(text, kLimits);
  if (!rows) {
    PROMISE(rows.error().key.starts_with("csv.") && rows.error().fields.size() == 1);
    return;
  }
  PROMISE(rows->size() <= kLimits.max_rows);
  CsvWriter writer;
  for (const auto& row : *rows) {
    PROMISE(row.line >= 1 && row.cells.size() <= kLimits.max_columns);
    for (const auto& cell : row.cells) PROMISE(cell.size() <= kLimits.max_cell_bytes);
    writer.row(row.cells);
  }
  const auto again = parse_csv(writer.take(), {1 << 20, 50, 8, 64 * 1024});
  PROMISE(again.ok() && again->size() == rows->size());
  for (std::size_t i = 0; i < rows->size(); ++i) PROMISE((*again)[i].cells == (*rows)[i].cells);
}

void check_written(std::string_view text) {
  std::vector<std::string> cells;
  for (fuzz::Pieces pieces(text); !pieces.empty() && cells.size() < 8;) cells.emplace_back(pieces.line());
  if (cells.empty() || (cells.size() == 1 && cells[0].empty())) return;
  CsvWriter writer;
  writer.row(cells);
  const auto written = writer.take();
  const auto first = std::string_view(written).substr(kUtf8Bom.size());
  const auto begin = first.starts_with('"') ? first.substr(1) : first;
  PROMISE(!begin.starts_with('=') && !begin.starts_with('@') && !begin.starts_with('\t'));
  if (!is_valid_utf8(text)) return;
  const auto rows = parse_csv(written, {1 << 20, 50, 8, 64 * 1024});
  PROMISE(rows.ok() && rows->size() == 1 && (*rows)[0].cells == cells);
}

}  // namespace

FUZZ_TARGET(csv) {
  check_read(input);
  check_written(input);
}

}  // namespace tongban::documents
