// Reads the head of a request (request line and header fields) by RFC 9112, without any of the leniency it permits:
// every form that two servers could read differently, and so could hide one request inside another, is refused. Pure:
// no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/http/transport/problems.h"

namespace tongban::http {

inline constexpr size_t kMaxTarget = 8 * 1024;
inline constexpr size_t kMaxHeaderFields = 100;

struct RequestHead {
  Request request;  // all but body, remote_address and tls
  std::optional<uint64_t> content_length;
  bool chunked = false;
  bool http10 = false;
  bool keep_alive = true;
  bool expects_continue = false;
};

// `text` is the head up to and with the empty line, each line ended by CRLF. Returns what is wrong with it, or nothing.
std::optional<Problem> parse_request_head(std::string_view text, RequestHead& out);

// The characters of a token (RFC 9110 5.6.2), of which methods and field names are made.
bool is_token(std::string_view text);

// What a field value may hold: visible characters, space, tab and bytes above 0x7F (RFC 9110 5.5).
bool is_field_value(std::string_view text);

}  // namespace tongban::http
