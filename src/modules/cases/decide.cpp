// The decision: one, by a named approver, in writing (行政许可法第38条). A denial cannot be saved without grounds,
// basis and remedies; a grant waits for materials that were promised.
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

// 审批分离: who examined the case does not decide it, as long as the department has anybody else who may.
Result<void> check_four_eyes(Ctx& ctx, const Work& work) {
  if (work.state.reviewer_id != ctx.actor.account_id) return {};
  const auto approvers = identity::staff_with_role(ctx, Role::approver, work.row.department_id);
  const bool another = std::any_of(approvers.begin(), approvers.end(),
                                   [&](const auto& member) { return member.account_id != ctx.actor.account_id; });
  if (another) return conflict("cases.four_eyes", "审查人与决定人不能为同一人");
  return {};
}

Result<void> check_texts(const DecideIn& in) {
  if (in.outcome == DecisionOutcome::granted) return require_texts({{"/grounds", in.grounds}});
  return require_texts({{"/grounds", in.grounds}, {"/basis", in.basis}, {"/remedies", in.remedies}});
}

}  // namespace

Result<ActOut> decide(Ctx& ctx, const DecideIn& in) {
  const bool granted = in.outcome == DecisionOutcome::granted;
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, granted ? Action::grant : Action::deny));
  TRY(check_texts(in));
  TRY(check_four_eyes(ctx, work));
  const bool pending = std::any_of(work.state.supplements.begin(), work.state.supplements.end(),
                                   [](const auto& supplement) { return !supplement.handed_in; });
  if (granted && pending) return conflict("cases.supplements_pending", "容缺材料尚未补齐，不能作出准予决定");
  TRY(record(ctx, work, {{EventKind::decided, {{"outcome", enum_text(in.outcome)}}, in.grounds}}));
  std::vector<Paragraph> paragraphs{
      {"决定", granted ? "准予" : "不予"}, {"事实和理由", in.grounds}, {"依据", in.basis}};
  if (granted) paragraphs.push_back({"范围和条件", in.conditions});
  paragraphs.push_back({"救济途径", in.remedies});
  const bool licence = work.item->content.basic.item_type == "01";
  std::string title = granted ? "准予" : "不予";
  title += licence ? "行政许可决定书" : "办理决定书";
  return act_out(work, TRY(make_instrument(ctx, work, InstrumentKind::decision, std::move(paragraphs), {}, title)));
}

}  // namespace tongban::cases
