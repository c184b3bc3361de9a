#include "modules/own/actions.h"
#include "modules/own/own.h"
#include "platform/http/route.h"

namespace tongban::own {

std::vector<http::Route> routes() {
  return {http::read_route(http::RouteInfo{.method = "GET",
                                           .path = "/api/v1/my/overview",
                                           .name = "own.overview",
                                           .summary = "What waits for one, and one's running cases.",
                                           .access = http::Access::applicant()},
                           overview)};
}

}  // namespace tongban::own
