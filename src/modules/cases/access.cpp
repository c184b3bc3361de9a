// Who stands how to a case, and what may follow now. Two halves of one answer: load_for() refuses with a reason, and
// allowed_actions() lists what it would let through, so that a page never offers what the server then refuses.
#include <algorithm>

#include "modules/cases/work.h"
#include "modules/identity/identity.h"

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
constexpr Action kStageActions[] = {Action::pre_review, Action::receive,  Action::correct,   Action::accept,
                                    Action::refuse,     Action::review,   Action::suspend,   Action::resume,
                                    Action::grant,      Action::deny,     Action::claim,     Action::assign,
                                    Action::hand_over,  Action::delegate, Action::add_signer};
bool is_of_stage(Action action) {
  return std::find(std::begin(kStageActions), std::end(kStageActions), action) != std::end(kStageActions);
}

bool watches(const Actor& actor, const store::CaseRow& row) {
  return actor.kind == ActorKind::staff && row.status != Status::draft &&
         actor.may(Role::supervisor, row.department_id, row.region_code);
}

Error not_in_status(Status status) {
  return conflict("cases.not_allowed_in_status",
                  "办件当前状态不能进行此操作（" + std::string(enum_text(status)) + "）");
}

bool is_self_or_absent(const Actor& actor, const Work& work, std::int64_t account_id) {
  return account_id == actor.account_id ||
         std::find(work.stands_for.begin(), work.stands_for.end(), account_id) != work.stands_for.end();
}

// Rules beyond the table that depend on the case, not on what the act is given.
Result<void> check_state(const Actor& actor, const Work& work, Action action) {
  const auto& state = work.state;
  const bool answering = action == Action::revise || (action == Action::edit && state.status == Status::submitted);
  if (answering && !state.revision_requested) return not_in_status(state.status);
  const bool handled =
      state.status == Status::accepted || state.status == Status::under_review || state.status == Status::suspended;
  // A process has opinions, signers and delegation of its own, as tasks.
  constexpr Action kDriven[] = {Action::review,    Action::claim,    Action::assign,
                                Action::hand_over, Action::delegate, Action::add_signer};
  const bool driven = std::find(std::begin(kDriven), std::end(kDriven), action) != std::end(kDriven);
  if (state.in_process && handled && driven)
    return conflict("cases.driven_by_process", "该办件按流程办理，请办理流程中的任务");
  const bool decides = action == Action::grant || action == Action::deny;
  if (decides && state.waiting_for != WaitingFor::approver)
    return conflict("cases.not_reviewed", "尚未完成审查，不能作出决定");
  for (const auto& question : state.questions) {
    if (!question.signer && (decides || action == Action::review || action == Action::delegate))
      return conflict("cases.delegated", "已委派同事出具意见，请等待意见或者收回委派");
    if (question.signer && decides) return conflict("cases.signature_missing", "加签人尚未出具意见，不能作出决定");
  }
  if (action != Action::urge) return {};
  if (state.waiting_for == WaitingFor::applicant) return conflict("cases.waiting_for_applicant", "正在等待申请人");
  const bool today = std::any_of(state.urgings.begin(), state.urgings.end(), [&](const Urging& urging) {
    return urging.account_id == actor.account_id && local_date(urging.at) == local_date(work.now);
  });
  if (today) return conflict("cases.urged_today", "今天已经催办过，每人每天只能催办一次");
  return {};
}

// Whether a colleague's opinion is asked for, and who may answer or end that.
Result<void> check_question(const Actor& actor, const Work& work, Action action, Party party) {
  const bool answers = action == Action::advise;
  if (!answers && action != Action::take_back && action != Action::remove_signer) return {};
  bool found = false;
  for (const auto& question : work.state.questions) {
    if (!answers && question.signer != (action == Action::remove_signer)) continue;
    found = true;
    if (answers ? is_self_or_absent(actor, work, question.account_id)
                : party == Party::department_head || is_self_or_absent(actor, work, question.asked_by) ||
                      is_self_or_absent(actor, work, work.state.assignee_id))
      return {};
  }
  if (answers) return conflict("cases.not_asked", "没有请您出具意见，或者已经收回");
  if (!found) return conflict("cases.no_such_question", "没有待出具的意见");
  return conflict("cases.not_asked_by_you", "只有提出的人、经办人或者部门负责人可以收回");
}

