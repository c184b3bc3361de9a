#include <vector>

#include "platform/http/transport/server_fixture.h"

namespace tongban::http {

namespace {

struct Trick {
  const char* name;
  std::string bytes;
  int status;
};

const std::string kHost = "Host: a\r\n";
// What a smuggler would like to be taken for a second request.
const std::string kHidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post(const std::string& headers, const std::string& body = "0\r\n\r\n") {
  return "POST / HTTP/1.1\r\n" + kHost + headers + "\r\n" + body + kHidden;
}

std::string get(const std::string& headers) { return "GET / HTTP/1.1\r\n" + kHost + headers + "\r\n" + kHidden; }

std::vector<Trick> framing_tricks() {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  return {
      {"length and chunks (CL.TE)", post("Content-Length: 5\r\n" + chunked), 400},
      {"chunks and length (TE.CL)", post(chunked + "Content-Length: 5\r\n"), 400},
      {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
      {"two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
      {"a list of lengths", post("Content-Length: 5, 5\r\n"), 400},
      {"a negative length", post("Content-Length: -5\r\n"), 400},
      {"a length with a plus", post("Content-Length: +5\r\n"), 400},
      {"a hexadecimal length", post("Content-Length: 0x5\r\n"), 400},
      {"a length with a fraction", post("Content-Length: 5.0\r\n"), 400},
      {"a length with a space inside", post("Content-Length: 1 0\r\n"), 400},
      {"a length beyond 64 bits", post("Content-Length: 18446744073709551621\r\n"), 400},
      {"an empty length", post("Content-Length:\r\n"), 400},
      {"chunked twice in one line", post("Transfer-Encoding: chunked, chunked\r\n"), 400},
      {"chunked twice in two lines", post(chunked + chunked), 400},
      {"an unknown coding", post("Transfer-Encoding: xchunked\r\n"), 501},
      {"gzip before chunked", post("Transfer-Encoding: gzip, chunked\r\n"), 501},
      {"identity after chunked", post("Transfer-Encoding: chunked, identity\r\n"), 501},
      {"chunked with a parameter", post("Transfer-Encoding: chunked;a=b\r\n"), 400},
      {"chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n"), 400},
      {"chunked behind a vertical tab", post("Transfer-Encoding: \vchunked\r\n"), 400},
      {"an empty coding", post("Transfer-Encoding:\r\n"), 400},
      {"a space before the colon", post("Transfer-Encoding : chunked\r\n"), 400},
      {"a folded coding", post("Transfer-Encoding:\r\n chunked\r\n"), 400},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + kHost + chunked + "\r\n0\r\n\r\n" + kHidden, 400},
  };
}

std::vector<Trick> chunk_tricks() {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  return {
      {"a chunk size that is none", post(chunked, "z\r\n\r\n"), 400},
      {"a chunk size with 0x", post(chunked, "0x5\r\nhello\r\n0\r\n\r\n"), 400},
      {"a negative chunk size", post(chunked, "-1\r\n\r\n"), 400},
      {"a chunk size beyond 64 bits", post(chunked, "10000000000000005\r\nhello\r\n0\r\n\r\n"), 400},
      {"an empty chunk size", post(chunked, "\r\nhello\r\n0\r\n\r\n"), 400},
      {"a space before the chunk size", post(chunked, " 5\r\nhello\r\n0\r\n\r\n"), 400},
      {"a space after the chunk size", post(chunked, "5 \r\nhello\r\n0\r\n\r\n"), 400},
      {"a bare LF after the chunk size", post(chunked, "5\nhello\r\n0\r\n\r\n"), 400},
      {"a bare CR in an extension", post(chunked, "5;a\rb\r\nhello\r\n0\r\n\r\n"), 400},
      {"an extension without end", post(chunked, "5;" + std::string(4096, 'a') + "\r\nhello\r\n0\r\n\r\n"), 400},
      {"a chunk longer than said", post(chunked, "3\r\nhello\r\n0\r\n\r\n"), 400},
      {"a bare LF after a chunk", post(chunked, "5\r\nhello\n0\r\n\r\n"), 400},
      {"a trailer that is no field", post(chunked, "0\r\nno field\r\n\r\n"), 400},
      {"a folded trailer", post(chunked, "0\r\nA: b\r\n c\r\n\r\n"), 400},
  };
}

std::vector<Trick> head_tricks() {
  return {
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + kHidden, 400},
      {"two equal hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" + kHidden, 400},
      {"no host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n" + kHidden, 400},
      {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n" + kHidden, 400},
      {"a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n" + kHidden, 400},
      {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n" + kHidden, 400},
      {"a list of hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n" + kHidden, 400},
      {"a host with a wrong port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n" + kHidden, 400},
      {"a target of another host", "GET http://b/ HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a target of another scheme", "GET ftp://a/ HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a target without a slash", "GET admin HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a star for GET", "GET * HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a space in the target", "GET /a b HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a tab for a space", "GET\t/\tHTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a fragment in the target", "GET /#a HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"bytes above ASCII in the target", "GET /\xE9\x80\x9A HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a method that is no token", "G(T / HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"no version (HTTP/0.9)", "GET /\r\n\r\n" + kHidden, 400},
      {"a version in small letters", "GET / http/1.1\r\n" + kHost + "\r\n" + kHidden, 400},
      {"a version with more behind it", "GET / HTTP/1.1x\r\n" + kHost + "\r\n" + kHidden, 400},
      {"HTTP/2.0", "GET / HTTP/2.0\r\n" + kHost + "\r\n" + kHidden, 505},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"HTTP/1.2", "GET / HTTP/1.2\r\n" + kHost + "\r\n" + kHidden, 505},
      {"a tunnel", "CONNECT a:443 HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 501},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + kHost + "\r\n" + kHidden, 501},
      {"a bare LF after the request line", "GET / HTTP/1.1\n" + kHost + "\r\n" + kHidden, 400},
      {"a bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n" + kHidden, 400},
      {"a bare CR in a field", get("X: a\rTransfer-Encoding: chunked\r\n"), 400},
      {"a folded field", get("X: a\r\n b\r\n"), 400},
      {"a space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n" + kHidden, 400},
      {"a field without a colon", get("X\r\n"), 400},
      {"a field without a name", get(": a\r\n"), 400},
      {"a NUL in a field", get(std::string("X: a\0b\r\n", 8)), 400},
      {"a NUL in a name", get(std::string("X\0Y: a\r\n", 8)), 400},
      {"a space in a name", get("X Y: a\r\n"), 400},
      {"two empty lines first", "\r\n\r\n" + get(""), 400},
      {"TLS on the plain port", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
      {"an unknown expectation", get("Expect: 200-ok\r\n"), 417},
  };
}

void check(const std::vector<Trick>& tricks) {
  ServerOptions options;
  options.common_headers = {{"X-Content-Type-Options", "nosniff"}};
  const RunningServer running(options);
  for (const Trick& trick : tricks) {
    CAPTURE(trick.name);
    const int before = running.dispatched;
    const std::string answer = running.tell(trick.bytes);
    CAPTURE(answer);
    CHECK(answer.starts_with("HTTP/1.1 " + std::to_string(trick.status) + " "));
    CHECK(count_of(answer, "HTTP/1.1 ") == 1);
    CHECK(count_of(answer, "\r\nConnection: close\r\n") == 1);
    CHECK(count_of(answer, "\r\nContent-Type: application/problem+json\r\n") == 1);
    CHECK(count_of(answer, "\r\nX-Content-Type-Options: nosniff\r\n") == 1);
    CHECK(count_of(answer, "\"key\":\"http.") == 1);
    CHECK(running.dispatched == before);
  }
}

}  // namespace

TEST_CASE("tricks with the length of a body get one refusal and the end of the connection") { check(framing_tricks()); }

TEST_CASE("tricks with chunks get one refusal and the end of the connection") { check(chunk_tricks()); }

TEST_CASE("tricks in the head get one refusal and the end of the connection") { check(head_tricks()); }

TEST_CASE("what is only unusual is still answered") {
  const RunningServer running;
  const std::vector<std::pair<std::string, std::string>> usual = {
      {"\r\nGET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /1|"},
      {"GET /2 HTTP/1.0\r\n\r\n", "GET /2|"},
      {"POST /3 HTTP/1.1\r\nhOST:[::1]:80\r\nTRANSFER-ENCODING:\tChunked\r\nConnection: x, Close\r\n\r\n"
       "00A;x=\"y\"\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
       "POST /3|0123456789"},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "OPTIONS *|"},
      {"DELETE /4?a={b}|c HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\nX:\r\n\r\n",
       "DELETE /4?a={b}|c|"},
  };
  for (const auto& [bytes, echoed] : usual) {
    CAPTURE(bytes);
    const std::string answer = running.tell(bytes);
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.ends_with("\r\n\r\n" + echoed));
  }
}

}  // namespace tongban::http
