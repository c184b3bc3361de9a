#include "platform/http/system_routes.h"

#include <memory>
#include <mutex>

namespace tongban::http {
namespace {

using Work = std::function<Result<Response>(WorkCtx&, const Request&)>;

Route system_route(const char* path, const char* name, const char* summary, std::string media_type, Work work) {
  Route route;
  route.info = {.method = "GET", .path = path, .name = name, .summary = summary, .access = Access::anyone()};
  route.input = TypeInfo::of<Nothing>();
  route.decode = detail::decode_of<Nothing>("GET");
  route.kind = Route::Kind::work;
  route.media_type = std::move(media_type);
  route.work = [work = std::move(work)](WorkCtx& ctx, const Request& request, const PathParameters&, const void*) {
    return work(ctx, request);
  };
  return route;
}

Response answer(std::string content_type, std::string body) {
  Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

struct OnceText {
  std::once_flag made;
  std::shared_ptr<const std::string> text;
};

bool from_this_machine(const std::string& address) { return address == "::1" || address.starts_with("127."); }

}  // namespace

std::vector<Route> system_routes(SystemRoutes of) {
  constexpr const char* kJson = "application/json; charset=utf-8";
  constexpr const char* kMetrics = "text/plain; version=0.0.4; charset=utf-8";
  std::vector<Route> routes;
  routes.push_back(system_route(
      "/health/live", "system.live", "Whether the process answers at all.", kJson,
      [](WorkCtx&, const Request&) -> Result<Response> { return answer(kJson, "{\"status\":\"live\"}"); }));
  routes.back().immediate = true;
  routes.push_back(system_route("/health/ready", "system.ready",
                                "Whether the database answers and its schema is the program's.", kJson,
                                [ready = of.ready](WorkCtx& ctx, const Request&) -> Result<Response> {
                                  TRY(ctx.services.database.read(ready));
                                  return answer(kJson, "{\"status\":\"ready\"}");
                                }));
  routes.push_back(
      system_route("/metrics", "system.metrics", "Figures of this node for Prometheus.", kMetrics,
                   [&metrics = of.metrics, all = of.metrics_for_all](WorkCtx& ctx, const Request&) -> Result<Response> {
                     if (!all && !from_this_machine(ctx.remote_address))
                       return not_found("http.not_found", "没有这个地址");
                     return answer(kMetrics, metrics.render());
                   }));
  routes.push_back(system_route(
      "/api/openapi.json", "system.openapi", "This description, OpenAPI 3.1.", kJson,
      // Some 300 KB: kept once for all, so that a thousand clients that read slowly do not hold a thousand copies.
      [text = std::make_shared<OnceText>(), &api = of.api](WorkCtx&, const Request&) -> Result<Response> {
        std::call_once(text->made, [&] { text->text = std::make_shared<const std::string>(openapi_text(api)); });
        auto response = answer(kJson, "");
        response.shared_body = text->text;
        return response;
      }));
  return routes;
}

}  // namespace tongban::http
