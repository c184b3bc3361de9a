#include "base/text.h"

#include <algorithm>

namespace tongban {
namespace {

struct Decoded {
  char32_t code_point = 0xFFFD;
  std::size_t length = 1;
  bool valid = false;
};

// One code point at the start of a text that is not empty (RFC 3629 table 3-7 of Unicode: the second byte excludes
// overlong forms, surrogates and everything above U+10FFFF).
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return {};
  const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return {};
  char32_t code_point = lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code_point = code_point << 6 | (byte(i) & 0x3F);
  }
  return {code_point, length, true};
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000 ||
         c == 0xFEFF;
}

bool is_control(char32_t c, Lines lines) {
  if (c == '\t' || c == '\n' || c == '\r') return lines == Lines::one;
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  return c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto decoded = decode(text.substr(offset));
    if (!decoded.valid) return false;
    offset += decoded.length;
  }
  return true;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto decoded = decode(text.substr(offset));
  offset += decoded.length;
  return decoded.code_point;
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) next_code_point(text, offset);
  return count;
}

std::string_view truncate_code_points(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  for (; count > 0 && offset < text.size(); --count) next_code_point(text, offset);
  return text.substr(0, offset);
}

std::string_view trim(std::string_view text) {
  std::size_t first = 0;
  while (first < text.size()) {
    std::size_t offset = first;
    if (!is_blank(next_code_point(text, offset))) break;
    first = offset;
  }
  std::size_t end = first;
  for (std::size_t offset = first; offset < text.size();) {
    if (!is_blank(next_code_point(text, offset))) end = offset;
  }
  return text.substr(first, end - first);
}

std::string normalise_width(std::string_view text) {
  const bool narrow = std::all_of(text.begin(), text.end(), [](char ch) { return static_cast<signed char>(ch) >= 0; });
  if (narrow) return std::string(text);  // codes and numbers, nearly always
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const auto start = offset;
    const auto c = next_code_point(text, offset);
    if (c >= 0xFF01 && c <= 0xFF5E) {
      result += static_cast<char>(c - 0xFF01 + '!');
    } else if (c == 0x3000) {
      result += ' ';
    } else {
      result += text.substr(start, offset - start);
    }
  }
  return result;
}

std::string ascii_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char ch) { return ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch - 'A' + 'a') : ch; });
  return result;
}

std::string ascii_upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char ch) { return ch >= 'a' && ch <= 'z' ? static_cast<char>(ch - 'a' + 'A') : ch; });
  return result;
}

std::string normalise_code(std::string_view text) { return ascii_upper(normalise_width(trim(text))); }

bool has_control_characters(std::string_view text, Lines lines) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (is_control(next_code_point(text, offset), lines)) return true;
  }
  return false;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference =
        static_cast<unsigned char>(difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  }
  return difference == 0;
}

}  // namespace tongban
