// Requests that two servers could read differently, so that one could be hidden inside another: every variant is
// refused, however it is cut into pieces, and with it the connection.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "platform/http/transport/request_parser.h"

namespace tongban::http {
namespace {

using namespace std::string_view_literals;

// The status of the refusal; 0 when the request stands or more of it is awaited.
int refused_with(std::string_view bytes, std::size_t piece) {
  const ParserLimits limits;
  RequestParser parser(limits);
  for (std::size_t at = 0; at < bytes.size() && parser.state() != RequestParser::State::failed; at += piece) {
    parser.feed(bytes.substr(at, piece));
    if (parser.state() == RequestParser::State::done) return 0;
  }
  return parser.state() == RequestParser::State::failed ? parser.failure().status : 0;
}

void check_refused(std::string_view bytes) {
  for (const std::size_t piece : {bytes.size(), std::size_t{1}, std::size_t{7}}) {
    CAPTURE(piece);
    const int status = refused_with(bytes, piece);
    CHECK_MESSAGE((status == 400 || status == 413 || status == 414 || status == 501 || status == 505),
                  std::string(bytes));
  }
}

std::string with_headers(std::string_view headers, std::string_view body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n\r\n" + std::string(body);
}

std::string chunked(std::string_view body) { return with_headers("Transfer-Encoding: chunked", body); }

}  // namespace

TEST_CASE("a body whose length can be understood in two ways is refused") {
  for (const auto headers : {"Content-Length: 3\r\nTransfer-Encoding: chunked"sv,
                             "Transfer-Encoding: chunked\r\nContent-Length: 3"sv,
                             "Content-Length: 3\r\nContent-Length: 3"sv,
                             "Content-Length: 3\r\nContent-Length: 4"sv,
                             "Content-Length: 3, 3"sv,
                             "Content-Length: +3"sv,
                             "Content-Length: -3"sv,
                             "Content-Length: 0x3"sv,
                             "Content-Length: 3 3"sv,
                             "Content-Length:"sv,
                             "Content-Length: 3;"sv,
                             "Content-Length: 3.0"sv,
                             "Content-Length: 18446744073709551619"sv,
                             "Content-Length: \xef\xbc\x93"sv,
                             "Transfer-Encoding: chunked, chunked"sv,
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"sv,
                             "Transfer-Encoding: gzip, chunked"sv,
                             "Transfer-Encoding: chunked, gzip"sv,
                             "Transfer-Encoding: identity"sv,
                             "Transfer-Encoding: xchunked"sv,
                             "Transfer-Encoding: chunked;q=1"sv,
                             "Transfer-Encoding: \x0b"
                             "chunked"sv,
                             "Transfer-Encoding: chunked\0"sv,
                             "Transfer-Encoding: \"chunked\""sv,
                             "Transfer-Encoding:"sv,
                             "Transfer-Encoding: ,chunked"sv,
                             "Transfer-Encoding: chunked,"sv}) {
    check_refused(with_headers(headers, "0\r\n\r\n"));
  }
  check_refused("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST_CASE("a head whose lines can be cut in two ways is refused") {
  for (const auto headers :
       {"Transfer-Encoding : chunked"sv, " Transfer-Encoding: chunked"sv, "X: y\r\n Transfer-Encoding: chunked"sv,
        "X: y\r\n\tz"sv, "X: y\nTransfer-Encoding: chunked"sv, "X: y\rTransfer-Encoding: chunked"sv, "X: \0y"sv,
        ": y"sv, "no colon"sv, "X\x00: y"sv, "X\xc3\xa9: y"sv, "X@: y"sv, "Host: b"sv, "Host: a"sv}) {
    check_refused(with_headers(headers));
  }
  for (const auto head :
       {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n"sv, "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"sv,
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"sv, "GET / http/1.1\r\nHost: a\r\n\r\n"sv,
        "GET / HTTP/1.10\r\nHost: a\r\n\r\n"sv, "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"sv,
        "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"sv, "GET /\r\nHost: a\r\n\r\n"sv, " GET / HTTP/1.1\r\nHost: a\r\n\r\n"sv,
        "G\0T / HTTP/1.1\r\nHost: a\r\n\r\n"sv, "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"sv,
        "GET / HTTP/1.1\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"sv,
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost:\r\n\r\n"sv,
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"sv, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"sv}) {
    check_refused(head);
  }
}

TEST_CASE("a chunk whose end can be understood in two ways is refused") {
  for (const auto body : {"0x1\r\na\r\n0\r\n\r\n"sv,
                          "1 \r\na\r\n0\r\n\r\n"sv,
                          " 1\r\na\r\n0\r\n\r\n"sv,
                          "+1\r\na\r\n0\r\n\r\n"sv,
                          "-1\r\na\r\n0\r\n\r\n"sv,
                          "1\na\r\n0\r\n\r\n"sv,
                          "1\r\nab\r\n0\r\n\r\n"sv,
                          "1\r\na\n0\r\n\r\n"sv,
                          "1\r\na0\r\n\r\n"sv,
                          "\r\na\r\n0\r\n\r\n"sv,
                          "10000000000000001\r\na\r\n0\r\n\r\n"sv,
                          "ffffffffffffffff\r\na\r\n0\r\n\r\n"sv,
                          "1;x\ny\r\na\r\n0\r\n\r\n"sv,
                          "1;x\0\r\na\r\n0\r\n\r\n"sv,
                          "1 ; x\r\na\r\n0\r\n\r\n"sv,
                          "1,\r\na\r\n0\r\n\r\n"sv,
                          "0\r\nX y\r\n\r\n"sv,
                          "0\r\n X: y\r\n\r\n"sv,
                          "0\r\nX: y\n\r\n"sv,
                          "0\r\n\n"sv}) {
    check_refused(chunked(body));
  }
  check_refused(chunked("1;" + std::string(300, 'x') + "\r\na\r\n0\r\n\r\n"));
  check_refused(chunked("0\r\nX: " + std::string(5000, 'y') + "\r\n\r\n"));
}

}  // namespace tongban::http
