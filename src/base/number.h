// Strict reading of whole numbers from text. What is accepted is printed back as the same text: no blanks, no `+`, no
// leading zeros, no `-0`, no overflow. Amounts of money are in base/money.h; there are no floating point numbers in
// base.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tongban {

// Decimal, with an optional `-`, within int64. Empty for anything else.
std::optional<std::int64_t> parse_int64(std::string_view text);
// The same, and within [least, most].
std::optional<std::int64_t> parse_int64_in(std::string_view text, std::int64_t least, std::int64_t most);
// True if the text is not empty and consists of the digits 0-9 only.
bool is_digits(std::string_view text);

// The sum, difference or product, or empty if it does not fit.
std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b);
std::optional<std::int64_t> checked_subtract(std::int64_t a, std::int64_t b);
std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b);

}  // namespace tongban
