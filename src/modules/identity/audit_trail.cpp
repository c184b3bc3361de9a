#include "modules/identity/actions.h"
#include "modules/identity/state.h"
#include "platform/audit/blocks.h"

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

Result<AuditChain> audit_chain(Ctx& ctx, const Nothing&) {
  AuditChain chain;
  const auto last = audit::last_block(ctx.tx);
  chain.waiting = audit::count_entries(ctx.tx, last ? last->high_id : audit::kBeforeAll, INT64_MAX);
  if (!last) return chain;
  chain.block_number = last->block_number;
  chain.sealed_at = Instant::from_micros(last->sealed_at);
  chain.entries = last->entries_total;
  chain.block_hash = last->block_hash;
  chain.key_id = last->key_id;
  return chain;
}

}  // namespace tongban::identity
