#include "platform/http/query.h"

#include <doctest/doctest.h>

#include "platform/http/problem.h"
#include "platform/http/route.h"

namespace query_test {

enum class Colour { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct In {
  tongban::Id case_id;
  std::optional<int> limit;
  std::optional<bool> open;
  std::optional<double> share;
  std::optional<std::string> text;
  std::vector<Colour> colours;
};
BOOST_DESCRIBE_STRUCT(In, (), (case_id, limit, open, share, text, colours))

struct Versioned {
  int version = 0;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Versioned, (), (version, note))

}  // namespace query_test

using namespace tongban;
using namespace tongban::http;
using query_test::Colour;
using query_test::In;
using query_test::Versioned;

namespace {

Result<In> read(const std::string& query, PathParameters path = {{"case_id", id_text(42)}}) {
  Request request;
  request.query = query;
  return from_json<In>(TRY(query_document(request, query_members<In>(), path)));
}

Result<Versioned> read_body(const std::string& body, const std::string& type = "application/json") {
  Request request;
  request.body = body;
  request.headers = {{"content-type", type}};
  return from_json<Versioned>(TRY(body_document(request, query_members<Versioned>(), {{"version", "3"}})));
}

std::string problem_of(const auto& result) {
  if (result.ok()) return "ok";
  return result.error().fields.empty() ? result.error().key
                                       : result.error().fields[0].pointer + " " + result.error().fields[0].key;
}

}  // namespace

TEST_CASE("query parameters become the types of the members they fill") {
  const auto in = read("limit=20&open=true&share=0.5&text=%E5%BC%A0+%E4%B8%89&colours=red&colours=blue");
  REQUIRE(in.ok());
  CHECK(in->case_id.value == 42);
  CHECK(in->limit == 20);
  CHECK(in->open == true);
  CHECK(in->share == 0.5);
  CHECK(in->text == "张 三");
  CHECK(in->colours == std::vector{Colour::red, Colour::blue});
}

TEST_CASE("what is wrong in a query is told with its place") {
  CHECK(problem_of(read("limit=abc")) == "/limit field.type");
  CHECK(problem_of(read("limit=1e3")) == "/limit field.type");
  CHECK(problem_of(read("limit=99999999999")) == "/limit field.out_of_range");
  CHECK(problem_of(read("open=yes")) == "/open field.type");
  CHECK(problem_of(read("share=nan")) == "/share field.type");
  CHECK(problem_of(read("colours=green")) == "/colours/0 field.unknown_value");
  CHECK(problem_of(read("unknown=1")) == "/unknown field.unknown");
  CHECK(problem_of(read("limit=1&limit=2")) == "/limit field.repeated");
  CHECK(problem_of(read("case_id=x")) == "/case_id field.repeated");
  CHECK(problem_of(read("text=%FF")) == "query.malformed");
  CHECK(problem_of(read("", {{"case_id", "../etc"}})) == "/case_id field.bad_id");
}

TEST_CASE("a body is one JSON object of the right media type, and the path fills its members") {
  CHECK(read_body(R"({"note":"a"})")->version == 3);
  CHECK(problem_of(read_body(R"({"note":"a"})", "application/json; charset=utf-8")) == "ok");
  CHECK(problem_of(read_body(R"({"note":"a"})", "Application/JSON ;charset=UTF-8")) == "ok");
  CHECK(problem_of(read_body(R"({"note":"a"})", "text/plain")) == "http.unsupported_media_type");
  CHECK(problem_of(read_body(R"({"note":"a"})", "application/json; charset=gbk")) == "http.unsupported_media_type");
  CHECK(problem_of(read_body(R"({"note":"a"})", "application/jsonp")) == "http.unsupported_media_type");
  CHECK(problem_of(read_body(R"([1])")) == "json.not_an_object");
  CHECK(problem_of(read_body(R"({"note":)")) == "json.syntax");
  CHECK(problem_of(read_body(R"({"note":"a","version":4})")) == "/version field.repeated");
  CHECK(problem_of(read_body(R"({"note":"a","extra":4})")) == "/extra field.unknown");
  CHECK(problem_of(read_body(R"({"note":"a","note":"b"})")) == "json.duplicate_key");
  CHECK(problem_of(read_body("{\"note\":\"\xff\"}")) != "ok");
  CHECK(problem_of(read_body(std::string(100'000, '['))) == "json.too_deep");
}

TEST_CASE("a problem names key, place and request, and never what is internal") {
  Error error{Code::invalid, "input.invalid", "有误", {{"/a", "field.required", "必填"}}};
  const auto shown = problem_response(error, "req-1");
  CHECK(shown.status == 400);
  CHECK(shown.content_type == "application/problem+json");
  CHECK(
      shown.body ==
      R"({"type":"urn:tongban:input.invalid","title":"Bad Request","status":400,"detail":"有误","key":"input.invalid",)"
      R"("request_id":"req-1","errors":[{"pointer":"/a","key":"field.required","detail":"必填"}]})");
  for (const auto code : {Code::internal, Code::unavailable, Code::timeout}) {
    const auto hidden = problem_response(Error{code, "db.lost", "SELECT secret FROM /var/lib"}, "req-2");
    CHECK(hidden.body.find("secret") == std::string::npos);
    CHECK(hidden.body.find("/var") == std::string::npos);
  }
  CHECK(problem_response(Error{Code::internal, "some.bug", ""}, "r").body.find("some.bug") == std::string::npos);
}

TEST_CASE("an answer that says when to come again says so in Retry-After") {
  Error error{Code::rate_limited, "http.rate_limited", ""};
  error.retry_after_seconds = 7;
  const auto answer = problem_response(error, "r");
  CHECK(*find_header(answer.headers, "retry-after") == "7");
  CHECK(find_header(problem_response(Error{Code::unavailable, "x", ""}, "r").headers, "retry-after") != nullptr);
}
