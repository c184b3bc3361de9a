// Bytes that may or may not be text: cutting, folding and coding never make good text bad, and agree with each other.
#include "base/fuzz_target.h"
#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

void check_code_points(std::string_view text) {
  const bool valid = is_valid_utf8(text);
  std::string rebuilt;
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    const auto before = offset;
    const char32_t c = next_code_point(text, offset);
    PROMISE(offset > before && offset <= before + 4);
    PROMISE(c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF));
    append_utf8(rebuilt, c);
  }
  PROMISE(count == count_code_points(text));
  PROMISE(is_valid_utf8(rebuilt));
  PROMISE((rebuilt == text) == valid);
}

void check_cutting(std::string_view text, std::size_t count) {
  const auto cut = truncate_code_points(text, count);
  PROMISE(text.starts_with(cut) && count_code_points(cut) == std::min(count, count_code_points(text)));
  const auto trimmed = trim(text);
  PROMISE(trim(trimmed) == trimmed && trimmed.size() <= text.size());
  const auto folded = normalise_code(text);
  PROMISE(normalise_code(folded) == folded && folded.size() <= text.size());
  const auto narrow = normalise_width(text);
  PROMISE(normalise_width(narrow) == narrow && ascii_lower(ascii_upper(narrow)) == ascii_lower(narrow));
  if (!is_valid_utf8(text)) return;
  PROMISE(is_valid_utf8(cut) && is_valid_utf8(trimmed) && is_valid_utf8(folded) && is_valid_utf8(narrow));
  PROMISE(has_control_characters(text, Lines::one) || !has_control_characters(text, Lines::several));
}

void check_codecs(std::string_view bytes) {
  PROMISE(hex_decode(hex_encode(bytes)) == bytes);
  PROMISE(base64_decode(base64_encode(bytes)) == bytes);
  PROMISE(base64url_decode(base64url_encode(bytes)) == bytes);
  // The other way round: what is accepted has one spelling.
  if (const auto decoded = hex_decode(bytes)) PROMISE(hex_encode(*decoded) == ascii_lower(bytes));
  if (const auto decoded = base64_decode(bytes)) PROMISE(base64_encode(*decoded) == bytes);
  if (const auto decoded = base64url_decode(bytes)) PROMISE(base64url_encode(*decoded) == bytes);
  if (const auto number = parse_int64(bytes)) PROMISE(std::to_string(*number) == bytes);
}

}  // namespace

FUZZ_TARGET(text) {
  fuzz::Pieces pieces(input);
  const auto count = pieces.number(255);
  const auto text = pieces.rest();
  check_code_points(text);
  check_cutting(text, count);
  check_codecs(text);
}

}  // namespace tongban
