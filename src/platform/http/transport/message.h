// The request as it came off the wire and the answer as it will go on it. Plain values: no socket, no Asio, no rules of
// any module. The transport promises that a Request is well formed (RFC 9110, RFC 9112), within its limits and
// complete.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tongban::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;          // as sent; methods are case-sensitive (RFC 9110 9.1)
  std::string target;          // origin-form: path and query, still percent-encoded
  std::string path;            // the raw path of `target`; the router decodes it with path_segments()
  std::string query;           // the raw query of `target` without `?`; decode it with parse_query()
  Headers headers;             // names lower-cased, values trimmed, in the order they came
  std::string body;            // transfer coding removed
  std::string remote_address;  // the peer's IP address without port; an IPv4-mapped address is written as IPv4
  bool tls = false;

  // The first value of a header, empty where absent. `name` must be lower case.
  std::string_view header(std::string_view name) const;

  // The value of a cookie, empty where absent (RFC 6265 5.4: the first of several with one name is the most specific).
  std::string_view cookie(std::string_view name) const;
};

// Yields the next chunk of a long body, nothing at the end. The server calls it one call at a time, but each call may
// come from another thread, so a producer holds no thread-bound thing (a database cursor) between two calls. It may
// block: it runs off the I/O threads. Throwing cuts the connection, so that the client never takes a part for the
// whole.
using BodyProducer = std::function<std::optional<std::string>()>;

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of `body`, for bytes that many answers share
  // Content-Length, Transfer-Encoding and Date are the transport's and ignored here; `Connection: close` is honoured.
  Headers headers;
  BodyProducer stream;  // instead of `body`: sent with chunked transfer coding, in flat memory

  const std::string& bytes() const { return shared_body ? *shared_body : body; }
};

// Without the optional white space of HTTP at both ends: space and tab, nothing else (RFC 9110 5.6.3).
std::string_view trim_blanks(std::string_view text);

// Case-insensitive comparison of ASCII names and tokens; `lower` must be lower case already.
bool equals_lower(std::string_view text, std::string_view lower);

// The value of a header of an answer, null where absent. `name` must be lower case.
const std::string* find_header(const Headers& headers, std::string_view name);

}  // namespace tongban::http
