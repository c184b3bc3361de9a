#include "modules/identity/absences.h"

#include <algorithm>

#include "modules/identity/identity.h"
#include "modules/identity/store.h"

namespace tongban::identity {
namespace {

constexpr int kLongestDays = 366;

Error bad_dates(const char* key, const char* detail) {
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{"/until_date", key, detail}}};
}

// The departments that the actor is the head of; posts for a whole region are not expanded.
std::vector<std::int64_t> headed_departments(const Actor& actor) {
  std::vector<std::int64_t> departments;
  for (const auto& post : actor.posts)
    if (post.role == Role::department_head && post.department_id != 0) departments.push_back(post.department_id);
  return departments;
}

// Oneself, and everybody with a post in a department that one is the head of.
bool may_set(Ctx& ctx, std::int64_t account_id) {
  if (account_id == ctx.actor.account_id) return true;
  const auto headed = headed_departments(ctx.actor);
  if (headed.empty()) return false;
  const auto posts = store::list_posts(ctx, account_id);
  return std::any_of(posts.begin(), posts.end(), [&](const auto& stored) {
    return std::find(headed.begin(), headed.end(), stored.post.department_id) != headed.end();
  });
}

std::string name_of(Ctx& ctx, std::int64_t account_id) {
  const auto name = staff_name(ctx, account_id);
  return name ? name.value() : std::string();
}

AbsenceView view_of(Ctx& ctx, const store::AbsenceRow& row) {
  const Date today = local_date(ctx.now);
  AbsenceView view;
  view.absence_id = Id{row.absence_id};
  view.account_id = Id{row.account_id};
  view.name = name_of(ctx, row.account_id);
  view.deputy_account_id = Id{row.deputy_id};
  view.deputy_name = name_of(ctx, row.deputy_id);
  view.from_date = row.from_date;
  view.until_date = row.until_date;
  view.current = row.from_date <= today && today <= row.until_date;
  view.may_end = may_set(ctx, row.account_id);
  return view;
}

Result<void> check_dates(const AbsenceIn& in, Date today) {
  if (in.until_date < in.from_date) return bad_dates("identity.dates_reversed", "截止日期早于开始日期");
  if (in.until_date < today) return bad_dates("identity.dates_past", "截止日期已过");
  if (in.until_date - in.from_date > kLongestDays) return bad_dates("identity.too_long", "一次最长一年");
  return {};
}

Result<void> check_deputy(Ctx& ctx, std::int64_t account_id, const AbsenceIn& in) {
  const auto deputy = in.deputy_account_id.value;
  const auto colleagues = store::colleagues_in_post(ctx, account_id);
  if (std::find(colleagues.begin(), colleagues.end(), deputy) == colleagues.end())
    return unprocessable("identity.deputy_not_in_post", "代理人须为同部门同岗位的人员",
                         {{"/deputy_account_id", "identity.deputy_not_in_post", "代理人须为同部门同岗位的人员"}});
  if (!store::absences_of(ctx, deputy, in.from_date, in.until_date).empty())
    return conflict("identity.deputy_absent", "代理人在此期间也不在岗");
  if (!store::absences_of(ctx, account_id, in.from_date, in.until_date).empty())
    return conflict("identity.absence_overlaps", "此期间已登记过不在岗");
  // Otherwise a third person's tasks would have a deputy who is absent.
  if (!store::absences_for_deputy(ctx, account_id, in.from_date, in.until_date).empty())
    return conflict("identity.is_deputy", "此人在此期间是他人的代理人，请先更换代理人");
  return {};
}

}  // namespace

std::vector<std::int64_t> stands_for(Ctx& ctx) {
  const Date today = local_date(ctx.now);
  std::vector<std::int64_t> absent;
  if (ctx.actor.kind != ActorKind::staff) return absent;
  for (const auto& row : store::absences_for_deputy(ctx, ctx.actor.account_id, today, today))
    absent.push_back(row.account_id);
  return absent;
}

