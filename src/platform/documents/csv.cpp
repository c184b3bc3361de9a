#include "platform/documents/csv.h"

#include <algorithm>

#include "base/text.h"

namespace tongban::documents {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

bool starts_like_formula(std::string_view cell) {
  return !cell.empty() && kFormulaStarts.find(cell[0]) != kFormulaStarts.npos;
}

// Minus and plus begin numbers too; those stay numbers.
bool is_number(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const auto digits = cell.find_first_not_of("0123456789");
  if (digits == 0 || cell.empty()) return false;
  if (digits == cell.npos) return true;
  return cell[digits] == '.' && digits + 1 < cell.size() &&
         cell.find_first_not_of("0123456789", digits + 1) == cell.npos;
}

bool must_guard(std::string_view cell) {
  // A leading apostrophe is guarded too, so that reading gives back exactly what was written.
  return (starts_like_formula(cell) && !is_number(cell)) || cell.starts_with('\'');
}

void append_cell(std::string& out, std::string_view cell) {
  const bool guard = must_guard(cell);
  if (!guard && cell.find_first_of(",\"\r\n") == cell.npos) {
    out += cell;
    return;
  }
  out += '"';
  if (guard) out += '\'';
  for (const char ch : cell) {
    if (ch == '"') out += '"';
    out += ch;
  }
  out += '"';
}

std::string without_guard(std::string cell) {
  if (cell.size() > 1 && cell[0] == '\'' && must_guard(std::string_view(cell).substr(1))) cell.erase(0, 1);
  return cell;
}

Error at_line(int line, const char* key, const char* what) {
  return {Code::invalid, key, what, {{"/line/" + std::to_string(line), key, what}}};
}

// Reads one row after another; keeps count of lines.
class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits) : rest_(text), limits_(limits) {}

  bool at_end() const { return rest_.empty(); }

  Result<CsvRow> row() {
    CsvRow row{line_, {}};
    for (bool more = true; more;) {
      if (row.cells.size() == limits_.max_columns) return too_large("列数过多");
      row.cells.push_back(without_guard(rest_.starts_with('"') ? TRY(quoted()) : TRY(plain())));
      more = take(",");
    }
    if (!take("\r\n") && !take("\n") && !at_end()) return at_line(line_, "csv.quote", "引号之后只能是逗号或换行");
    ++line_;
    return row;
  }

 private:
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  Error too_large(const char* what) const { return at_line(line_, "csv.too_large", what); }

  Result<std::string> plain() {
    auto end = std::min(rest_.find_first_of(",\n\""), rest_.size());
    if (end < rest_.size() && rest_[end] == '"') return at_line(line_, "csv.quote", "引号只能出现在单元格开头");
    if (end < rest_.size() && rest_[end] == '\n' && end > 0 && rest_[end - 1] == '\r') --end;
    if (end > limits_.max_cell_bytes) return too_large("单元格过长");
    std::string cell(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return cell;
  }

  Result<std::string> quoted() {
    const int begun = line_;
    rest_.remove_prefix(1);
    for (std::string cell;;) {
      const auto end = rest_.find('"');
      if (end == rest_.npos) return at_line(begun, "csv.quote", "引号没有结束");
      cell += rest_.substr(0, end);
      line_ += static_cast<int>(std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      rest_.remove_prefix(end + 1);
      if (cell.size() > limits_.max_cell_bytes) return too_large("单元格过长");
      if (!take("\"")) return cell;
      cell += '"';
    }
  }

  std::string_view rest_;
  const CsvLimits& limits_;
  int line_ = 1;
};

int line_of_first_bad_byte(std::string_view text) {
  int line = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!is_valid_utf8(text.substr(0, end))) return line;
    text.remove_prefix(end);
    ++line;
  }
  return line;
}

}  // namespace

void CsvWriter::row(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    append_cell(text_, cells[i]);
  }
  text_ += "\r\n";
}

Result<std::vector<CsvRow>> parse_csv(std::string_view text, const CsvLimits& limits) {
  if (text.size() > limits.max_bytes) return at_line(0, "csv.too_large", "文件过大");
  if (text.starts_with(kUtf8Bom)) text.remove_prefix(kUtf8Bom.size());
  if (!is_valid_utf8(text)) {
    return at_line(line_of_first_bad_byte(text), "csv.not_utf8", "文件不是 UTF-8 编码，请另存为 UTF-8 格式的 CSV");
  }
  std::vector<CsvRow> rows;
  for (Reader reader(text, limits); !reader.at_end();) {
    auto row = TRY(reader.row());
    if (row.cells.size() == 1 && row.cells[0].empty()) continue;
    if (rows.size() == limits.max_rows) return at_line(row.line, "csv.too_large", "行数过多");
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace tongban::documents
