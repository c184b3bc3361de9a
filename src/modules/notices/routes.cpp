// The endpoints of the module: what anybody reads is the same for everybody who asks.
#include "modules/notices/actions.h"
#include "modules/notices/notices.h"
#include "platform/http/route.h"

namespace tongban::notices {
namespace {

using http::Access;
using http::Idempotency;
using http::RouteInfo;

RouteInfo row(const char* method, const char* path, const char* name, const char* summary) {
  RouteInfo info;
  info.method = method;
  info.path = path;
  info.name = std::string("notices.") + name;
  info.summary = summary;
  info.max_body = 64 * 1024;
  return info;
}
RouteInfo open(const char* path, const char* name, const char* summary) {
  auto info = row("GET", path, name, summary);
  info.access = Access::anyone();
  info.shared = true;
  return info;
}
RouteInfo keeping(const char* method, const char* path, const char* name, const char* summary) {
  auto info = row(method, path, name, summary);
  info.access = Access::staff({Role::catalog_editor, Role::catalog_publisher, Role::system_admin});
  return info;
}
RouteInfo publishing(const char* path, const char* name, const char* summary) {
  auto info = row("POST", path, name, summary);
  info.access = Access::staff({Role::catalog_publisher, Role::system_admin});
  return info;
}

}  // namespace

std::vector<http::Route> routes() {
  using http::read_route;
  using http::write_route;
  std::vector<http::Route> r;
  r.push_back(
      read_route(open("/api/v1/notices", "public_list", "Notices of a place and the levels above, newest first."),
                 public_notices));
  r.push_back(read_route(open("/api/v1/notices/{notice_id}", "public", "A published notice."), public_notice));
  r.push_back(read_route(keeping("GET", "/api/v1/editor/notices", "list", "The notices of one's posts, newest first."),
                         staff_notices));
  auto creating = keeping("POST", "/api/v1/editor/notices", "create", "Writes a notice as a draft.");
  creating.idempotency = Idempotency::required;
  creating.success = 201;
  r.push_back(write_route(creating, create_notice));
  r.push_back(
      read_route(keeping("GET", "/api/v1/editor/notices/{notice_id}", "view", "A notice with what may be done to it."),
                 staff_notice));
  r.push_back(
      write_route(keeping("PUT", "/api/v1/editor/notices/{notice_id}", "save", "Changes a notice that is not public."),
                  save_notice));
  r.push_back(write_route(publishing("/api/v1/editor/notices/{notice_id}/publish", "publish", "Publishes a notice."),
                          publish_notice));
  r.push_back(write_route(publishing("/api/v1/editor/notices/{notice_id}/withdraw", "withdraw", "Withdraws a notice."),
                          withdraw_notice));
  return r;
}

}  // namespace tongban::notices
