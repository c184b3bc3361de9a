#include "platform/documents/xlsx.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/text.h"

namespace tongban::documents {

namespace {

constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostCellCharacters = 32'767;  // Excel counts UTF-16 units
constexpr std::size_t kMostSheetName = 31;
constexpr double kWidestColumn = 255;
constexpr double kGreatestExactInteger = 9007199254740992.0;  // 2^53: beyond it a spreadsheet's numbers are rounded

// At most so many UTF-16 units, and without controls, which XML cannot hold.
std::string fitting(std::string_view text) {
  std::string out;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t point = next_code_point(text, at);
    if (point < 0x20 && point != '\t' && point != '\n') point = U' ';
    units += point > 0xffff ? 2 : 1;
    if (units > kMostCellCharacters) break;
    append_utf8(out, point);
  }
  return out;
}

std::string sheet_name(std::string_view wanted) {
  std::string name;
  for (const char ch : truncate_code_points(wanted, kMostSheetName)) {
    name += std::string_view("[]:*?/\\'").find(ch) == std::string_view::npos ? ch : ' ';
  }
  return trim(name).empty() ? "Sheet1" : std::string(trim(name));
}

}  // namespace

struct XlsxWriter::Book {
  std::string folder;  // also the library's temporary files, gone with it
  std::string path;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* worksheet = nullptr;
  std::size_t rows = 0;

  ~Book() {
    if (workbook) workbook_close(workbook);
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
  }

  void cell(lxw_col_t column, const Cell& value, lxw_format* format) {
    const auto row = static_cast<lxw_row_t>(rows);
    const auto text = [&](const std::string& written) {
      worksheet_write_string(worksheet, row, column, written.c_str(), format);
    };
    if (const auto* words = std::get_if<std::string>(&value)) return text(fitting(*words));
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      if (std::abs(static_cast<double>(*whole)) > kGreatestExactInteger) return text(std::to_string(*whole));
      worksheet_write_number(worksheet, row, column, static_cast<double>(*whole), format);
    } else if (const double number = std::get<double>(value); std::isfinite(number)) {
      worksheet_write_number(worksheet, row, column, number, format);
    }
  }
};

XlsxWriter::XlsxWriter(const std::string& sheet, const std::vector<Column>& columns) : book_(std::make_unique<Book>()) {
  auto pattern = (std::filesystem::temp_directory_path() / "tongban-xlsx-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder for a workbook");
  book_->folder = pattern;
  book_->path = pattern + "/book.xlsx";
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = book_->folder.data();
  book_->workbook = workbook_new_opt(book_->path.c_str(), &options);
  if (!book_->workbook) throw std::runtime_error("cannot make a workbook");
  book_->worksheet = workbook_add_worksheet(book_->workbook, sheet_name(sheet).c_str());
  if (!book_->worksheet) throw std::runtime_error("cannot make a worksheet");
  auto* bold = workbook_add_format(book_->workbook);
  format_set_bold(bold);
  auto* as_typed = workbook_add_format(book_->workbook);
  format_set_num_format(as_typed, "@");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(book_->worksheet, column, column, std::min(columns[i].width, kWidestColumn),
                         columns[i].text ? as_typed : nullptr);
    book_->cell(column, columns[i].title, bold);
  }
  worksheet_freeze_panes(book_->worksheet, 1, 0);
  ++book_->rows;
}

XlsxWriter::~XlsxWriter() = default;

Result<void> XlsxWriter::row(const std::vector<Cell>& cells) {
  if (book_->rows == kMostRows) return unprocessable("xlsx.too_many_rows", "行数超过 Excel 的上限，请缩小范围");
  for (std::size_t i = 0; i < cells.size(); ++i) book_->cell(static_cast<lxw_col_t>(i), cells[i], nullptr);
  ++book_->rows;
  return {};
}

Result<std::string> XlsxWriter::finish() {
  const Error failed{Code::unavailable, "xlsx.write_failed", "暂时无法生成表格，请稍后再试", {}, 30};
  if (!book_->workbook) return failed;
  if (workbook_close(std::exchange(book_->workbook, nullptr)) != LXW_NO_ERROR) return failed;
  std::ifstream file(book_->path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || bytes.empty()) return failed;
  return bytes;
}

}  // namespace tongban::documents
