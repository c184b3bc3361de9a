#include "base/region_code.h"
#include "modules/identity/actions.h"
#include "modules/identity/duties.h"
#include "modules/identity/state.h"

namespace tongban::identity {
namespace {

Result<void> check_staff(Ctx& ctx, std::int64_t account_id) {
  const auto account = store::find_account(ctx, account_id);
  if (!account || account->kind != AccountKind::staff) return not_found("identity.no_such_account", "没有这个账户");
  return {};
}

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{pointer, key, detail}}};
}

Post asked_post(const GrantIn& in) {
  return {in.role, in.department_id.value_or(Id{}).value, in.region_code.value_or(Str<12>())};
}

// For the audit trail: "reviewer department 3fk… of 431322000000".
std::string post_text(const Post& post) {
  auto text = std::string(enum_text(post.role));
  if (post.department_id != 0) text += " department " + id_text(post.department_id);
  if (!post.region_code.empty()) text += " of " + post.region_code;
  return text;
}

// The place of the post: of the department where one is named, else the region.
Result<Post> post_of(Ctx& ctx, const GrantIn& in) {
  auto post = asked_post(in);
  if (is_installation_wide(in.role)) {
    if (post.department_id == 0 && post.region_code.empty()) return post;
    return bad_field("/role", "identity.installation_wide", "管理员与审计员的岗位不限定部门和行政区划");
  }
  const auto& lookup = ctx.services.state<State>().departments;
  if (post.department_id != 0 && lookup) {
    const auto department = TRY(lookup(ctx, post.department_id));
    if (!post.region_code.empty() && post.region_code != department.region_code)
      return bad_field("/region_code", "identity.region_mismatch", "部门不在这个行政区划");
    post.region_code = department.region_code;
  }
  if (!RegionCode::parse(post.region_code).ok())
    return bad_field("/region_code", "region_code.format", "行政区划代码须为 12 位数字");
  return post;
}

}  // namespace

std::vector<PostView> post_views(Ctx& ctx, std::int64_t account_id) {
  const auto& lookup = ctx.services.state<State>().departments;
  std::vector<PostView> views;
  for (const auto& stored : store::list_posts(ctx, account_id)) {
    PostView view{{stored.post_id}, stored.post.role, std::nullopt, "", stored.post.region_code};
    if (stored.post.department_id != 0) {
      view.department_id = Id{stored.post.department_id};
      if (lookup)
        if (auto department = lookup(ctx, stored.post.department_id); department.ok())
          view.department_name = department->name;
    }
    views.push_back(std::move(view));
  }
  return views;
}

Result<PostList> list_posts(Ctx& ctx, const AccountRef& in) {
  TRY(check_staff(ctx, in.account_id.value));
  return PostList{post_views(ctx, in.account_id.value)};
}

Result<PostList> grant_post(Ctx& ctx, const GrantIn& in) {
  const auto account_id = in.account_id.value;
  ctx.audit = {"account", account_id, "+" + post_text(asked_post(in))};
  if (account_id == ctx.actor.account_id) return conflict("identity.own_posts", "不能更改自己的岗位");
  TRY(check_staff(ctx, account_id));
  const auto post = TRY(post_of(ctx, in));
  store::hold_account(ctx, account_id);
  std::vector<Role> held;
  for (const auto& stored : store::list_posts(ctx, account_id)) held.push_back(stored.post.role);
  if (held.size() >= kMostPosts) return conflict("identity.too_many_posts", "一个账户最多 16 个岗位");
  if (!duties_allow(held, post.role))
    return conflict("identity.duties_conflict", "系统管理、安全管理与审计岗位不能由同一人担任");
  if (!store::insert_post(ctx, ctx.new_id(), account_id, post))
    return conflict("identity.post_held", "该账户已有这个岗位");
  store::delete_sessions_of(ctx, account_id);
  return PostList{post_views(ctx, account_id)};
}

Result<PostList> revoke_post(Ctx& ctx, const PostRef& in) {
  const auto account_id = in.account_id.value;
  ctx.audit = {"account", account_id, "-" + id_text(in.post_id.value)};
  for (const auto& stored : store::list_posts(ctx, account_id))
    if (stored.post_id == in.post_id.value) ctx.audit.detail = "-" + post_text(stored.post);
  if (account_id == ctx.actor.account_id) return conflict("identity.own_posts", "不能更改自己的岗位");
  if (!store::delete_post(ctx, account_id, in.post_id.value)) return not_found("identity.no_such_post", "没有这个岗位");
  store::delete_sessions_of(ctx, account_id);
  return PostList{post_views(ctx, account_id)};
}

}  // namespace tongban::identity
