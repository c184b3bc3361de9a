#include <algorithm>

#include "platform/http/api.h"
#include "platform/http/pretty_json.h"

namespace tongban::http {
namespace {

json::object problem_schema() {
  const json::object text{{"type", "string"}};
  json::object field{{"type", "object"},
                     {"properties", {{"pointer", text}, {"key", text}, {"detail", text}}},
                     {"required", {"pointer", "key", "detail"}}};
  return {{"type", "object"},
          {"description", "RFC 9457; `key` is stable, `detail` is for people"},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"detail", text},
            {"key", text},
            {"request_id", text},
            {"errors", {{"type", "array"}, {"items", field}}}}},
          {"required", {"type", "title", "status", "detail", "key", "request_id", "errors"}}};
}

std::string access_text(const Access& access) {
  switch (access.kind) {
    case Access::Kind::anyone:
      return "anyone";
    case Access::Kind::signed_in:
      return "signed in";
    case Access::Kind::applicant:
      return "applicant";
    case Access::Kind::staff:
      break;
  }
  std::string text = "staff";
  for (const Role role : access.roles) text += (text == "staff" ? ": " : ", ") + std::string(enum_text(role));
  return text;
}

json::object header_parameter(const char* name, const char* description, bool required) {
  return {{"name", name},
          {"in", "header"},
          {"required", required},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

// The members of the input: those named in the path, then those of the query or what is left for the body.
struct InputParts {
  json::array parameters;
  json::object body;  // empty when there is none
};

InputParts input_parts(const Route& route, TypeCatalogue& types) {
  InputParts parts;
  if (!route.input.schema) return parts;
  route.input.schema(types);
  const json::object whole = types.schemas[route.input.name];
  const json::object properties = whole.at("properties").as_object();
  std::set<std::string> required;
  if (const auto* names = whole.if_contains("required"))
    for (const auto& name : names->as_array()) required.insert(std::string(name.as_string()));
  const auto in_path = path_parameter_names(route.info.path);
  json::object left;
  json::array left_required;
  for (const auto& member : properties) {
    const std::string name(member.key());
    const bool of_path = std::find(in_path.begin(), in_path.end(), name) != in_path.end();
    if (!of_path && !input_from_query(route)) {
      left[name] = member.value();
      if (required.contains(name)) left_required.emplace_back(name);
      continue;
    }
    parts.parameters.push_back({{"name", name},
                                {"in", of_path ? "path" : "query"},
                                {"required", of_path || required.contains(name)},
                                {"schema", member.value()}});
  }
  if (!left.empty()) {
    parts.body = {{"type", "object"}, {"properties", left}, {"additionalProperties", false}};
    if (!left_required.empty()) parts.body["required"] = left_required;
  }
  return parts;
}

json::object success_response(const Route& route, TypeCatalogue& types) {
  json::object response{{"description", "done"}};
  const auto media = route.media_type.substr(0, route.media_type.find(';'));
  json::value schema = route.output.schema ? route.output.schema(types) : json::value(json::object{});
  response["content"] = {{media, {{"schema", schema}}}};
  return response;
}

json::object operation(const Route& route, TypeCatalogue& inputs, TypeCatalogue& outputs) {
  const auto& info = route.info;
  auto parts = input_parts(route, inputs);
  const bool public_row = info.access.kind == Access::Kind::anyone;
  if (changes_state(route))
    parts.parameters.push_back(
        header_parameter("X-CSRF-Token", "of GET /api/v1/session; with a session cookie required", !public_row));
  if (info.idempotency == Idempotency::required)
    parts.parameters.push_back(
        header_parameter("Idempotency-Key", "1 to 128 visible ASCII characters; a repeat gets the first answer", true));
  json::object out{{"operationId", info.name},
                   {"summary", info.summary},
                   {"tags", json::array{info.name.substr(0, info.name.find('.'))}},
                   {"x-access", access_text(info.access)}};
  out["security"] = public_row ? json::array{json::object{}} : json::array{{{"session", json::array{}}}};
  if (!parts.parameters.empty()) out["parameters"] = parts.parameters;
  if (route.raw_body && info.method != "GET" && info.method != "DELETE")
    out["requestBody"] = {{"content", {{"application/octet-stream", json::object{}}}}};
  else if (!parts.body.empty())
    out["requestBody"] = {{"required", true}, {"content", {{"application/json", {{"schema", parts.body}}}}}};
  const json::object problem{{"$ref", "#/components/responses/Problem"}};
  out["responses"] = {
      {std::to_string(info.success), success_response(route, outputs)}, {"4XX", problem}, {"5XX", problem}};
  return out;
}

void collect_references(const json::value& value, std::set<std::string>& names) {
  if (const auto* array = value.if_array())
    for (const auto& element : *array) collect_references(element, names);
  if (const auto* object = value.if_object())
    for (const auto& member : *object) {
      constexpr std::string_view kPrefix = "#/components/schemas/";
      if (member.key() == "$ref" && member.value().as_string().starts_with(kPrefix))
        names.emplace(member.value().as_string().subview(kPrefix.size()));
      collect_references(member.value(), names);
    }
}

// The schemas that the operations reach; the top of an input is spelled out in its operation and left out here.
json::object reachable_schemas(const json::value& paths, const TypeCatalogue& inputs, const TypeCatalogue& outputs) {
  std::set<std::string> reached, asked{"Problem"};
  collect_references(paths, asked);
  std::map<std::string, json::object> chosen;
  while (!asked.empty()) {
    const auto name = asked.extract(asked.begin()).value();
    if (!reached.insert(name).second) continue;
    if (name == "Problem") chosen[name] = problem_schema();
    // A type both read and written keeps what the reader demands.
    else if (const auto in = inputs.schemas.find(name); in != inputs.schemas.end())
      chosen[name] = in->second;
    else if (const auto out = outputs.schemas.find(name); out != outputs.schemas.end())
      chosen[name] = out->second;
    collect_references(chosen[name], asked);
  }
  json::object schemas;
  for (auto& [name, schema] : chosen) schemas[name] = std::move(schema);
  return schemas;
}

}  // namespace

std::string openapi_text(const Api& api) {
  TypeCatalogue inputs, outputs;
  outputs.all_present = true;
  std::map<std::string, std::map<std::string, const Route*>> by_path;
  for (const auto& route : api.routes()) by_path[route.info.path][route.info.method] = &route;
  json::object paths;
  for (const auto& [path, methods] : by_path) {
    json::object item;
    for (const auto& [method, route] : methods) {
      std::string lower;
      for (const char ch : method) lower += static_cast<char>(ch | 0x20);
      item[lower] = operation(*route, inputs, outputs);
    }
    paths[path] = std::move(item);
  }
  const auto schemas = reachable_schemas(paths, inputs, outputs);
  json::object document{
      {"openapi", "3.1.0"},
      {"info", {{"title", "Tongban"}, {"version", "1"}, {"license", {{"name", "Apache-2.0"}}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", schemas},
        {"responses",
         {{"Problem",
           {{"description", "what went wrong"},
            {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}},
        {"securitySchemes", {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-tongban"}}}}}}}};
  return pretty_json(document) + "\n";
}

}  // namespace tongban::http
