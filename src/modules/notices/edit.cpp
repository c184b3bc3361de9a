// A notice is written, changed, published and withdrawn.
#include "base/region_code.h"
#include "base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/notices/actions.h"
#include "modules/notices/work.h"

namespace tongban::notices {
namespace {

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return unprocessable(key, detail, {{pointer, key, detail}});
}

// What was written, checked, into the row. A department's notice stands where the department is.
Result<void> fill(Ctx& ctx, const NoticeText& text, store::NoticeRow& row) {
  row.title = trim(text.title);
  row.body = trim(text.body);
  if (row.title.empty()) return bad_field("/notice/title", "field.required", "请填写标题");
  if (row.body.empty()) return bad_field("/notice/body", "field.required", "请填写正文");
  row.department_id = 0;
  row.department_name.clear();
  row.region_code = text.region_code;
  if (text.department_id) {
    const auto department = TRY(catalog::department(ctx, text.department_id->value));
    row.department_id = department.department_id;
    row.department_name = department.name;
    row.region_code = department.region_code;
  } else if (!row.region_code.empty() && !RegionCode::parse(row.region_code)) {
    return bad_field("/notice/region_code", "catalog.bad_region", "行政区划代码应为 12 位");
  }
  row.valid_until = text.valid_until ? text.valid_until->text() : std::string();
  if (!row.valid_until.empty() && row.valid_until < local_date(ctx.now).text())
    return bad_field("/notice/valid_until", "notices.past", "有效期不能早于今天");
  return {};
}

Result<store::NoticeRow> locked(Ctx& ctx, Id notice_id, std::int64_t expected_version) {
  auto row = store::find_notice_for_update(ctx.tx, notice_id.value);
  if (!row || !may_write(ctx.actor, row->department_id, row->region_code)) return no_such_notice();
  if (row->version != expected_version) return Error{Code::stale, "notices.stale", "公告已被他人修改，请刷新后再操作"};
  return *std::move(row);
}

Result<StaffNoticeView> moved(Ctx& ctx, const NoticeActIn& in, Action action) {
  auto row = TRY(locked(ctx, in.notice_id, in.expected_version));
  const auto state = next(row.state, action);
  if (!state) return conflict("notices.not_allowed_in_state", "公告当前的状态不能进行此操作");
  if (!may_publish(ctx.actor, row.department_id, row.region_code))
    return Error{Code::forbidden, "notices.not_for_your_role", "由发布岗位发布和撤回"};
  const bool past = !row.valid_until.empty() && row.valid_until < local_date(ctx.now).text();
  if (action == Action::publish && past) return conflict("notices.past", "有效期已过，请先修改有效期");
  ctx.audit = {"notice", row.notice_id, std::string(enum_text(row.state)) + "→" + std::string(enum_text(*state))};
  row.state = *state;
  row.version += 1;
  row.changed_at = ctx.now;
  if (action == Action::publish) row.published_at = ctx.now;
  store::update_notice(ctx.tx, row);
  return staff_view_of(ctx, row);
}

}  // namespace

Result<StaffNoticeView> create_notice(Ctx& ctx, const CreateNoticeIn& in) {
  store::NoticeRow row;
  TRY(fill(ctx, in.notice, row));
  if (!may_write(ctx.actor, row.department_id, row.region_code))
    return Error{Code::forbidden, "notices.not_your_place", "您的岗位不能在该地区或部门发公告"};
  row.notice_id = ctx.new_id();
  row.created_at = row.changed_at = ctx.now;
  store::insert_notice(ctx.tx, row);
  ctx.audit = {"notice", row.notice_id, "created"};
  return staff_view_of(ctx, row);
}

Result<StaffNoticeView> save_notice(Ctx& ctx, const SaveNoticeIn& in) {
  auto row = TRY(locked(ctx, in.notice_id, in.expected_version));
  const auto state = next(row.state, Action::save);
  if (!state) return conflict("notices.not_allowed_in_state", "已发布的公告要先撤回才能修改");
  TRY(fill(ctx, in.notice, row));
  if (!may_write(ctx.actor, row.department_id, row.region_code))
    return Error{Code::forbidden, "notices.not_your_place", "您的岗位不能在该地区或部门发公告"};
  row.state = *state;
  row.version += 1;
  row.changed_at = ctx.now;
  store::update_notice(ctx.tx, row);
  ctx.audit = {"notice", row.notice_id, "saved"};
  return staff_view_of(ctx, row);
}

Result<StaffNoticeView> publish_notice(Ctx& ctx, const NoticeActIn& in) { return moved(ctx, in, Action::publish); }
Result<StaffNoticeView> withdraw_notice(Ctx& ctx, const NoticeActIn& in) { return moved(ctx, in, Action::withdraw); }

}  // namespace tongban::notices
