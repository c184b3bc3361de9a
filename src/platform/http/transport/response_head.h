// Writes the head of an answer. Headers that could split the answer in two (CR, LF, NUL, a name that is no token) never
// reach the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/transport/message.h"

namespace tongban::http {

// True where every header of the answer may be written; the server answers 500 otherwise.
bool has_legal_headers(const Response& response);

struct ResponseFraming {
  std::optional<uint64_t> content_length;  // none: chunked, or up to the end of the connection
  bool chunked = false;
  bool keep_alive = true;
};

// 1xx, 204 and 304 have no body whatever the handler gave (RFC 9110 6.4.1).
bool status_forbids_body(int status);

// `common` are the headers of every answer; one the answer sets itself wins. `date` is an IMF-fixdate.
void append_head(std::string& out, const Response& response, const ResponseFraming& framing, const Headers& common,
                 std::string_view date);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
std::string http_date(int64_t unix_seconds);

}  // namespace tongban::http
