#include "modules/identity/actions.h"
#include "modules/identity/state.h"

namespace tongban::identity {

Result<AuditPage> list_audit(Ctx& ctx, const AuditQuery& in) {
  audit::Filter filter;
  if (in.actor_id) filter.actor_id = in.actor_id->value;
  if (in.action) filter.action = *in.action;
  if (in.object_kind) filter.object_kind = *in.object_kind;
  if (in.object_id) filter.object_id = in.object_id->value;
  filter.outcome = in.outcome;
  filter.from = in.from;
  filter.until = in.until;
  const int limit = page_size(in.limit);
  AuditPage page;
  page.entries = audit::list(ctx.tx, filter, in.before.value_or(Id{}).value, limit);
  for (auto& entry : page.entries) entry.detail = audit::opened_detail(ctx.services.keyring, entry);
  if (static_cast<int>(page.entries.size()) == limit) page.next = page.entries.back().audit_id;
  return page;
}

}  // namespace tongban::identity
