// What the asker does with the answer: ask once more, or end it. By the session, or by query code and phone.
#include "base/text.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

template <class In>
Proof proof_of(const In& in) {
  return {in.query_code.value_or(Str<20>()), in.phone.value_or(Str<20>())};
}

}  // namespace

Result<InquiryActOut> reopen(Ctx& ctx, const ReopenIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::reopen, proof_of(in)));
  TRY(require_text("/reason", in.reason));
  TRY(record(ctx, work, {EventKind::reopened, {}, std::string(trim(in.reason))}));
  return act_out(work);
}

Result<InquiryActOut> close(Ctx& ctx, const CloseIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::close, proof_of(in)));
  TRY(record(ctx, work, {EventKind::closed}));
  return act_out(work);
}

}  // namespace tongban::inquiries
