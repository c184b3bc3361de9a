#include "platform/auth/actor.h"

#include <algorithm>

#include "base/region_code.h"

namespace tongban {

namespace {

bool lies_in(std::string_view region_code, std::string_view subtree_of) {
  const auto region = RegionCode::parse(region_code);
  const auto root = RegionCode::parse(subtree_of);
  return region.ok() && root.ok() && root->contains(*region);
}

// A post in a department counts for that department only; a post without one for all departments of its region's
// subtree.
bool covers(const Post& post, std::int64_t department_id, std::string_view region_code) {
  if (post.department_id != 0) return post.department_id == department_id;
  return lies_in(region_code, post.region_code);
}

}  // namespace

bool Actor::has(Role role) const {
  return kind == ActorKind::staff &&
         std::any_of(posts.begin(), posts.end(), [&](const Post& post) { return post.role == role; });
}

bool Actor::may(Role role, std::int64_t department_id, std::string_view region_code) const {
  return kind == ActorKind::staff && std::any_of(posts.begin(), posts.end(), [&](const Post& post) {
           return post.role == role && covers(post, department_id, region_code);
         });
}

bool Actor::may_any(std::initializer_list<Role> roles, std::int64_t department_id, std::string_view region_code) const {
  return std::any_of(roles.begin(), roles.end(), [&](Role role) { return may(role, department_id, region_code); });
}

}  // namespace tongban
