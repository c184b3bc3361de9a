// Opinions of those who examine a case: forward to the approver, or back to the person who had it before.
#include "modules/cases/actions.h"
#include "modules/cases/work.h"

namespace tongban::cases {

Result<ActOut> review(Ctx& ctx, const ReviewIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::review));
  if (!after_opinion(work.state.waiting_for, in.opinion))
    return conflict("cases.opinion_not_of_stage", "当前环节不能给出此意见");
  // Who returns or objects says why: the next person must be able to act on it.
  if (in.opinion != Opinion::agree) TRY(require_texts({{"/note", in.note}}));
  TRY(record(ctx, work, {{EventKind::reviewed, {{"opinion", enum_text(in.opinion)}}, in.note}}));
  return act_out(work);
}

}  // namespace tongban::cases
