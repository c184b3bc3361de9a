// One extension at most, by a named approver, with a reason that the applicant is told (行政许可法第42条: ten working
// days; fifteen where several organs act together and the limit is forty-five).
#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"

namespace tongban::cases {
namespace {

constexpr int kExtensionDays = 10, kJointLimitDays = 45, kJointExtensionDays = 15;

}  // namespace

Result<ActOut> extend(Ctx& ctx, const ExtendIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::extend));
  if (work.state.extension) return conflict("cases.already_extended", "办理期限只能延长一次");
  if (!work.limits.legal && !work.limits.promised) return conflict("cases.no_limit", "该事项没有规定办理期限");
  TRY(require_texts({{"/reason", in.reason}}));
  const bool joint = work.limits.legal && work.limits.legal->amount >= kJointLimitDays;
  const int most = joint ? kJointExtensionDays : kExtensionDays;
  if (in.days < 1 || in.days > most)
    return unprocessable("cases.extension_too_long", "延长期限最多" + std::to_string(most) + "日",
                         {{"/days", "field.range", "应为1至" + std::to_string(most)}});
  for (const auto& clock : TRY(clocks_of(work.state, work.limits, ctx.now, ctx.services.calendar)))
    if (clock.kind == ClockKind::legal && clock.state == LimitState::overdue)
      return conflict("cases.limit_is_over", "已超过法定期限，不能再延长");
  TRY(record(ctx, work, {{EventKind::extended, {{"amount", in.days}}, in.reason}}));
  const auto due = work.row.legal_due_at ? work.row.legal_due_at : work.row.promised_due_at;
  std::vector<Paragraph> paragraphs{{"延长期限", std::to_string(in.days) + "日"}, {"延长理由", in.reason}};
  if (due) paragraphs.push_back({"延长后应办结日期", chinese_date(local_date(*due))});
  return act_out(work, TRY(make_instrument(ctx, work, InstrumentKind::extension_notice, std::move(paragraphs))));
}

}  // namespace tongban::cases
