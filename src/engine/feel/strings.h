// Texts of FEEL: escapes of literals, counting by code point.
#pragma once

#include <string>
#include <string_view>

#include "engine/feel/value.h"

namespace tongban::feel {

// A literal without its quotes: \" \\ \' \/ \n \r \t \b \f \uXXXX \UXXXXXX; what else follows a backslash stays as it
// is.
std::string unescaped(std::string_view literal);

// What @"..." means: a date, time, date and time or duration; null for anything else.
Value temporal_of_text(std::string_view text);

std::size_t code_points(const Value& text);
// From the code point `start` (0-based), `count` of them; both within the text.
std::string_view sub_text(const Value& text, std::size_t start, std::size_t count);

}  // namespace tongban::feel
