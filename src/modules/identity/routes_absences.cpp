// The endpoint rows of absences and deputies.
#include "modules/identity/absences.h"
#include "platform/http/route.h"

namespace tongban::identity {

std::vector<http::Route> absence_routes() {
  using http::Access;
  std::vector<http::Route> routes;
  routes.push_back(http::read_route(
      http::RouteInfo{.method = "GET",
                      .path = "/api/v1/absences",
                      .name = "identity.absences",
                      .summary = "Absences that concern the reader: their own, as deputy, as head of a department.",
                      .access = Access::staff()},
      list_absences));
  routes.push_back(
      http::read_route(http::RouteInfo{.method = "GET",
                                       .path = "/api/v1/absences/deputies",
                                       .name = "identity.deputies",
                                       .summary = "Who may stand in for a person, and for whom one may ask.",
                                       .access = Access::staff()},
                       deputy_choices));
  routes.push_back(http::write_route(http::RouteInfo{.method = "POST",
                                                     .path = "/api/v1/absences",
                                                     .name = "identity.set_absence",
                                                     .summary = "Says that somebody is absent, and who stands in.",
                                                     .access = Access::staff(),
                                                     .idempotency = http::Idempotency::required,
                                                     .success = 201,
                                                     .max_body = 4 * 1024},
                                     set_absence));
  routes.push_back(http::write_route(http::RouteInfo{.method = "DELETE",
                                                     .path = "/api/v1/absences/{absence_id}",
                                                     .name = "identity.end_absence",
                                                     .summary = "Ends an absence early.",
                                                     .access = Access::staff()},
                                     end_absence));
  return routes;
}

}  // namespace tongban::identity
