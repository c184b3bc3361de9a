#include "platform/http/query.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/number.h"
#include "platform/http/route.h"
#include "platform/http/transport/url.h"

namespace tongban::http {
namespace {

const QueryMember* find_member(const std::vector<QueryMember>& members, std::string_view name) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.name == name; });
  return found == members.end() ? nullptr : &*found;
}

// Text that is not of the type stays text, so that reading the document reports it with its place.
json::value typed(const std::string& text, QueryType type) {
  if (type == QueryType::integer) {
    if (const auto number = parse_int64(text)) return *number;
  } else if (type == QueryType::boolean) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
  } else if (type == QueryType::number) {
    double number = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (read.ec == std::errc() && read.ptr == end && std::isfinite(number)) return number;
  }
  return json::value(text);
}

Error repeated(std::string_view name) {
  return Error{Code::invalid,
               "input.invalid",
               "提交的内容有误，请按提示修改",
               {{"/" + std::string(name), "field.repeated", "同一个参数给了不止一次"}}};
}

Result<void> add_path(json::object& document, const std::vector<QueryMember>& members,
                      const std::vector<PathParameter>& path) {
  for (const auto& parameter : path) {
    if (document.contains(parameter.name)) return repeated(parameter.name);
    const auto* member = find_member(members, parameter.name);
    document[parameter.name] = typed(parameter.value, member ? member->type : QueryType::text);
  }
  return {};
}

bool is_json_media_type(std::string_view type) {
  const auto semicolon = type.find(';');
  auto name = type.substr(0, semicolon);
  while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  if (!equals_lower(name, "application/json")) return false;
  if (semicolon == std::string_view::npos) return true;
  auto parameter = type.substr(semicolon + 1);
  while (parameter.starts_with(' ') || parameter.starts_with('\t')) parameter.remove_prefix(1);
  return equals_lower(parameter, "charset=utf-8") || equals_lower(parameter, "charset=\"utf-8\"");
}

}  // namespace

Result<json::value> query_document(const Request& request, const std::vector<QueryMember>& members,
                                   const std::vector<PathParameter>& path) {
  auto parameters = parse_query(request.query);
  if (!parameters.ok()) return invalid("query.malformed", "网址中的查询参数格式不正确");
  json::object document;
  for (const auto& [name, value] : *parameters) {
    const auto* member = find_member(members, name);
    const auto type = member ? member->type : QueryType::text;
    if (type == QueryType::text_list) {
      auto& list = document[name];
      if (!list.is_array()) list = json::array{};
      list.get_array().emplace_back(value);
    } else if (document.contains(name)) {
      return repeated(name);
    } else {
      document[name] = typed(value, type);
    }
  }
  TRY(add_path(document, members, path));
  return json::value(std::move(document));
}

Result<json::value> body_document(const Request& request, const std::vector<QueryMember>& members,
                                  const std::vector<PathParameter>& path) {
  if (!request.query.empty()) return invalid("query.unexpected", "这个地址不接受查询参数");
  json::value document = json::object{};
  if (!request.body.empty()) {
    if (!is_json_media_type(request.header("content-type")))
      return Error{Code::unsupported_media, "http.unsupported_media_type", "请求体须为 application/json"};
    document = TRY(parse_json(request.body));
  }
  if (!document.is_object()) return invalid("json.not_an_object", "请求体须为一个 JSON 对象");
  TRY(add_path(document.get_object(), members, path));
  return document;
}

}  // namespace tongban::http
