#include "platform/http/api.h"

#include <doctest/doctest.h>

#include <boost/json/object.hpp>

#include "platform/http/system_routes.h"

namespace api_test {

using namespace tongban;
using namespace tongban::http;

enum class Shade { light, dark };
BOOST_DESCRIBE_ENUM(Shade, light, dark)
struct Part {
  std::string name;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, parts))
struct In {
  Id thing_id;
  Shade shade = Shade::light;
  std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(In, (), (thing_id, shade, limit))
struct Out {
  std::optional<Part> part;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Out, (), (part, count))

Result<Out> act(Ctx&, const In&) { return Out{}; }
Result<Response> raw(WorkCtx&, const Request&, const In&) { return Response{}; }

RouteInfo info() {
  return {"PUT", "/api/things/{thing_id}", "things.change", "Changes.", Access::staff({Role::approver})};
}

Api sample() {
  Api api;
  std::vector<Route> routes;
  routes.push_back(write_route(info(), act));
  routes.push_back(
      read_route(RouteInfo{"GET", "/api/things/{thing_id}", "things.get", "Gets.", Access::anyone()}, act));
  routes.push_back(
      raw_route(RouteInfo{"GET", "/api/things/{thing_id}/file", "things.file", "File."}, "application/pdf", raw));
  api.add(std::move(routes));
  return api;
}

void check_refused(RouteInfo changed, bool write = true) {
  Api api;
  CAPTURE(changed.path);
  std::vector<Route> routes;
  routes.push_back(write ? write_route(std::move(changed), act) : read_route(std::move(changed), act));
  CHECK_THROWS_AS(api.add(std::move(routes)), std::logic_error);
}

}  // namespace api_test

using namespace api_test;

TEST_CASE("a row that contradicts itself stops the program at start") {
  auto row = info();
  row.path = "/api/things/{other_id}";
  check_refused(row);
  row = info();
  row.method = "GET";
  check_refused(row);
  row = info();
  row.name = "change";
  check_refused(row);
  row = info();
  row.summary = "";
  check_refused(row);
  row = info();
  row.idempotency = Idempotency::required;
  check_refused(row);
  row = info();
  row.access.kind = Access::Kind::applicant;
  check_refused(row);
  check_refused(info(), false);
}

TEST_CASE("two rows may share neither name nor place") {
  auto api = sample();
  std::vector<Route> twice;
  twice.push_back(write_route(info(), act));
  CHECK_THROWS_AS(api.add(std::move(twice)), std::logic_error);
}

TEST_CASE("OpenAPI describes parameters, body, answer and problems of each row") {
  auto api = sample();
  const auto text = openapi_text(api);
  CHECK(text == openapi_text(api));
  const auto document = parse_json(text).value().as_object();
  CHECK(document.at("openapi") == "3.1.0");
  const auto& put = document.at("paths").at("/api/things/{thing_id}").at("put").as_object();
  CHECK(put.at("operationId") == "things.change");
  CHECK(put.at("x-access") == "staff: approver");
  const auto& body = put.at("requestBody").at("content").at("application/json").at("schema").as_object();
  CHECK(body.at("properties").as_object().size() == 2);
  CHECK(body.at("required").as_array().size() == 1);
  CHECK(put.at("parameters").at(0).at("in") == "path");
  const auto& get = document.at("paths").at("/api/things/{thing_id}").at("get").as_object();
  CHECK(get.at("parameters").as_array().size() == 3);
  const auto& schemas = document.at("components").at("schemas").as_object();
  CHECK(schemas.contains("Problem"));
  CHECK(schemas.contains("Api_testPart"));
  CHECK_FALSE(schemas.contains("Api_testIn"));
}

TEST_CASE("TypeScript has every member of an answer, and optional ones of a request") {
  const auto text = typescript_text(sample());
  CHECK(text.find("export interface Api_testOut {\n  part: Api_testPart | null;\n  count: number;\n}") !=
        std::string::npos);
  CHECK(text.find("export interface Api_testPart {\n  name: string;\n  parts: Api_testPart[];\n}") !=
        std::string::npos);
  CHECK(text.find("  limit?: number | null;") != std::string::npos);
  CHECK(text.find("export type Api_testShade = 'light' | 'dark';") != std::string::npos);
  CHECK(text.find("'things.change': { input: Api_testIn; output: Api_testOut };") != std::string::npos);
  CHECK(text.find("'things.file': { input: Api_testIn; output: Blob };") != std::string::npos);
  CHECK(text.find("'things.change': { method: 'PUT', path: '/api/things/{thing_id}', input: 'body', idempotent: false, "
                  "raw: false }") != std::string::npos);
}

namespace api_test {
namespace {
struct Hidden {
  int n = 0;
};
BOOST_DESCRIBE_STRUCT(Hidden, (), (n))
}  // namespace
}  // namespace api_test

TEST_CASE("published names are identifiers, also of types without a named namespace") {
  CHECK(type_name<api_test::Hidden>() == "Api_testHidden");
  CHECK(type_name<tongban::ActorKind>() == "ActorKind");
  CHECK(type_name<tongban::http::Nothing>() == "HttpNothing");
}

TEST_CASE("the matrix marks exactly those who may call") {
  const auto text = access_matrix_text(sample());
  CHECK(text.find("| GET /api/things/{thing_id} | things.get | x | x | x | x | x | x |") != std::string::npos);
  CHECK(text.find("| PUT /api/things/{thing_id} | things.change |  |  |  |  |  | x |  |") != std::string::npos);
}
