#include "modules/identity/actions.h"
#include "modules/identity/state.h"

namespace tongban::identity {

Result<Nothing> logout(WorkCtx& ctx, const Nothing&) {
  const auto done = TRY(ctx.conclude<Nothing>([](Ctx& tx) -> Result<Nothing> {
    store::delete_session(tx, tx.actor.session_id);
    tx.audit = {"account", tx.actor.account_id, ""};
    return Nothing{};
  }));
  ctx.response_headers.emplace_back("Set-Cookie", session_cookie(ctx.services.config).clear());
  return done;
}

}  // namespace tongban::identity
