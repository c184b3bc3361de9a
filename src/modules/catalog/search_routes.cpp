#include "modules/catalog/search_routes.h"

#include "modules/catalog/search.h"
#include "platform/http/route.h"

namespace tongban::catalog {

std::vector<http::Route> search_routes() {
  using http::Access;
  using http::Rate;
  using http::RouteInfo;
  std::vector<http::Route> routes;
  routes.push_back(http::read_route(RouteInfo{.method = "GET",
                                              .path = "/api/v1/search",
                                              .name = "catalog.search",
                                              .summary = "Items by name, by what people say, by sound or by code.",
                                              .access = Access::anyone(),
                                              .rate = Rate::search},
                                    search_items));
  routes.push_back(http::read_route(RouteInfo{.method = "GET",
                                              .path = "/api/v1/suggest",
                                              .name = "catalog.suggest",
                                              .summary = "Names of items while somebody types.",
                                              .access = Access::anyone(),
                                              .rate = Rate::search},
                                    suggest_items));
  routes.push_back(http::work_route(RouteInfo{.method = "POST",
                                              .path = "/api/v1/admin/search/rebuild",
                                              .name = "catalog.rebuild_search",
                                              .summary = "Builds the search index of this node anew.",
                                              .access = Access::staff({Role::system_admin})},
                                    rebuild_search));
  return routes;
}

}  // namespace tongban::catalog
