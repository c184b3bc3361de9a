#include "modules/catalog/import_read.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/number.h"
#include "base/text.h"
#include "platform/documents/csv.h"

namespace tongban::catalog {
namespace {

constexpr int kDepth = 64;
constexpr std::string_view kFormat = "tongban.catalog/1";

Error shape(std::string detail) { return invalid("import.shape", std::move(detail)); }

std::string_view text_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  return {value->get_string().data(), value->get_string().size()};
}

Result<std::vector<SourceRow>> json_rows(ImportKind kind, std::string_view text) {
  auto document = TRY(parse_json(text, kDepth));
  auto* object = document.if_object();
  if (object == nullptr || text_of(*object, "format") != kFormat)
    return shape("文件应为 JSON 对象，其 format 为 tongban.catalog/1");
  if (import_kind(text_of(*object, "kind")) != kind) return invalid("import.kind", "文件中的 kind 与导入的种类不同");
  auto* rows = object->if_contains("rows") ? object->at("rows").if_array() : nullptr;
  if (rows == nullptr) return shape("文件中没有 rows 列表");
  for (const auto& member : *object)
    if (member.key() != "format" && member.key() != "kind" && member.key() != "rows")
      return shape("文件中有不认识的字段");
  if (rows->size() > kMaxImportRows) return Error{Code::too_large, "import.too_many_rows", "一次导入的行数过多"};
  std::vector<SourceRow> sources;
  sources.reserve(rows->size());
  for (std::size_t i = 0; i < rows->size(); ++i)
    sources.push_back({"/rows/" + std::to_string(i), std::move((*rows)[i])});
  return sources;
}

bool means_true(std::string_view text) { return text == "1" || text == "true" || text == "是"; }
bool means_false(std::string_view text) { return text == "0" || text == "false" || text == "否"; }

// Text that is none of its type stays text, so that reading the row says what is wrong.
json::value cell_value(CellType type, const std::string& text) {
  if (type == CellType::boolean && means_true(text)) return true;
  if (type == CellType::boolean && means_false(text)) return false;
  if (type == CellType::integer && is_digits(text) && text.size() <= 9) return std::stoi(text);
  if (type != CellType::text_list) return json::value(text);
  json::array parts;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('^', at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Result<std::vector<SourceRow>> csv_rows(std::string_view text, const std::vector<CellColumn>& columns) {
  const auto table = TRY(documents::parse_csv(text));
  if (table.empty()) return shape("文件没有标题行");
  std::vector<const CellColumn*> heading;
  for (const auto& title : table.front().cells) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
      return column.name == trim(title) && column.type != CellType::none;
    });
    const bool repeated = found != columns.end() && std::find(heading.begin(), heading.end(), &*found) != heading.end();
    if (found == columns.end() || repeated)
      return Error{Code::invalid,
                   "import.columns",
                   repeated ? "标题行中有重复的列" : "标题行中有不认识的列",
                   {{"/line/1/" + std::to_string(heading.size()), "import.columns", "列名不认识或者重复"}}};
    heading.push_back(&*found);
  }
  std::vector<SourceRow> sources;
  for (std::size_t i = 1; i < table.size(); ++i) {
    json::object row;
    const auto& cells = table[i].cells;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (c >= heading.size())
        row["column " + std::to_string(c + 1)] = nullptr;  // refused as unknown when the row is read
      else if (!cells[c].empty())
        row[heading[c]->name] = cell_value(heading[c]->type, cells[c]);
    }
    sources.push_back({"/line/" + std::to_string(table[i].line), std::move(row)});
  }
  return sources;
}

// Lines of code and name; "# valid_from 2023-06-30" and "# Source: …" in the head hold for all.
Result<std::vector<SourceRow>> tsv_rows(std::string_view text) {
  if (!is_valid_utf8(text)) return invalid("import.not_utf8", "文件不是有效的 UTF-8 文本");
  std::vector<SourceRow> sources;
  std::string valid_from, source;
  int line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto row = trim(text.substr(at, end - at));
    at = end + 1;
    ++line;
    if (row.starts_with("# valid_from ")) valid_from = row.substr(13);
    if (row.starts_with("# Source: ")) source = row.substr(10);
    if (row.empty() || row.starts_with('#')) continue;
    const auto tab = row.find('\t');
    json::object object{{"region_code", row.substr(0, tab)}, {"valid_from", valid_from}, {"source", source}};
    object["name"] = tab == std::string_view::npos ? std::string_view() : row.substr(tab + 1);
    sources.push_back({"/line/" + std::to_string(line), std::move(object)});
    if (sources.size() > kMaxImportRows) return Error{Code::too_large, "import.too_many_rows", "一次导入的行数过多"};
  }
  return sources;
}

}  // namespace

Result<std::vector<SourceRow>> source_rows(ImportKind kind, ImportFormat format, std::string_view text,
                                           const std::vector<CellColumn>& columns) {
  if (format == ImportFormat::json) return json_rows(kind, text);
  if (format == ImportFormat::tsv && kind == ImportKind::regions) return tsv_rows(text);
  if (format == ImportFormat::csv && kind != ImportKind::items) return csv_rows(text, columns);
  return Error{Code::unsupported_media, "import.format", "该种类不能以这种格式导入"};
}

}  // namespace tongban::catalog
