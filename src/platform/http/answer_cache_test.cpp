#include "platform/http/answer_cache.h"

#include <doctest/doctest.h>

#include "platform/http/transport/compress.h"

using namespace tongban::http;
using namespace std::chrono_literals;

namespace {

const AnswerCache::Clock::time_point kNow{100h};

std::shared_ptr<const SharedAnswer> answer(std::string body) {
  return std::make_shared<const SharedAnswer>("application/json; charset=utf-8", std::move(body));
}

Request asking(std::string coding, std::string tag = "") {
  Request request;
  if (!coding.empty()) request.headers.emplace_back("accept-encoding", std::move(coding));
  if (!tag.empty()) request.headers.emplace_back("if-none-match", std::move(tag));
  return request;
}

}  // namespace

TEST_CASE("an answer is kept for a second and not longer") {
  AnswerCache cache;
  cache.keep("catalog", cache.generation("catalog"), "/guide", answer("{}"), kNow);
  CHECK(cache.find("/guide", kNow + 999ms) != nullptr);
  CHECK(cache.find("/guide", kNow + 1000ms) == nullptr);
  CHECK(cache.find("/other", kNow) == nullptr);
}

TEST_CASE("what a module has changed is forgotten, and what was computed before is not kept") {
  AnswerCache cache;
  const auto before = cache.generation("catalog");
  cache.keep("catalog", before, "/guide", answer("old"), kNow);
  cache.keep("cases", cache.generation("cases"), "/case", answer("case"), kNow);
  cache.forget("catalog");
  CHECK(cache.find("/guide", kNow) == nullptr);
  CHECK(cache.find("/case", kNow) != nullptr);
  cache.keep("catalog", before, "/guide", answer("old"), kNow);  // began before the change, ended after it
  CHECK(cache.find("/guide", kNow) == nullptr);
  cache.keep("catalog", cache.generation("catalog"), "/guide", answer("new"), kNow);
  CHECK(*cache.find("/guide", kNow)->response(asking("")).shared_body == "new");
}

TEST_CASE("the oldest answers go when there are too many bytes") {
  AnswerCache cache;
  const std::size_t size = AnswerCache::kMostBytes / 4;
  for (int i = 0; i < 6; ++i) cache.keep("catalog", 0, "/" + std::to_string(i), answer(std::string(size, 'x')), kNow);
  CHECK(cache.find("/1", kNow) == nullptr);
  CHECK(cache.find("/2", kNow) != nullptr);
  CHECK(cache.find("/5", kNow) != nullptr);
}

TEST_CASE("each coding has its own tag, and a client that has it is told so without a body") {
  const auto kept = answer(std::string(5000, 'x'));
  const auto plain = kept->response(asking(""));
  const auto small = kept->response(asking("br"));
  CHECK(plain.shared_body->size() == 5000);
  CHECK(small.shared_body->size() < 100);
  CHECK(*find_header(small.headers, "content-encoding") == "br");
  CHECK(*find_header(small.headers, "vary") == "Accept-Encoding");
  CHECK(*find_header(kept->response(asking("gzip")).headers, "content-encoding") == "gzip");
  const auto tag = *find_header(small.headers, "etag");
  CHECK(tag != *find_header(plain.headers, "etag"));
  const auto again = kept->response(asking("br", tag));
  CHECK(again.status == 304);
  CHECK(again.shared_body == nullptr);
  CHECK(*find_header(again.headers, "etag") == tag);
  CHECK(kept->response(asking("", tag)).status == 200);
}

TEST_CASE("a small answer is not compressed") {
  const auto response = answer("{}")->response(asking("br"));
  CHECK(find_header(response.headers, "content-encoding") == nullptr);
  CHECK(*response.shared_body == "{}");
}
