// Bytes as text and back: hexadecimal, base64 and base64url (RFC 4648). Decoding is strict, so that one value has one
// spelling: wrong characters, white space, missing or surplus padding and bits that are not zero at the end are
// refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongban {

std::string hex_encode(std::string_view bytes);                // lower case
std::optional<std::string> hex_decode(std::string_view text);  // either case

std::string base64_encode(std::string_view bytes);  // with padding
std::optional<std::string> base64_decode(std::string_view text);

std::string base64url_encode(std::string_view bytes);  // `-` and `_`, without padding
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace tongban
