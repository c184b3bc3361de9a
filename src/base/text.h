// Text as it comes from people: strict UTF-8, counted, cut and compared by code points, with the full-width habits of
// Chinese input methods evened out. Nothing here depends on a locale. Functions other than is_valid_utf8() never fail
// on malformed input: a byte that does not belong is read as U+FFFD. The codecs (hex, base64) are in base/codec.h and
// come along.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/codec.h"

namespace tongban {

// True for well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF, no cut-off
// sequence.
bool is_valid_utf8(std::string_view text);

// The code point at `offset`, which is moved behind it; U+FFFD and one byte for a malformed one. Needs offset <
// text.size().
char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_utf8(std::string& text, char32_t code_point);
std::size_t count_code_points(std::string_view text);
// The first `count` code points at most; never cuts one in two.
std::string_view truncate_code_points(std::string_view text, std::size_t count);

// Without white space at both ends: ASCII blanks, U+00A0, U+3000 (the full-width blank), U+2000..U+200A, U+FEFF.
std::string_view trim(std::string_view text);
// Full-width forms U+FF01..U+FF5E become ASCII and U+3000 a blank, so `１２３（Ａ）` is found as `123(A)`. A light part
// of NFKC: Chinese punctuation (。、「」) and everything else stays.
std::string normalise_width(std::string_view text);
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
// A code as people type it, in the form it is compared in: trimmed, half-width, upper case.
std::string normalise_code(std::string_view text);

// True if the text holds C0 or C1 controls, DEL, line or paragraph separators, or the invisible characters that reorder
// text (U+200E/F, U+202A..E, U+2066..9). Tab and line feeds are allowed if it is a text of several lines.
enum class Lines { one, several };
bool has_control_characters(std::string_view text, Lines lines = Lines::one);

// Takes the same time wherever the texts differ; only the lengths may be guessed. For tokens and signatures.
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace tongban
