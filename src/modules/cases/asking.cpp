#include "modules/cases/asking.h"

#include <algorithm>

#include "modules/cases/work.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

constexpr Role kAskable[] = {Role::window_clerk, Role::reviewer, Role::approver, Role::department_head};

// Anybody of the department who works on cases, but not oneself and nobody twice.
Result<void> check_colleague(Ctx& ctx, const Work& work, std::int64_t account_id) {
  const auto& questions = work.state.questions;
  if (std::any_of(questions.begin(), questions.end(), [&](const Question& q) { return q.account_id == account_id; }))
    return conflict("cases.already_asked", "已经请此人出具意见");
  if (account_id != ctx.actor.account_id)
    for (const Role role : kAskable)
      for (const auto& member : identity::staff_with_role(ctx, role, work.row.department_id))
        if (member.account_id == account_id) return {};
  return unprocessable("cases.not_in_post", "请选择本部门的其他经办人员",
                       {{"/colleague_account_id", "cases.not_in_post", "请选择本部门的其他经办人员"}});
}

Result<ActOut> ask(Ctx& ctx, const AskColleagueIn& in, Action action, EventKind kind) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, action));
  TRY(check_colleague(ctx, work, in.colleague_account_id.value));
  TRY(require_texts({{"/note", in.note}}));
  TRY(record(ctx, work, {{kind, {{"colleague", in.colleague_account_id.value}}, in.note}}));
  return act_out(work);
}

Result<ActOut> end_question(Ctx& ctx, const EndQuestionIn& in, Action action, EventKind kind) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, action));
  const bool signer = action == Action::remove_signer;
  const auto& questions = work.state.questions;
  const auto colleague = in.colleague_account_id.value;
  if (std::none_of(questions.begin(), questions.end(),
                   [&](const Question& q) { return q.account_id == colleague && q.signer == signer; }))
    return conflict("cases.no_such_question", "没有待出具的意见");
  TRY(record(ctx, work, {{kind, {{"colleague", colleague}}, in.note}}));
  return act_out(work);
}

}  // namespace

Result<ActOut> delegate(Ctx& ctx, const AskColleagueIn& in) {
  return ask(ctx, in, Action::delegate, EventKind::delegated);
}
Result<ActOut> add_signer(Ctx& ctx, const AskColleagueIn& in) {
  return ask(ctx, in, Action::add_signer, EventKind::signer_added);
}
Result<ActOut> take_back(Ctx& ctx, const EndQuestionIn& in) {
  return end_question(ctx, in, Action::take_back, EventKind::taken_back);
}
Result<ActOut> remove_signer(Ctx& ctx, const EndQuestionIn& in) {
  return end_question(ctx, in, Action::remove_signer, EventKind::signer_removed);
}

Result<ActOut> advise(Ctx& ctx, const AdviseIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::advise));
  TRY(require_texts({{"/note", in.note}}));
  const auto colleague = work.for_id != 0 ? work.for_id : ctx.actor.account_id;
  TRY(record(ctx, work, {{EventKind::advised, {{"colleague", colleague}, {"advice", enum_text(in.advice)}}, in.note}}));
  return act_out(work);
}

Result<ActOut> urge(Ctx& ctx, const UrgeIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::urge));
  json::object data{{"by", enum_text(work.party)}};
  if (work.state.assignee_id != 0) data["assignee"] = work.state.assignee_id;
  TRY(record(ctx, work, {{EventKind::urged, std::move(data), in.note}}));
  return act_out(work);
}

}  // namespace tongban::cases
