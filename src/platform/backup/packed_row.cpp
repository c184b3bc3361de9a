#include "platform/backup/packed_row.h"

#include <cstdint>

namespace tongban::backup {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

bool take_number(std::string_view& bytes, std::uint64_t& number) {
  number = 0;
  for (int shift = 0; shift < 63; shift += 7) {
    if (bytes.empty()) return false;
    const auto digit = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(digit & 0x7f) << shift;
    if (digit < 0x80) return true;
  }
  return false;
}

}  // namespace

void append_packed(std::string& out, db::BulkRow row) {
  for (const auto& cell : row) {
    append_number(out, cell ? cell->size() + 1 : 0);
    if (cell) out += *cell;
  }
}

bool take_packed(std::string_view& bytes, std::size_t columns, std::vector<db::Cell>& cells, std::string_view& packed) {
  const auto whole = bytes;
  cells.clear();
  for (std::size_t i = 0; i < columns; ++i) {
    std::uint64_t number = 0;
    if (!take_number(bytes, number)) return false;
    if (number == 0) {
      cells.emplace_back();
      continue;
    }
    if (number - 1 > bytes.size()) return false;
    cells.emplace_back(bytes.substr(0, number - 1));
    bytes.remove_prefix(number - 1);
  }
  packed = whole.substr(0, whole.size() - bytes.size());
  return columns > 0;
}

}  // namespace tongban::backup
