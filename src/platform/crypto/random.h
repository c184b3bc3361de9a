// Unpredictable bytes from the operating system's generator, for keys, nonces, session tokens and query codes. If the
// system cannot give them the process must not go on: std::runtime_error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tongban {

std::string random_bytes(std::size_t count);

// base64url text of `bytes` random bytes; 32 bytes (43 characters) for session and CSRF tokens.
std::string random_token(std::size_t bytes = 32);

// A code of `length` characters, each drawn without bias from `alphabet` (2 to 256 distinct characters). The default
// leaves out what people mix up (0 O 1 I L): 31 characters, 8 of them give 39 bits.
inline constexpr std::string_view kReadableAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
std::string random_code(std::size_t length, std::string_view alphabet = kReadableAlphabet);

// Uniform in [0, bound); bound > 0.
std::uint64_t random_below(std::uint64_t bound);

}  // namespace tongban
