#include "platform/http/router.h"

#include "platform/http/transport/url.h"

namespace tongban::http {
namespace {

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash);
  }
  return parts;
}

bool is_parameter(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

// The value of the header Allow.
template <class Methods>
std::string allowed(const Methods& methods) {
  std::string list;
  for (const auto& [name, route] : methods) {
    list += (list.empty() ? "" : ", ") + name;
    if (name == "GET") list += ", HEAD";
  }
  return list;
}

}  // namespace

std::vector<std::string> path_parameter_names(std::string_view path) {
  std::vector<std::string> names;
  for (const auto part : split_path(path))
    if (is_parameter(part)) names.emplace_back(part.substr(1, part.size() - 2));
  return names;
}

bool Router::add(const Route& route) {
  Node* node = &root_;
  for (const auto part : split_path(route.info.path)) {
    if (is_parameter(part)) {
      if (!node->parameter) node->parameter = std::make_unique<Node>();
      node = node->parameter.get();
    } else {
      auto& next = node->literals[std::string(part)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
  }
  return node->methods.emplace(route.info.method, &route).second;
}

const Router::Node* Router::descend(const Node& node, const std::vector<std::string>& segments, std::size_t depth,
                                    std::vector<std::string>& values) {
  if (depth == segments.size()) return node.methods.empty() ? nullptr : &node;
  const auto& segment = segments[depth];
  if (const auto literal = node.literals.find(segment); literal != node.literals.end())
    if (const auto* found = descend(*literal->second, segments, depth + 1, values)) return found;
  if (!node.parameter || segment.empty()) return nullptr;
  values.push_back(segment);
  if (const auto* found = descend(*node.parameter, segments, depth + 1, values)) return found;
  values.pop_back();
  return nullptr;
}

Router::Match Router::find(std::string_view method, std::string_view raw_path) const {
  Match match;
  auto segments = path_segments(raw_path);
  if (!segments.ok()) {
    match.error = std::move(segments).error();
    return match;
  }
  std::vector<std::string> values;
  const auto* node = descend(root_, *segments, 0, values);
  if (node == nullptr) {
    match.error = not_found("http.not_found", "没有这个地址");
    return match;
  }
  match.path_known = true;
  const auto found = node->methods.find(method == "HEAD" ? std::string_view("GET") : method);
  if (found == node->methods.end()) {
    match.allow = allowed(node->methods);
    match.error = Error{Code::method_not_allowed, "http.method_not_allowed", "这个地址不支持该请求方法"};
    return match;
  }
  match.route = found->second;
  if (values.empty()) return match;
  const auto names = path_parameter_names(match.route->info.path);
  for (std::size_t i = 0; i < names.size(); ++i) match.parameters.push_back({names[i], std::move(values[i])});
  return match;
}

}  // namespace tongban::http
