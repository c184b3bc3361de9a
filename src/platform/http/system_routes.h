// The endpoints of the program itself: life and readiness for load balancers, figures for Prometheus, and the
// description of all endpoints.
#pragma once

#include <functional>
#include <vector>

#include "platform/http/api.h"
#include "platform/metrics/metrics.h"

namespace tongban::http {

struct SystemRoutes {
  Metrics& metrics;
  const Api& api;  // the one they are added to; read when asked
  // Whether the schema is the program's; asked in a read transaction, so that a lost database is noticed too.
  std::function<Result<void>(db::Tx&)> ready;
  bool metrics_for_all = false;  // else from this machine only
};

// /health/live, /health/ready, /metrics, /api/openapi.json
std::vector<Route> system_routes(SystemRoutes of);

}  // namespace tongban::http
