#include "platform/http/transport/url.h"

#include <doctest/doctest.h>

namespace tongban::http {

TEST_CASE("percent-decoding takes what is whole and refuses what is broken") {
  CHECK(percent_decode("a%20b").value() == "a b");
  CHECK(percent_decode("%E9%80%9A%e5%8a%9e").value() == "通办");
  CHECK(percent_decode("a+b").value() == "a+b");
  CHECK(percent_decode("a+b", Plus::space).value() == "a b");
  for (const char* broken :
       {"%", "%4", "%zz", "%4g", "a%", "%00", "%ff", "%C0%AF", "%ED%A0%80", "%F5%80%80%80", "%E9%80"}) {
    CAPTURE(broken);
    const auto decoded = percent_decode(broken);
    REQUIRE(!decoded);
    CHECK(decoded.error().key == "http.bad_url_encoding");
  }
}

TEST_CASE("encoding and decoding are inverse") {
  const std::string text = "办件 2024/01?&=+%#é\n";
  CHECK(percent_encode("通") == "%E9%80%9A");
  CHECK(percent_decode(percent_encode(text)).value() == text);
}

TEST_CASE("a query becomes pairs in their order") {
  const auto pairs = parse_query("a=1&b=%E9%80%9A+x&&c&a=2&d=x=y").value();
  REQUIRE(pairs.size() == 5);
  CHECK(pairs[0] == std::pair<std::string, std::string>("a", "1"));
  CHECK(pairs[1] == std::pair<std::string, std::string>("b", "通 x"));
  CHECK(pairs[2] == std::pair<std::string, std::string>("c", ""));
  CHECK(pairs[3].second == "2");
  CHECK(pairs[4].second == "x=y");
  CHECK(parse_query("").value().empty());
  CHECK(parse_query("a=%").error().key == "http.bad_url_encoding");
}

TEST_CASE("a query may hold sixty-four parameters and not one more") {
  std::string query;
  for (size_t i = 0; i < kMaxQueryParameters; ++i) query += "p=1&";
  CHECK(parse_query(query).value().size() == kMaxQueryParameters);
  CHECK(parse_query(query + "p=1").error().key == "http.too_many_parameters");
}

TEST_CASE("a path is cut into decoded segments") {
  using Segments = std::vector<std::string>;
  CHECK(path_segments("/").value().empty());
  CHECK(path_segments("/a/b").value() == Segments{"a", "b"});
  CHECK(path_segments("/a/").value() == Segments{"a", ""});
  CHECK(path_segments("/%E9%80%9A/..a").value() == Segments{"通", "..a"});
}

TEST_CASE("a path that could mean two things is refused") {
  for (const char* path : {"", "a", "/..", "/a/../b", "/.", "/a/./b", "/%2e%2e/b", "/%2E./b", "//", "//a", "/a//b",
                           "/a\\b", "/a%5cb", "/a%2fb", "/a%2F..%2Fb", "/a%0d%0ab", "/a%7f", "/%00", "/a%"}) {
    CAPTURE(path);
    CHECK(!path_segments(path));
  }
}

}  // namespace tongban::http
