#include "modules/identity/absences.h"
#include "modules/identity/actions.h"
#include "modules/identity/identity.h"
#include "platform/http/route.h"

namespace tongban::identity {
namespace {

using http::Access;
using http::Idempotency;
using http::Rate;
using http::read_route;
using http::RouteInfo;
using http::work_route;
using http::write_route;

const Access kSystemAdmin = Access::staff({Role::system_admin});
const Access kSecurityAdmin = Access::staff({Role::security_admin});
const Access kEitherAdmin = Access::staff({Role::system_admin, Role::security_admin});
constexpr auto kOnce = Idempotency::required;

void add_session_routes(std::vector<http::Route>& routes) {
  routes.push_back(work_route(RouteInfo{.method = "POST",
                                        .path = "/api/v1/registrations",
                                        .name = "identity.register",
                                        .summary = "A person or a firm makes its own account.",
                                        .access = Access::anyone(),
                                        .idempotency = kOnce,
                                        .rate = Rate::login,
                                        .success = 201,
                                        .max_body = 16 * 1024},
                              register_applicant));
  routes.push_back(work_route(RouteInfo{.method = "POST",
                                        .path = "/api/v1/session",
                                        .name = "identity.login",
                                        .summary = "Signs in with login name and password.",
                                        .access = Access::anyone(),
                                        .rate = Rate::login,
                                        .max_body = 4 * 1024},
                              login));
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/session",
                                        .name = "identity.session",
                                        .summary = "Who is signed in, and the token against forgery.",
                                        .access = Access::anyone()},
                              current_session));
  routes.push_back(work_route(
      RouteInfo{
          .method = "DELETE", .path = "/api/v1/session", .name = "identity.logout", .summary = "Ends this session."},
      logout));
  routes.push_back(work_route(RouteInfo{.method = "PUT",
                                        .path = "/api/v1/session/password",
                                        .name = "identity.change_password",
                                        .summary = "Changes one's own password; all other sessions end.",
                                        .rate = Rate::login,
                                        .max_body = 4 * 1024},
                              change_password));
}

void add_profile_routes(std::vector<http::Route>& routes) {
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/me",
                                        .name = "identity.own_profile",
                                        .summary = "One's own account, unmasked."},
                              own_profile));
  routes.push_back(write_route(RouteInfo{.method = "PUT",
                                         .path = "/api/v1/me",
                                         .name = "identity.change_profile",
                                         .summary = "Changes one's own phone and address.",
                                         .max_body = 8 * 1024},
                               change_profile));
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/agents",
                                        .name = "identity.authorisations",
                                        .summary = "Authorisations one has given and may act on.",
                                        .access = Access::applicant()},
                              list_authorisations));
  routes.push_back(write_route(RouteInfo{.method = "POST",
                                         .path = "/api/v1/agents",
                                         .name = "identity.authorise_agent",
                                         .summary = "Lets another person act in one's name.",
                                         .access = Access::applicant(),
                                         .idempotency = kOnce,
                                         .success = 201},
                               authorise_agent));
  routes.push_back(write_route(RouteInfo{.method = "DELETE",
                                         .path = "/api/v1/agents/{authorisation_id}",
                                         .name = "identity.revoke_authorisation",
                                         .summary = "Takes an authorisation back.",
                                         .access = Access::applicant()},
                               revoke_authorisation));
}

void add_admin_routes(std::vector<http::Route>& routes) {
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/accounts",
                                        .name = "identity.accounts",
                                        .summary = "Accounts, oldest first.",
                                        .access = kEitherAdmin},
                              list_accounts));
  routes.push_back(work_route(RouteInfo{.method = "POST",
                                        .path = "/api/v1/accounts",
                                        .name = "identity.create_staff",
                                        .summary = "Makes an account for a member of staff, without posts.",
                                        .access = kSystemAdmin,
                                        .idempotency = kOnce,
                                        .success = 201},
                              create_staff));
  routes.push_back(write_route(RouteInfo{.method = "POST",
                                         .path = "/api/v1/accounts/{account_id}/disable",
                                         .name = "identity.disable_account",
                                         .summary = "Disables an account and ends its sessions.",
                                         .access = kSystemAdmin},
                               disable_account));
  routes.push_back(write_route(RouteInfo{.method = "POST",
                                         .path = "/api/v1/accounts/{account_id}/enable",
                                         .name = "identity.enable_account",
                                         .summary = "Enables an account again.",
                                         .access = kSystemAdmin},
                               enable_account));
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/accounts/{account_id}",
                                        .name = "identity.account",
                                        .summary = "One account: state, last sign-in, posts.",
                                        .access = kEitherAdmin},
                              get_account));
  routes.push_back(work_route(RouteInfo{.method = "POST",
                                        .path = "/api/v1/accounts/{account_id}/password",
                                        .name = "identity.reset_password",
                                        .summary = "Sets a password for one use; the person must choose another.",
                                        .access = kSystemAdmin,
                                        .max_body = 4 * 1024},
                              reset_password));
  routes.push_back(write_route(RouteInfo{.method = "POST",
                                         .path = "/api/v1/accounts/{account_id}/unlock",
                                         .name = "identity.unlock_account",
                                         .summary = "Ends the wait after failed sign-ins.",
                                         .access = kSystemAdmin},
                               unlock_account));
}

void add_post_routes(std::vector<http::Route>& routes) {
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/accounts/{account_id}/posts",
                                        .name = "identity.posts",
                                        .summary = "The posts of a member of staff.",
                                        .access = kEitherAdmin},
                              list_posts));
  routes.push_back(write_route(RouteInfo{.method = "POST",
                                         .path = "/api/v1/accounts/{account_id}/posts",
                                         .name = "identity.grant_post",
                                         .summary = "Gives a post.",
                                         .access = kSecurityAdmin,
                                         .idempotency = kOnce,
                                         .success = 201},
                               grant_post));
  routes.push_back(write_route(RouteInfo{.method = "DELETE",
                                         .path = "/api/v1/accounts/{account_id}/posts/{post_id}",
                                         .name = "identity.revoke_post",
                                         .summary = "Takes a post away.",
                                         .access = kSecurityAdmin},
                               revoke_post));
}

void add_audit_routes(std::vector<http::Route>& routes) {
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/audit",
                                        .name = "audit.list",
                                        .summary = "The audit trail, newest first.",
                                        .access = Access::staff({Role::auditor})},
                              list_audit));
  routes.push_back(read_route(RouteInfo{.method = "GET",
                                        .path = "/api/v1/audit/chain",
                                        .name = "audit.chain",
                                        .summary = "How far the audit trail is sealed.",
                                        .access = Access::staff({Role::auditor})},
                              audit_chain));
}

}  // namespace

std::vector<http::Route> routes() {
  std::vector<http::Route> routes;
  add_session_routes(routes);
  add_profile_routes(routes);
  add_admin_routes(routes);
  for (auto& route : absence_routes()) routes.push_back(std::move(route));
  add_post_routes(routes);
  add_audit_routes(routes);
  return routes;
}

}  // namespace tongban::identity
