// Who does it: a task is claimed from one's post, assigned by the head of the department, or handed over to a
// colleague. The first person in contact stays responsible to the end (首办负责) unless the responsibility is handed
// over by name.
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/work.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

std::optional<Role> role_of(WaitingFor stage) {
  switch (stage) {
    case WaitingFor::window_clerk:
      return Role::window_clerk;
    case WaitingFor::reviewer:
      return Role::reviewer;
    case WaitingFor::approver:
      return Role::approver;
    default:
      return std::nullopt;
  }
}

Result<void> check_assignee(Ctx& ctx, const Work& work, std::int64_t account_id) {
  const auto role = role_of(work.state.waiting_for);
  if (!role) return conflict("cases.waiting_for_applicant", "当前正在等待申请人");
  if (account_id == ctx.actor.account_id && ctx.actor.may(*role, work.row.department_id, work.row.region_code))
    return {};
  const auto staff = identity::staff_with_role(ctx, *role, work.row.department_id);
  if (std::any_of(staff.begin(), staff.end(), [&](const auto& member) { return member.account_id == account_id; }))
    return {};
  return unprocessable("cases.not_in_post", "该人员不在本环节的岗位上",
                       {{"/assignee_account_id", "cases.not_in_post", "该人员不在本环节的岗位上"}});
}

Result<ActOut> give(Ctx& ctx, Work& work, EventKind kind, const AssignIn& in, bool with_responsibility) {
  TRY(check_assignee(ctx, work, in.assignee_account_id.value));
  json::object data{{"assignee", in.assignee_account_id.value}};
  if (with_responsibility) data["responsible"] = true;
  TRY(record(ctx, work, {{kind, std::move(data), in.note}}));
  return act_out(work);
}

}  // namespace

Result<ActOut> claim(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::claim));
  if (work.state.assignee_id == ctx.actor.account_id) return act_out(work);
  TRY(record(ctx, work, {{EventKind::claimed, {{"assignee", ctx.actor.account_id}}}}));
  return act_out(work);
}

Result<ActOut> assign(Ctx& ctx, const AssignIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::assign));
  return give(ctx, work, EventKind::assigned, in, false);
}

Result<ActOut> hand_over(Ctx& ctx, const AssignIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::hand_over));
  const bool responsible = in.with_responsibility.value_or(false);
  if (responsible && work.party != Party::department_head && work.state.responsible_id != ctx.actor.account_id)
    return conflict("cases.not_responsible", "只有首办责任人或部门负责人可以移交首办责任");
  return give(ctx, work, EventKind::handed_over, in, responsible);
}

}  // namespace tongban::cases
