#include "platform/http/transport/request_parser.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace tongban::http {

namespace {

using State = RequestParser::State;

// Status, key and request of what comes first in `bytes`, fed in pieces of `piece` bytes.
struct Outcome {
  State state;
  int status;
  std::string_view key;
  Request request;
  size_t used;
};

Outcome parse(std::string_view bytes, size_t piece = 1 << 20, const ParserLimits& limits = {}) {
  RequestParser parser(limits);
  size_t used = 0;
  while (used < bytes.size() && (parser.state() == State::head || parser.state() == State::body)) {
    const std::string_view next = bytes.substr(used, piece);
    const size_t taken = parser.feed(next);
    used += taken;
    if (taken < next.size()) break;
  }
  const State state = parser.state();
  const bool failed = state == State::failed;
  return {state, failed ? parser.failure().status : 0, failed ? parser.failure().key : "", parser.take(), used};
}

}  // namespace

TEST_CASE("a request is read into its parts") {
  const auto outcome = parse(
      "POST /api/cases?q=1&r HTTP/1.1\r\nHost: tongban.example:8080\r\nX-Thing: \t a b \t\r\n"
      "Content-Length: 3\r\n\r\nabcGET");
  REQUIRE(outcome.state == State::done);
  const Request& request = outcome.request;
  CHECK(request.method == "POST");
  CHECK(request.target == "/api/cases?q=1&r");
  CHECK(request.path == "/api/cases");
  CHECK(request.query == "q=1&r");
  CHECK(request.header("host") == "tongban.example:8080");
  CHECK(request.header("x-thing") == "a b");
  CHECK(request.header("absent").empty());
  CHECK(request.body == "abc");
}

TEST_CASE("cookies are found by their name alone") {
  Request request;
  request.headers = {{"cookie", "a=1; session=xyz ;b=2"}, {"cookie", "late=3;session=second"}};
  CHECK(request.cookie("session") == "xyz");
  CHECK(request.cookie("b") == "2");
  CHECK(request.cookie("late") == "3");
  CHECK(request.cookie("sess").empty());
  CHECK(request.cookie("ession").empty());
}

TEST_CASE("the pieces in which a request comes do not change what it says") {
  const std::string bytes =
      "\r\nPUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;note=1\r\nhello\r\n1\r\n!\r\n0\r\nT: "
      "v\r\n\r\n";
  for (size_t piece = 1; piece <= bytes.size(); ++piece) {
    CAPTURE(piece);
    const auto outcome = parse(bytes + "GET / HTTP/1.1\r\n", piece);
    REQUIRE(outcome.state == State::done);
    CHECK(outcome.request.body == "hello!");
    CHECK(outcome.used == bytes.size());
  }
}

TEST_CASE("an absolute target is taken where its host is the Host") {
  const auto outcome = parse("GET http://a.example/b?c HTTP/1.1\r\nHost: A.example\r\n\r\n");
  REQUIRE(outcome.state == State::done);
  CHECK(outcome.request.target == "/b?c");
  const auto bare = parse("GET http://a.example?c HTTP/1.1\r\nHost: a.example\r\n\r\n");
  REQUIRE(bare.state == State::done);
  CHECK(bare.request.path == "/");
  CHECK(bare.request.query == "c");
  CHECK(parse("GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n").key == "http.bad_host");
}

TEST_CASE("an HTTP/1.0 request needs no Host and is not kept alive") {
  const ParserLimits limits;
  RequestParser parser(limits);
  parser.feed("GET / HTTP/1.0\r\n\r\n");
  REQUIRE(parser.state() == State::done);
  CHECK(!parser.head().keep_alive);
}

TEST_CASE("limits hold to the byte") {
  ParserLimits limits;
  limits.max_body = 10;
  limits.max_header = 64;
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  CHECK(parse(head + "Content-Length: 10\r\n\r\n0123456789", 7, limits).state == State::done);
  CHECK(parse(head + "Content-Length: 11\r\n\r\n", 7, limits).status == 413);
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  ParserLimits roomy = limits;
  roomy.max_header = 1024;
  CHECK(parse(chunked + "5\r\n01234\r\n5\r\n01234\r\n0\r\n\r\n", 3, roomy).state == State::done);
  CHECK(parse(chunked + "5\r\n01234\r\n6\r\n012345\r\n0\r\n\r\n", 3, roomy).status == 413);
  CHECK(parse(chunked + "ffffffffffffffff\r\n", 3, roomy).status == 413);
  const std::string exact = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(64 - 32, 'x') + "\r\n\r\n";
  REQUIRE(exact.size() == 64);
  CHECK(parse(exact, 1 << 10, limits).state == State::done);
  CHECK(parse("GET / HTTP/1.1\r\nHost: aa\r\n" + exact.substr(25), 1, limits).status == 431);
  CHECK(parse("GET /" + std::string(80, 'a'), 9, limits).status == 414);
  CHECK(parse("GET /" + std::string(kMaxTarget, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").status == 414);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (size_t i = 0; i < kMaxHeaderFields; ++i) many += "X: 1\r\n";
  CHECK(parse(many + "\r\n").status == 431);
}

TEST_CASE("the body limit is asked once the head is known") {
  ParserLimits limits;
  limits.max_body = 10;
  limits.body_limit = [](const std::string& method, const std::string& target) -> size_t {
    return method == "PUT" && target == "/upload" ? 20 : 5;
  };
  const std::string rest = " HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n012345678901234";
  CHECK(parse("PUT /upload" + rest, 100, limits).state == State::done);
  CHECK(parse("PUT /other" + rest, 100, limits).status == 413);
}

TEST_CASE("no bytes whatever make the parser fall or take more than it was given") {
  std::mt19937 random(20240101);
  const std::string seed =
      "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: "
      "100-continue\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  ParserLimits limits;
  limits.max_body = 1000;
  limits.max_header = 500;
  int whole = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = seed;
    const auto edits = random() % 4;
    for (unsigned i = 0; i < edits; ++i) {
      const size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.insert(at, 1, "\r\n :;,\t0"[random() % 8]);
          break;
        default:
          bytes.erase(at, 1 + random() % 3);
          break;
      }
    }
    const auto at_once = parse(bytes, 1 << 20, limits);
    const auto piecewise = parse(bytes, 1 + random() % 5, limits);
    CHECK(at_once.used <= bytes.size());
    // What is wrong may be noticed earlier or later, but whether the request stands must not depend on the pieces.
    REQUIRE((at_once.state == State::done) == (piecewise.state == State::done));
    if (at_once.state == State::done) {
      ++whole;
      REQUIRE(at_once.request.body == piecewise.request.body);
      REQUIRE(at_once.used == piecewise.used);
    }
  }
  CHECK(whole > 1000);
}

}  // namespace tongban::http
