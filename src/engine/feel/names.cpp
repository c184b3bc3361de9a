#include "engine/feel/names.h"

#include "base/text.h"

namespace tongban::feel {
namespace {

bool is_space(char32_t c) {
  return (c >= 9 && c <= 13) || c == 32 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0xFEFF;
}

bool is_symbol(char c) { return c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*'; }

struct Span {
  char32_t from, to;
};
constexpr Span kStart[] = {
    {'?', '?'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},         {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},   {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

}  // namespace

bool is_name_start(char32_t c) {
  if (is_space(c)) return false;
  for (const auto& span : kStart)
    if (c >= span.from && c <= span.to) return true;
  return false;
}

bool is_name_part(char32_t c) {
  return (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040 ||
         is_name_start(c);
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t next = at;
    if (!is_space(next_code_point(text, next))) break;
    at = next;
  }
  return at;
}

std::string_view NamePieces::next() {
  const auto start = skip_space(text_, at_);
  if (start >= text_.size()) return last_ = {};
  std::size_t end = start;
  if (is_symbol(text_[start]) && !last_.empty()) {
    end = start + 1;
  } else {
    while (end < text_.size()) {
      std::size_t after = end;
      const char32_t c = next_code_point(text_, after);
      if (last_.empty() && end == start ? !is_name_start(c) : !is_name_part(c)) break;
      end = after;
    }
  }
  if (end == start) return last_ = {};
  at_ = end;
  return last_ = text_.substr(start, end - start);
}

std::string key_of_name(std::string_view text) {
  NamePieces pieces(text, 0);
  std::string key;
  while (!pieces.next().empty()) key.append(key.empty() ? "" : "\n").append(pieces.last());
  return skip_space(text, pieces.position()) == text.size() ? key : "";
}

bool is_name(std::string_view text) { return !key_of_name(text).empty(); }

std::string normal_name(std::string_view text) {
  std::string out;
  for (std::size_t at = skip_space(text, 0); at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && skip_space(text, end) == end) next_code_point(text, end);
    if (!out.empty()) out += ' ';
    out += text.substr(at, end - at);
    at = skip_space(text, end);
  }
  return out;
}

}  // namespace tongban::feel
