#include "platform/http/router.h"

#include <doctest/doctest.h>

#include <deque>

using namespace tongban;
using namespace tongban::http;

namespace {

struct Rows {
  std::deque<Route> rows;
  Router router;
  bool add(const std::string& method, const std::string& path) {
    auto& route = rows.emplace_back();
    route.info.method = method;
    route.info.path = path;
    return router.add(route);
  }
  std::string find(const std::string& method, const std::string& path) {
    const auto match = router.find(method, path);
    if (match.route == nullptr) return match.error.key;
    std::string text = match.route->info.method + " " + match.route->info.path;
    for (const auto& p : match.parameters) text += " " + p.name + "=" + p.value;
    return text;
  }
};

Rows sample() {
  Rows rows;
  CHECK(rows.add("GET", "/api/cases"));
  CHECK(rows.add("POST", "/api/cases"));
  CHECK(rows.add("GET", "/api/cases/{case_id}"));
  CHECK(rows.add("GET", "/api/cases/mine"));
  CHECK(rows.add("DELETE", "/api/cases/{case_id}/notes/{note_id}"));
  return rows;
}

}  // namespace

TEST_CASE("a literal segment wins over a parameter, and parameters are decoded") {
  auto rows = sample();
  CHECK(rows.find("GET", "/api/cases/mine") == "GET /api/cases/mine");
  CHECK(rows.find("GET", "/api/cases/m%C3%A9") == "GET /api/cases/{case_id} case_id=mé");
  CHECK(rows.find("DELETE", "/api/cases/7/notes/9") ==
        "DELETE /api/cases/{case_id}/notes/{note_id} case_id=7 note_id=9");
}

TEST_CASE("a path that leads nowhere is told from a method that is not allowed") {
  auto rows = sample();
  CHECK(rows.find("GET", "/api/nothing") == "http.not_found");
  CHECK(rows.find("GET", "/api/cases/") == "http.not_found");
  CHECK(rows.find("GET", "/api") == "http.not_found");
  CHECK(rows.find("PUT", "/api/cases") == "http.method_not_allowed");
  CHECK(rows.router.find("PUT", "/api/cases").allow == "GET, HEAD, POST");
  CHECK(rows.router.find("PUT", "/api/cases/mine").allow == "GET, HEAD");
}

TEST_CASE("HEAD is answered by the row of GET") {
  auto rows = sample();
  CHECK(rows.find("HEAD", "/api/cases") == "GET /api/cases");
}

TEST_CASE("what a proxy could read differently is refused, not guessed") {
  auto rows = sample();
  for (const char* path : {"/api/cases/%zz", "/api/cases/%", "/api/cases/%00", "/api/cases/%C3", "/api/cases/a%2Fb"}) {
    CAPTURE(path);
    CHECK(rows.router.find("GET", path).error.code == Code::invalid);
  }
  CHECK(rows.router.find("GET", "/api//cases").error.code == Code::invalid);
  CHECK(rows.router.find("GET", "/api/x/../cases").error.code == Code::invalid);
}

TEST_CASE("two rows for one method and path are refused, whatever they call the parameter") {
  auto rows = sample();
  CHECK_FALSE(rows.add("GET", "/api/cases"));
  CHECK_FALSE(rows.add("GET", "/api/cases/{id}"));
  CHECK(rows.add("PUT", "/api/cases/{id}"));
  CHECK(rows.find("PUT", "/api/cases/5") == "PUT /api/cases/{id} id=5");
  CHECK(rows.find("GET", "/api/cases/5") == "GET /api/cases/{case_id} case_id=5");
}
