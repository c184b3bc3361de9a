// Who stands how to a case, and what may follow now. Two halves of one answer: load_for() refuses with a reason, and
// allowed_actions() lists what it would let through, so that a page never offers what the server then refuses.
#include <algorithm>

#include "modules/cases/work.h"

namespace tongban::cases {
namespace {

bool of_window(const store::CaseRow& row) { return row.channel == "window"; }

constexpr Action kApplicantsActions[] = {Action::edit,   Action::delete_draft, Action::upgrade, Action::submit,
                                         Action::revise, Action::resubmit,     Action::withdraw};
bool is_applicants(Action action) {
  return std::find(std::begin(kApplicantsActions), std::end(kApplicantsActions), action) !=
         std::end(kApplicantsActions);
}

// Tasks of the present stage: done by the party it waits for, and by the person it is assigned to.
constexpr Action kStageActions[] = {Action::pre_review, Action::receive, Action::correct, Action::accept,
                                    Action::refuse,     Action::review,  Action::suspend, Action::resume,
                                    Action::grant,      Action::deny,    Action::claim,   Action::assign,
                                    Action::hand_over};
bool is_of_stage(Action action) {
  return std::find(std::begin(kStageActions), std::end(kStageActions), action) != std::end(kStageActions);
}

Error not_in_status(Status status) {
  return conflict("cases.not_allowed_in_status",
                  "办件当前状态不能进行此操作（" + std::string(enum_text(status)) + "）");
}

// Rules beyond the table that depend on the case, not on what the act is given.
Result<void> check_state(const State& state, Action action) {
  const bool answering = action == Action::revise || (action == Action::edit && state.status == Status::submitted);
  if (answering && !state.revision_requested) return not_in_status(state.status);
  const bool handled =
      state.status == Status::accepted || state.status == Status::under_review || state.status == Status::suspended;
  const bool driven =
      action == Action::review || action == Action::claim || action == Action::assign || action == Action::hand_over;
  if (state.in_process && handled && driven)
    return conflict("cases.driven_by_process", "该办件按流程办理，请办理流程中的任务");
  const bool decides = action == Action::grant || action == Action::deny;
  if (decides && state.waiting_for != WaitingFor::approver)
    return conflict("cases.not_reviewed", "尚未完成审查，不能作出决定");
  return {};
}

Result<void> check_turn(const Actor& actor, const State& state, Action action, Party party) {
  if (!is_of_stage(action)) return {};
  const auto turn = party_of(state.waiting_for);
  if (state.waiting_for == WaitingFor::applicant) return conflict("cases.waiting_for_applicant", "正在等待申请人");
  if (party == Party::department_head) return {};  // heads assign and hand over at any stage of the staff
  if (turn != party) return conflict("cases.not_your_turn", "当前环节不由您的岗位办理");
  if (state.assignee_id != 0 && state.assignee_id != actor.account_id)
    return conflict("cases.assigned_to_other", "该办件已由其他人员办理");
  return {};
}

Result<Party> choose_party(const Actor& actor, const Work& work, Action action) {
  std::optional<Error> reason;
  for (const Party party : parties_of(actor, work.row)) {
    if (!may(work.state.status, action, party)) continue;
    // At the window a clerk acts for the applicant, but only where the applicant came to the window.
    if (party == Party::window_clerk && is_applicants(action) && !of_window(work.row)) continue;
    const auto turn = check_turn(actor, work.state, action, party);
    if (turn) return party;
    reason = turn.error();
  }
  if (reason) return *std::move(reason);
  return Error{Code::forbidden, "cases.not_for_your_role", "您的岗位不能进行此操作"};
}

Result<Party> check_action(const Actor& actor, const Work& work, Action action) {
  if (!next(work.state.status, action)) return not_in_status(work.state.status);
  const auto party = TRY(choose_party(actor, work, action));
  TRY(check_state(work.state, action));
  return party;
}

}  // namespace

std::vector<Party> parties_of(const Actor& actor, const store::CaseRow& row) {
  std::vector<Party> parties;
  if (actor.kind == ActorKind::applicant) {
    if (actor.account_id == row.applicant_account_id || actor.account_id == row.agent_account_id)
      parties.push_back(Party::applicant);
    return parties;
  }
  if (actor.kind != ActorKind::staff) return parties;
  if (row.status == Status::draft) {  // a draft is its author's alone
    if (of_window(row) && actor.account_id == row.created_by_account_id) parties.push_back(Party::window_clerk);
    return parties;
  }
  constexpr std::pair<Role, Party> kPosts[] = {{Role::window_clerk, Party::window_clerk},
                                               {Role::reviewer, Party::reviewer},
                                               {Role::approver, Party::approver},
                                               {Role::department_head, Party::department_head}};
  for (const auto& [role, party] : kPosts)
    if (actor.may(role, row.department_id, row.region_code)) parties.push_back(party);
  return parties;
}

bool may_see(const Actor& actor, const store::CaseRow& row) {
  if (!parties_of(actor, row).empty()) return true;
  return actor.kind == ActorKind::staff && row.status != Status::draft &&
         actor.may(Role::supervisor, row.department_id, row.region_code);
}

Result<Work> load_for(Ctx& ctx, Id case_id, std::optional<std::int64_t> expected_version, Action action) {
  auto work = TRY(load_for_platform(ctx, case_id.value));
  if (!may_see(ctx.actor, work.row)) return case_not_found();
  ctx.audit = {"case", case_id.value, ""};
  if (expected_version && *expected_version != work.row.version)
    return Error{Code::stale, "cases.stale", "办件已被更新，请刷新后再试"};
  work.party = TRY(check_action(ctx.actor, work, action));
  return work;
}

std::vector<Action> allowed_actions(const Actor& actor, const Work& work) {
  std::vector<Action> allowed;
  for (const Action action : all_of<Action>()) {
    const auto& state = work.state;
    if (action == Action::deem_accepted || action == Action::close) continue;
    if (action == Action::correct && state.correction_used) continue;
    if (action == Action::extend && (state.extension || (!work.limits.legal && !work.limits.promised))) continue;
    if (action == Action::suspend && work.item->content.special_procedures.empty()) continue;
    if (action == Action::supplement &&
        std::none_of(state.supplements.begin(), state.supplements.end(), [](const auto& s) { return !s.handed_in; }))
      continue;
    if (action == Action::claim && state.assignee_id == actor.account_id) continue;
    if (check_action(actor, work, action)) allowed.push_back(action);
  }
  return allowed;
}

}  // namespace tongban::cases
