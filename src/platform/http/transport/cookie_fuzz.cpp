// The Cookie header, against a second reading of the rule; and the head of an answer, in which no value may begin a
// line of its own.
#include <optional>

#include "base/fuzz_target.h"
#include "platform/http/transport/request_head.h"
#include "platform/http/transport/response_head.h"

namespace tongban::http {
namespace {

// The same rule from the other end: every place where `name=` could stand, taken if only blanks lie between it and the
// semicolon or beginning before it.
std::string_view expected_cookie(std::string_view header, std::string_view name) {
  const std::string wanted = std::string(name) + "=";
  for (auto at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    const auto before = header.substr(0, at).find_last_not_of(" \t");
    if (before != std::string_view::npos && header[before] != ';') continue;
    const auto rest = header.substr(at + wanted.size());
    return trim_blanks(rest.substr(0, rest.find(';')));
  }
  return {};
}

void check_cookies(std::string_view header) {
  Request request;
  request.headers = {{"accept", "a=b"}, {"cookie", std::string(header)}};
  for (const std::string_view name : {"__Host-tongban", "tongban_session", "a", "lang"})
    PROMISE(trim_blanks(request.cookie(name)) == expected_cookie(trim_blanks(header), name));
  PROMISE(request.header("cookie") == header);
}

void check_answer(std::string_view name, std::string_view value, std::string_view type) {
  Response response;
  response.content_type = type;
  response.headers = {{std::string(name), std::string(value)}, {"X-Request-Id", "12345678"}};
  if (!has_legal_headers(response)) return;
  const Headers common = {{"X-Frame-Options", "DENY"}, {"Cache-Control", "no-store"}};
  std::string head;
  append_head(head, response, {5, false, true}, common, "Sun, 06 Nov 1994 08:49:37 GMT");
  PROMISE(head.find("\r\n\r\n") == head.size() - 4);
  std::size_t lines = 0;
  for (std::size_t at = head.find('\n'); at != std::string::npos; at = head.find('\n', at + 1), ++lines)
    PROMISE(at > 0 && head[at - 1] == '\r');
  PROMISE(lines <= 9);  // status, date, type, length, two own, two common, the empty one
  PROMISE(head.find("Content-Length: 5\r\n") != std::string::npos);
}

}  // namespace

FUZZ_TARGET(cookie) {
  check_cookies(input);
  fuzz::Pieces pieces(input);
  const auto name = pieces.line();
  const auto value = pieces.line();
  check_answer(name, value, pieces.rest());
}

}  // namespace tongban::http
