// Pre-review of an online application (预审), and its receipt (收件).
#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"
#include "platform/config/config.h"

namespace tongban::cases {

Result<ActOut> pre_review(Ctx& ctx, const PreReviewIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::pre_review));
  json::object data{{"outcome", enum_text(in.outcome)}};
  if (in.outcome == PreReviewOutcome::revise) {
    TRY(require_texts({{"/note", in.note}}));
    // Only once: what is still wrong afterwards belongs in the one correction notice, under the clock of the law.
    if (work.state.revision_used)
      return conflict("cases.already_returned", "预审只能退回修改一次，请收件后一次性告知补正");
    const int days = ctx.services.config.cases.correction_answer_days;
    data["reply_due_at"] = TRY(due_date(ctx.now, days, ctx.services.calendar)).text();
  }
  TRY(record(ctx, work, {{EventKind::pre_reviewed, std::move(data), in.note}}));
  return act_out(work);
}

Result<ActOut> receive(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::receive));
  TRY(record(ctx, work, {{EventKind::received}}));
  return act_out(work);
}

}  // namespace tongban::cases
