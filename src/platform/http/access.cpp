#include "platform/http/access.h"

#include <algorithm>

namespace tongban::http {
namespace {

bool allowed(const Access& access, const Actor& actor) {
  switch (access.kind) {
    case Access::Kind::anyone:
      return true;
    case Access::Kind::signed_in:
      return actor.signed_in();
    case Access::Kind::applicant:
      return actor.kind == ActorKind::applicant;
    case Access::Kind::staff:
      if (actor.kind != ActorKind::staff) return false;
      return access.roles.empty() || std::any_of(access.roles.begin(), access.roles.end(), [&](Role role) {
               return std::any_of(actor.posts.begin(), actor.posts.end(),
                                  [&](const Post& p) { return p.role == role; });
             });
  }
  return false;
}

}  // namespace

Result<void> check_access(const Access& access, const Actor& actor) {
  if (allowed(access, actor)) return {};
  if (!actor.signed_in()) return Error{Code::unauthenticated, "auth.required", "请先登录"};
  return Error{Code::forbidden, "auth.forbidden", "您没有进行此操作的权限"};
}

}  // namespace tongban::http
