// The endpoint rows of the comprehensive window.
#include "modules/cases/actions.h"
#include "modules/cases/window.h"
#include "platform/http/route.h"

namespace tongban::cases {

std::vector<http::Route> window_routes() {
  using http::Access;
  using http::Idempotency;
  using http::RouteInfo;
  using http::write_route;
  const auto clerks = Access::staff({Role::window_clerk});
  return {
      write_route(RouteInfo{.method = "POST",
                            .path = "/api/v1/window/cases",
                            .name = "cases.start_at_window",
                            .summary = "Begin the application of somebody who is present.",
                            .access = clerks,
                            .idempotency = Idempotency::required,
                            .success = 201},
                  start_window_case),
      write_route(RouteInfo{.method = "POST",
                            .path = "/api/v1/window/people",
                            .name = "cases.find_person",
                            .summary = "Find somebody who is present by their document, for a recorded reason.",
                            .access = clerks,
                            .idempotency = Idempotency::required,
                            .max_body = 4 * 1024},
                  find_person),
      write_route(RouteInfo{.method = "POST",
                            .path = "/api/v1/cases/{case_id}/materials/{material_id}/original",
                            .name = "cases.see_original",
                            .summary = "Record that the original was compared with what was handed in.",
                            .access = clerks,
                            .idempotency = Idempotency::required},
                  see_original),
  };
}

}  // namespace tongban::cases