Result<void> check_turn(const Actor& actor, const Work& work, Action action, Party party) {
  const auto& state = work.state;
  TRY(check_question(actor, work, action, party));
  if (!is_of_stage(action)) return {};
  const auto turn = party_of(state.waiting_for);
  if (state.waiting_for == WaitingFor::applicant) return conflict("cases.waiting_for_applicant", "正在等待申请人");
  if (party == Party::department_head) return {};  // heads assign and hand over at any stage of the staff
  if (turn != party) return conflict("cases.not_your_turn", "当前环节不由您的岗位办理");
  if (state.assignee_id == 0 || state.assignee_id == actor.account_id) return {};
  // A deputy does the absent person's work, but does not take the task for good.
  if (action != Action::claim && is_self_or_absent(actor, work, state.assignee_id)) return {};
  return conflict("cases.assigned_to_other", "该办件已由其他人员办理");
}

// The colleague in whose place the actor does it; 0: for themselves.
std::int64_t done_for(const Actor& actor, const Work& work, Action action) {
  if (work.stands_for.empty()) return 0;
  const auto is_absent = [&](std::int64_t account_id) {
    return account_id != actor.account_id && is_self_or_absent(actor, work, account_id);
  };
  if (action == Action::advise) {
    for (const auto& question : work.state.questions)
      if (question.account_id == actor.account_id) return 0;
    for (const auto& question : work.state.questions)
      if (is_absent(question.account_id)) return question.account_id;
    return 0;
  }
  const bool task = is_of_stage(action) || action == Action::take_back || action == Action::remove_signer;
  if (task && work.party != Party::department_head && is_absent(work.state.assignee_id)) return work.state.assignee_id;
  return 0;
}

Result<Party> choose_party(const Actor& actor, const Work& work, Action action) {
  std::optional<Error> reason;
  auto parties = parties_of(actor, work.row);
  if (watches(actor, work.row)) parties.push_back(Party::supervisor);
  for (const Party party : parties) {
    if (!may(work.state.status, action, party)) continue;
    // At the window a clerk acts for the applicant, but only where the applicant came to the window.
    if (party == Party::window_clerk && is_applicants(action) && !of_window(work.row)) continue;
    const auto turn = check_turn(actor, work, action, party);
    if (turn) return party;
    reason = turn.error();
  }
  if (reason) return *std::move(reason);
  return Error{Code::forbidden, "cases.not_for_your_role", "您的岗位不能进行此操作"};
}

Result<Party> check_action(const Actor& actor, const Work& work, Action action) {
  if (!next(work.state.status, action)) return not_in_status(work.state.status);
  const auto party = TRY(choose_party(actor, work, action));
  TRY(check_state(actor, work, action));
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
  return !parties_of(actor, row).empty() || watches(actor, row);
}

void find_absent(Ctx& ctx, Work& work) {
  const auto assignee = work.state.assignee_id;
  if (ctx.actor.kind != ActorKind::staff) return;
  if ((assignee == 0 || assignee == ctx.actor.account_id) && work.state.questions.empty()) return;
  work.stands_for = identity::stands_for(ctx);
}

Result<Work> load_for(Ctx& ctx, Id case_id, std::optional<std::int64_t> expected_version, Action action) {
  auto work = TRY(load_for_platform(ctx, case_id.value));
  if (!may_see(ctx.actor, work.row)) return case_not_found();
  ctx.audit = {"case", case_id.value, ""};
  if (expected_version && *expected_version != work.row.version)
    return Error{Code::stale, "cases.stale", "办件已被更新，请刷新后再试"};
  find_absent(ctx, work);
  work.party = TRY(check_action(ctx.actor, work, action));
  work.for_id = done_for(ctx.actor, work, action);
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
