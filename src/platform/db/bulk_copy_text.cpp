#include "platform/db/bulk_engines.h"

namespace tongban::db {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (;;) {
    const auto special = text.find_first_of("\\\t\n\r");
    out.append(text.substr(0, special));
    if (special == text.npos) return;
    const char c = text[special];
    out += '\\';
    out += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
    text.remove_prefix(special + 1);
  }
}

char unescaped(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return c;
  }
}

}  // namespace

void append_copy_line(std::string& out, BulkRow row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += '\t';
    if (row[i]) {
      append_escaped(out, *row[i]);
    } else {
      out += "\\N";
    }
  }
  out += '\n';
}

bool parse_copy_line(std::string_view line, std::size_t columns, std::string& store, std::vector<Cell>& cells) {
  cells.clear();
  store.clear();
  store.reserve(line.size());  // unescaping never lengthens, so the views stay valid
  while (true) {
    const auto end = std::min(line.find('\t'), line.size());
    const auto text = line.substr(0, end);
    if (text == "\\N") {
      cells.emplace_back();
    } else if (text.find('\\') == text.npos) {
      cells.emplace_back(text);
    } else {
      const auto begin = store.size();
      for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '\\' && i + 1 < text.size();
        store += escape ? unescaped(text[++i]) : text[i];
      }
      cells.emplace_back(std::string_view(store).substr(begin));
    }
    if (end == line.size()) return cells.size() == columns;
    line.remove_prefix(end + 1);
  }
}

}  // namespace tongban::db
