#include "modules/notices/work.h"

#include "modules/catalog/catalog.h"

namespace tongban::notices {
namespace {

std::string place_of(const std::string& region_code) { return region_code.empty() ? kEverywhere : region_code; }

bool covers(const Actor& actor, std::initializer_list<Role> roles, std::int64_t department_id,
            const std::string& region_code) {
  for (const auto& post : actor.posts)
    for (const Role role : roles)
      if (post.role == role && is_of_the_whole(post)) return true;
  return actor.may_any(roles, department_id, place_of(region_code));
}

}  // namespace

bool is_of_the_whole(const Post& post) {
  return post.department_id == 0 && (post.region_code.empty() || post.region_code == kEverywhere);
}

bool may_write(const Actor& actor, std::int64_t department_id, const std::string& region_code) {
  return covers(actor, {Role::catalog_editor, Role::catalog_publisher, Role::system_admin}, department_id, region_code);
}

bool may_publish(const Actor& actor, std::int64_t department_id, const std::string& region_code) {
  return covers(actor, {Role::catalog_publisher, Role::system_admin}, department_id, region_code);
}

std::vector<Action> allowed(const Actor& actor, const store::NoticeRow& row) {
  std::vector<Action> actions;
  for (const Action action : all_of<Action>()) {
    const bool by_post = action == Action::save ? may_write(actor, row.department_id, row.region_code)
                                                : may_publish(actor, row.department_id, row.region_code);
    if (by_post && next(row.state, action)) actions.push_back(action);
  }
  return actions;
}

NoticeView view_of(Ctx& ctx, const store::NoticeRow& row) {
  NoticeView view;
  view.notice_id.value = row.notice_id;
  view.state = row.state;
  view.version = row.version;
  view.title = row.title;
  view.body = row.body;
  view.region_code = row.region_code;
  if (!row.region_code.empty()) view.region_name = catalog::region_name(ctx, row.region_code);
  if (row.department_id != 0) view.department_id = Id{row.department_id};
  view.department_name = row.department_name;
  if (auto day = Date::parse(row.valid_until)) view.valid_until = *day;
  if (row.published_at.micros() != 0) view.published_at = row.published_at;
  view.changed_at = row.changed_at;
  return view;
}

StaffNoticeView staff_view_of(Ctx& ctx, const store::NoticeRow& row) {
  return {view_of(ctx, row), allowed(ctx.actor, row)};
}

Error no_such_notice() { return not_found("notices.not_found", "没有这条公告"); }

}  // namespace tongban::notices
