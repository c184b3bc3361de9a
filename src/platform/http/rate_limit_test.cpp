#include "platform/http/rate_limit.h"

#include <doctest/doctest.h>

#include "platform/http/origin.h"

using namespace tongban;
using namespace tongban::http;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("calls come back at their rate, each caller and class on its own") {
  RateLimiter limiter(rate_limits(60, 5, 60, 60));
  const RateLimiter::Time start{};
  int allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += limiter.take("10.0.0.1", Rate::normal, start) == 0;
  CHECK(allowed == 12);  // a fifth of a minute's calls at once
  CHECK(limiter.take("10.0.0.1", Rate::normal, start) == 1);
  CHECK(limiter.take("10.0.0.1", Rate::search, start) == 0);
  CHECK(limiter.take("10.0.0.2", Rate::normal, start) == 0);
  CHECK(limiter.take("10.0.0.1", Rate::normal, start + milliseconds(1001)) == 0);
  CHECK(limiter.take("10.0.0.1", Rate::normal, start + milliseconds(1001)) == 1);
}

TEST_CASE("over ten minutes the limit is kept within five percent") {
  RateLimiter limiter(rate_limits(600, 20, 60, 240));
  int allowed = 0;
  for (int ms = 0; ms < 600'000; ms += 10)
    allowed += limiter.take("a", Rate::normal, RateLimiter::Time(milliseconds(ms))) == 0;
  CHECK(allowed >= 6000);
  CHECK(allowed <= 6300);
}

TEST_CASE("memory stays bounded and the longest unseen are forgotten") {
  RateLimiter limiter(rate_limits(5, 5, 5, 5), 100);
  const RateLimiter::Time now{};
  CHECK(limiter.take("keeper", Rate::normal, now) == 0);
  CHECK(limiter.take("keeper", Rate::normal, now) > 0);
  for (int i = 0; i < 10'000; ++i) {
    (void)limiter.take("address " + std::to_string(i), Rate::normal, now);
    if (i % 50 == 0) CHECK(limiter.take("keeper", Rate::normal, now) > 0);
  }
  CHECK(limiter.remembered() == 100);
}

TEST_CASE("zero means no limit, and a clock that stands still gives nothing back") {
  RateLimiter limiter(rate_limits(0, 5, 5, 5));
  for (int i = 0; i < 1000; ++i) CHECK(limiter.take("a", Rate::normal, {}) == 0);
  CHECK(limiter.take("a", Rate::upload, RateLimiter::Time(seconds(5))) == 0);
  CHECK(limiter.take("a", Rate::upload, RateLimiter::Time(seconds(1))) > 0);
}

TEST_CASE("one IPv6 host cannot be many callers") {
  CHECK(rate_limit_key("2001:db8::1") == rate_limit_key("2001:db8::ffff:1"));
  CHECK(rate_limit_key("2001:db8::1") != rate_limit_key("2001:db8:0:1::1"));
  CHECK(rate_limit_key("10.1.2.3") == "10.1.2.3");
}

TEST_CASE("X-Forwarded-For is believed from trusted proxies only") {
  Request request;
  request.remote_address = "203.0.113.9";
  request.headers = {{"x-forwarded-for", "1.1.1.1, 10.0.0.2"}};
  CHECK(client_address(request, {}) == "203.0.113.9");
  CHECK(client_address(request, {"203.0.113.9"}) == "10.0.0.2");
  CHECK(client_address(request, {"203.0.113.9", "10.0.0.2"}) == "1.1.1.1");
  request.headers = {{"x-forwarded-for", "spoofed"}};
  CHECK(client_address(request, {"203.0.113.9"}) == "203.0.113.9");
  request.headers = {{"x-forwarded-for", std::string("1.1.1.1\0evil", 12)}};
  CHECK(client_address(request, {"203.0.113.9"}) == "203.0.113.9");
}

TEST_CASE("requests that a browser sends for another site are refused") {
  const auto passes = [](Headers headers) {
    Request request;
    request.headers = std::move(headers);
    request.headers.emplace_back("host", "tb.example:8080");
    return check_same_origin(request, "https://public.example").ok();
  };
  CHECK(passes({}));
  CHECK(passes({{"origin", "http://tb.example:8080"}}));
  CHECK(passes({{"origin", "https://PUBLIC.example"}, {"sec-fetch-site", "same-origin"}}));
  CHECK_FALSE(passes({{"origin", "https://evil.example"}}));
  CHECK_FALSE(passes({{"origin", "http://tb.example"}}));
  CHECK_FALSE(passes({{"origin", "null"}}));
  CHECK_FALSE(passes({{"sec-fetch-site", "cross-site"}}));
  CHECK_FALSE(passes({{"sec-fetch-site", "same-site"}, {"origin", "http://tb.example:8080"}}));
}

TEST_CASE("a request id is taken over only when it is harmless") {
  Request request;
  request.headers = {{"x-request-id", "abcDEF_-12"}};
  CHECK(request_id_of(request) == "abcDEF_-12");
  for (const char* bad : {"short", "has space in it", "quote\"inside", ""}) {
    request.headers = {{"x-request-id", bad}};
    CHECK(request_id_of(request) != bad);
    CHECK(request_id_of(request).size() >= 12);
  }
}
