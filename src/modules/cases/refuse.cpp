// 不予受理: never without reason, basis and remedies (行政许可法第32条、第38条).
#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"

namespace tongban::cases {

Result<ActOut> refuse(Ctx& ctx, const RefuseIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::refuse));
  TRY(require_texts({{"/reason", in.reason}, {"/basis", in.basis}, {"/remedies", in.remedies}}));
  TRY(record(ctx, work, {{EventKind::refused, {}, in.reason}}));
  std::vector<Paragraph> paragraphs{{"不予受理的理由", in.reason}, {"依据", in.basis}};
  if (in.competent_organ) paragraphs.push_back({"请向以下机关申请", *in.competent_organ});
  paragraphs.push_back({"救济途径", in.remedies});
  return act_out(work, TRY(make_instrument(ctx, work, InstrumentKind::non_acceptance, std::move(paragraphs))));
}

}  // namespace tongban::cases
