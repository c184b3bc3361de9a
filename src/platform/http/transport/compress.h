// Chooses and applies a content coding (RFC 9110 12.5.3). Dynamic answers get a cheap level, files loaded at start a
// better one. Do not compress an answer that holds both a secret and text of the client's choice: its length would tell
// (BREACH).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/transport/message.h"

namespace tongban::http {

enum class Coding { identity, gzip, brotli };

// The best of what the client accepts; brotli before gzip where it likes both alike. q=0 and `*` are obeyed.
Coding preferred_coding(std::string_view accept_encoding);

// gzip level 1 to 9, brotli quality 0 to 11. Nothing where the library fails (out of memory).
std::optional<std::string> gzip(std::string_view text, int level);
std::optional<std::string> brotli(std::string_view text, int quality);

// True for media types that shrink: text, JSON, JavaScript, XML, SVG, WebAssembly, web manifests.
bool is_compressible(std::string_view content_type);

inline constexpr size_t kMinCompressedBody = 1024;

// Compresses `body` of a compressible answer of at least kMinCompressedBody bytes and names the coding. Leaves streams,
// shared bodies and answers that already have a coding alone. Adds `Vary: Accept-Encoding` to what it could compress.
void compress_response(std::string_view accept_encoding, Response& response);

}  // namespace tongban::http
