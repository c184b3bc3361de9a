#include "modules/identity/store.h"

#include <algorithm>

namespace tongban::identity::store {
namespace {

constexpr const char* kList =
    "SELECT post_id, role, department_id, region_code FROM account_posts WHERE account_id = $1 ORDER BY post_id";
constexpr const char* kInsert =
    "INSERT INTO account_posts (post_id, account_id, role, department_id, region_code, granted_by, granted_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, role, department_id, region_code) DO NOTHING "
    "RETURNING post_id";
constexpr const char* kDelete = "DELETE FROM account_posts WHERE account_id = $1 AND post_id = $2 RETURNING post_id";
constexpr const char* kStaffWithRole =
    "SELECT DISTINCT p.account_id FROM account_posts p JOIN accounts a ON a.account_id = p.account_id "
    "WHERE p.department_id = $1 AND p.role = $2 AND a.status = 'active' ORDER BY p.account_id LIMIT $3";
constexpr const char* kRolesBetween =
    "SELECT account_id, role FROM account_posts WHERE account_id >= $1 AND account_id <= $2 "
    "ORDER BY account_id, post_id";
constexpr const char* kAnyoneHolds = "SELECT post_id FROM account_posts WHERE role = $1 LIMIT 1";

}  // namespace

std::vector<StoredPost> list_posts(Ctx& ctx, std::int64_t account_id) {
  const auto rows = ctx.tx.query(kList, account_id);
  std::vector<StoredPost> posts;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (const auto role = parse_enum<Role>(rows.text(i, 1)))
      posts.push_back({rows.integer(i, 0), {*role, rows.integer(i, 2), std::string(rows.text(i, 3))}});
  return posts;
}

std::map<std::int64_t, std::vector<Role>> roles_between(Ctx& ctx, std::int64_t first, std::int64_t last) {
  const auto rows = ctx.tx.query(kRolesBetween, first, last);
  std::map<std::int64_t, std::vector<Role>> roles;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto role = parse_enum<Role>(rows.text(i, 1));
    auto& held = roles[rows.integer(i, 0)];
    if (role && std::find(held.begin(), held.end(), *role) == held.end()) held.push_back(*role);
  }
  return roles;
}

bool insert_post(Ctx& ctx, std::int64_t post_id, std::int64_t account_id, const Post& post) {
  return !ctx.tx
              .query(kInsert, post_id, account_id, enum_text(post.role), post.department_id, post.region_code,
                     ctx.actor.account_id, ctx.now.micros())
              .empty();
}

bool delete_post(Ctx& ctx, std::int64_t account_id, std::int64_t post_id) {
  return !ctx.tx.query(kDelete, account_id, post_id).empty();
}

std::vector<std::int64_t> active_staff_with_role(Ctx& ctx, Role role, std::int64_t department_id, int limit) {
  const auto rows = ctx.tx.query(kStaffWithRole, department_id, enum_text(role), limit);
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < rows.size(); ++i) ids.push_back(rows.integer(i, 0));
  return ids;
}

bool anyone_holds(Ctx& ctx, Role role) { return !ctx.tx.query(kAnyoneHolds, enum_text(role)).empty(); }

}  // namespace tongban::identity::store
