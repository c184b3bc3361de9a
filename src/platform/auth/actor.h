// Who acts: an applicant, a member of staff with posts, or the platform itself. Permission questions are asked here and
// nowhere else; lists bind the posts into their one set-based query.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongban {

enum class ActorKind { anonymous, applicant, staff, platform };
BOOST_DESCRIBE_ENUM(ActorKind, anonymous, applicant, staff, platform)

// What a post entitles to. Stored and shown by name; labels in web/src/locales.
enum class Role {
  window_clerk,       // 综合窗口: pre-review, receive, correct, accept, refuse, deliver
  reviewer,           // 承办、审核
  approver,           // 批准: decide, extend
  department_head,    // assign, transfer, extend, see the department's figures
  catalog_editor,     // 事项编辑
  catalog_publisher,  // 事项审定发布
  supervisor,         // 效能监察
  system_admin,       // accounts, jobs, dead letters
  security_admin,     // roles and posts
  auditor,            // audit entries, read only
};
BOOST_DESCRIBE_ENUM(Role, window_clerk, reviewer, approver, department_head, catalog_editor, catalog_publisher,
                    supervisor, system_admin, security_admin, auditor)

// One post of a member of staff: a role in one department, or (department_id 0) in every department of a region's
// subtree.
struct Post {
  Role role = Role::window_clerk;
  std::int64_t department_id = 0;
  std::string region_code;  // 12 digits
};

struct Actor {
  ActorKind kind = ActorKind::anonymous;
  std::int64_t account_id = 0;  // 0 for anonymous and platform
  std::int64_t session_id = 0;
  std::vector<Post> posts;  // empty for applicants; at most kMaxPosts

  bool signed_in() const { return kind == ActorKind::applicant || kind == ActorKind::staff; }
  bool has(Role role) const;
  // Whether one of the posts gives `role` for a department that lies in a region.
  bool may(Role role, std::int64_t department_id, std::string_view region_code) const;
  bool may_any(std::initializer_list<Role> roles, std::int64_t department_id, std::string_view region_code) const;
};
inline constexpr int kMaxPosts = 16;

}  // namespace tongban