std::vector<Absence> absent_today(Ctx& ctx, std::int64_t department_id) {
  const Date today = local_date(ctx.now);
  std::vector<Absence> absent;
  for (const auto& row : store::absences_in_department(ctx, department_id, today, today))
    absent.push_back({row.account_id, name_of(ctx, row.deputy_id), row.until_date.text()});
  return absent;
}

Result<AbsenceList> list_absences(Ctx& ctx, const NoQuestion&) {
  const Date today = local_date(ctx.now), far = today + 10 * kLongestDays;
  const auto me = ctx.actor.account_id;
  auto rows = store::absences_of(ctx, me, today, far);
  const auto add = [&rows](const std::vector<store::AbsenceRow>& more) {
    for (const auto& row : more)
      if (std::none_of(rows.begin(), rows.end(), [&](const auto& r) { return r.absence_id == row.absence_id; }))
        rows.push_back(row);
  };
  add(store::absences_for_deputy(ctx, me, today, far));
  for (const auto department_id : headed_departments(ctx.actor))
    add(store::absences_in_department(ctx, department_id, today, far));
  AbsenceList list;
  for (const auto& row : rows) list.absences.push_back(view_of(ctx, row));
  std::sort(list.absences.begin(), list.absences.end(), [](const AbsenceView& a, const AbsenceView& b) {
    return a.from_date != b.from_date ? a.from_date < b.from_date : a.absence_id < b.absence_id;
  });
  return list;
}

Result<DeputyChoices> deputy_choices(Ctx& ctx, const DeputiesIn& in) {
  const auto account_id = in.account_id.value_or(Id{ctx.actor.account_id}).value;
  if (!may_set(ctx, account_id)) return not_found("identity.no_such_account", "没有这个账户");
  DeputyChoices choices;
  std::vector<std::int64_t> people{ctx.actor.account_id};
  for (const auto department_id : headed_departments(ctx.actor))
    for (const auto member : store::staff_of_department(ctx, department_id))
      if (std::find(people.begin(), people.end(), member) == people.end()) people.push_back(member);
  for (const auto person : people) choices.people.push_back({Id{person}, name_of(ctx, person)});
  for (const auto person : store::colleagues_in_post(ctx, account_id))
    choices.deputies.push_back({Id{person}, name_of(ctx, person)});
  return choices;
}

Result<AbsenceView> set_absence(Ctx& ctx, const AbsenceIn& in) {
  const auto account_id = in.account_id.value_or(Id{ctx.actor.account_id}).value;
  ctx.audit = {"account", account_id, "absent " + in.from_date.text() + " to " + in.until_date.text()};
  if (!may_set(ctx, account_id)) return not_found("identity.no_such_account", "没有这个账户");
  TRY(check_dates(in, local_date(ctx.now)));
  // Changes of two people who stand in for one another wait for each other, always in the same order.
  const auto [first, second] = std::minmax(account_id, in.deputy_account_id.value);
  store::hold_account(ctx, first);
  store::hold_account(ctx, second);
  TRY(check_deputy(ctx, account_id, in));
  const store::AbsenceRow row{ctx.new_id(), account_id, in.deputy_account_id.value, in.from_date, in.until_date};
  store::insert_absence(ctx, row);
  return view_of(ctx, row);
}

Result<AbsenceView> end_absence(Ctx& ctx, const AbsenceRef& in) {
  const auto row = store::find_absence(ctx, in.absence_id.value);
  ctx.audit = {"account", row ? row->account_id : 0, "absence ended"};
  if (!row || !may_set(ctx, row->account_id)) return not_found("identity.no_such_absence", "没有这条不在岗登记");
  store::end_absence(ctx, row->absence_id);
  auto view = view_of(ctx, *row);
  view.current = false;
  return view;
}

}  // namespace tongban::identity
