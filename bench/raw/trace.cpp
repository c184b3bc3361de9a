#include "raw/trace.h"

#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <stdexcept>

namespace tongban::bench {
namespace {

namespace json = boost::json;

Cell cell_of(const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (value.is_string()) return std::string(value.get_string());
  return nullptr;
}

RowWrite::Varies how_it_varies(std::string_view column, const Cell& cell, std::int64_t first_id) {
  using Varies = RowWrite::Varies;
  if (column == "serial" || column == "last_serial") return Varies::serial;
  if (column == "case_number") return Varies::text;
  if (column == "idempotency_key" || column == "request_id") return Varies::random_text;
  const auto* number = std::get_if<std::int64_t>(&cell);
  const bool id = column.ends_with("_id") || column == "position";
  return id && number && *number >= first_id ? Varies::id : Varies::no;
}

// Numbers without gaps: the row of the series is made by its first number and counted up by the others.
std::string on_conflict(const std::set<std::string>& key) {
  std::string columns;
  for (const auto& column : key) columns += (columns.empty() ? "" : ", ") + column;
  return " ON CONFLICT (" + columns + ") DO UPDATE SET last_serial = excluded.last_serial";
}

// {"op": "insert"|"update"|"upsert", "table": …, "key": [columns of the primary key], "row": {column: value}}
RowWrite write_of(const json::object& line, std::int64_t first_id) {
  RowWrite write;
  const auto& row = line.at("row").as_object();
  const std::string table(line.at("table").as_string());
  std::set<std::string> key;
  for (const auto& column : line.at("key").as_array()) key.emplace(column.as_string());
  const bool update = line.at("op").as_string() == "update";
  std::string names, places, where;
  for (const auto& member : row) {
    const std::string column(member.key());
    write.cells.push_back(cell_of(member.value()));
    write.varies.push_back(how_it_varies(column, write.cells.back(), first_id));
    const auto place = "$" + std::to_string(write.cells.size());
    if (update && key.contains(column)) {
      where += (where.empty() ? "" : " AND ") + column + " = " + place;
      continue;
    }
    names += (names.empty() ? "" : ", ") + (update ? column + " = " + place : column);
    places += (places.empty() ? "" : ", ") + place;
  }
  write.sql = update ? "UPDATE " + table + " SET " + names + " WHERE " + where
                     : "INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")";
  if (line.at("op").as_string() == "upsert") write.sql += on_conflict(key);
  return write;
}

std::string mixed(std::int64_t n) {
  auto z = static_cast<std::uint64_t>(n) * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z ^= z >> 27;
  std::string text(16, '0');
  for (auto& digit : text) digit = "0123456789abcdef"[z & 15], z >>= 4;
  return text;
}

}  // namespace

Trace::Trace(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  std::int64_t first_id = 0, last_id = 0;
  while (std::getline(file, text)) {
    const auto line = json::parse(text).as_object();
    if (const auto* first = line.if_contains("first_id")) {
      first_id = first->as_int64();
      last_id = line.at("last_id").as_int64();
      continue;
    }
    writes_.push_back(write_of(line, first_id));
  }
  if (writes_.empty() || first_id == 0) throw std::runtime_error(path + " is no trace");
  stride_ = last_id - first_id + 1;
}

std::vector<Cell> Trace::cells(const RowWrite& write, std::int64_t n) const {
  auto cells = write.cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto* number = std::get_if<std::int64_t>(&cells[i]);
    auto* text = std::get_if<std::string>(&cells[i]);
    if (write.varies[i] == RowWrite::Varies::id) *number += n * stride_;
    if (write.varies[i] == RowWrite::Varies::serial) *number += n;
    if (text && write.varies[i] == RowWrite::Varies::text) {
      // As wide each time: a short number over the end of the old one would meet a longer one (2 over …12, and 12).
      auto digits = std::to_string(n);
      digits.insert(0, digits.size() < 7 ? 7 - digits.size() : 0, '0');
      text->replace(text->size() - digits.size(), digits.size(), digits);
    }
    if (text && write.varies[i] == RowWrite::Varies::random_text) text->replace(0, 16, mixed(n));
  }
  return cells;
}

}  // namespace tongban::bench
