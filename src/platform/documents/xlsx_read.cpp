#include "platform/documents/xlsx_read.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <pugixml.hpp>

#include "base/text.h"
#include "platform/files/zip_listing.h"

namespace tongban::documents {

namespace {

constexpr double kGreatestExactInteger = 9007199254740992.0;  // 2^53

Error unreadable() { return invalid("xlsx.unreadable", "无法读取该表格，请用下载的模板填写并保存为 xlsx 格式"); }
Error too_large() { return invalid("xlsx.too_large", "表格过大，请减少行数或列数"); }

// Office programs may put their elements into a prefixed namespace.
std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.find(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& found : node.children())
    if (local_name(found.name()) == name) return found;
  return {};
}

// Text of a string item: its own or that of its runs, without how it is read aloud (rPh).
std::string text_of(const pugi::xml_node& item) {
  std::string text;
  for (const auto& part : item.children()) {
    const auto name = local_name(part.name());
    if (name == "t") text += part.text().get();
    if (name == "r") text += child(part, "t").text().get();
  }
  return text;
}

// 1.38E+10 is how a telephone number may come back.
std::string number_text(std::string_view written) {
  if (written.find_first_of("eE") == written.npos) return std::string(written);
  double value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc() || end != written.data() + written.size() || !std::isfinite(value))
    return std::string(written);
  char buffer[40];
  const bool whole = std::abs(value) < kGreatestExactInteger && value == std::floor(value);
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.15g", value);
  return buffer;
}

// "AB12" → 27; nothing for what is no place on a sheet.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0, letters = 0;
  for (const char ch : reference) {
    if (ch < 'A' || ch > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(ch - 'A' + 1);
    if (++letters > 3) return std::nullopt;
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char ch : text) out += static_cast<unsigned char>(ch) < 0x20 && ch != '\n' && ch != '\t' ? ' ' : ch;
  return std::string(trim(out));
}

class Book {
 public:
  Book(std::string_view bytes, const SheetLimits& limits) : bytes_(bytes), limits_(limits) {}

  Result<std::vector<CsvRow>> first_sheet() {
    entries_ = TRY(list_zip(bytes_));
    const auto path = TRY(first_sheet_path());
    if (has("xl/sharedStrings.xml")) TRY(read_shared());
    pugi::xml_document document;
    TRY(load(path, document));
    const auto data = child(child(document, "worksheet"), "sheetData");
    if (!data) return unreadable();
    std::vector<CsvRow> rows;
    int line = 0;
    for (const auto& node : data.children()) {
      if (local_name(node.name()) != "row") continue;
      line = node.attribute("r") ? node.attribute("r").as_int() : line + 1;
      auto row = TRY(read_row(node, line));
      if (row.cells.empty()) continue;
      if (rows.size() == limits_.max_rows) return too_large();
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  bool has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry.name == name; });
  }

  Result<void> load(std::string_view name, pugi::xml_document& into) {
    const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const auto& e) { return e.name == name; });
    if (entry == entries_.end()) return unreadable();
    if (entry->uncompressed > limits_.max_part_bytes) return too_large();
    const auto text = TRY(unzip(bytes_, *entry, limits_.max_part_bytes));
    if (!is_valid_utf8(text)) return unreadable();
    const auto flags = pugi::parse_default | pugi::parse_ws_pcdata_single;
    if (!into.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8)) return unreadable();
    return {};
  }

  // The first sheet of the book by its own list; the usual name where a program left the list out.
  Result<std::string> first_sheet_path() {
    const std::string usual = "xl/worksheets/sheet1.xml";
    if (!has("xl/workbook.xml") || !has("xl/_rels/workbook.xml.rels")) return usual;
    pugi::xml_document book, relations;
    TRY(load("xl/workbook.xml", book));
    TRY(load("xl/_rels/workbook.xml.rels", relations));
    const auto sheet = child(child(child(book, "workbook"), "sheets"), "sheet");
    std::string id;
    for (const auto& attribute : sheet.attributes())
      if (local_name(attribute.name()) == "id" && std::string_view(attribute.name()) != "id") id = attribute.value();
    for (const auto& relation : child(relations, "Relationships").children()) {
      if (id != relation.attribute("Id").value()) continue;
      const std::string target = relation.attribute("Target").value();
      return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return usual;
  }

  Result<void> read_shared() {
    pugi::xml_document document;
    TRY(load("xl/sharedStrings.xml", document));
    for (const auto& item : child(document, "sst").children())
      if (local_name(item.name()) == "si") shared_.push_back(text_of(item));
    return {};
  }

  std::string value_of(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return text_of(child(cell, "is"));
    const std::string_view written = child(cell, "v").text().get();
    if (type == "s") {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), index);
      return error == std::errc() && end == written.data() + written.size() && index < shared_.size() ? shared_[index]
                                                                                                      : std::string();
    }
    if (type == "b") return written == "1" ? "是" : "否";
    if (type.empty() || type == "n") return number_text(trim(written));
    return std::string(written);
  }

  Result<CsvRow> read_row(const pugi::xml_node& node, int line) const {
    CsvRow row{line, {}};
    std::size_t next = 0;
    for (const auto& cell : node.children()) {
      if (local_name(cell.name()) != "c") continue;
      const auto column = cell.attribute("r") ? column_of(cell.attribute("r").value()) : std::optional(next);
      if (!column) return unreadable();
      next = *column + 1;
      auto text = without_controls(value_of(cell));
      if (text.empty()) continue;
      if (*column >= limits_.max_columns || text.size() > limits_.max_cell_bytes) return too_large();
      if (row.cells.size() <= *column) row.cells.resize(*column + 1);
      row.cells[*column] = std::move(text);
    }
    return row;
  }

  std::string_view bytes_;
  const SheetLimits& limits_;
  std::vector<ZipEntry> entries_;
  std::vector<std::string> shared_;
};

}  // namespace

Result<std::vector<CsvRow>> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  return Book(bytes, limits).first_sheet();
}

}  // namespace tongban::documents
