#include "platform/act/ctx.h"

namespace tongban {

Result<void> WorkCtx::write(const std::function<Result<void>(Ctx&)>& body) {
  // The body may run twice: each run starts from the same subject, and what the last one said counts, also on failure,
  // because a refusal is audited too.
  AuditSubject said = audit;
  auto outcome = services.database.write([&](db::Tx& tx) -> Result<void> {
    Ctx ctx{actor, tx, services, now, language, request_id, remote_address, audit};
    auto result = body(ctx);
    said = std::move(ctx.audit);
    return result;
  });
  audit = std::move(said);
  return outcome;
}

Result<void> WorkCtx::read(const std::function<Result<void>(Ctx&)>& body) const {
  return services.database.read([&](db::Tx& tx) -> Result<void> {
    Ctx ctx{actor, tx, services, now, language, request_id, remote_address, audit};
    return body(ctx);
  });
}

}  // namespace tongban
