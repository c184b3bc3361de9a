#include "engine/feel/strings.h"

#include <charconv>

#include "base/text.h"

namespace tongban::feel {
namespace {

// The code point behind "\u" or "\U"; moves `at` behind its digits. 0 where there are none.
char32_t code_point(std::string_view text, std::size_t& at, std::size_t digits) {
  unsigned value = 0;
  const auto piece = text.substr(at, digits);
  const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value, 16);
  if (error != std::errc() || piece.size() != digits || end != piece.data() + digits) return 0;
  at += digits;
  return value;
}

bool append_escaped_code_point(std::string& out, std::string_view text, std::size_t& at) {
  std::size_t behind = at + 1;
  char32_t c = code_point(text, behind, text[at] == 'u' ? 4 : 6);
  if (c >= 0xD800 && c < 0xDC00 && text.substr(behind).starts_with("\\u")) {
    behind += 2;
    const char32_t low = code_point(text, behind, 4);
    if (low < 0xDC00 || low > 0xDFFF) return false;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return false;
  append_utf8(out, c);
  at = behind;
  return true;
}

}  // namespace

std::string unescaped(std::string_view literal) {
  std::string out;
  out.reserve(literal.size());
  for (std::size_t at = 0; at < literal.size(); ++at) {
    if (literal[at] != '\\' || at + 1 == literal.size()) {
      out += literal[at];
      continue;
    }
    constexpr std::string_view kLetters = "nrtbf\"\\'/", kMeanings = "\n\r\t\b\f\"\\'/";
    ++at;
    if (const auto known = kLetters.find(literal[at]); known != std::string_view::npos) {
      out += kMeanings[known];
      continue;
    }
    if ((literal[at] == 'u' || literal[at] == 'U') && append_escaped_code_point(out, literal, at)) {
      --at;
      continue;
    }
    out += '\\';
    out += literal[at];
  }
  return out;
}

Value temporal_of_text(std::string_view text) {
  if (const auto date = parse_date(text)) return Value::date(*date);
  if (const auto time = parse_time(text)) return Value::time(*time);
  if (const auto moment = parse_date_time(text)) return Value::date_time(*moment);
  if (const auto months = parse_years_months(text)) return Value::years_months(*months);
  if (const auto seconds = parse_days_time(text)) return Value::days_time(*seconds);
  return {};
}

std::size_t code_points(const Value& text) {
  return text.is_ascii_text() ? text.as_string().size() : count_code_points(text.as_string());
}

std::string_view sub_text(const Value& text, std::size_t start, std::size_t count) {
  const std::string_view all = text.as_string();
  if (text.is_ascii_text()) return all.substr(start, count);
  const auto before = truncate_code_points(all, start);
  return truncate_code_points(all.substr(before.size()), count);
}

}  // namespace tongban::feel
