// The endpoint rows of processes and decision tables.
#include "modules/catalog/process_actions.h"
#include "modules/catalog/search_routes.h"
#include "platform/http/route.h"

namespace tongban::catalog {
namespace {

using http::Access;
using http::RouteInfo;

RouteInfo drawing(const char* method, const char* path, const char* name, const char* summary) {
  RouteInfo info;
  info.method = method;
  info.path = path;
  info.name = name;
  info.summary = summary;
  info.access = Access::staff({Role::catalog_editor, Role::catalog_publisher});
  return info;
}

RouteInfo with_model(RouteInfo info) {
  info.max_body = 2 * kMaxModelText;  // quotes of XML grow in JSON
  return info;
}

RouteInfo creating(RouteInfo info) {
  info.idempotency = http::Idempotency::required;
  info.success = 201;
  return info;
}

}  // namespace

std::vector<http::Route> process_routes() {
  using http::read_route;
  using http::write_route;
  RouteInfo chart;
  chart.method = "GET";
  chart.path = "/api/v1/items/{item_id}/flowchart";
  chart.name = "catalog.flowchart";
  chart.summary = "The process of an item as a picture and as a list of steps.";
  chart.access = Access::anyone();
  chart.shared = true;
  return {
      read_route(std::move(chart), flowchart),
      read_route(drawing("GET", "/api/v1/editor/processes", "catalog.models", "Processes and decision tables."),
                 list_models),
      read_route(drawing("GET", "/api/v1/editor/processes/{model_key}", "catalog.model",
                         "A process or decision table with its findings, versions and uses."),
                 get_model),
      write_route(creating(with_model(drawing("POST", "/api/v1/editor/processes", "catalog.create_model",
                                              "Adds a process or decision table of a department."))),
                  create_model),
      write_route(with_model(drawing("PUT", "/api/v1/editor/processes/{model_key}", "catalog.save_model",
                                     "Saves the next version of a process or decision table.")),
                  save_model),
      // Reads only, but carries a model in its body.
      read_route(with_model(drawing("POST", "/api/v1/editor/process-trial", "catalog.try_model",
                                    "Findings of a model, and the ways through a process with their times.")),
                 try_model),
  };
}

}  // namespace tongban::catalog
