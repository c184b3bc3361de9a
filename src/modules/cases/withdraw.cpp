// Ends before a decision: the applicant withdraws, the organ terminates with reason and basis, or another organ takes
// over (转报).
#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"

namespace tongban::cases {

Result<ActOut> withdraw(Ctx& ctx, const WithdrawIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::withdraw));
  TRY(record(ctx, work, {{EventKind::withdrawn, {}, in.reason}}));
  return act_out(work);
}

Result<ActOut> terminate(Ctx& ctx, const TerminateIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::terminate));
  TRY(require_texts({{"/reason", in.reason}, {"/basis", in.basis}}));
  TRY(record(ctx, work, {{EventKind::terminated, {}, in.reason}}));
  const auto instrument =
      TRY(make_instrument(ctx, work, InstrumentKind::termination_notice,
                          {{"终止理由", in.reason}, {"依据", in.basis}, {"救济途径", usual_remedies()}}));
  return act_out(work, instrument);
}

Result<ActOut> transfer(Ctx& ctx, const TransferIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::transfer));
  TRY(require_texts({{"/to_organ", in.to_organ}, {"/reason", in.reason}, {"/basis", in.basis}}));
  TRY(record(ctx, work, {{EventKind::transferred, {{"to_organ", in.to_organ}}, in.reason}}));
  const auto instrument =
      TRY(make_instrument(ctx, work, InstrumentKind::transfer_notice,
                          {{"转报机关", in.to_organ}, {"转报理由", in.reason}, {"依据", in.basis}}));
  return act_out(work, instrument);
}

}  // namespace tongban::cases
