#include "platform/db/placeholders.h"

#include <cctype>

#include "platform/db/sql_text.h"

namespace tongban::db {

std::string question_mark_placeholders(std::string_view sql) {
  const auto digit = [&](std::size_t i) { return i < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i])); };
  const auto in_word = [&](std::size_t i) {
    return i > 0 && (std::isalnum(static_cast<unsigned char>(sql[i - 1])) || sql[i - 1] == '_');
  };
  std::string out;
  out.reserve(sql.size());
  std::size_t i = 0;
  while (i < sql.size()) {
    const std::size_t end = skip_quoted(sql, i);
    if (end > i) {
      out.append(sql.substr(i, end - i));
      i = end;
      continue;
    }
    out.push_back(sql[i] == '$' && digit(i + 1) && !in_word(i) ? '?' : sql[i]);
    ++i;
  }
  return out;
}

}  // namespace tongban::db
