// All endpoint rows of the program, checked once at start. What is generated from them (OpenAPI, TypeScript, the
// authorisation matrix) is deterministic, so that a stale file in the repository is seen by comparing bytes.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "platform/http/route.h"
#include "platform/http/router.h"

namespace tongban::http {

class Api {
 public:
  // Throws std::logic_error on a row that contradicts itself or another row: that is our bug, found at start.
  void add(std::vector<Route> routes);

  const std::deque<Route>& routes() const { return routes_; }
  const Router& router() const { return router_; }

 private:
  std::deque<Route> routes_;  // rows keep their address: the router points at them
  std::set<std::string> names_;
  Router router_;
};

// Whether calling the row changes something: it is then protected against forgery, and audited.
bool changes_state(const Route& route);
// DELETE and GET take their input from the query, all others from the body (or, raw, from the query).
bool input_from_query(const Route& route);

std::string openapi_text(const Api& api);        // OpenAPI 3.1, JSON with two blanks of indent
std::string typescript_text(const Api& api);     // types of all inputs and outputs, and the table of endpoints
std::string access_matrix_text(const Api& api);  // Markdown: row × who may

}  // namespace tongban::http
