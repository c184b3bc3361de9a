// Finds the row for a method and a path. A tree of path segments: a literal segment wins over a parameter, parameters
// are decoded strictly (transport/url.h) and never empty. Built once, then read by all threads without locks.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/route.h"

namespace tongban::http {

class Router {
 public:
  // `route` must outlive the router. False when method and path are taken (what a parameter is called does not matter).
  bool add(const Route& route);

  struct Match {
    const Route* route = nullptr;  // null: `error` says why
    PathParameters parameters;
    bool path_known = false;  // some method is allowed there
    std::string allow;        // with a known path: the value of the header Allow
    Error error;  // not_found `http.not_found`, method_not_allowed `http.method_not_allowed`, or of the path
  };
  // A HEAD is answered by the row of GET.
  Match find(std::string_view method, std::string_view raw_path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<std::string, const Route*, std::less<>> methods;
  };
  static const Node* descend(const Node& node, const std::vector<std::string>& segments, std::size_t depth,
                             std::vector<std::string>& values);
  Node root_;
};

// "/api/v1/cases/{case_id}" → {"case_id"}.
std::vector<std::string> path_parameter_names(std::string_view path);

}  // namespace tongban::http
