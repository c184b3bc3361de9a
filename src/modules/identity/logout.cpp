#include "modules/identity/actions.h"
#include "modules/identity/state.h"

namespace tongban::identity {

Result<Nothing> logout(WorkCtx& ctx, const Nothing&) {
  TRY(ctx.write([](Ctx& tx) -> Result<void> {
    store::delete_session(tx, tx.actor.session_id);
    tx.audit = {"account", tx.actor.account_id, ""};
    return {};
  }));
  ctx.response_headers.emplace_back("Set-Cookie", session_cookie(ctx.services.config).clear());
  return Nothing{};
}

}  // namespace tongban::identity
