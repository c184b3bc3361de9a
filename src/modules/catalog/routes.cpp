// The endpoint rows of the catalogue: what anyone reads, then what editors and publishers do.
#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/portal.h"
#include "modules/catalog/search_routes.h"
#include "platform/http/route.h"

namespace tongban::catalog {
namespace {

using http::Access;
using http::Idempotency;
using http::RouteInfo;

constexpr std::size_t kContentBody = 2 * 1024 * 1024;  // a whole item with its form

RouteInfo reading(const char* path, const char* name, const char* summary) {
  RouteInfo info;
  info.method = "GET";
  info.path = path;
  info.name = name;
  info.summary = summary;
  info.access = Access::anyone();
  return info;
}

// The same for everybody who asks.
RouteInfo shared(const char* path, const char* name, const char* summary) {
  auto info = reading(path, name, summary);
  info.shared = true;
  return info;
}

RouteInfo keeping(const char* method, const char* path, const char* name, const char* summary) {
  RouteInfo info;
  info.method = method;
  info.path = path;
  info.name = name;
  info.summary = summary;
  info.access = Access::staff({Role::catalog_editor, Role::catalog_publisher});
  return info;
}

RouteInfo publishing(const char* path, const char* name, const char* summary) {
  auto info = keeping("POST", path, name, summary);
  info.access = Access::staff({Role::catalog_publisher});
  return info;
}

RouteInfo creating(const char* path, const char* name, const char* summary) {
  auto info = keeping("POST", path, name, summary);
  info.idempotency = Idempotency::required;
  info.success = 201;
  return info;
}

// What every department of the installation shares is nobody's to change from a post in one department.
RouteInfo shared(RouteInfo info) {
  info.access = Access::staff({Role::system_admin});
  return info;
}

RouteInfo with_content(RouteInfo info) {
  info.max_body = kContentBody;
  return info;
}

// A page of its own, not of the application: no scripts, its one style inline.
http::Response print_page(std::string html) {
  http::Response response;
  response.body = std::move(html);
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                                "form-action 'none'; frame-ancestors 'none'");
  return response;
}

Result<http::Response> guide_html(WorkCtx& ctx, const http::Request&, const GuideIn& in) {
  std::string html;
  TRY(ctx.read([&](Ctx& inner) -> Result<void> {
    html = guide_page(TRY(guide(inner, in)));
    return {};
  }));
  return print_page(std::move(html));
}

Result<http::Response> form_html(WorkCtx& ctx, const http::Request&, const FormPageIn& in) {
  std::string html;
  TRY(ctx.read([&](Ctx& inner) -> Result<void> {
    html = form_page(TRY(guide(inner, GuideIn{in.item_id})), in.sample);
    return {};
  }));
  return print_page(std::move(html));
}

std::vector<http::Route> public_routes() {
  using http::read_route;
  return {
      read_route(reading("/api/v1/regions", "catalog.region_children", "The children of a region, or the provinces."),
                 region_children),
      read_route(
          reading("/api/v1/regions/{region_code}", "catalog.region", "A region, its path and its names over time."),
          region_detail),
      read_route(reading("/api/v1/departments", "catalog.departments", "Departments, by region."), list_departments),
      read_route(reading("/api/v1/departments/{department_id}", "catalog.department", "A department."), get_department),
      read_route(reading("/api/v1/dictionary", "catalog.code_sets", "The code sets of the dictionary."),
                 list_code_sets),
      read_route(
          reading("/api/v1/dictionary/{code_set}", "catalog.code_entries", "The entries of a code set on a day."),
          list_code_entries),
      read_route(reading("/api/v1/basic-items", "catalog.basic_items", "Basic items, by type and name."),
                 list_basic_items),
      read_route(reading("/api/v1/basic-items/{basic_item_id}", "catalog.basic_item", "A basic item."), get_basic_item),
      read_route(reading("/api/v1/basic-items/{basic_item_id}/compare", "catalog.compare",
                         "One basic item across regions, side by side."),
                 compare_items),
      read_route(reading("/api/v1/items", "catalog.browse", "Published items, by theme, department, region and type."),
                 browse_items),
      read_route(
          reading("/api/v1/catalog/facets", "catalog.facets", "How many published items there are of each kind."),
          facets),
      read_route(shared("/api/v1/items/{item_id}/guide", "catalog.guide", "The guide of an item in a scenario."),
                 guide),
      http::raw_route(
          reading("/api/v1/items/{item_id}/guide.html", "catalog.guide_page", "The guide as a page to print."),
          "text/html; charset=utf-8", guide_html),
      http::raw_route(reading("/api/v1/items/{item_id}/form.html", "catalog.form_page",
                              "The form of an item as a page to print, blank or with examples."),
                      "text/html; charset=utf-8", form_html),
  };
}

std::vector<http::Route> editor_routes() {
  using http::read_route;
  using http::write_route;
  const std::string version = "/api/v1/editor/items/{item_id}/versions/{version}";
  return {
      write_route(creating("/api/v1/editor/departments", "catalog.create_department", "Adds a department."),
                  create_department),
      write_route(keeping("PUT", "/api/v1/editor/departments/{department_id}", "catalog.update_department",
                          "Changes a department."),
                  update_department),
      write_route(shared(keeping("PUT", "/api/v1/editor/dictionary/{code_set}/{code}", "catalog.put_code_entry",
                                 "Adds or changes an entry of a code set.")),
                  put_code_entry),
      write_route(shared(creating("/api/v1/editor/basic-items", "catalog.create_basic_item", "Adds a basic item.")),
                  create_basic_item),
      read_route(keeping("GET", "/api/v1/editor/items", "catalog.editor_items", "The items an editor keeps."),
                 list_editor_items),
      write_route(with_content(creating("/api/v1/editor/items", "catalog.create_item", "Adds an item as a draft.")),
                  create_item),
      read_route(keeping("GET", version.c_str(), "catalog.version", "A version with its findings; 0 is the newest."),
                 get_version),
      write_route(with_content(keeping("PUT", version.c_str(), "catalog.save_draft", "Saves a draft.")), save_draft),
      write_route(keeping("POST", (version + "/check").c_str(), "catalog.check", "Runs the gate and marks as checked."),
                  check_version),
      write_route(publishing((version + "/publish").c_str(), "catalog.publish", "Publishes a checked version."),
                  publish_version),
      write_route(keeping("POST", (version + "/discard").c_str(), "catalog.discard", "Gives a draft up."),
                  discard_version),
      write_route(
          creating("/api/v1/editor/items/{item_id}/versions", "catalog.new_version", "Begins the next version."),
          new_version),
      write_route(publishing("/api/v1/editor/items/{item_id}/suspend", "catalog.suspend", "Suspends an item."),
                  suspend_item),
      write_route(publishing("/api/v1/editor/items/{item_id}/resume", "catalog.resume", "Ends a suspension."),
                  resume_item),
      write_route(publishing("/api/v1/editor/items/{item_id}/retire", "catalog.retire", "Retires an item."),
                  retire_item),
      read_route(keeping("GET", "/api/v1/editor/items/{item_id}/history", "catalog.history",
                         "Versions of an item and who changed what, when and why."),
                 item_history),
      // Reads only, but carries a whole item in its body.
      read_route(with_content(keeping("POST", "/api/v1/editor/gate", "catalog.try_gate",
                                      "What the gate says of content that is not saved.")),
                 try_gate),
      read_route(keeping("GET", "/api/v1/editor/completeness", "catalog.completeness",
                         "How complete items, departments or regions are, worst first."),
                 completeness_list),
  };
}

}  // namespace

std::vector<http::Route> routes() {
  auto all = public_routes();
  for (auto& route : editor_routes()) all.push_back(std::move(route));
  for (auto& route : search_routes()) all.push_back(std::move(route));
  for (auto& route : portal_routes()) all.push_back(std::move(route));
  for (auto& route : import_routes()) all.push_back(std::move(route));
  for (auto& route : process_routes()) all.push_back(std::move(route));
  return all;
}

}  // namespace tongban::catalog
