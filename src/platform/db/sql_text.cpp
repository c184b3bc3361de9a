#include "platform/db/sql_text.h"

#include <cctype>
#include <cstdint>
#include <cstring>

namespace tongban::db {
namespace {

bool word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

// '' and "" inside need no care: the text after a doubled quote is skipped as a quotation of its own.
std::size_t after_closing(std::string_view sql, std::size_t from, std::string_view closing) {
  const auto at = sql.find(closing, from);
  return at == std::string_view::npos ? sql.size() : at + closing.size();
}

std::size_t skip_block_comment(std::string_view sql, std::size_t i) {
  int depth = 0;
  while (i < sql.size()) {
    if (sql.substr(i, 2) == "/*") {
      ++depth;
      i += 2;
    } else if (sql.substr(i, 2) == "*/") {
      i += 2;
      if (--depth == 0) return i;
    } else {
      ++i;
    }
  }
  return i;
}

std::size_t skip_dollar_quote(std::string_view sql, std::size_t i) {
  if (i > 0 && (word_char(sql[i - 1]) || sql[i - 1] == '$')) return i;
  std::size_t end = i + 1;
  if (end < sql.size() && std::isdigit(static_cast<unsigned char>(sql[end]))) return i;
  while (end < sql.size() && word_char(sql[end])) ++end;
  if (end == sql.size() || sql[end] != '$') return i;
  return after_closing(sql, end + 1, sql.substr(i, end + 1 - i));
}

// What split_statements has seen of the statement so far.
struct Statement {
  std::string text;
  int words = 0;
  bool create = false, trigger = false, block = false, has_code = false;
  bool semicolon_before_end = false;  // inside a trigger: the last two tokens are `;` and END
  bool after_semicolon = false;

  void word(std::string w) {
    for (char& c : w) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (words == 0) create = w == "CREATE";
    if (create && words <= 3 && w == "TRIGGER") trigger = true;
    if (trigger && w == "BEGIN") block = true;  // PostgreSQL's triggers have no block of their own
    semicolon_before_end = after_semicolon && w == "END";
    after_semicolon = false;
    ++words;
    has_code = true;
  }
  void other() {
    semicolon_before_end = after_semicolon = false;
    has_code = true;
  }
};

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from);
}

}  // namespace

std::size_t skip_quoted(std::string_view sql, std::size_t i) {
  switch (sql[i]) {
    case '\'':
      return after_closing(sql, i + 1, "'");
    case '"':
      return after_closing(sql, i + 1, "\"");
    case '-':
      return sql.substr(i, 2) == "--" ? after_closing(sql, i + 2, "\n") : i;
    case '/':
      return sql.substr(i, 2) == "/*" ? skip_block_comment(sql, i) : i;
    case '$':
      return skip_dollar_quote(sql, i);
    default:
      return i;
  }
}

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> out;
  Statement now;
  const auto finish = [&] {
    if (now.has_code) out.push_back(trimmed(now.text));
    now = Statement{};
  };
  std::size_t i = 0;
  while (i < script.size()) {
    const char c = script[i];
    std::size_t end = skip_quoted(script, i);
    if (end > i) {
      if (c != '-' && c != '/') now.other();
    } else if (word_char(c)) {
      while (end < script.size() && word_char(script[end])) ++end;
      now.word(std::string(script.substr(i, end - i)));
    } else if (c == ';') {
      if (!now.block || now.semicolon_before_end) {
        finish();
        ++i;
        continue;
      }
      now.after_semicolon = true;
      end = i + 1;
    } else {
      end = i + 1;
      if (!std::isspace(static_cast<unsigned char>(c))) now.other();
    }
    now.text.append(script.substr(i, end - i));
    i = end;
  }
  finish();
  return out;
}

bool storable(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  while (p < end) {
    if (end - p >= 8) {  // eight bytes at once while all are ASCII and none is zero
      std::uint64_t word;
      std::memcpy(&word, p, 8);
      const std::uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
      if (!((word | (word - ones)) & high)) {
        p += 8;
        continue;
      }
    }
    const unsigned char c = *p;
    if (c == 0) return false;
    int more = c < 0x80 ? 0 : c < 0xC2 ? -1 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF5 ? 3 : -1;
    if (more < 0 || end - p <= more) return false;
    for (int k = 1; k <= more; ++k) {
      if ((p[k] & 0xC0) != 0x80) return false;
    }
    const bool overlong = (c == 0xE0 && p[1] < 0xA0) || (c == 0xF0 && p[1] < 0x90);
    const bool surrogate_or_beyond = (c == 0xED && p[1] > 0x9F) || (c == 0xF4 && p[1] > 0x8F);
    if (overlong || surrogate_or_beyond) return false;
    p += more + 1;
  }
  return true;
}

}  // namespace tongban::db
