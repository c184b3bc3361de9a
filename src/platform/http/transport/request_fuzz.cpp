// The bytes of a connection: however they are cut into pieces the same request comes out, within its limits, and what
// was understood, written down plainly, is understood the same way again.
#include "base/fuzz_target.h"
#include "platform/http/transport/request_parser.h"

namespace tongban::http {
namespace {

using State = RequestParser::State;

constexpr std::size_t kMaxHead = 600;
constexpr std::size_t kMaxBody = 200;

struct Outcome {
  State state = State::head;
  RequestHead head;
  Request request;
  std::size_t used = 0;
};

Outcome feed(std::string_view bytes, std::size_t piece) {
  static const ParserLimits limits{kMaxHead, kMaxBody, {}};
  RequestParser parser(limits);
  std::size_t used = 0;
  while (used < bytes.size() && (parser.state() == State::head || parser.state() == State::body)) {
    const auto next = bytes.substr(used, piece);
    const auto taken = parser.feed(next);
    PROMISE(taken <= next.size());
    // Only a request that is finished leaves bytes for the next one.
    PROMISE(taken == next.size() || parser.state() == State::done || parser.state() == State::failed);
    used += taken;
  }
  PROMISE(parser.body_size() <= kMaxBody);
  Outcome outcome{parser.state(), {}, {}, used};
  if (parser.state() == State::failed) PROMISE(parser.failure().status >= 400 && !parser.failure().key.empty());
  if (parser.state() != State::done) return outcome;
  outcome.head = parser.head();
  outcome.request = parser.take();
  return outcome;
}

bool same(const Request& a, const Request& b) {
  return a.method == b.method && a.target == b.target && a.path == b.path && a.query == b.query &&
         a.headers == b.headers && a.body == b.body;
}

void check_sense(const Outcome& outcome) {
  const auto& request = outcome.request;
  PROMISE(is_token(request.method) && request.headers.size() <= kMaxHeaderFields);
  PROMISE(request.target.size() <= kMaxTarget + 1 && !request.path.empty());
  PROMISE(request.target == request.path || request.target == request.path + "?" + request.query);
  PROMISE(!(outcome.head.chunked && outcome.head.content_length));
  if (outcome.head.content_length) PROMISE(*outcome.head.content_length == request.body.size());
  PROMISE(outcome.head.http10 || !request.header("host").empty());
  for (const auto& [name, value] : request.headers) {
    PROMISE(is_token(name) && is_field_value(value) && trim_blanks(value) == value);
    for (const char ch : name) PROMISE(ch < 'A' || ch > 'Z');
  }
}

// One plain spelling, with the length instead of chunks.
void check_again(const Outcome& outcome) {
  const auto& request = outcome.request;
  std::string text = request.method + " " + request.target + (outcome.head.http10 ? " HTTP/1.0" : " HTTP/1.1") + "\r\n";
  for (const auto& [name, value] : request.headers)
    if (name != "transfer-encoding") text += name + ": " + value + "\r\n";
  if (outcome.head.chunked) text += "content-length: " + std::to_string(request.body.size()) + "\r\n";
  text += "\r\n" + request.body;
  if (text.size() - request.body.size() > kMaxHead) return;
  const auto again = feed(text, text.size());
  PROMISE(again.state == State::done && again.used == text.size());
  PROMISE(again.request.body == request.body && again.request.target == request.target);
  PROMISE(again.head.keep_alive == outcome.head.keep_alive);
}

}  // namespace

FUZZ_TARGET(request) {
  fuzz::Pieces pieces(input);
  const auto piece = pieces.number(31) + 2;
  const auto bytes = pieces.rest();
  const auto whole = feed(bytes, bytes.size());
  for (const std::size_t size : {std::size_t{1}, piece}) {
    const auto cut = feed(bytes, size);
    // What is wrong may be noticed earlier or later, but whether the request stands must not depend on the pieces.
    PROMISE((cut.state == State::done) == (whole.state == State::done));
    PROMISE((cut.state == State::failed) == (whole.state == State::failed));
    if (whole.state == State::done) PROMISE(same(cut.request, whole.request) && cut.used == whole.used);
  }
  if (whole.state != State::done) return;
  check_sense(whole);
  check_again(whole);
}

}  // namespace tongban::http
