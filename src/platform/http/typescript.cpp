#include "platform/http/api.h"

namespace tongban::http {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

// Nothing, and whatever else has no member.
constexpr std::string_view kEmptyDeclaration = "{\n}";

std::string type_expression(const TypeInfo& type, const TypeCatalogue& types, std::string_view without) {
  if (type.name.empty()) return std::string(without);
  const auto found = types.typescript.find(type.name);
  if (found == types.typescript.end() || found->second == kEmptyDeclaration) return "Record<string, never>";
  return type.name;
}

void append_declaration(std::string& out, const std::string& name, const std::string& declaration) {
  if (declaration == kEmptyDeclaration) return;
  if (declaration.starts_with('{'))
    out += "export interface " + name + " " + declaration + "\n\n";
  else
    out += "export type " + name + " = " + declaration + ";\n\n";
}

}  // namespace

std::string typescript_text(const Api& api) {
  TypeCatalogue types;
  // Outputs first: a type that is both read and written is declared as the server writes it.
  types.all_present = true;
  for (const auto& route : api.routes())
    if (route.output.schema) route.output.schema(types);
  types.all_present = false;
  for (const auto& route : api.routes())
    if (route.input.schema) route.input.schema(types);

  std::string out = "// Generated from the endpoint rows of the server (./tb gen); do not edit.\n\n";
  for (const auto& [name, declaration] : types.typescript) append_declaration(out, name, declaration);

  std::map<std::string, const Route*> by_name;
  for (const auto& route : api.routes()) by_name[route.info.name] = &route;
  out += "export interface Endpoints {\n";
  for (const auto& [name, route] : by_name)
    out += "  " + quoted(name) + ": { input: " + type_expression(route->input, types, "Record<string, never>") +
           "; output: " + type_expression(route->output, types, "Blob") + " };\n";
  out += "}\n\nexport type EndpointName = keyof Endpoints;\n\nexport const endpoints = {\n";
  for (const auto& [name, route] : by_name) {
    out += "  " + quoted(name) + ": { method: " + quoted(route->info.method) + ", path: " + quoted(route->info.path) +
           ", input: " + (input_from_query(*route) ? "'query'" : "'body'") +
           ", idempotent: " + (route->info.idempotency == Idempotency::required ? "true" : "false") +
           ", raw: " + (route->output.name.empty() ? "true" : "false") + " },\n";
  }
  out += "} as const satisfies Record<EndpointName, unknown>;\n";
  return out;
}

}  // namespace tongban::http
