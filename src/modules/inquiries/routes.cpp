// The endpoints of the module. What anybody may call is limited like logins: few a minute from one address.
#include "modules/inquiries/actions.h"
#include "modules/inquiries/inquiries.h"
#include "platform/http/route.h"

namespace tongban::inquiries {
namespace {

using http::Access;
using http::Idempotency;
using http::Rate;
using http::RouteInfo;

RouteInfo row(const char* method, std::string path, const char* name, const char* summary, Access access) {
  RouteInfo info;
  info.method = method;
  info.path = "/api/v1" + std::move(path);
  info.name = std::string("inquiries.") + name;
  info.summary = summary;
  info.access = std::move(access);
  info.max_body = 64 * 1024;
  return info;
}
RouteInfo act(std::string path, const char* name, const char* summary, Access access) {
  auto info = row("POST", "/inquiries" + std::move(path), name, summary, std::move(access));
  info.idempotency = Idempotency::required;
  return info;
}
RouteInfo few(RouteInfo info) {
  info.rate = Rate::login;
  return info;
}

Access answerers() { return Access::staff({Role::window_clerk, Role::reviewer, Role::department_head}); }
Access all_staff() {
  return Access::staff({Role::window_clerk, Role::reviewer, Role::department_head, Role::supervisor});
}

}  // namespace

std::vector<http::Route> routes() {
  using http::read_route;
  using http::write_route;
  std::vector<http::Route> r;
  auto asking =
      few(act("", "ask", "Ask, complain or praise; without an account, with a phone number.", Access::anyone()));
  asking.success = 201;
  r.push_back(write_route(asking, ask));
  r.push_back(read_route(few(row("POST", "/inquiry-lookup", "lookup",
                                 "An inquiry by its query code and the phone number of who asked.", Access::anyone())),
                         lookup));
  r.push_back(
      write_route(few(act("/{inquiry_id}/reopen", "reopen",
                          "Ask once more after an answer; by session, or by query code and phone.", Access::anyone())),
                  reopen));
  r.push_back(write_route(few(act("/{inquiry_id}/close", "close",
                                  "End one's own inquiry; by session, or by query code and phone.", Access::anyone())),
                          close));
  auto published = row("GET", "/items/{item_id}/questions", "published",
                       "Published questions of an item, newest first.", Access::anyone());
  published.shared = true;
  r.push_back(read_route(published, published_questions));
  r.push_back(read_route(row("GET", "/inquiries", "mine", "One's own inquiries, newest first.", Access::signed_in()),
                         my_inquiries));
  r.push_back(read_route(
      row("GET", "/inquiries/{inquiry_id}", "view", "Everything of an inquiry, in one answer.", Access::signed_in()),
      view_inquiry));
  r.push_back(read_route(row("GET", "/inquiry-worklist", "worklist",
                             "Inquiries for one's posts, the soonest due first; or those that are done.", all_staff()),
                         worklist));
  r.push_back(write_route(act("/{inquiry_id}/answer", "answer", "Answer.", answerers()), answer));
  r.push_back(write_route(
      act("/{inquiry_id}/transfer", "transfer", "Pass on to the competent department.", answerers()), transfer));
  r.push_back(write_route(act("/{inquiry_id}/publish", "publish",
                              "Publish question and answer beside the guide, free of personal data.", answerers()),
                          publish));
  r.push_back(
      write_route(act("/{inquiry_id}/unpublish", "unpublish", "Take a publication back.", answerers()), unpublish));
  r.push_back(
      write_route(act("/{inquiry_id}/reveal", "reveal", "See who asked unmasked, for a recorded reason.", answerers()),
                  reveal_asker));
  return r;
}

}  // namespace tongban::inquiries
