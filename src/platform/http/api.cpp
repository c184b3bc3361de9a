#include "platform/http/api.h"

#include <algorithm>
#include <stdexcept>

namespace tongban::http {
namespace {

bool is_route_name(std::string_view name) {
  const auto dot = name.find('.');
  if (dot == 0 || dot == std::string_view::npos || name.ends_with('.')) return false;
  return std::all_of(name.begin(), name.end(), [](char ch) {
    return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_' || ch == '.';
  });
}

// What is wrong with a row by itself, or nothing.
std::string complaint(const Route& route) {
  const auto& info = route.info;
  static const std::set<std::string> kMethods{"GET", "POST", "PUT", "DELETE"};
  if (!kMethods.contains(info.method)) return "has an unknown method";
  if (!info.path.starts_with('/') || (info.path.size() > 1 && info.path.ends_with('/'))) return "has a malformed path";
  if (!is_route_name(info.name)) return "has a name that is not like cases.accept";
  if (info.summary.empty()) return "has no summary";
  if (info.success < 200 || info.success > 299) return "succeeds with something else than 2xx";
  if (!route.decode) return "cannot decode its input";
  if (route.kind == Route::Kind::work ? !route.work : !route.run) return "has no handler";
  if (route.kind == Route::Kind::write && info.method == "GET") return "writes on GET";
  if (route.kind == Route::Kind::read && (info.method == "PUT" || info.method == "DELETE")) return "only reads";
  if (info.idempotency == Idempotency::required && (info.method != "POST" || !changes_state(route)))
    return "asks for an idempotency key without being a POST that changes something";
  if (info.shared && (route.kind != Route::Kind::read || info.access.kind != Access::Kind::anyone))
    return "shares its answer without being a question that anybody may ask";
  if (!info.access.roles.empty() && info.access.kind != Access::Kind::staff)
    return "names roles without being for staff";
  const auto names = path_parameter_names(info.path);
  for (const auto& name : names) {
    if (std::count(names.begin(), names.end(), name) != 1) return "names a path parameter twice";
    if (std::find(route.input.members.begin(), route.input.members.end(), name) == route.input.members.end())
      return "has the path parameter {" + name + "}, which is no member of its input";
  }
  return "";
}

}  // namespace

bool changes_state(const Route& route) {
  return route.kind == Route::Kind::write || (route.kind == Route::Kind::work && route.info.method != "GET");
}

bool input_from_query(const Route& route) {
  return route.info.method == "GET" || route.info.method == "DELETE" || route.raw_body;
}

void Api::add(std::vector<Route> routes) {
  for (auto& added : routes) {
    auto& route = routes_.emplace_back(std::move(added));
    auto problem = complaint(route);
    if (problem.empty() && !names_.insert(route.info.name).second) problem = "has a name that is taken";
    if (problem.empty() && !router_.add(route)) problem = "has a method and path that are taken";
    if (!problem.empty())
      throw std::logic_error("endpoint " + route.info.method + " " + route.info.path + " (" + route.info.name + ") " +
                             problem);
  }
}

}  // namespace tongban::http
